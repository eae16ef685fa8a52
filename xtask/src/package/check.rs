//! Refuses what the policy would stop in the browser, where nobody may be looking, and what tells about this machine.

use std::path::Path;

use crate::failure::{Failure, Result};
use crate::package::html::tags;
use crate::package::{files_in, read_text};
use crate::place;

/// Names of XML vocabularies: they look like addresses and are never fetched.
const VOCABULARIES: [&str; 3] =
    ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml"];

/// Looks through every text file that a browser may be given.
pub fn all(dir: &Path) -> Result {
    let mut found = Vec::new();
    for file in files_in(dir)? {
        let name = file.display().to_string();
        match file.extension().and_then(|extension| extension.to_str()) {
            Some("html") => {
                let text = read_text(&dir.join(&file))?;
                // The servers that the policy names are chosen by whoever packages, so the policy itself is not looked at.
                let own = tags(&text)
                    .iter()
                    .filter(|tag| tag.name == "meta")
                    .fold(text.clone(), |rest, tag| rest.replace(&text[tag.range.clone()], ""));
                found.extend(
                    foreign(&own).into_iter().map(|address| format!("{name}: an address of another origin, {address}")),
                );
                found.extend(inline(&text).into_iter().map(|what| format!("{name}: {what}")));
            }
            Some("js" | "css" | "svg" | "webmanifest") => {
                let text = read_text(&dir.join(&file))?;
                found.extend(
                    foreign(&text)
                        .into_iter()
                        .map(|address| format!("{name}: an address of another origin, {address}")),
                );
                if name.ends_with(".css") {
                    found.extend(blocked_style(&text).into_iter().map(|what| format!("{name}: {what}")));
                }
            }
            _ => {}
        }
    }
    refuse(&found)
}

/// Looks through the module, before it is packed.
pub fn module(module: &[u8]) -> Result {
    let found: Vec<String> =
        private(module).map(|folder| format!("the module: the folder {folder}")).into_iter().collect();
    refuse(&found)
}

/// Looks through the styles, before they are packed.
pub fn style(style: &[u8]) -> Result {
    let text = String::from_utf8_lossy(style);
    let addresses = foreign(&text).into_iter().map(|address| format!("an address of another origin, {address}"));
    refuse(&addresses.chain(blocked_style(&text)).map(|what| format!("the styles: {what}")).collect::<Vec<_>>())
}

fn refuse(found: &[String]) -> Result {
    if found.is_empty() {
        return Ok(());
    }
    Err(Failure::because(format!("This must not be shipped; remove it:\n  {}", found.join("\n  "))))
}

/// A folder of this machine that the module names.
fn private(module: &[u8]) -> Option<String> {
    let named = |folder: &String| module.windows(folder.len()).any(|part| part == folder.as_bytes());
    place::registry_sources().into_iter().chain([place::root()]).map(|folder| folder.display().to_string()).find(named)
}

/// Addresses of other origins in a text.
fn foreign(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for start in ["http://", "https://"] {
        for (at, _) in text.match_indices(start) {
            let rest = &text[at..];
            let end =
                rest.find(|letter: char| letter.is_whitespace() || "\"'`<>()".contains(letter)).unwrap_or(rest.len());
            if !VOCABULARIES.contains(&&rest[..end]) {
                found.push(rest[..end].to_owned());
            }
        }
    }
    found
}

/// Scripts and styles that stand in the page itself.
fn inline(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(page) {
        match tag.name.as_str() {
            "style" => found.push("a style element".to_owned()),
            "script" if tag.get("src").is_none() => found.push("a script without a file".to_owned()),
            _ => {}
        }
        for (attribute, value) in &tag.attributes {
            if attribute == "style" || attribute.starts_with("on") {
                found.push(format!("the attribute {attribute} of a {} element", tag.name));
            }
            if value.starts_with("//") || value.trim_start().to_ascii_lowercase().starts_with("javascript:") {
                found.push(format!("the address {value}"));
            }
        }
    }
    found
}

fn blocked_style(style: &str) -> Vec<String> {
    ["@import", "url(data:", "url(\"data:", "url('data:", "url(//", "url(\"//"]
        .into_iter()
        .filter(|blocked| style.contains(blocked))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_other_origins_are_found_and_vocabularies_are_not() {
        for (text, expected) in [
            ("<svg xmlns=\"http://www.w3.org/2000/svg\">", vec![]),
            ("a { background: url(https://cdn.example/a.png) }", vec!["https://cdn.example/a.png"]),
            ("import 'http://cdn.example/a.js'; 'http://www.w3.org/2000/svg'", vec!["http://cdn.example/a.js"]),
            ("http://www.w3.org/2000/svg.evil", vec!["http://www.w3.org/2000/svg.evil"]),
        ] {
            assert_eq!(foreign(text), expected, "{text}");
        }
    }

    #[test]
    fn a_folder_of_this_machine_is_found_in_a_module() {
        assert_eq!(private(b"\0asm src/app.rs"), None);
        let root = place::root().display().to_string();
        assert_eq!(private(format!("\0asm {root}/src/app.rs").as_bytes()), Some(root));
    }

    #[test]
    fn what_stands_in_the_page_itself_is_found() {
        for (page, expected) in [
            ("<script src=boot.js></script><link rel=stylesheet href=./a.css>", 0),
            ("<script>1</script>", 1),
            ("<style>a{}</style>", 1),
            ("<p style=\"color:red\" onclick=\"x()\">", 2),
            ("<a href=\"javascript:x()\">", 1),
            ("<img src=//cdn.example/a.png>", 1),
        ] {
            assert_eq!(inline(page).len(), expected, "{page}");
        }
    }

    #[test]
    fn styles_that_fetch_what_the_policy_forbids_are_found() {
        for (style, expected) in [
            ("a{background:url(icon.svg)}", 0),
            ("@import \"b.css\";", 1),
            ("a{background:url(data:image/png;base64,AA)}", 1),
        ] {
            assert_eq!(blocked_style(style).len(), expected, "{style}");
        }
    }
}
