//! The page that everything starts from: which files it asks for, and what packaging writes into its head.

use crate::package::html::tags;
use crate::package::policy::Servers;

/// `index.html` as it is shipped.
#[derive(Debug)]
pub struct Page {
    text: String,
}

impl Page {
    /// A page that asks for the files as they are named.
    pub fn new(text: String) -> Self {
        Self { text }
    }

    /// The page as it now is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The files that it asks for, in the order of the page.
    pub fn files(&self) -> Vec<String> {
        let mut names = Vec::new();
        for tag in tags(&self.text) {
            let address = match tag.name.as_str() {
                "link" => tag.get("href"),
                "script" | "img" => tag.get("src"),
                _ => None,
            };
            if let Some(name) = address.map(own_name)
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }

    /// Writes the policy into the head, before anything that it is about, and the servers that the console may offer.
    pub fn protect(&mut self, servers: &Servers) {
        let metas = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"><meta name=\"token-console-servers\" content=\"{}\">",
            servers.policy(),
            servers.listed()
        );
        let at = tags(&self.text).iter().find(|tag| tag.get("charset").is_some()).map_or(0, |tag| tag.range.end);
        self.text.insert_str(at, &metas);
    }
}

/// The name of a file of ours, from its relative address.
fn own_name(address: &str) -> String {
    address.strip_prefix("./").unwrap_or(address).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>T</title><link href=./a.css rel=stylesheet>\
                        <link href=icon.svg rel=icon><script src=boot.js type=module></script>\
                        <link crossorigin href=./g.js rel=modulepreload><link as=fetch href=./m.bin rel=preload></head>";

    #[test]
    fn the_page_tells_what_it_asks_for() {
        assert_eq!(Page::new(MADE.to_owned()).files(), ["a.css", "icon.svg", "boot.js", "g.js", "m.bin"]);
    }

    #[test]
    fn the_policy_comes_right_after_the_charset() {
        let mut page = Page::new(MADE.to_owned());
        page.protect(&Servers::default());
        assert!(page.text().contains(
            "<meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        ));
        assert!(page.text().contains("<meta name=\"token-console-servers\" content=\"\"><title>"));
    }
}
