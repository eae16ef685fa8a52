//! Words as PowerShell reads the arguments of a program.

use super::Expansion;
use super::posix::balanced;
use super::scan::Scanner;
use console_core::text::shell::POWERSHELL_SINGLE;

const DOUBLE: [char; 4] = ['"', '“', '”', '„'];

/// Reads one word.
pub(super) fn word(scan: &mut Scanner) {
    let start = scan.at;
    while let Some(next) = scan.peek() {
        let from = scan.at;
        match next {
            '`' => {
                if !scan.skip_continuation('`') {
                    escape(scan);
                }
            }
            '$' => dollar(scan),
            '(' => {
                let length = balanced(scan.rest(), '(', ')').unwrap_or(scan.rest().len());
                scan.unresolved(from + length, Expansion::Command);
            }
            '@' if from == start && here_string(scan) => {}
            '@' if from == start && scan.rest()[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                let length = 1 + name_length(&scan.rest()[1..]);
                let what = Expansion::variable(&scan.rest()[..length]);
                scan.unresolved(from + length, what);
            }
            quote if POWERSHELL_SINGLE.contains(&quote) => quoted(scan, &POWERSHELL_SINGLE, false),
            quote if DOUBLE.contains(&quote) => quoted(scan, &DOUBLE, true),
            '<' if scan.take_placeholder() => {}
            '{' if scan.braces > 0 || scan.source[..from].ends_with('@') => {
                scan.braces += 1;
                scan.copy();
            }
            '}' => {
                scan.braces = scan.braces.saturating_sub(1);
                scan.copy();
            }
            ';' if scan.braces > 0 => break,
            other if scan.ends_word(other) => break,
            _ => scan.copy_plain(),
        }
    }
}

/// A string that starts with `@'` or `@"` at the end of a line, and ends with `'@` or `"@` at the start of one.
fn here_string(scan: &mut Scanner) -> bool {
    let rest = scan.rest();
    let Some((mark, behind)) = ['\'', '"'].into_iter().find_map(|mark| Some((mark, rest[1..].strip_prefix(mark)?)))
    else {
        return false;
    };
    let Some(body) = behind.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n') else { return false };
    let Some(length) = body.find(&format!("\n{mark}@")) else { return false };
    scan.at += rest.len() - body.len();
    let end = scan.at + length;
    scan.quoted = true;
    while scan.at < end {
        match scan.peek() {
            Some('`') if mark == '"' => escape(scan),
            Some('$') if mark == '"' => dollar(scan),
            Some('\r') if scan.rest().starts_with("\r\n") => {
                scan.bump();
            }
            _ => scan.copy(),
        }
    }
    scan.quoted = false;
    scan.at = end + 3;
    true
}

fn quoted(scan: &mut Scanner, family: &[char], expands: bool) {
    scan.quoted = true;
    within_quotes(scan, family, expands);
    scan.quoted = false;
}

fn within_quotes(scan: &mut Scanner, family: &[char], expands: bool) {
    let open = scan.at;
    scan.bump();
    loop {
        match scan.peek() {
            None => return scan.unclosed(open),
            Some(next) if family.contains(&next) => {
                scan.bump();
                // A doubled quote stands for one.
                match scan.peek() {
                    Some(second) if family.contains(&second) => scan.copy(),
                    _ => return,
                }
            }
            Some('`') if expands => escape(scan),
            Some('$') if expands => dollar(scan),
            Some(_) => {
                scan.copy();
                scan.copy_until(&['\'', '‘', '’', '‚', '‛', '"', '“', '”', '„', '`', '$']);
            }
        }
    }
}

fn escape(scan: &mut Scanner) {
    let from = scan.at;
    scan.bump();
    let Some(letter) = scan.bump() else { return scan.push('`', from) };
    let character = match letter {
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        other => other,
    };
    scan.push_escaped(character, from);
}

fn dollar(scan: &mut Scanner) {
    let (rest, from) = (scan.rest(), scan.at);
    let after = &rest[1..];
    let (length, what) = match after.chars().next() {
        Some('(') => (balanced(after, '(', ')').unwrap_or(after.len()), Expansion::Command),
        Some('{') => {
            let length = balanced(after, '{', '}').unwrap_or(after.len());
            (length, Expansion::variable(&rest[..1 + length]))
        }
        Some(first) if first.is_ascii_alphabetic() || first == '_' => {
            let length = name_length(after);
            (length, Expansion::variable(&rest[..1 + length]))
        }
        _ => return scan.copy(),
    };
    scan.unresolved(from + 1 + length, what);
}

/// A name may carry a drive, as in `env:PATH`.
fn name_length(text: &str) -> usize {
    let letters = |text: &str| text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let first = letters(text);
    match text[first..].strip_prefix(':') {
        Some(rest) if letters(rest) > 0 => first + 1 + letters(rest),
        _ => first,
    }
}
