//! Credentials in pasted text: found first, so that nothing that reads the text afterwards takes one over.
//!
//! A found credential is known by its place and by what it stood in; its letters are never copied.

mod client;
mod command;
mod named;
mod stands;
mod value;

use super::Span;
use super::find::program;
use super::shell::{Line, Piece};
use stands::Stands;
use std::fmt;

/// What a credential stood in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretPlace {
    /// A flag such as `--token` or `--password`.
    Flag(&'static str),
    /// A variable such as `INFLUX_TOKEN`.
    Variable(Box<str>),
    /// The `Authorization` header of a request.
    Header,
    /// A user name with a password.
    Login,
    /// The cookie of a session.
    Cookie,
    /// A member of a JSON object.
    Member,
    /// Anywhere else: it has the form of an InfluxDB token.
    Form,
}

impl fmt::Display for SecretPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) => write!(f, "the value of {name}"),
            Self::Variable(name) => write!(f, "the value of {name}"),
            Self::Header => f.write_str("the token in the Authorization header"),
            Self::Cookie => f.write_str("the cookie of a session"),
            Self::Login => f.write_str("a user name with a password"),
            Self::Member => f.write_str("a token or password in the JSON"),
            Self::Form => f.write_str("something that looks like a token"),
        }
    }
}

/// A credential in the words of a command line.
pub(crate) struct Secret {
    pub text: Piece,
    pub span: Span,
    pub place: SecretPlace,
}

/// Every credential in the words of all commands.
pub(crate) fn in_words(line: &Line) -> Vec<Secret> {
    let mut found = Vec::new();
    for segment in line.segments() {
        let mut influx = false;
        let mut curl = false;
        for index in segment.first..segment.last {
            let word = line.word(index);
            match program(word) {
                Some("curl") => curl = true,
                Some(_) => influx = true,
                None => {}
            }
            let piece = line.words()[index].text;
            let next = (index + 1 < segment.last).then(|| line.words()[index + 1].text);
            if let Some(value) = in_header_table(line, segment.first, index) {
                note(line, &mut found, value, SecretPlace::Header, Stands::Given);
            } else if let Some((value, place)) = in_word(line, word, piece, next, influx, curl) {
                // What stands around it tells an argument from a value, and is seen where names are looked for.
                let set = matches!(place, SecretPlace::Variable(_));
                note(line, &mut found, value, place, if set { Stands::Program } else { Stands::Given });
            } else if let Some(name) = assigned_name(word) {
                // PowerShell and cmd.exe allow blanks around the sign.
                if is_secret_name(name) && line.word(index + 1) == "=" && index + 2 < segment.last {
                    let value = line.words()[index + 2].text;
                    // What stands behind a word tells a call from a value, and is seen where names are looked for.
                    let path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
                    let open = !word.starts_with('$') && line.text(value).chars().all(path);
                    if !open || index + 3 < segment.last {
                        note(line, &mut found, value, SecretPlace::Variable(name.into()), Stands::Program);
                    }
                }
            }
        }
    }
    found
}

/// The credential in PowerShell's `@{ Authorization = "Token …" }`.
fn in_header_table(line: &Line, first: usize, index: usize) -> Option<Piece> {
    let name = index.checked_sub(2).filter(|name| *name >= first)?;
    if line.word(index - 1) != "=" || !line.word(name).trim_start_matches("@{").eq_ignore_ascii_case("authorization") {
        return None;
    }
    let piece = line.words()[index].text;
    let scheme = line.text(piece).find(' ').map_or(0, |at| at + 1);
    Some(piece.skip(scheme))
}

fn in_word(
    line: &Line,
    word: &str,
    piece: Piece,
    next: Option<Piece>,
    influx: bool,
    curl: bool,
) -> Option<(Piece, SecretPlace)> {
    if curl && let Some(at) = find_ignoring_case(word, "authorization:") {
        let value = piece.skip(at + "authorization:".len());
        let text = line.text(value);
        let blanks = text.len() - text.trim_start().len();
        let scheme = ["token ", "bearer ", "basic "]
            .into_iter()
            .find(|scheme| find_ignoring_case(&text[blanks..], scheme) == Some(0))
            .map_or(0, str::len);
        return Some((value.skip(blanks + scheme), SecretPlace::Header));
    }
    if let Some(dashed) = word.strip_prefix('-') {
        let name = dashed.strip_prefix('-').unwrap_or(dashed);
        let start = word.len() - name.len();
        let (name, value) = match name.find('=') {
            Some(at) => (&name[..at], Some(piece.skip(start + at + 1))),
            None => (name, next),
        };
        let flag = match name {
            "token" => "--token",
            "t" if influx => "-t",
            "password" => "--password",
            "p" if influx => "-p",
            "u" | "user" | "proxy-user" | "U" if curl => return Some((value?, SecretPlace::Login)),
            // `docker exec -e INFLUX_TOKEN=…` is found at its second word, `--env=INFLUX_TOKEN=…` here.
            "env" => return value.and_then(|value| in_assignment(line, value)),
            // The oldest CLI takes a value that is written right behind a short flag.
            _ if influx && start == 1 && name.starts_with('t') && !"trace-debug-id".starts_with(name) => {
                return Some((piece.skip(2), SecretPlace::Flag("-t")));
            }
            _ if curl && start == 1 && name.starts_with('u') => return Some((piece.skip(2), SecretPlace::Login)),
            _ => return in_form(word, piece),
        };
        return Some((value?, SecretPlace::Flag(flag)));
    }
    in_assignment(line, piece).or_else(|| in_form(word, piece))
}

fn in_assignment(line: &Line, piece: Piece) -> Option<(Piece, SecretPlace)> {
    let text = line.text(piece);
    let (name, _) = text.split_once('=')?;
    let bare = assigned_name(name)?;
    let mut value = piece.skip(name.len() + 1);
    let written = line.text(value);
    // A whole command may stand in quotes, with what is set for it in front.
    if let Some((first, rest)) = written.split_once(char::is_whitespace)
        && rest.split_whitespace().any(|word| program(word).is_some())
    {
        value = Piece::new(value.start, value.start + first.len());
    }
    is_secret_name(bare).then(|| (value, SecretPlace::Variable(bare.into())))
}

/// The name of a variable, with or without PowerShell's `$env:`.
fn assigned_name(word: &str) -> Option<&str> {
    let name = word.strip_prefix("$env:").unwrap_or(word);
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some(name)
}

pub(crate) fn is_secret_name(name: &str) -> bool {
    ["TOKEN", "PASSWORD", "SECRET", "PASSWD", "APIKEY", "API_KEY"].into_iter().any(|ending| {
        let start = name.len().checked_sub(ending.len());
        start.and_then(|start| name.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

fn in_form(word: &str, piece: Piece) -> Option<(Piece, SecretPlace)> {
    let span = token_in(word)?;
    Some((Piece::new(piece.start + span.start, piece.start + span.end), SecretPlace::Form))
}

fn note(line: &Line, found: &mut Vec<Secret>, text: Piece, place: SecretPlace, stands: Stands) {
    // What closes a list or a call of a program is glued to its last word for a shell, and must stay behind.
    let value = line.text(text).trim_end_matches([']', ')', '}', ',', ';']);
    let text = Piece::new(text.start, text.start + value.len());
    // A variable gives nothing away, and a placeholder of a manual neither,
    // unless a default value stands behind its name.
    let variable = line.unresolved(text).is_some_and(|part| part.text == text) && !value::has_default(value);
    if !variable && !value::is_placeholder(value) && !value.is_empty() && !stands::is_code(value, stands) {
        found.push(Secret { text, span: line.place(text), place });
    }
}

/// Whether a text holds something with the form of an InfluxDB token.
pub(crate) fn looks_like_token(text: &str) -> bool {
    token_in(text).is_some()
}

/// A look for every credential in a text that its name or its form gives away, whatever kind of text it is.
pub(crate) struct Search<'a> {
    text: &'a str,
    named: named::Search<'a>,
    /// Up to where forms were looked for.
    at: usize,
    pub found: Vec<(Span, SecretPlace)>,
}

impl<'a> Search<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, named: named::Search::new(text), at: 0, found: Vec::new() }
    }

    /// Goes on for about so many bytes; whether the end was reached.
    pub fn step(&mut self, bytes: usize) -> bool {
        if !self.named.step(bytes) {
            return false;
        }
        self.found.append(&mut self.named.found);
        let until = self.at.saturating_add(bytes.saturating_mul(FORMS));
        while self.at < until {
            let Some(span) = self.text.get(self.at..).and_then(token_in) else { return true };
            self.found.push((Span::new(self.at + span.start, self.at + span.end), SecretPlace::Form));
            self.at += span.end;
        }
        false
    }
}

/// How many times faster forms are looked for than names.
const FORMS: usize = 8;

/// The shortest token that is taken for one by its form alone; those of servers have 88 characters.
const SHORTEST: usize = 40;

fn token_in(text: &str) -> Option<Span> {
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'+' | b'/');
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        while at < bytes.len() && letter(bytes[at]) {
            at += 1;
        }
        let letters = at - start;
        let padded = bytes[at..].starts_with(b"==");
        if letters >= SHORTEST && padded {
            return Some(Span::new(start, at + 2));
        }
        // InfluxDB 3 and its clusters mark their tokens.
        let marked = [&b"apiv3_"[..], b"apiv1_"].into_iter().any(|mark| bytes[start..].starts_with(mark));
        if letters >= SHORTEST && marked {
            return Some(Span::new(start, at));
        }
        // Three parts with a dot between them, of which the first is JSON.
        if letters >= 10 && bytes[start..].starts_with(b"eyJ") && bytes.get(at) == Some(&b'.') {
            let mut end = at;
            while end < bytes.len() && (letter(bytes[end]) || bytes[end] == b'.') {
                end += 1;
            }
            let parts = text[start..end].trim_end_matches('.');
            if parts.split('.').filter(|part| part.len() >= 4).count() >= 2 {
                return Some(Span::new(start, start + parts.len()));
            }
        }
        at = at.max(start + 1);
        while at < bytes.len() && !letter(bytes[at]) {
            at += 1;
        }
    }
    None
}

fn find_ignoring_case(text: &str, lower: &str) -> Option<usize> {
    let text = text.as_bytes();
    (0..=text.len().checked_sub(lower.len())?)
        .find(|at| text[*at..*at + lower.len()].eq_ignore_ascii_case(lower.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "q1WfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake_-fakeFAKEfakeFAKE==";

    fn found(text: &str) -> Vec<String> {
        let line = Line::read(text, Span::new(0, text.len()));
        in_words(&line).iter().map(|secret| secret.span.of(text).to_owned()).collect()
    }

    #[test]
    fn credentials_are_found_wherever_they_stand() {
        for (text, expected) in [
            ("influx auth create --token hush", vec!["hush"]),
            ("influx auth create --token=hush -t 'hush 2'", vec!["hush", "'hush 2'"]),
            ("INFLUX_TOKEN=hush influx auth list", vec!["hush"]),
            ("export INFLUX_TOKEN=\"hush\"\ninflux auth list", vec!["\"hush\""]),
            ("docker exec -t -e INFLUX_TOKEN=hush influxdb influx auth list", vec!["hush"]),
            ("docker exec --env=INFLUX_TOKEN=hush influxdb influx auth list", vec!["hush"]),
            ("influx v1 auth create --username u --password hush", vec!["hush"]),
            ("curl -H 'Authorization: Token hush' http://h", vec!["hush"]),
            ("curl -u admin:hush http://h", vec!["admin:hush"]),
            ("$env:INFLUX_TOKEN = 'hush'\ninflux auth list", vec!["'hush'"]),
            ("Invoke-RestMethod -Headers @{ Authorization = \"Token hush\" }", vec!["hush"]),
            ("Invoke-RestMethod -Headers @{Authorization = 'hush'; Accept = 'x'}", vec!["'hush'"]),
            ("influx auth create -thush-hush", vec!["hush-hush"]),
            ("influx auth list | grep x; influx auth list -t hush", vec!["hush"]),
        ] {
            let places: Vec<String> = found(text).iter().map(|s| s.trim_matches(['\'', '"']).to_owned()).collect();
            let expected: Vec<&str> = expected.iter().map(|s| s.trim_matches(['\'', '"'])).collect();
            assert_eq!(places, expected, "{text}");
        }
    }

    #[test]
    fn variables_and_placeholders_are_no_credentials() {
        for text in [
            "Invoke-RestMethod -Headers @{ Authorization = \"Token $env:INFLUX_TOKEN\" }",
            "influx auth create -t $INFLUX_TOKEN",
            "influx auth create --token API_TOKEN",
            "docker exec -t c influx",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_token_is_known_by_its_form() {
        let text = format!("oh {TOKEN}, no");
        let mut search = Search::new(&text);
        while !search.step(1) {}
        assert_eq!(search.found.first().map(|(span, _)| span.of(&text)), Some(TOKEN));
        assert!(!looks_like_token(
            "read:orgs/00000000000000aa/buckets/0000000000000001 and some more words of text =="
        ));
    }
}
