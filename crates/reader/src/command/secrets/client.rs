//! The credentials among the arguments of a client that a program makes.

use super::stands::Stands;
use super::value::{Value, is_credential};
use crate::command::Span;

/// Whether a program makes a client here, which takes the address and then a token, or a user and a password.
pub(super) fn makes_client(name: &str, behind: &str) -> bool {
    const CLIENTS: [&str; 6] = [
        "NewClient",
        "NewClientWithOptions",
        "InfluxDBClient",
        "InfluxDBClientFactory.create",
        "InfluxDBClientFactory.Create",
        "Client.new",
    ];
    behind.starts_with('(') && CLIENTS.into_iter().any(|client| name.ends_with(client))
}

/// The credentials of the client whose bracket opens at `at`.
pub(super) fn credentials(text: &str, at: usize) -> impl Iterator<Item = Span> {
    let arguments = arguments(text, at + 1);
    let of = |index: usize| arguments.get(index).map(|argument| argument.of(text));
    let says = |index: usize, words: &[&str]| {
        let lower = of(index).unwrap_or_default().to_ascii_lowercase();
        words.iter().any(|word| lower.contains(word))
    };
    let is_text = |index: usize| arguments.get(index).is_some_and(|argument| inner(text, *argument).is_some());
    let places = match (is_text(1), is_text(2)) {
        // The client for InfluxDB 1.x of Python has the port and the user before the password.
        (false, _) if of(1).is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit())) => 3..4,
        // Java and C# tell a password, or a token, from other texts by its type.
        (_, true) if says(2, &["chararray"]) => 2..3,
        (true, true) if says(1, &["chararray"]) => 1..2,
        // A user and a password, or a token and an organization.
        (true, true) => 1..3,
        (true, false) => 1..2,
        (false, true) if says(1, &["user", "login", "name"]) => 2..3,
        (false, _) => 0..0,
    };
    let found: Vec<Span> =
        arguments.get(places).unwrap_or_default().iter().filter_map(|own| inner(text, *own)).collect();
    found.into_iter().filter(move |span| is_credential(Value { span: *span, stands: Stands::Quoted }, "token", text))
}

/// How far from the bracket of a call its arguments are looked at, and how many of them.
const FARTHEST: usize = 600;
const MOST: usize = 4;

/// The first arguments of a call, from what stands behind its bracket.
fn arguments(text: &str, from: usize) -> Vec<Span> {
    let inside = &text[from..text.floor_char_boundary(from + FARTHEST)];
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    for (at, sign) in inside.char_indices() {
        match (quote, sign) {
            _ if escaped => {}
            (Some(mark), _) if mark == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(sign),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ',' | ')') if depth == 0 => {
                let argument = &inside[start..at];
                let first = from + start + argument.len() - argument.trim_start().len();
                found.push(Span::new(first, first + argument.trim().len()));
                start = at + 1;
                if sign == ')' || found.len() == MOST {
                    break;
                }
            }
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = sign == '\\' && !escaped;
    }
    found
}

/// What stands in the quotes of an argument that is a text.
fn inner(text: &str, argument: Span) -> Option<Span> {
    let written = argument.of(text);
    let quoted = written.trim_start_matches(['f', 'r', 'b', 'u', '@', '$']);
    let mark = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
    let length = quoted[1..].find(mark).filter(|length| *length > 0)?;
    let start = argument.end - quoted.len() + 1;
    Some(Span::new(start, start + length))
}
