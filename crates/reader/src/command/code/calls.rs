//! Literals that a program hands to a call, which may make something narrower of them.

use super::names::{ADDS, Names};
use crate::command::Span;
use crate::command::marks::TRIPLED;

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

/// The places from `start` on where a word stands that is in no comment, and in no text of several lines.
pub(super) fn live<'a>(text: &'a str, start: usize, word: &'a str) -> impl Iterator<Item = usize> + use<'a> {
    let mut at = start;
    let mut within = Within::Code;
    text[start..].match_indices(word).map(move |(found, _)| start + found).filter(move |found| {
        while at < *found {
            let (length, next) = within.go_on(&text[at..*found]);
            at += length;
            within = next;
        }
        matches!(within, Within::Code | Within::Quotes(_))
    })
}

/// What a place of a program of Python stands in.
#[derive(Clone, Copy)]
enum Within {
    Code,
    Comment,
    Quotes(u8),
    /// A text of several lines, with its sign.
    Block(&'static str),
}

impl Within {
    /// How far it reaches, with what ends it, and what stands behind that.
    fn go_on(self, rest: &str) -> (usize, Self) {
        let ends = |byte: u8| match self {
            Self::Code => matches!(byte, b'#' | b'"' | b'\''),
            Self::Comment => byte == b'\n',
            Self::Quotes(mark) => byte == mark || matches!(byte, b'\\' | b'\n'),
            Self::Block(sign) => byte == sign.as_bytes()[0] || byte == b'\\',
        };
        let Some(at) = rest.bytes().position(ends) else { return (rest.len(), self) };
        let end = rest.as_bytes()[at];
        match self {
            // What is escaped ends nothing.
            Self::Quotes(_) | Self::Block(_) if end == b'\\' => {
                (at + 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8), self)
            }
            Self::Block(sign) if rest[at..].starts_with(sign) => (at + sign.len(), Self::Code),
            Self::Block(_) => (at + 1, self),
            // A quote that never closes ends with its line.
            Self::Comment | Self::Quotes(_) => (at + 1, Self::Code),
            Self::Code if end == b'#' => (at + 1, Self::Comment),
            Self::Code => {
                let sign = TRIPLED.into_iter().find(|sign| rest[at..].starts_with(sign));
                sign.map_or((at + 1, Self::Quotes(end)), |sign| (at + sign.len(), Self::Block(sign)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_live_where_no_comment_is_around_it() {
        for (text, live_ones) in [
            ("x x # x\nx", "L L # x\nL"),
            ("'#' x \"a # b\" x # x", "'#' L \"a # b\" L # x"),
            ("'it\\'s #' x # x", "'it\\'s #' L # x"),
            ("'\\é #' x", "'\\é #' L"),
            ("don't # x\nx", "don't # L\nL"),
            ("\"\"\"\nx # don't\n\"\"\" x", "\"\"\"\nx # don't\n\"\"\" L"),
            ("'''\nx \"\n''' x", "'''\nx \"\n''' L"),
            ("# don't \"\"\" x\nx", "# don't \"\"\" x\nL"),
        ] {
            let mut marked = text.to_owned();
            live(text, 0, "x").for_each(|at| marked.replace_range(at..=at, "L"));
            assert_eq!(marked, live_ones);
        }
    }
}
