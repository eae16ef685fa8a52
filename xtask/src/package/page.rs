//! The page that everything starts from: which files it asks for, and the changes that packaging makes in it.

use crate::failure::{Done, Failure};
use crate::package::html::{Tag, tags};
use crate::package::policy::Servers;

/// `index.html`, with the names of the files that Trunk put into its head.
#[derive(Debug)]
pub struct Page {
    text: String,
    stylesheets: Vec<String>,
    glue: String,
    wasm: String,
}

impl Page {
    /// Reads the page that Trunk made.
    pub fn read(text: &str) -> Done<Self> {
        let found = tags(text);
        let stylesheets: Vec<String> = found
            .iter()
            .filter(|tag| is_link(tag, "stylesheet"))
            .filter_map(|tag| tag.get("href").map(own_name))
            .collect();
        let one = |rel: &str, what: &str| {
            found.iter().find(|tag| is_link(tag, rel)).and_then(|tag| tag.get("href").map(own_name)).ok_or_else(|| {
                Failure::because(format!("The page that Trunk made does not name {what}: no link has rel={rel}."))
            })
        };
        Ok(Self {
            stylesheets,
            glue: one("modulepreload", "the glue module")?,
            wasm: one("preload", "the wasm file")?,
            text: text.to_owned(),
        })
    }

    /// The page as it now is.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names of its stylesheets, in their order.
    pub fn stylesheets(&self) -> &[String] {
        &self.stylesheets
    }

    /// The name of the module that wasm-bindgen made.
    pub fn glue(&self) -> &str {
        &self.glue
    }

    /// The name of the wasm file.
    pub fn wasm(&self) -> &str {
        &self.wasm
    }

    /// The files that a browser fetches to show the page for the first time, the page itself included.
    pub fn first_load(&self) -> Vec<String> {
        let mut names = vec!["index.html".to_owned()];
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

    /// Asks for the files under their final names; all stylesheets became one.
    pub fn rename(&mut self, style: &str, glue: &str, wasm: &str) {
        let mut links = vec![format!("<link rel=\"stylesheet\" href=\"./{style}\">")].into_iter();
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for tag in tags(&self.text) {
            let new = if is_link(&tag, "stylesheet") {
                links.next().unwrap_or_default()
            } else if is_link(&tag, "modulepreload") {
                format!("<link rel=\"modulepreload\" crossorigin href=\"./{glue}\">")
            } else if is_link(&tag, "preload") {
                format!("<link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"./{wasm}\">")
            } else {
                continue;
            };
            text.push_str(&self.text[at..tag.range.start]);
            text.push_str(&new);
            at = tag.range.end;
        }
        text.push_str(&self.text[at..]);
        self.text = text;
        self.stylesheets = vec![style.to_owned()];
        self.glue = glue.to_owned();
        self.wasm = wasm.to_owned();
    }

    /// Names the part of the program that is fetched later, for `boot.js` to find. A link would be fetched at once.
    pub fn offer_later(&mut self, name: &str) {
        self.insert(&format!("<meta name=\"token-console-later\" content=\"./{name}\">"));
    }

    /// Writes the policy into the head, before anything that it is about, and the servers that the console may offer.
    pub fn protect(&mut self, servers: &Servers) {
        let metas = format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"><meta name=\"token-console-servers\" content=\"{}\">",
            servers.policy(),
            servers.listed()
        );
        self.insert(&metas);
    }

    /// Writes something into the head, right behind the line that says how the page is encoded.
    fn insert(&mut self, what: &str) {
        let at = tags(&self.text).iter().find(|tag| tag.get("charset").is_some()).map_or(0, |tag| tag.range.end);
        self.text.insert_str(at, what);
    }
}

fn is_link(tag: &Tag, rel: &str) -> bool {
    tag.name == "link" && tag.get("rel") == Some(rel)
}

/// The name of a file of ours, from the relative address that Trunk writes.
fn own_name(address: &str) -> String {
    address.strip_prefix("./").unwrap_or(address).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADE: &str = "<!doctype html><html lang=en><meta charset=utf-8><title>T</title><link href=./a.css rel=stylesheet>\
                        <link href=./b.css rel=stylesheet><link href=./icon.svg rel=icon><script src=boot.js type=module></script>\
                        <link crossorigin href=./g.js rel=modulepreload><link as=fetch crossorigin href=./m.wasm rel=preload></head>";

    #[test]
    fn the_page_tells_what_it_asks_for() {
        let page = Page::read(MADE).expect("the page is complete");
        assert_eq!(page.stylesheets(), ["a.css", "b.css"]);
        assert_eq!((page.glue(), page.wasm()), ("g.js", "m.wasm"));
        assert_eq!(page.first_load(), ["index.html", "a.css", "b.css", "icon.svg", "boot.js", "g.js", "m.wasm"]);
    }

    #[test]
    fn a_page_without_a_program_is_refused() {
        for missing in ["modulepreload", "preload>"] {
            let page = MADE.replace(&format!("rel={missing}"), "rel=other>");
            assert!(Page::read(&page).is_err(), "{missing}");
        }
    }

    #[test]
    fn renamed_links_replace_the_old_ones_and_nothing_else() {
        let mut page = Page::read(MADE).expect("the page is complete");
        page.rename("s.css", "n.js", "n.wasm");
        assert_eq!(page.first_load(), ["index.html", "s.css", "icon.svg", "boot.js", "n.js", "n.wasm"]);
        assert!(page.text().starts_with("<!doctype html><html lang=en><meta charset=utf-8><title>T</title>"));
    }

    #[test]
    fn what_is_fetched_later_is_named_without_being_fetched_at_first() {
        let mut page = Page::read(MADE).expect("the page is complete");
        let before = page.first_load();
        page.offer_later("later.wasm");
        assert_eq!(page.first_load(), before);
        assert!(page.text().contains("<meta name=\"token-console-later\" content=\"./later.wasm\"><title>"));
    }

    #[test]
    fn the_policy_comes_right_after_the_charset() {
        let mut page = Page::read(MADE).expect("the page is complete");
        page.protect(&Servers::default());
        assert!(page.text().contains(
            "<meta charset=utf-8><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        ));
        assert!(page.text().contains("<meta name=\"token-console-servers\" content=\"\"><title>"));
    }

    /// A stylesheet that nobody links is not missed by any tool: the component merely looks wrong.
    #[test]
    fn the_source_page_links_every_stylesheet_in_order() {
        let root = crate::place::root();
        let page = std::fs::read_to_string(root.join("index.html")).expect("the page is in the source");
        let linked: Vec<String> = tags(&page)
            .iter()
            .filter(|tag| is_link(tag, "css"))
            .filter_map(|tag| tag.get("href").map(str::to_owned))
            .collect();
        let mut components: Vec<String> = crate::package::files_in(&root.join("style/components"))
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
