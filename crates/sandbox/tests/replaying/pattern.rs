//! Texts with `{{name}}` for bound values and `<kind>` for any value of a kind.

use std::collections::HashMap;

/// Puts bound values in; a name that is not bound stays as it is.
pub fn fill(text: &str, bound: &HashMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let Some(end) = rest.find("}}") else { break };
        match bound.get(&rest[2..end]) {
            Some(value) => out.push_str(value),
            None => out.push_str(&rest[..end + 2]),
        }
        rest = &rest[end + 2..];
    }
    out.push_str(rest);
    out
}

/// Whether a text is a value of a kind.
type Is = fn(&str) -> bool;

/// The kinds by the words that stand for them.
const KINDS: [(&str, Is); 9] = [
    ("<id>", |t| t.len() == 16 && t.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))),
    ("<token>", |t| t.len() == 88 && t.ends_with("==")),
    ("<time>", is_time),
    ("<session>", |t| !t.is_empty() && !t.contains([';', ' '])),
    ("<date>", |t| t.ends_with(" GMT") && t.len() == 29),
    ("<host>", |t| !t.is_empty()),
    ("<version>", |t| !t.is_empty()),
    ("<up>", |t| t.ends_with('s')),
    ("<commit>", |t| !t.is_empty()),
];

fn is_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 20
        && bytes[4] == b'-'
        && bytes[7] == b'-'
        && bytes[10] == b'T'
        && bytes[13] == b':'
        && bytes[16] == b':'
        && (text.ends_with('Z') || bytes[bytes.len() - 6] == b'+' || bytes[bytes.len() - 6] == b'-')
}

/// Whether `actual` is what `expected` stands for; bound values were put in before.
pub fn matches(expected: &str, actual: &str) -> bool {
    let first = KINDS.iter().filter_map(|(name, is)| Some((expected.find(name)?, name, is))).min_by_key(|(at, ..)| *at);
    let Some((at, name, is)) = first else { return expected == actual };
    let Some(actual) = actual.strip_prefix(&expected[..at]) else { return false };
    let rest = &expected[at + name.len()..];
    (0..=actual.len())
        .filter(|end| actual.is_char_boundary(*end))
        .any(|end| is(&actual[..end]) && matches(rest, &actual[end..]))
}
