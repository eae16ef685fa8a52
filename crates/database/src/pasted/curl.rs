//! A command of curl that creates or changes a database token.

use super::words::Owned;
use super::{Pasted, Problem, json};
use crate::Id;
use crate::influxctl;

/// The flags that carry the body.
const DATA: [&str; 6] = ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"];

/// The flags before a value that says nothing of the request, though it may be an address.
const OTHERS: [&str; 14] = [
    "-H",
    "--header",
    "-A",
    "--user-agent",
    "-e",
    "--referer",
    "-o",
    "--output",
    "-u",
    "--user",
    "-x",
    "--proxy",
    "--cacert",
    "-w",
];

/// Reads the words of the command, the program first.
pub fn read(words: &[Owned]) -> Result<Pasted, Problem> {
    let mut body: Option<Owned> = None;
    let mut url = "";
    let mut rest = words[1..].iter();
    while let Some(word) = rest.next() {
        let (name, inline) = match word.text.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value)),
            _ => (&*word.text, None),
        };
        // curl takes the value of a short flag apart from it or glued to it.
        let glued =
            |flag: &str| word.text.strip_prefix(flag).filter(|value| !value.is_empty() && !flag.starts_with("--"));
        let inline = inline.or_else(|| glued("-d"));
        if DATA.contains(&name) || glued("-d").is_some() {
            let one = inline
                .map(|text| Owned { text: text.to_owned(), unresolved: word.unresolved })
                .or_else(|| rest.next().cloned());
            // It sends several joined, which is no JSON.
            if body.is_some() {
                return Err(Problem::SeveralBodies);
            }
            body = one;
        } else if ["-G", "--get"].contains(&name) {
            return Err(Problem::NoForm);
        } else if ["-X", "--request"].contains(&name) || glued("-X").is_some() {
            let method =
                inline.or_else(|| glued("-X")).or_else(|| rest.next().map(|word| &*word.text)).unwrap_or_default();
            if !["POST", "PATCH"].contains(&method) {
                return Err(Problem::NoForm);
            }
        } else if OTHERS.contains(&name) {
            if inline.is_none() {
                rest.next();
            }
        } else if word.text.contains("/api/") {
            url = &word.text;
        }
    }
    let other = |product| Err(Problem::Command(influxctl::Problem::OtherProgram(product)));
    if url.contains("/api/v2/") {
        return other("InfluxDB 2");
    }
    if url.contains("/api/v3/") {
        return other("InfluxDB 3 Core and Enterprise");
    }
    let body = body.ok_or(Problem::NoBody)?;
    if body.unresolved {
        return Err(Problem::BodyUnresolved);
    }
    if body.text.starts_with('@') {
        return Err(Problem::BodyInFile);
    }
    // The path of a change ends with the token.
    let last = url.split('?').next().and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    json::read(body.text.trim(), Id::parse(last))
}
