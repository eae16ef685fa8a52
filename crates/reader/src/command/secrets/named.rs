//! Credentials behind a name that says so, in any kind of text: a shell, JSON, YAML, HCL, a program, an address.
//!
//! The name decides, whatever stands between it and the value: a colon, a sign, quotes, brackets, a line break.

use super::{SecretPlace, looks_like_token};
use crate::command::Span;

/// How far from its name a value may begin, and how long a value can be.
const FARTHEST: usize = 160;
const LONGEST: usize = 4096;

/// Every credential behind a name in the text.
pub(crate) fn in_text(text: &str) -> Vec<(Span, SecretPlace)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !is_name(bytes[at]) {
            if bytes[at..].starts_with(b"://") {
                found.extend(in_address(text, at + 3).map(|span| (span, SecretPlace::Login)));
            }
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() && is_name(bytes[at]) {
            at += 1;
        }
        let name = &text[start..at];
        let Some(kind) = kind_of(name, text, start) else { continue };
        let flag = start > 0 && bytes[start - 1] == b'-' || name.starts_with('-');
        if let Some(value) = value_behind(text, at, flag, kind) {
            at = at.max(value.start);
            if is_credential(value.of(text), name, value.end, text) {
                at = value.end;
                found.push((value, place(name, kind)));
            }
        }
    }
    found
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$')
}

/// What a name says of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// The value starts with its scheme.
    Header,
    /// A header of which all is secret.
    Cookie,
    /// A letter of an address.
    Query,
}

fn kind_of(name: &str, text: &str, start: usize) -> Option<Kind> {
    let query = start > 0 && matches!(text.as_bytes()[start - 1], b'?' | b'&');
    if query && name == "p" {
        return Some(Kind::Query);
    }
    if matches!(name, "-t" | "-p") {
        return of_influx(text, start).then_some(Kind::Plain);
    }
    if name.len() > 64 || name.len() < 3 {
        return None;
    }
    let bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    const SECRET: [&str; 11] = [
        "token",
        "password",
        "passwd",
        "passphrase",
        "secret",
        "apikey",
        "credential",
        "credentials",
        "privatekey",
        "accesskey",
        "passwort",
    ];
    match &bare[..] {
        // The resource of Terraform’s provider, and the path of the server.
        "influxdbv2authorization" => None,
        _ if bare.ends_with("authorization") => Some(Kind::Header),
        "cookie" | "setcookie" => Some(Kind::Cookie),
        "pwd" | "pass" => Some(Kind::Plain),
        _ if bare.ends_with("session") && bare.starts_with("influx") => Some(Kind::Plain),
        _ if name.ends_with("_pass") || name.ends_with("_PASS") || name.ends_with("Pass") => Some(Kind::Plain),
        _ if SECRET.into_iter().any(|ending| bare.ends_with(ending)) => Some(Kind::Plain),
        _ => None,
    }
}

/// Whether a flag stands in a line, or in one that goes on, behind the program whose credentials it gives.
fn of_influx(text: &str, start: usize) -> bool {
    let mut from = start;
    loop {
        let line = text[..from].rfind('\n').map_or(0, |at| at + 1);
        if text[line..start].contains("influx") {
            return true;
        }
        let Some(before) = text[..line].strip_suffix('\n') else { return false };
        if start - line > LONGEST
            || !before.trim_end().ends_with(['\\', '`', '^']) && !text[line..].trim_start().starts_with('-')
        {
            return false;
        }
        from = before.len();
    }
}

fn place(name: &str, kind: Kind) -> SecretPlace {
    match kind {
        Kind::Header => SecretPlace::Header,
        Kind::Cookie => SecretPlace::Cookie,
        Kind::Plain | Kind::Query => SecretPlace::Variable(name.trim_start_matches(['-', '$']).into()),
    }
}

/// `user:password` of an address.
fn in_address(text: &str, start: usize) -> Option<Span> {
    let rest = &text[start..];
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '"' | '\'' | '`' | '<' | '>'));
    let authority = &rest[..end.unwrap_or(rest.len())];
    let login = &authority[..authority.rfind('@')?];
    let (_, password) = login.split_once(':')?;
    let said = !password.is_empty() && !is_placeholder(password);
    said.then(|| Span::new(start + login.len() - password.len(), start + login.len()))
}

/// The value behind a name that ends at `at`.
fn value_behind(text: &str, at: usize, flag: bool, kind: Kind) -> Option<Span> {
    let rest = &text[at..];
    let (gap, opened) = gap(rest)?;
    let between = &rest[..gap];
    let signed = between.contains(['=', ':', '>', '(']);
    let listed = flag && between.contains(',');
    let apart = flag && !between.is_empty() && !between.contains('\n');
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
            ':' | '=' | ',' | '(' | '>' if signs < 3 => {
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
            // A scheme of a pattern such as `token => x` has its sign already.
            _ => return Some((at, quote)),
        }
        at += next.len_utf8();
    }
}

/// Whether a value gives something away.
fn is_credential(value: &str, name: &str, end: usize, text: &str) -> bool {
    if looks_like_token(value) {
        return true;
    }
    if is_placeholder(value) || value.eq_ignore_ascii_case(name.trim_start_matches('-')) {
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
