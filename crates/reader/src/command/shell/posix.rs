//! Words as POSIX shells read them, with bash's `$'…'`.

use super::scan::Scanner;
use super::{Expansion, Repair};

/// How many characters behind an opening bracket its closing one is looked for.
const FARTHEST: usize = 256;

/// Reads one word.
pub(super) fn word(scan: &mut Scanner) {
    let start = scan.at;
    while let Some(next) = scan.peek() {
        let from = scan.at;
        match next {
            '\\' => {
                if scan.skip_continuation('\\') {
                    continue;
                }
                scan.bump();
                match scan.bump() {
                    Some(escaped) => scan.push_escaped(escaped, from),
                    None => scan.push('\\', from),
                }
            }
            '\'' => single(scan),
            '"' => double(scan),
            '‘' | '’' | '‚' | '“' | '”' | '„' => typographic(scan),
            '$' => dollar(scan, true),
            '`' => {
                if !scan.skip_continuation('`') {
                    backticks(scan);
                }
            }
            '^' => {
                if !scan.skip_continuation('^') {
                    scan.copy();
                }
            }
            '*' | '?' => scan.unresolved(from + 1, Expansion::Pattern),
            '[' if closes_in_word(scan.rest(), ']') => scan.unresolved(from + 1, Expansion::Pattern),
            '~' if from == start => scan.unresolved(from + 1, Expansion::Home),
            '{' => match braces(scan.rest()) {
                Some(length) => scan.unresolved(from + length, Expansion::Braces),
                None => scan.copy(),
            },
            '<' if scan.take_placeholder() => {}
            other if scan.ends_word(other) => break,
            _ => scan.copy_plain(),
        }
    }
}

fn single(scan: &mut Scanner) {
    let from = scan.at;
    scan.bump();
    loop {
        match scan.peek() {
            None => return scan.unclosed(from),
            Some('\'') => {
                scan.bump();
                return;
            }
            Some(_) => scan.copy_until(&['\'']),
        }
    }
}

/// Reads the text of a here-document up to `end`: variables are filled in, and quotes are plain letters.
pub(super) fn document(scan: &mut Scanner, end: usize) {
    scan.quoted = true;
    while scan.at < end {
        let from = scan.at;
        match scan.peek() {
            Some('\\') => {
                scan.bump();
                match scan.peek() {
                    Some('\n') => {
                        scan.bump();
                    }
                    Some(escaped @ ('\\' | '$' | '`')) => {
                        scan.bump();
                        scan.push_escaped(escaped, from);
                    }
                    _ => scan.push('\\', from),
                }
            }
            Some('$') => dollar(scan, false),
            Some('`') => backticks(scan),
            _ => scan.copy(),
        }
    }
    scan.quoted = false;
}

fn double(scan: &mut Scanner) {
    scan.quoted = true;
    within_double(scan);
    scan.quoted = false;
}

fn within_double(scan: &mut Scanner) {
    let open = scan.at;
    scan.bump();
    loop {
        let from = scan.at;
        match scan.peek() {
            None => return scan.unclosed(open),
            Some('"') => {
                scan.bump();
                return;
            }
            Some('\\') => {
                if scan.rest().starts_with("\\\n") || scan.rest().starts_with("\\\r\n") {
                    scan.skip_continuation('\\');
                    continue;
                }
                scan.bump();
                match scan.peek() {
                    Some(escaped @ ('"' | '\\' | '$' | '`')) => {
                        scan.bump();
                        scan.push_escaped(escaped, from);
                    }
                    _ => scan.push('\\', from),
                }
            }
            Some('$') => dollar(scan, false),
            Some('`') => backticks(scan),
            Some(_) => scan.copy_until(&['"', '\\', '$', '`']),
        }
    }
}

/// Quotes as word processors set them; a plain quote of the same kind closes them too.
fn typographic(scan: &mut Scanner) {
    let open = scan.at;
    let closing: [char; 4] = match scan.bump() {
        Some('‘' | '’' | '‚') => ['‘', '’', '\'', '\''],
        _ => ['“', '”', '"', '"'],
    };
    scan.repaired(open, scan.at, Repair::Quotes);
    loop {
        match scan.peek() {
            None => return scan.unclosed(open),
            Some(next) if closing.contains(&next) => {
                scan.bump();
                return;
            }
            Some('$') if closing[0] == '“' => {
                scan.quoted = true;
                dollar(scan, false);
                scan.quoted = false;
            }
            Some(_) => scan.copy(),
        }
    }
}

fn dollar(scan: &mut Scanner, bare: bool) {
    let rest = scan.rest();
    let from = scan.at;
    let after = &rest[1..];
    match after.chars().next() {
        Some('\'') if bare => ansi(scan),
        Some('"') if bare => {
            scan.bump();
            double(scan);
        }
        Some('(') => {
            let length = balanced(after, '(', ')').map_or(rest.len(), |length| 1 + length);
            scan.unresolved(from + length, Expansion::Command);
        }
        Some('{') => {
            let length = balanced(after, '{', '}').map_or(rest.len(), |length| 1 + length);
            let name = rest.get(..length).unwrap_or(rest);
            scan.unresolved(from + length, Expansion::variable(name));
        }
        Some(first) if first.is_ascii_alphabetic() || first == '_' => {
            let length = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
            scan.unresolved(from + 1 + length, Expansion::variable(&rest[..1 + length]));
        }
        Some(special @ ('0'..='9' | '@' | '*' | '#' | '?' | '!' | '$')) => {
            scan.unresolved(from + 1 + special.len_utf8(), Expansion::Variable(rest[..2].into()));
        }
        _ => scan.copy(),
    }
}

fn backticks(scan: &mut Scanner) {
    let from = scan.at;
    match scan.rest()[1..].find('`') {
        Some(length) => scan.unresolved(from + length + 2, Expansion::Command),
        None => {
            scan.unclosed(from);
            scan.unresolved(scan.end, Expansion::Command);
        }
    }
}

/// `$'…'` with the escapes of C.
fn ansi(scan: &mut Scanner) {
    let open = scan.at;
    scan.bump();
    scan.bump();
    loop {
        let from = scan.at;
        match scan.peek() {
            None => return scan.unclosed(open),
            Some('\'') => {
                scan.bump();
                return;
            }
            Some('\\') => {
                scan.bump();
                let Some(letter) = scan.bump() else { return scan.unclosed(open) };
                let simple = match letter {
                    'a' => Some('\u{7}'),
                    'b' => Some('\u{8}'),
                    'e' | 'E' => Some('\u{1b}'),
                    'f' => Some('\u{c}'),
                    'n' => Some('\n'),
                    'r' => Some('\r'),
                    't' => Some('\t'),
                    'v' => Some('\u{b}'),
                    '\\' | '\'' | '"' | '?' => Some(letter),
                    'x' => digits(scan, 2, 16),
                    'u' => digits(scan, 4, 16),
                    'U' => digits(scan, 8, 16),
                    '0'..='7' => {
                        scan.at -= 1;
                        digits(scan, 3, 8)
                    }
                    _ => None,
                };
                match simple {
                    Some(character) => scan.push_escaped(character, from),
                    None => {
                        let until = scan.at;
                        scan.at = from;
                        while scan.at < until {
                            scan.copy();
                        }
                    }
                }
            }
            Some(_) => scan.copy(),
        }
    }
}

/// The character with the number that is written next.
fn digits(scan: &mut Scanner, most: usize, radix: u32) -> Option<char> {
    let length = scan.rest().chars().take(most).take_while(|c| c.is_digit(radix)).count();
    let number = u32::from_str_radix(&scan.rest()[..length], radix).ok()?;
    let character = char::from_u32(number)?;
    // Two octal digits can stand for a character of two bytes, for which the three bytes of the source leave room;
    // longer numbers are never shorter than their character.
    scan.at += length;
    Some(character)
}

/// The length of a group with its brackets, nested groups and quoted brackets included.
pub(super) fn balanced(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(character),
            (None, c) if c == open => depth += 1,
            (None, c) if c == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + character.len_utf8());
                }
            }
            _ => {}
        }
    }
    None
}

fn closes_in_word(text: &str, close: char) -> bool {
    text.chars().take(FARTHEST).take_while(|c| !c.is_whitespace()).any(|c| c == close)
}

/// The length of a brace expansion; braces without a comma or two dots between them are plain text.
fn braces(text: &str) -> Option<usize> {
    let word = text.chars().take(FARTHEST).take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let word = &text[..word];
    let length = word.find('}')? + 1;
    let inside = &word[1..length - 1];
    let expands = (inside.contains(',') || inside.contains("..")) && !inside.contains(['"', '\'', '$', '\\']);
    expands.then_some(length)
}
