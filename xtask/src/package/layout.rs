//! Lays out the console's folder from its sources: the page, the stylesheets, what is copied, and the compiled program.

use std::path::Path;

use crate::build::{self, Console};
use crate::digest;
use crate::failure::{Failure, Result};
use crate::package::html::{Tag, tags};
use crate::package::page::Page;
use crate::package::slim;
use crate::package::{copy_all, read, read_text};

/// The folder of the page: where `index.html` is asked for without its name.
const HERE: &str = "./";

/// What the pages start with. Modules and styles may be packed; `boot.js` tells by their first byte.
pub struct Parts {
    /// The programs, one for each page.
    pub starts: Vec<Start>,
    /// All styles of the pages.
    pub style: Vec<u8>,
    /// What starts them.
    pub boot: String,
}

/// The program of one page.
pub struct Start {
    /// Whose it is.
    pub console: Console,
    /// The WebAssembly module.
    pub module: Vec<u8>,
    /// The JavaScript between the module and the browser.
    pub glue: String,
    /// What it loads when it is first wanted: the names that the glue has for the files, and what is in them.
    pub later: Vec<(String, Vec<u8>)>,
}

/// The name of a file with a part of a program.
pub fn part_file(content: &[u8]) -> String {
    named("console", content, "bin")
}

/// A name that tells one content from any other.
fn named(start: &str, content: &[u8], ending: &str) -> String {
    format!("{start}-{}.{ending}", digest::of(content))
}

/// Writes all files but the pages into `out`; returns the pages, which ask for them, with their names. One alone is what
/// the folder begins with.
///
/// The page in the source marks with `data-trunk` the links that Trunk replaces, and they are replaced in the same way
/// here. Names are made from the content, so nothing stale can hide behind a known name.
pub fn lay_out(root: &Path, out: &Path, parts: &Parts) -> Result<Vec<(&'static str, Page)>> {
    let source = read_text(&root.join("index.html"))?;
    let links = tags(&source);
    for link in links.iter().filter(|tag| is_link(tag, "copy-dir")) {
        copy_all(&root.join(address(link)?), out)?;
    }
    for link in links.iter().filter(|tag| is_link(tag, "copy-file")) {
        let file = root.join(address(link)?);
        build::write(&out.join(file.file_name().unwrap_or_default()), &read(&file)?)?;
    }
    build::write(&out.join("boot.js"), parts.boot.as_bytes())?;
    let by_content = |start: &str, content: &[u8], ending: &str| {
        let name = named(start, content, ending);
        build::write(&out.join(&name), content).map(|()| name)
    };
    let early =
        by_content("console", joined(root, &source, |link| link.get("data-early").is_some())?.as_bytes(), "css")?;
    let style = by_content("console-style", &parts.style, "bin")?;
    let page = |start: &Start| {
        let glue = by_content("console", start.glue.as_bytes(), "js")?;
        let module = by_content("console", &start.module, "bin")?;
        for (name, content) in &start.later {
            build::write(&out.join(name), content)?;
        }
        let own = format!(
            "<link rel=\"stylesheet\" href=\"./{early}\">\n\
             <link rel=\"modulepreload\" crossorigin href=\"./{glue}\">\n\
             <link rel=\"preload\" as=\"fetch\" crossorigin href=\"./{module}\">\n\
             <link rel=\"preload\" as=\"fetch\" crossorigin data-style href=\"./{style}\">"
        );
        let name = if parts.starts.len() == 1 { Console::InfluxDb2.page() } else { start.console.page() };
        let mut text = slim::slimmed_page(&with_links(&source, &own));
        if name != Console::InfluxDb2.page() {
            text = text.replace(&format!("href=\"{HERE}\""), &format!("href=\"{HERE}{name}\""));
            text = text.replace(&format!("href={HERE}>"), &format!("href={HERE}{name}>"));
        }
        Ok((name, Page::new(text)))
    };
    parts.starts.iter().map(page).collect()
}

/// All styles of the page, in its order.
pub fn style(root: &Path) -> Result<String> {
    joined(root, &read_text(&root.join("index.html"))?, |_| true)
}

fn joined(root: &Path, page: &str, wanted: impl Fn(&Tag) -> bool) -> Result<String> {
    let mut style = String::new();
    for link in tags(page).iter().filter(|tag| is_link(tag, "css") && wanted(tag)) {
        style.push_str(&slim::slimmed(&read_text(&root.join(address(link)?))?));
    }
    Ok(style)
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

fn address(link: &Tag) -> Result<&str> {
    link.get("href").ok_or_else(|| Failure::because("A link of index.html for Trunk has no href."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::files_in;
    use std::fs;
    use std::path::PathBuf;

    /// A folder with sources and one to lay them out in, gone at the end of the test.
    struct Sources(PathBuf);

    impl Sources {
        fn new(test: &str) -> Self {
            let dir = std::env::temp_dir().join(format!("xtask-layout-{test}-{}", std::process::id()));
            for (name, content) in [
                (
                    "index.html",
                    "<!doctype html>\n<meta charset=\"utf-8\">\n<link data-trunk data-early rel=\"css\" href=\"style/a.css\">\n\
                     <link data-trunk rel=\"css\" href=\"style/b.css\">\n<link data-trunk rel=\"rust\" href=\"Cargo.toml\">\n\
                     <link data-trunk rel=\"copy-dir\" href=\"public\" data-target-path=\".\">\n\
                     <link data-trunk rel=\"copy-file\" href=\"boot/boot.js\">\n<link rel=\"icon\" href=\"icon.svg\">\n\
                     <script type=\"module\" src=\"boot.js\"></script><a href=\"./\">Reload</a>\n",
                ),
                ("style/a.css", "/* The first. */\n@layer a, b;\n"),
                ("style/b.css", "@layer b {\n  p {\n    margin: 0;\n  }\n}\n"),
                ("public/icon.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
                ("boot/boot.js", "// Starts.\nstart();\n"),
            ] {
                build::write(&dir.join(name), content.as_bytes()).expect("the temporary folder takes files");
            }
            Self(dir)
        }

        fn lay_out(&self, consoles: &[Console]) -> (Vec<(&'static str, Page)>, Vec<String>) {
            let style = style(&self.0).expect("the styles are there").into_bytes();
            let start = |console| Start {
                console,
                module: format!("the module of {}", console.program()).into_bytes(),
                glue: format!("{}();", console.program()),
                later: Vec::new(),
            };
            let parts = Parts { starts: consoles.iter().copied().map(start).collect(), style, boot: "start();".into() };
            let out = self.0.join("out");
            let pages = lay_out(&self.0, &out, &parts).expect("the sources are complete");
            let files = files_in(&out).expect("the folder is there");
            (pages, files.iter().map(|file| file.to_string_lossy().into_owned()).collect())
        }
    }

    impl Drop for Sources {
        fn drop(&mut self) {
            // What stays behind is in the temporary folder and is no reason to fail.
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn files_are_named_by_their_content_and_the_page_asks_for_each_once() {
        let sources = Sources::new("names");
        let (pages, files) = sources.lay_out(&[Console::InfluxDb2]);
        let (_, page) = &pages[0];
        let module = format!("console-{}.bin", digest::of(b"the module of token-console"));
        assert!(files.contains(&module), "{files:?}");
        assert_eq!(files.len(), 6, "{files:?}");
        for file in &files {
            assert_eq!(page.text().matches(&**file).count(), 1, "{file} in {}", page.text());
        }
    }

    #[test]
    fn each_page_asks_for_its_own_program_and_leads_to_itself() {
        let sources = Sources::new("pages");
        let (pages, files) = sources.lay_out(&Console::ALL);
        assert_eq!(pages.iter().map(|(name, _)| *name).collect::<Vec<_>>(), ["index.html", "cluster.html"]);
        let names: Vec<_> = pages.iter().flat_map(|(_, page)| page.files()).collect();
        for file in files.iter().filter(|file| file.ends_with(".js") && file.starts_with("console-")) {
            assert_eq!(names.iter().filter(|name| *name == file).count(), 1, "{file} starts one page");
        }
        for ((_, page), way) in pages.iter().zip(["href=\"./\"", "href=\"./cluster.html\""]) {
            assert!(page.text().contains(way), "{}", page.text());
        }
        let (alone, _) = Sources::new("alone").lay_out(&[Console::Cluster]);
        assert_eq!(alone[0].0, "index.html", "one page alone is what the folder begins with");
        assert!(alone[0].1.text().contains("href=\"./\""));
    }

    #[test]
    fn stylesheets_are_joined_in_the_order_of_the_page_and_the_early_ones_apart() {
        let sources = Sources::new("style");
        let (_, files) = sources.lay_out(&[Console::InfluxDb2]);
        for (start, end, expected) in [
            ("console-style-", ".bin", "@layer a, b;\n@layer b {\np {\nmargin: 0;\n}\n}\n"),
            ("console-", ".css", "@layer a, b;\n"),
        ] {
            let style = files.iter().find(|file| file.starts_with(start) && file.ends_with(end));
            let style = read_text(&sources.0.join("out").join(style.expect(start)));
            assert_eq!(style, Ok(expected.to_owned()));
        }
    }

    #[test]
    fn links_that_are_not_for_trunk_stay() {
        let page =
            "<meta charset=utf-8><link data-trunk rel=css href=a.css> <link data-trunk rel=rust><link rel=icon href=i>";
        assert_eq!(with_links(page, "<link x>"), "<meta charset=utf-8><link x> <link rel=icon href=i>");
    }

    /// A stylesheet that nobody links is not missed by any tool: the component merely looks wrong.
    #[test]
    fn the_source_page_links_every_stylesheet_in_order() {
        let root = crate::place::root();
        let page = read_text(&root.join("index.html")).expect("the page is in the source");
        let linked: Vec<String> = tags(&page)
            .iter()
            .filter(|tag| is_link(tag, "css"))
            .filter_map(|tag| tag.get("href").map(str::to_owned))
            .collect();
        let mut components: Vec<String> = files_in(&root.join("style/components"))
            .expect("there are components")
            .iter()
            .map(|file| format!("style/components/{}", file.display()))
            .filter(|name| name.ends_with(".css"))
            .collect();
        components.sort();
        let first = ["style/layers.css", "style/tokens.css", "style/base.css", "boot/boot.css"].map(str::to_owned);
        assert_eq!(linked, [first.to_vec(), components].concat());
    }
}
