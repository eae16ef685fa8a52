//! Where a value stands, and whether it can be code there: the same word is a password behind a flag and a member in a program.

use super::value::Tie;
use crate::command::Span;

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// In quotes, so it is a text.
    Quoted,
    /// Behind a flag, or a word that sets its name to the next one.
    Given,
    /// Behind the sign of a shell or of a file of variables, or behind a colon of YAML.
    Set,
    /// Behind the sign of a program, or as an argument of a call.
    Program,
    /// A variable that a program joins to a text, or fills into it.
    Variable,
}

/// Where a value without quotes stands, with what is between it and its name.
pub(super) fn stands(text: &str, between: &str, value: Span, tie: Tie) -> Stands {
    let listed = between.contains(['(', ',']);
    if matches!(tie, Tie::Flag | Tie::Word) && !listed {
        return Stands::Given;
    }
    let assigned = [" =", ":=", "=>"].into_iter().any(|sign| between.contains(sign));
    if listed || assigned || is_argument(text, value, between.contains(':')) { Stands::Program } else { Stands::Set }
}

/// Whether a word is an argument of a call, or a member of an object that a program makes.
fn is_argument(text: &str, word: Span, member: bool) -> bool {
    let rest = text[word.end..].trim_start();
    if !rest.starts_with([',', ')', '}', ']']) && !rest.starts_with("||") && !rest.starts_with("??") {
        return false;
    }
    let from = text.ceil_char_boundary(word.start.saturating_sub(NEAR));
    let before = &text[from..word.start];
    let mut closed = 0_usize;
    for (at, sign) in before.char_indices().rev() {
        match sign {
            ')' | ']' | '}' => closed += 1,
            '(' | '[' | '{' if closed > 0 => closed -= 1,
            '(' => return member || before[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'),
            '[' | '{' if member => return true,
            _ => {}
        }
    }
    false
}

/// How far before a word the bracket is looked for in which it stands, in bytes.
const NEAR: usize = 400;

/// Whether a word is code that gets a credential: a call, or a member that is named for one.
pub(super) fn is_code(word: &str, stands: Stands) -> bool {
    if matches!(stands, Stands::Quoted | Stands::Given) {
        return false;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let (path, rest) = word.split_at(word.find(|c: char| !part(c)).unwrap_or(word.len()));
    if !path.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        return false;
    }
    let calls = rest == "("
        || rest.starts_with("()")
        || rest.starts_with("([")
        || rest.starts_with('(') && rest.ends_with([':', '=']);
    let set = ["var.", "local.", "data.", "env."].into_iter().any(|start| path.starts_with(start));
    let named = rest.is_empty() && path.rsplit_once('.').is_some_and(|(_, last)| names_credential(last));
    calls || stands == Stands::Program && (set || named)
}

/// Whether a member is named for a credential. Other words than “key” end in its letters.
fn names_credential(member: &str) -> bool {
    let lower = member.to_ascii_lowercase();
    let key = lower.strip_suffix("key").is_some_and(|before| {
        let (before, word) = member.split_at(before.len());
        before.is_empty()
            || before.ends_with('_')
            || word.starts_with('K') && before.ends_with(|c: char| c.is_ascii_lowercase())
    });
    key || ["token", "password", "secret"].into_iter().any(|ending| lower.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_code_where_a_program_can_stand() {
        for (word, program, set) in [
            ("config.token", true, false),
            ("settings.influx_token", true, false),
            ("settings.apiKey", true, false),
            ("settings.key", true, false),
            ("brass.monkey", false, false),
            ("var.influx", true, false),
            ("get_token(", true, true),
            ("token", false, false),
            ("9.token", false, false),
        ] {
            assert_eq!(is_code(word, Stands::Program), program, "{word}");
            assert_eq!(is_code(word, Stands::Set), set, "{word}");
            assert!(!is_code(word, Stands::Given), "{word}");
        }
    }
}
