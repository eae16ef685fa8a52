//! A command of curl that creates or changes a database token.

use super::words::Owned;
use super::{Pasted, Problem, json};
use crate::Id;
use crate::influxctl;

/// The flags that carry the body.
const DATA: [&str; 6] = ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"];

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
        if DATA.contains(&name) {
            body = inline
                .map(|text| Owned { text: text.to_owned(), unresolved: word.unresolved })
                .or_else(|| rest.next().cloned());
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
