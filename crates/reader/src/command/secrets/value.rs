//! The value that stands behind a name, whatever stands between the two, and whether it gives something away.

use super::looks_like_token;
use super::named::Kind;
use crate::command::Span;
use crate::command::find::program;
use crate::command::shell::Piece;

/// How far from its name a value may begin, and how long a value can be.
const FARTHEST: usize = 160;
pub(super) const LONGEST: usize = 4096;

/// What ties a value to its name besides a sign.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// Nothing.
    Sign,
    /// The name is a flag, or a program's own word for one: the next word is its value.
    Flag,
    /// The word before the name sets it to the next one, as `ENV` and `setx` do.
    Word,
    /// The name is in quotes and what a call sets, to the next text.
    Call,
}

/// The value behind a name that ends at `at`.
pub(super) fn behind(text: &str, at: usize, tie: Tie, kind: Kind) -> Option<Span> {
    let rest = &text[at..];
    let (gap, opened) = gap(rest)?;
    let between = &rest[..gap];
    // A template fills it in.
    if between.contains("{{") {
        return None;
    }
    let signed = between.contains(['=', ':', '>', '(']);
    let listed = between.contains(',') && (tie == Tie::Flag || tie == Tie::Call && opened.is_some());
    let apart = matches!(tie, Tie::Flag | Tie::Word) && !between.is_empty() && !between.contains('\n');
    if !signed && !listed && !apart {
        return None;
    }
    let mut start = at + gap;
    if kind == Kind::Header {
        let scheme = ["token", "bearer", "basic"].into_iter().find(|scheme| {
            let head = text.get(start..start + scheme.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
                && text[start + scheme.len()..].starts_with([' ', '\t', '"', '+', '%'])
        });
        if let Some(scheme) = scheme {
            let after = &text[start + scheme.len()..];
            // A program may put the token behind the scheme with a sign: "Token " + t.
            let skipped = after.len() - after.trim_start_matches([' ', '\t']).len();
            start += scheme.len() + skipped;
        }
    }
    let rest = &text[start..text.len()];
    let wide = kind != Kind::Plain && opened.is_some();
    let mut escaped = false;
    for (offset, character) in rest.char_indices().take(LONGEST) {
        let ends = match opened {
            Some(Quote { mark, escaped: true }) => {
                let closing = rest[offset..].strip_prefix('\\').or(rest[offset..].strip_prefix('^'));
                closing.is_some_and(|rest| rest.starts_with(mark)) || character == '\n'
            }
            Some(Quote { mark, .. }) => character == mark && !escaped,
            None => {
                character.is_whitespace()
                    || matches!(character, '"' | '\'' | '`' | ',' | ';' | ')' | '}' | ']' | '|' | '<' | '>' | '&')
            }
        };
        if ends {
            return (offset > 0).then(|| Span::new(start, start + offset));
        }
        // A quote that never closes ends with its line.
        if opened.is_some() && character == '\n' && !wide {
            return (offset > 0).then(|| Span::new(start, start + offset));
        }
        escaped = character == '\\' && !escaped;
    }
    (!rest.is_empty()).then(|| {
        let length = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(offset, _)| offset);
        Span::new(start, start + length)
    })
}

/// The text that a program takes where what stands before it is not set: `process.env.X || "…"`.
pub(super) fn otherwise(text: &str, at: usize) -> Option<Span> {
    let rest = text[at..].trim_start_matches([' ', ')', ']', '"', '\'']);
    let quoted = rest.strip_prefix("||").or_else(|| rest.strip_prefix("??"))?.trim_start_matches(' ');
    let mark = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
    let length = quoted[1..].find([mark, '\n']).filter(|length| *length > 0)?;
    let start = text.len() - quoted.len() + 1;
    Some(Span::new(start, start + length))
}

/// The second argument of a call whose bracket opens at `at`, where both are texts or the first is a name.
pub(super) fn second_argument(text: &str, at: usize) -> Option<Span> {
    let inside = &text[at + 1..];
    let inside = &inside[..inside.floor_char_boundary(FARTHEST)];
    let comma = inside.find(',')?;
    let first = inside[..comma].trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || "\"'`:/._-$[]".contains(c);
    let rest = &inside[comma + 1..];
    let quoted = rest.trim_start();
    let mark = quoted.chars().next().filter(|mark| matches!(mark, '"' | '\'' | '`'))?;
    let end = quoted[1..].find(mark).filter(|end| *end > 0)?;
    let start = at + 1 + comma + 1 + (rest.len() - quoted.len()) + 1;
    (!first.is_empty() && first.chars().all(plain)).then(|| Span::new(start, start + end))
}

/// The quote that a value stands in.
#[derive(Clone, Copy)]
struct Quote {
    mark: char,
    /// Whether the quote itself is written with an escape, so that it ends with one.
    escaped: bool,
}

/// The length of what stands between a name and its value, and the quote that the value begins with.
fn gap(rest: &str) -> Option<(usize, Option<Quote>)> {
    let mut quote = None;
    let mut at = 0;
    let mut signs = 0;
    loop {
        let tail = &rest[at..];
        let next = tail.chars().next()?;
        if at > FARTHEST {
            return None;
        }
        match next {
            '"' | '\'' | '`' | '“' | '”' => {
                let escaped = rest[..at].ends_with(['\\', '^']);
                // A quote right behind the name closes that of the name.
                quote = (at > usize::from(escaped)).then_some(Quote { mark: next, escaped });
            }
            ':' | '=' | ',' | '(' | '>' if signs < 3 && !is_block(tail) => {
                signs += 1;
                quote = None;
            }
            ' ' | '\t' | '\r' | '\n' | '\\' | '^' | '{' | '[' => {}
            // Kubernetes writes the value under a name of its own.
            'v' if tail.starts_with("value")
                && tail[5..].trim_start_matches(['"', '\'', ' ']).starts_with([':', '=']) =>
            {
                at += 4;
                signs = 0;
            }
            // YAML begins a text of several lines with a sign of its own.
            '|' | '>' if signs > 0 && is_block(tail) => {}
            '+' | '-' if rest[..at].ends_with(['|', '>']) => {}
            // The name may be the key of a table, and what Make and shells set may have a sign before theirs.
            ']' if tail[1..].trim_start_matches(' ').starts_with('=') => {}
            '?' | '+' if tail[1..].starts_with('=') => {}
            // YAML may name the type of a value.
            '!' if tail.starts_with("!!") => at += tail.find([' ', '\n']).unwrap_or(0).saturating_sub(1),
            // Terraform writes the value of a variable under a name of its own.
            'd' if tail.starts_with("default") && tail[7..].trim_start_matches(' ').starts_with('=') => at += 6,
            // Programs put a letter before the quote of a text.
            'f' | 'F' | 'r' | 'R' | 'b' | 'B' | 'u' | 'U' | '@' if signs > 0 && is_prefix(tail) => {}
            // A scheme of a pattern such as `token => x` has its sign already.
            _ => return Some((at, quote)),
        }
        at += next.len_utf8();
    }
}

/// Whether a block of YAML begins here: a bar or an angle, perhaps with a sign, at the end of its line.
fn is_block(text: &str) -> bool {
    let rest = text.strip_prefix(['|', '>']).map(|rest| rest.strip_prefix(['+', '-']).unwrap_or(rest));
    rest.is_some_and(|rest| rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n'))
}

/// Whether the letters here belong to the quote behind them.
fn is_prefix(text: &str) -> bool {
    let rest = text.trim_start_matches(['f', 'F', 'r', 'R', 'b', 'B', 'u', 'U', '@']);
    text.len() - rest.len() <= 2 && rest.starts_with(['"', '\''])
}

/// Whether a value gives something away.
pub(super) fn is_credential(value: &str, name: &str, end: usize, text: &str) -> bool {
    if looks_like_token(value) {
        return true;
    }
    if is_placeholder(value) || value.eq_ignore_ascii_case(name.trim_start_matches('-')) {
        return false;
    }
    // A target of Make is called so, and the command of a substitution or a script stands in quotes.
    let first = value.split_whitespace().next().unwrap_or_default();
    if program(first.trim_start_matches(['@', '`', '$', '(', '\\'])).is_some() {
        return false;
    }
    if is_worked_out(value, name, end, text) {
        return false;
    }
    // “the token: run this” is prose; a credential in a file ends its line.
    let follows = text[end..].chars().next();
    let prose = value.bytes().all(|byte| byte.is_ascii_alphabetic())
        && follows == Some(' ')
        && text[end..].trim_start_matches(' ').starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
        && !name.starts_with('-');
    !prose
}

/// Whether a word is code that gets a credential: a call, or a member that is named for one.
pub(super) fn is_got(buffer: &str, piece: Piece) -> bool {
    let word = buffer.get(piece.start..piece.end).unwrap_or_default();
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let letters = word.find(|c: char| !part(c)).unwrap_or(word.len());
    let begins = word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let calls = |rest: &str| rest == "(" || rest == "([";
    let (path, rest) = word.split_at(letters);
    let last = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let member = rest.is_empty() && path.contains('.') && last.ends_with("token");
    begins && (member || calls(rest) || rest.starts_with("()") || rest.starts_with("(["))
}

/// Whether a value is the code that gets a credential, its type, the key of a table below or the reason of an error.
fn is_worked_out(value: &str, name: &str, end: usize, text: &str) -> bool {
    let before = end.checked_sub(value.len()).and_then(|start| text.get(..start)).unwrap_or_default();
    if before.ends_with(['"', '\'', '`', '\\', '“']) {
        return false;
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let letters = value.find(|c: char| !part(c)).unwrap_or(value.len());
    let (path, rest) = value.split_at(letters);
    let begins = path.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let opens = rest.is_empty() && text[end..].starts_with('(');
    let called = begins && (opens || matches!(rest, "(" | "([") || rest.starts_with('(') && rest.ends_with([':', '=']));
    let last = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let member = begins
        && rest.is_empty()
        && path.contains('.')
        && ["token", "password", "secret", "key"].into_iter().any(|ending| last.ends_with(ending));
    let below = value.ends_with(':') && before.trim_end_matches([' ', '\t']).ends_with('\n');
    let lower = value.trim_end_matches('.').to_ascii_lowercase();
    let typed = matches!(&lower[..], "string" | "str" | "required" | "optional");
    let refused = name.to_ascii_lowercase().ends_with("authorization")
        && (lower.len() == 3 && lower.bytes().all(|byte| byte.is_ascii_digit())
            || ["forbidden", "timeout", "unauthorized", "denied", "missing", "invalid", "failed"]
                .contains(&&lower[..]));
    called || member || below || typed || refused
}

/// What stands in the place of a credential: a variable, a name in brackets, dots, a word of a manual.
pub(super) fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    let variable = value.starts_with('$') && !(value.starts_with("${") && value.contains(['-', '=']));
    let variable =
        variable || value.starts_with('%') && value.ends_with('%') && value.len() > 2 || value.starts_with("{{");
    let code =
        ["var.", "local.", "data.", "process.env", "os.environ", "os.getenv", "env.", "ENV[", "import.meta", "getenv("];
    let manual = value.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '_' | '<' | '>' | '*' | '.' | '…' | 'x'));
    let named = value.starts_with('<') && value.ends_with('>');
    let word = ["null", "none", "true", "false", "redacted", "(removed)", "(none)", "undefined", "nil"];
    variable
        || manual
        || named
        || value.starts_with('(')
        || code.into_iter().any(|start| value.starts_with(start))
        || word.into_iter().any(|word| value.eq_ignore_ascii_case(word))
        || value.starts_with(['{', '['])
}
