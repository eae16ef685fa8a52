//! The content security policy and the other headers that a server should send.
//!
//! The policy goes into the page, because influxd sends no headers of its own; where headers can be sent, the file
//! `_headers` lists them, with what only a header can say.

use std::fmt::Write;

use crate::failure::{Failure, Result};
use crate::package::page::Page;

/// Servers other than the console's own origin that it may talk to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Servers(Vec<String>);

impl Servers {
    /// Reads origins such as `https://influx.example:8086`.
    pub fn parse<'a>(given: impl Iterator<Item = &'a str>) -> Result<Self> {
        given.map(origin).collect::<Result<Vec<String>>>().map(Self)
    }

    /// The policy for the page.
    pub fn policy(&self) -> String {
        let connect = ["'self'"].into_iter().chain(self.0.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
        // Compiling WebAssembly is allowed, evaluating text is not.
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
             manifest-src 'self'; connect-src {connect}; base-uri 'none'; form-action 'none'"
        )
    }

    /// The servers as the page's own `<meta>` lists them for the sign-in form.
    pub fn listed(&self) -> String {
        self.0.join(" ")
    }
}

fn origin(given: &str) -> Result<String> {
    let bare = given.trim().trim_end_matches('/');
    let host = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")).unwrap_or_default();
    // Anything else could end the directive or the attribute that it is written into.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(plain) {
        return Err(Failure::Usage(format!(
            "--connect needs the origin of a server, such as https://influx.example:8086; \"{given}\" is not one."
        )));
    }
    Ok(bare.to_owned())
}

/// The headers for every file, in the form that several hosts of static files read. Names made from the content can be
/// kept for ever, the page never, and what else there is must be asked for again.
pub fn header_file<'a>(servers: &Servers, pages: &[(&str, Page)], later: impl Iterator<Item = &'a str>) -> String {
    let mut text = format!(
        "/*\n  Content-Security-Policy: {}; frame-ancestors 'none'\n  Referrer-Policy: no-referrer\n  \
         X-Content-Type-Options: nosniff\n  Cross-Origin-Opener-Policy: same-origin\n  \
         Permissions-Policy: clipboard-write=(self), camera=(), microphone=(), geolocation=()\n",
        servers.policy()
    );
    for path in [""].into_iter().chain(pages.iter().map(|(name, _)| *name)) {
        // Writing to a String cannot fail.
        let _ = write!(text, "/{path}\n  Cache-Control: no-store\n");
    }
    let mut files: Vec<String> = Vec::new();
    let asked_for = pages.iter().flat_map(|(_, page)| page.files());
    for file in asked_for.chain(later.map(str::to_owned)) {
        if !files.contains(&file) {
            files.push(file);
        }
    }
    for path in &files {
        let rule = if path.starts_with("console-") { "public, max-age=31536000, immutable" } else { "no-cache" };
        let _ = write!(text, "/{path}\n  Cache-Control: {rule}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_origin_may_be_talked_to_unless_told_otherwise() {
        assert!(Servers::default().policy().contains("; connect-src 'self'; "));
        let servers =
            Servers::parse(["https://a.example/", "http://[::1]:8086"].into_iter()).expect("both are origins");
        assert!(servers.policy().contains("; connect-src 'self' https://a.example http://[::1]:8086; "));
        assert_eq!(servers.listed(), "https://a.example http://[::1]:8086");
    }

    #[test]
    fn every_file_has_a_rule_for_how_long_it_may_be_kept() {
        let page = |module: &str| {
            Page::new(format!("<link rel=preload href=./console-{module}.bin><script src=boot.js></script>"))
        };
        let pages = [("index.html", page("0123456789abcdef")), ("cluster.html", page("fedcba9876543210"))];
        let headers = header_file(&Servers::default(), &pages, ["console-00000000000000ff.bin"].into_iter());
        assert_eq!(headers.matches("/boot.js\n").count(), 1, "{headers}");
        for rule in [
            "/index.html\n  Cache-Control: no-store\n",
            "/cluster.html\n  Cache-Control: no-store\n",
            "/console-fedcba9876543210.bin\n  Cache-Control: public, max-age=31536000, immutable\n",
            "/console-0123456789abcdef.bin\n  Cache-Control: public, max-age=31536000, immutable\n",
            "/console-00000000000000ff.bin\n  Cache-Control: public, max-age=31536000, immutable\n",
            "/boot.js\n  Cache-Control: no-cache\n",
        ] {
            assert!(headers.contains(rule), "{rule} in {headers}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for given in [
            "",
            "*",
            "influx.example",
            "ftp://a",
            "https://a/b",
            "https://a;script-src *",
            "https://a\"><b",
            "https://a b",
            "http://*",
        ] {
            assert!(matches!(Servers::parse([given].into_iter()), Err(Failure::Usage(_))), "{given}");
        }
    }

    #[test]
    fn nothing_inline_and_no_eval_is_allowed() {
        let policy = Servers::default().policy();
        for forbidden in ["unsafe-inline", "'unsafe-eval'", "*", "data:", "blob:"] {
            assert!(!policy.contains(forbidden), "{forbidden}");
        }
    }
}
