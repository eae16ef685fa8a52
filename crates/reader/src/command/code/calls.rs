//! Literals that a program hands to a call, which may make something narrower of them.

use super::names::{ADDS, Names};
use crate::command::Span;

/// How far before a literal the calls around it are looked for, in bytes.
const FARTHEST: usize = 400;
/// What is in the names of calls that send, write or show what they are given, or only change its form.
const KEEPS: [&str; 25] = [
    "post", "send", "request", "create", "fetch", "json", "auth", "token", "print", "log", "write", "body", "string",
    "buffer", "reader", "byte", "parse", "encode", "dump", "load", "publish", "content", "invoke", "data", "http",
];
/// Those that make a copy of a literal alone.
const COPIES: [&str; 5] = ["dict", "list", "tolist", "toset", "from"];

/// The call that may change a literal before it is sent: where it is named, and its name.
pub(super) fn changing<'a>(text: &'a str, start: usize, end: usize, names: &Names<'a>) -> Option<(Span, &'a str)> {
    let from = text.ceil_char_boundary(start.saturating_sub(FARTHEST));
    let mut closed = 0_usize;
    for (at, sign) in text[from..start].char_indices().rev() {
        let at = from + at;
        match sign {
            ')' | ']' | '}' => closed += 1,
            '(' | '[' | '{' if closed > 0 => closed -= 1,
            '(' => {
                let found = call(text, from, at, start, end, names);
                if found.is_some() {
                    return found;
                }
            }
            // What a block does with it is no call.
            '{' if text[from..at].trim_end().ends_with([')', '>']) => return None,
            '\n' if text[from..at].ends_with('\n') => return None,
            _ => {}
        }
    }
    None
}

fn call<'a>(
    text: &'a str,
    from: usize,
    at: usize,
    start: usize,
    end: usize,
    names: &Names<'a>,
) -> Option<(Span, &'a str)> {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '!');
    let before = &text[from..at];
    let callee = &before[before.trim_end_matches(|c: char| letter(c) || matches!(c, '[' | ']' | '"' | '\'')).len()..];
    let callee = callee.trim_start_matches(['[', ']', '"', '\'', '.']);
    let name = callee.rsplit('.').next().unwrap_or_default();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let span = Span::new(at - callee.len(), at);
    if ADDS.contains(&name) {
        let base = callee.split(['.', '[']).next().unwrap_or_default();
        return names.parts_change(base, start).map(|changed| (changed, base));
    }
    let lower = name.to_ascii_lowercase();
    if matches!(&lower[..], "if" | "while" | "return" | "and" | "or" | "not" | "in" | "for" | "await")
        || KEEPS.into_iter().any(|word| lower.contains(word))
    {
        return None;
    }
    let alone = text[at + 1..start].trim().is_empty() && text[end..].trim_start().starts_with(')');
    (!(alone && COPIES.contains(&&lower[..]))).then_some((span, callee))
}

/// The places from `start` on where a word stands that is in no comment.
pub(super) fn live<'a>(text: &'a str, start: usize, word: &'a str) -> impl Iterator<Item = usize> + use<'a> {
    let mut counted = start;
    let mut quoted = false;
    text[start..].match_indices(word).map(move |(at, _)| start + at).filter(move |at| {
        quoted ^= text[counted..*at].matches("\"\"\"").count() % 2 == 1;
        counted = *at;
        let near = &text[text.ceil_char_boundary(at.saturating_sub(FARTHEST))..*at];
        let line = near.rsplit('\n').next().unwrap_or(near);
        !quoted && !line.trim_start().starts_with('#') && !line.contains(" #")
    })
}
