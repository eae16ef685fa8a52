//! Credentials behind a name that says so, in any kind of text: a shell, JSON, YAML, HCL, a program, an address.
//!
//! The name decides, whatever stands between it and the value: a colon, a sign, quotes, brackets, a line break.

use super::{SecretPlace, looks_like_token};
use crate::command::Span;

/// How far from its name a value may begin, and how long a value can be.
const FARTHEST: usize = 160;
const LONGEST: usize = 4096;

/// A look for the credentials behind names that can pause.
pub(super) struct Search<'a> {
    text: &'a str,
    pub at: usize,
    pub found: Vec<(Span, SecretPlace)>,
    /// The command in which it is, so that a letter of a flag is known by its program.
    command: Command,
}

/// The command that the search is in.
#[derive(Default)]
struct Command {
    /// Where its last line starts.
    line: usize,
    /// The program that was named in it last.
    program: Option<Program>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Program {
    Influx,
    Curl,
}

impl Command {
    /// A new line starts at `at`, which may go on with the command.
    fn line(&mut self, text: &str, at: usize) {
        let continued = text[self.line..at].trim_end().ends_with(['\\', '`', '^'])
            || text[at..].trim_start_matches([' ', '\t']).starts_with('-');
        self.line = at;
        if !continued {
            self.program = None;
        }
    }

    fn name(&mut self, name: &str) {
        // The program may be a variable that nobody knows; then its command tells.
        if name == "auth" || name.to_ascii_lowercase().contains("influx") {
            self.program = Some(Program::Influx);
        } else if name == "curl" || name == "curl.exe" {
            self.program = Some(Program::Curl);
        }
    }
}

impl<'a> Search<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, found: Vec::new(), command: Command::default() }
    }

    /// Goes on up to about this place; whether the end was reached.
    pub fn step(&mut self, until: usize) -> bool {
        while self.at < self.text.len() && self.at < until {
            self.next();
        }
        self.at >= self.text.len()
    }

    fn next(&mut self) {
        let (text, bytes) = (self.text, self.text.as_bytes());
        if !is_name(bytes[self.at]) {
            if bytes[self.at..].starts_with(b"://") {
                let login = in_address(text, self.at + 3);
                self.found.extend(login.map(|span| (span, SecretPlace::Login)));
            }
            self.at += 1;
            if bytes[self.at - 1] == b'\n' {
                self.command.line(text, self.at);
            }
            return;
        }
        let start = self.at;
        self.at += bytes[start..].iter().take_while(|byte| is_name(**byte)).count();
        let name = &text[start..self.at];
        self.command.name(name);
        let Some(kind) = kind_of(name, text, start, self.command.program) else { return };
        let flag = start > 0 && bytes[start - 1] == b'-' || name.starts_with('-');
        if let Some(value) = value_behind(text, self.at, flag, kind) {
            self.at = self.at.max(value.start);
            let login = kind != Kind::Login || value.of(text).contains(':');
            if login && is_credential(value.of(text), name, value.end, text) {
                self.at = value.end;
                self.found.push((value, place(name, kind)));
            }
        }
    }
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
    /// A user name with a password behind a colon.
    Login,
}

fn kind_of(name: &str, text: &str, start: usize, program: Option<Program>) -> Option<Kind> {
    let query = start > 0 && matches!(text.as_bytes()[start - 1], b'?' | b'&');
    if query && name == "p" {
        return Some(Kind::Query);
    }
    match (name, program) {
        ("-t" | "-p", Some(Program::Influx)) => return Some(Kind::Plain),
        ("-u" | "--user" | "-U" | "--proxy-user", Some(Program::Curl)) => return Some(Kind::Login),
        _ => {}
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
        // A call of a client makes one, and its arguments are no header.
        _ if bare.ends_with("authorization") && text[start + name.len()..].starts_with('(') => None,
        _ if bare.ends_with("authorization") => Some(Kind::Header),
        "cookie" | "setcookie" => Some(Kind::Cookie),
        "pwd" | "pass" => Some(Kind::Plain),
        _ if bare.ends_with("session") && bare.starts_with("influx") => Some(Kind::Plain),
        _ if name.ends_with("_pass") || name.ends_with("_PASS") || name.ends_with("Pass") => Some(Kind::Plain),
        _ if SECRET.into_iter().any(|ending| bare.ends_with(ending)) => Some(Kind::Plain),
        _ => None,
    }
}

fn place(name: &str, kind: Kind) -> SecretPlace {
    match kind {
        Kind::Header => SecretPlace::Header,
        Kind::Cookie => SecretPlace::Cookie,
        Kind::Login => SecretPlace::Login,
        Kind::Plain | Kind::Query => SecretPlace::Variable(name.trim_start_matches(['-', '$']).into()),
    }
}

/// `user:password` of an address.
fn in_address(text: &str, start: usize) -> Option<Span> {
    let rest = &text[start..];
    let rest = &rest[..rest.floor_char_boundary(LONGEST)];
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
