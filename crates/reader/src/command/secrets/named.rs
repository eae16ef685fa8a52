//! Credentials behind a name that says so, in any kind of text: a shell, JSON, YAML, HCL, a program, an address.
//!
//! The name decides, whatever stands between it and the value: a colon, a sign, quotes, brackets, a line break.

use super::command::{Command, Program};
use super::stands::Stands;
use super::value::{self, LONGEST, Run, Tie, Value, is_credential, is_placeholder};
use super::{SecretPlace, client};
use crate::command::Span;
use std::collections::BTreeSet;

/// A look for the credentials behind names that can pause.
pub(super) struct Search<'a> {
    text: &'a str,
    pub at: usize,
    pub found: Vec<(Span, SecretPlace)>,
    /// The command in which it is, so that a letter of a flag is known by its program.
    command: Command,
    /// The variables that stood where a credential belongs.
    variables: BTreeSet<&'a str>,
    /// Whether the text is gone through once more, for the values of those variables.
    again: bool,
    run: Run,
}

impl<'a> Search<'a> {
    pub fn new(text: &'a str) -> Self {
        let (found, variables) = Default::default();
        Self { text, at: 0, found, command: Command::default(), variables, again: false, run: Run::default() }
    }

    /// Goes on for about so many bytes; whether the end was reached.
    pub fn step(&mut self, bytes: usize) -> bool {
        // What is read of values, and perhaps not taken, counts.
        let until = (self.at + self.run.read).saturating_add(bytes);
        while self.at < self.text.len() && self.at + self.run.read < until {
            self.next();
        }
        let ended = self.at >= self.text.len();
        if ended && !self.again && !self.variables.is_empty() {
            (self.at, self.again, self.command) = (0, true, Command::default());
            return false;
        }
        ended
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
        self.command.name(name, &text[self.at..]);
        if self.again {
            if self.variables.contains(name.trim_start_matches(['-', '$'])) {
                self.look(start, Kind::Plain);
            }
        } else if let Some(kind) = kind_of(name, text, start, self.command.program) {
            self.look(start, kind);
        } else if client::makes_client(name, &text[self.at..]) {
            // The address before it may hold a password.
            let credentials = client::credentials(text, self.at);
            self.found.extend(credentials.map(|span| (span, place("token", Kind::Plain))));
        }
    }

    /// Looks at what stands behind the name that started at `start`.
    fn look(&mut self, start: usize, kind: Kind) {
        let name = &self.text[start..self.at];
        let tie = tie(self.text, start, name);
        if let Some(value) = value::behind(self.text, self.at, tie, kind, &mut self.run) {
            self.take(name, kind, value);
        }
    }

    /// Takes a value that stands behind a name for a credential, if it is one, or keeps in mind which variable holds it.
    fn take(&mut self, name: &str, kind: Kind, found: Value) {
        let value = found.span;
        if found.stands == Stands::Variable {
            self.variables.extend(Some(value.of(self.text)).filter(|variable| !is_anything(variable)));
            return;
        }
        let (named, written) = (self.at, value.of(self.text));
        self.at = self.at.max(value.start);
        let argument = argument(self.text, value);
        if !self.again
            && let Some(variable) = variable(written).or(argument)
        {
            let printed = is_printed(self.text, named - name.len());
            if !printed && !is_anything(variable) {
                self.variables.insert(variable);
            }
            let before = &self.text[named..value.start];
            // A header has a scheme before its credential; a name alone is what a call is given to send, or to print.
            if argument.is_some() && (kind == Kind::Header && before.ends_with('=') || printed && before.contains(','))
            {
                return;
            }
        }
        let login = kind != Kind::Login || written.contains(':');
        if login && is_credential(found, name, self.text) {
            self.at = value.end;
            self.found.push((value, place(name, kind)));
        } else if let Some(other) = value::otherwise(self.text, value.end) {
            self.found.push((other, place(name, kind)));
        }
    }
}

/// What ties a value to the name that starts at `start`, besides a sign.
fn tie(text: &str, start: usize, name: &str) -> Tie {
    if name.starts_with('-') || text[..start].ends_with('-') || name == "d" && text[..start].ends_with('/') {
        return Tie::Flag;
    }
    let line = line_before(text, start);
    let word = line.trim_end_matches([' ', '\t']).rsplit([' ', '\t']).next().unwrap_or_default();
    // So does a line of a .netrc.
    let netrc = name == "password" && line.contains("login ");
    if line.ends_with([' ', '\t']) && (SETTERS.contains(&word) || netrc) {
        return Tie::Word;
    }
    let call = line.ends_with(['"', '\'']).then(|| line.rsplit_once('(')).flatten();
    let sets = call.is_some_and(|(before, _)| {
        let word = before.rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
        let word = word.to_ascii_lowercase();
        CALLS.into_iter().any(|part| word.contains(part))
    });
    if sets { Tie::Call } else { Tie::Sign }
}

/// How much of a line before a name is looked at, in bytes.
const NEAR: usize = 200;
/// Words that set the name behind them to the word behind that: of Docker, Windows, and the shells csh and fish.
const SETTERS: [&str; 7] = ["ENV", "setx", "setenv", "-x", "-gx", "-Ux", "-lx"];
/// What is in the name of a call that sets a text to another one.
const CALLS: [&str; 7] = ["set", "put", "add", "append", "header", "env", "get"];

/// Whether a variable is named for something that everything has, so that its name stands before much that is no credential.
fn is_anything(variable: &str) -> bool {
    const NAMES: [&str; 19] = [
        "id",
        "name",
        "type",
        "description",
        "status",
        "action",
        "resource",
        "permissions",
        "url",
        "host",
        "org",
        "orgid",
        "orgname",
        "organization",
        "user",
        "userid",
        "username",
        "bucket",
        "bucketid",
    ];
    let bare = variable.replace('_', "");
    NAMES.into_iter().any(|name| name.eq_ignore_ascii_case(&bare))
}

/// Whether a name is a word of what a program only prints: `console.log("token:", x)` does not say that `x` is one.
fn is_printed(text: &str, start: usize) -> bool {
    const PRINTS: [&str; 11] =
        ["print", "println", "printf", "eprintln", "puts", "log", "logf", "logger", "logging", "console", "writeline"];
    let line = line_before(text, start);
    line.match_indices('(').any(|(at, _)| {
        let callee = line[..at].trim_end_matches('!');
        let before = callee.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
        let mut parts = callee[before.len()..].split('.');
        parts.any(|part| PRINTS.into_iter().any(|word| word.eq_ignore_ascii_case(part)))
    })
}

/// What of its line stands before a place.
///
/// Far enough for whoever writes by hand, and no line of a megabyte is gone through for each of its names.
fn line_before(text: &str, at: usize) -> &str {
    let near = &text[text.ceil_char_boundary(at.saturating_sub(NEAR))..at];
    near.rsplit('\n').next().unwrap_or(near)
}

/// The variable that a value is as an argument of a call, which writes it without a mark.
fn argument(text: &str, value: Span) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let quoted = text[..value.start].ends_with(['"', '\'', '`']);
    let written = value.of(text);
    let called = !quoted && text[value.end..].trim_start_matches([' ', '\t', '\n']).starts_with([',', ')']);
    (called && written.starts_with(|c: char| c.is_ascii_alphabetic()) && written.chars().all(is_name))
        .then_some(written)
}

/// The variable that a value is, as shells write it, or within the text of a program.
fn variable(value: &str) -> Option<&str> {
    let inner = value.strip_prefix("$env:").or_else(|| value.strip_prefix('$')).unwrap_or(value);
    let braced = inner.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
    let percent = value.strip_prefix('%').and_then(|inner| inner.strip_suffix('%'));
    let marked = braced.or(percent).or((inner.len() < value.len()).then_some(inner))?;
    let marked = marked.trim_matches(['{', '}']);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (!marked.is_empty() && marked.chars().all(is_name)).then_some(marked)
}

const fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'$')
}

/// What a name says of its value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
        ("-a" | "-A" | "--auth", Some(Program::Http)) => return Some(Kind::Login),
        ("-b" | "--body", Some(Program::GhSecret)) => return Some(Kind::Plain),
        (_, Some(Program::Curl)) if is_login_among_switches(name) => return Some(Kind::Login),
        ("d", Some(Program::Reg)) if is_data_of_secret(text, start) => return Some(Kind::Plain),
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
        _ if name.ends_with("_PWD") || is_one_of_several(name) => Some(Kind::Plain),
        _ if bare.ends_with("session") && bare.starts_with("influx") => Some(Kind::Plain),
        _ if name.ends_with("_pass") || name.ends_with("_PASS") || name.ends_with("Pass") => Some(Kind::Plain),
        _ if SECRET.into_iter().any(|ending| bare.ends_with(ending)) => Some(Kind::Plain),
        _ => None,
    }
}

/// Whether curl's short flag for a login is the last one of several: `-su`.
fn is_login_among_switches(name: &str) -> bool {
    let switches = name.strip_prefix('-').and_then(|name| name.strip_suffix('u'));
    switches.is_some_and(|switches| switches.chars().all(|c| "sSfkLvigGIn".contains(c)))
}

/// Whether `reg add … /v NAME … /d` stands here, with the name of a credential.
fn is_data_of_secret(text: &str, start: usize) -> bool {
    let line = line_before(text, start);
    line.ends_with(" /") && line.split_whitespace().any(|word| super::is_secret_name(word.trim_matches('"')))
}

/// Whether a variable holds a token for one purpose, as `INFLUX_TOKEN_RO` does, and does not say where one is or what it is.
fn is_one_of_several(name: &str) -> bool {
    const ABOUT: [&str; 12] =
        ["FILE", "PATH", "URL", "NAME", "ID", "DESCRIPTION", "DESC", "TYPE", "KEY", "PERMISSIONS", "DIR", "EXPIRY"];
    let loud = name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
    let purpose =
        ["TOKEN_", "PASSWORD_"].into_iter().find_map(|word| name.split_once(word)).map(|(_, purpose)| purpose);
    loud && purpose.is_some_and(|purpose| !ABOUT.into_iter().any(|about| purpose.ends_with(about)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_many_names_is_read_once() {
        const STEP: usize = 1 << 10;
        for piece in ["token=$", "token=env.", "token:${", "token=é$", "password=%"] {
            let text = piece.repeat((64 << 10) / piece.len());
            let mut search = Search::new(&text);
            let mut steps = 1;
            while !search.step(STEP) {
                steps += 1;
            }
            assert!(search.run.read > 0 && steps <= 2 * text.len() / STEP + 2, "{piece} takes {steps} steps");
        }
    }

    #[test]
    fn a_credential_behind_many_names_is_found() {
        let text = format!("{}hush", "token=$".repeat(4_000).trim_end_matches('$'));
        let mut search = Search::new(&text);
        while !search.step(1 << 10) {}
        assert_eq!(search.found.last().map(|(span, _)| span.end), Some(text.len()));
    }
}
