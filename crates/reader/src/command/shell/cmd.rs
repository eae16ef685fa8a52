//! Words as cmd.exe hands them to a program and the program's runtime splits them.
//!
//! Two layers read the same line: cmd.exe toggles at every `"` and knows no escape inside of quotes;
//! the runtime counts the backslashes before a `"`. Both states are followed.

use super::Expansion;
use super::scan::Scanner;

/// Reads one word.
pub(super) fn word(scan: &mut Scanner) {
    // What cmd.exe thinks, and what the program's runtime will think.
    let (mut shielded, mut quoted) = (false, false);
    let mut open = scan.at;
    while let Some(next) = scan.peek() {
        let from = scan.at;
        match next {
            '^' if !shielded => {
                if scan.skip_continuation('^') {
                    continue;
                }
                scan.bump();
                if scan.peek().is_some_and(|escaped| escaped != '\n') {
                    scan.copy();
                }
            }
            '\\' => {
                let count = scan.rest().bytes().take_while(|byte| *byte == b'\\').count();
                if !scan.rest()[count..].starts_with('"') {
                    (0..count).for_each(|_| scan.copy());
                    continue;
                }
                for pair in 0..count / 2 {
                    scan.push_as("\\", from + pair * 2, from + pair * 2 + 2);
                }
                scan.at = from + count;
                if count % 2 == 1 {
                    scan.copy();
                    shielded = !shielded;
                }
            }
            '"' => {
                scan.bump();
                shielded = !shielded;
                // Inside of quotes a doubled one stands for itself.
                if quoted && scan.peek() == Some('"') {
                    scan.copy();
                    shielded = !shielded;
                } else {
                    quoted = !quoted;
                    open = from;
                }
            }
            '%' => match variable(scan.rest()) {
                Some(length) => {
                    let what = Expansion::variable(&scan.rest()[..length]);
                    scan.unresolved(from + length, what);
                }
                None => scan.copy(),
            },
            '\r' | '\n' => break,
            '<' if !shielded && scan.take_placeholder() => {}
            '|' | '&' | '<' | '>' if !shielded => break,
            other if !quoted && !matches!(other, '|' | '&' | '<' | '>') && scan.ends_word(other) => break,
            _ if quoted => scan.copy(),
            _ => scan.copy_plain(),
        }
    }
    if quoted {
        scan.unclosed(open);
    }
}

/// The length of `%NAME%`.
fn variable(text: &str) -> Option<usize> {
    let name = text[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    (name > 0 && text[1 + name..].starts_with('%')).then_some(name + 2)
}
