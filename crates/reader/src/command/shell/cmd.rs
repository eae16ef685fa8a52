//! Words as cmd.exe hands them to a program and the program's runtime splits them.
//!
//! Two layers read the same line: cmd.exe toggles at every `"`, knows no escape inside of quotes, and takes a caret off
//! outside of them; the runtime counts the backslashes before a `"`. Both states are followed.

use super::Expansion;
use super::scan::Scanner;

/// What both layers know at a place.
#[derive(Default)]
struct State {
    /// Whether cmd.exe is inside of quotes.
    shielded: bool,
    /// Whether the runtime is.
    quoted: bool,
    /// Backslashes that may still belong to a quote, each with its place.
    slashes: Vec<usize>,
    open: usize,
}

/// Reads one word.
pub(super) fn word(scan: &mut Scanner) {
    let mut state = State { open: scan.at, ..State::default() };
    while let Some(next) = scan.peek() {
        let from = scan.at;
        match next {
            '^' if !state.shielded => {
                if scan.skip_continuation('^') {
                    continue;
                }
                scan.bump();
                // A caret hides the next letter from cmd.exe only; the runtime sees it as it is.
                match scan.peek() {
                    Some('"') => quote(scan, &mut state, from),
                    Some('\\') => slash(scan, &mut state),
                    Some('\n' | '\r') | None => {}
                    Some(_) => {
                        flush(scan, &mut state);
                        scan.copy();
                    }
                }
                continue;
            }
            '\\' => {
                slash(scan, &mut state);
                continue;
            }
            '"' => {
                state.shielded = !state.shielded;
                quote(scan, &mut state, from);
                continue;
            }
            _ => flush(scan, &mut state),
        }
        match next {
            '%' => match variable(scan.rest()) {
                Some(length) => {
                    let what = Expansion::variable(&scan.rest()[..length]);
                    scan.unresolved(from + length, what);
                }
                None => scan.copy(),
            },
            // A line break ends the command, whatever is open.
            '\r' | '\n' => break,
            '<' if !state.shielded && scan.take_placeholder() => {}
            '|' | '&' | '<' | '>' if !state.shielded => break,
            other if !state.quoted && !matches!(other, '|' | '&' | '<' | '>') && scan.ends_word(other) => break,
            _ if state.quoted => scan.copy(),
            _ => scan.copy_plain(),
        }
    }
    flush(scan, &mut state);
    if state.quoted {
        scan.unclosed(state.open);
    }
}

fn slash(scan: &mut Scanner, state: &mut State) {
    state.slashes.push(scan.at);
    scan.bump();
}

/// Backslashes that stand before no quote are letters.
fn flush(scan: &mut Scanner, state: &mut State) {
    for place in state.slashes.drain(..) {
        scan.push('\\', place);
    }
}

/// A quote as the runtime sees it; `from` is where its own caret stands.
fn quote(scan: &mut Scanner, state: &mut State, from: usize) {
    let slashes = std::mem::take(&mut state.slashes);
    for pair in slashes.chunks_exact(2) {
        scan.push_as("\\", pair[0], pair[1] + 1);
    }
    scan.bump();
    if slashes.len() % 2 == 1 {
        let start = slashes.last().copied().unwrap_or(from);
        scan.push_escaped('"', start);
    } else if state.quoted && scan.peek() == Some('"') {
        // Inside of quotes a doubled one stands for itself.
        state.shielded = !state.shielded;
        scan.copy();
    } else {
        state.quoted = !state.quoted;
        state.open = from;
    }
}

/// The length of `%NAME%`.
fn variable(text: &str) -> Option<usize> {
    let name = text[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    (name > 0 && text[1 + name..].starts_with('%')).then_some(name + 2)
}
