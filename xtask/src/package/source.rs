//! Lays out the console's folder from its sources: the page, the stylesheets, what is copied, and the compiled program.

use std::path::Path;

use crate::build;
use crate::digest;
use crate::failure::{Done, Failure};
use crate::package::html::{Tag, tags};
use crate::package::page::Page;
use crate::package::{Program, copy_all, read, read_text};

/// Writes all files but the page into `out`; returns the page, which asks for them.
///
/// The page in the source names in links marked `data-trunk` what Trunk puts in their places; here it is read the same way.
pub fn lay_out(root: &Path, out: &Path, program: &Program) -> Done<Page> {
    let source = read_text(&root.join("index.html"))?;
    let mut style = String::new();
    for link in tags(&source).iter().filter(|tag| is_link(tag, "css")) {
        style.push_str(&read_text(&root.join(address(link)?))?);
        style.push('\n');
    }
    for link in tags(&source) {
        if is_link(&link, "copy-dir") {
            copy_all(&root.join(address(&link)?), out)?;
        } else if is_link(&link, "copy-file") {
            let file = root.join(address(&link)?);
            let name = file.file_name().unwrap_or_default();
            build::write(&out.join(name), &read(&file)?)?;
        }
    }
    let name = |content: &[u8], ending: &str| format!("console-{}.{ending}", digest::of(content));
    let style_name = name(style.as_bytes(), "css");
    let glue_name = name(program.glue.as_bytes(), "js");
    let wasm_name = name(&program.wasm, "wasm");
    build::write(&out.join(&style_name), style.as_bytes())?;
    build::write(&out.join(&glue_name), program.glue.as_bytes())?;
    build::write(&out.join(&wasm_name), &program.wasm)?;
    let links = format!(
        "<link rel=\"stylesheet\" href=\"./{style_name}\">\n\
         <link rel=\"modulepreload\" crossorigin href=\"./{glue_name}\">\n\
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"./{wasm_name}\">"
    );
    Page::read(&with_links(&source, &links))
}

/// The page with these links in the place of all that Trunk would put there.
fn with_links(source: &str, links: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    for tag in tags(source).iter().filter(|tag| tag.get("data-trunk").is_some()) {
        text.push_str(&source[at..tag.range.start]);
        if at == 0 {
            text.push_str(links);
        }
        at = tag.range.end;
    }
    text.push_str(&source[at..]);
    text
}

fn is_link(tag: &Tag, rel: &str) -> bool {
    tag.name == "link" && tag.get("data-trunk").is_some() && tag.get("rel") == Some(rel)
}

fn address<'a>(link: &'a Tag) -> Done<&'a str> {
    link.get("href").ok_or_else(|| Failure::because("A link of index.html for Trunk has no href."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_links_for_trunk_are_replaced_by_those_to_the_files() {
        let page =
            "<meta charset=utf-8><link data-trunk rel=css href=a.css> <link data-trunk rel=rust><link rel=icon href=i>";
        assert_eq!(with_links(page, "<link x>"), "<meta charset=utf-8><link x> <link rel=icon href=i>");
    }
}
