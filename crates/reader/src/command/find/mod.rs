//! Finds what asks for a token, anywhere in a text: commands, bodies, resources of Terraform, calls of a client.
//!
//! The text is gone through line by line, so that prose with an apostrophe hides nothing. What stands inside of a quote,
//! a comment or a substitution is read as a text of its own, and put back to its place afterwards.

mod around;
mod command;
mod marked;
mod program;

pub use around::Around;
pub(crate) use program::program;

use super::code;
use super::environment::Environment;
use super::json::{self, Body, Dialect, Value};
use super::secrets::{self, SecretPlace};
use super::shell::{Line, Piece, guess};
use super::strings;
use super::view::{View, words_of};
use super::{Form, NoteKind, ProblemKind, Reading, Span, Subject};

/// Something that was found.
pub(crate) struct Found {
    pub span: Span,
    /// What it is, as a few words.
    pub what: String,
    pub reading: Reading,
    /// Whether it stands in a comment, and so counts only where nothing else does.
    pub comment: bool,
}

/// How deep a text may stand inside of another one.
const DEEPEST: u8 = 4;
/// How many bytes are read again at most for each byte of the text, where quotes are never closed.
const AGAIN: usize = 16;

/// A walk over a text.
pub(crate) struct Finder<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
    pub found: Vec<Found>,
    /// Credentials in the words of commands.
    pub secrets: Vec<(Span, SecretPlace)>,
    environment: Environment,
    budget: usize,
}

impl<'a> Finder<'a> {
    pub fn new(text: &'a str) -> Self {
        let budget = text.len().saturating_mul(AGAIN).saturating_add(4096);
        Self {
            text,
            at: 0,
            depth: 0,
            found: Vec::new(),
            secrets: Vec::new(),
            environment: Environment::default(),
            budget,
        }
    }

    /// Goes on for about so many bytes; whether the end was reached.
    pub fn step(&mut self, bytes: usize) -> bool {
        let until = self.at.saturating_add(bytes);
        while self.at < self.text.len() && self.at < until {
            self.line();
        }
        self.at >= self.text.len()
    }

    /// Reads a text inside of this one; `place` tells where its parts stand.
    fn inside(&mut self, text: &str, place: &dyn Fn(Span) -> Span, comment: bool) -> bool {
        if self.depth >= DEEPEST {
            return false;
        }
        let mut inner = Finder::new(text);
        inner.depth = self.depth + 1;
        inner.environment = self.environment.clone();
        while !inner.step(usize::MAX) {}
        self.secrets.extend(inner.secrets.into_iter().map(|(span, kind)| (place(span), kind)));
        let any = !inner.found.is_empty();
        self.found.extend(inner.found.into_iter().map(|found| Found {
            span: place(found.span),
            reading: found.reading.moved(place),
            comment: comment || found.comment,
            what: found.what,
        }));
        any
    }

    fn line(&mut self) {
        let rest = &self.text[self.at..];
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = &rest[..length];
        let bare = line.trim_start_matches([' ', '\t', '\r', '\u{feff}', '\u{200b}', '\u{a0}']);
        let start = self.at + line.len() - bare.len();
        let behind = self.at + length;
        let next = if bare.trim_end().is_empty() { None } else { self.read_at(bare, start, behind) };
        self.at = next.filter(|next| *next > self.at).unwrap_or(behind);
    }

    /// Reads what stands at the start of a line; the place to go on, if anything was read.
    fn read_at(&mut self, bare: &str, start: usize, behind: usize) -> Option<usize> {
        if let Some(end) = self.marked(bare, start) {
            return Some(end);
        }
        if code::starts_here(bare)
            && let Some((what, span, reading)) = code::read(self.text, start)
        {
            self.found.push(Found { span, what, reading, comment: false });
            return Some(span.end);
        }
        if bare.starts_with(['{', '['])
            && let Some(end) = self.json(start, true)
        {
            return Some(end);
        }
        if looks_like_command(bare)
            && let Some(end) = self.commands(start, behind)
        {
            return Some(end);
        }
        self.within_line(bare, start)
    }

    /// A body or a list of words somewhere in a line.
    fn within_line(&mut self, bare: &str, start: usize) -> Option<usize> {
        if has_program(bare)
            && let Some(at) = bare.find('[')
            && let Some(end) = self.list_of_words(start + at)
        {
            return Some(end);
        }
        let telling = bare.contains("permissions") || bare.contains("\"action\"");
        let opens = bare.trim_end().ends_with(['{', '[', '(']) || telling;
        let at = bare.find('{').filter(|_| opens)?;
        self.json(start + at, telling && bare.trim_start().starts_with(['{', '[']))
    }

    /// A body that starts here. One that breaks is a finding only where the text can't be anything else.
    fn json(&mut self, start: usize, alone: bool) -> Option<usize> {
        let within = Piece::new(start, self.text.len());
        let body =
            |end: usize| Body { text: self.text, within: Piece::new(start, end), line: None, dialect: Dialect::Server };
        let node = match json::parse_first(self.text, within) {
            Ok(node) => node,
            Err(error) => {
                let rest = &self.text[start..];
                let names = rest.contains("permission")
                    || rest.contains("\"action\"")
                    || self.text.trim_start().len() == rest.trim_start().len();
                if !alone
                    || !names
                    || !rest[1..].trim_start().starts_with(['"', '“', '{', '['])
                    || code::starts_here(rest)
                {
                    return None;
                }
                let mut reading = Reading::new(Form::Json);
                reading.problem(Span::new(error.place.start, error.place.end), ProblemKind::BadJson(error.what));
                let span = Span::new(start, self.text.len());
                self.found.push(Found { span, what: "JSON".into(), reading, comment: false });
                return Some(span.end);
            }
        };
        let end = node.place.end;
        if let Value::List(items) = &node.value
            && let Some(words) = words_of(self.text, items)
            && words.iter().any(|(_, word)| program(word).is_some())
        {
            return self.words(&words).then_some(end);
        }
        let body = body(end);
        let whole = self.text[..start].trim().is_empty() && self.text[end..].trim().is_empty();
        if !json::looks_like_request(&body, &node) && !whole {
            return None;
        }
        let mut reading = Reading::new(Form::Json);
        json::read_node(&body, &node, &mut reading);
        self.found.push(Found { span: Span::new(start, end), what: "JSON".into(), reading, comment: false });
        Some(end)
    }

    fn list_of_words(&mut self, start: usize) -> Option<usize> {
        let node = code::literal(self.text, start)?;
        let Value::List(items) = &node.value else { return None };
        let words = words_of(self.text, items)?;
        let any = words.iter().any(|(_, word)| program(word).is_some());
        (any && self.words(&words)).then_some(node.place.end)
    }

    /// The words of a list, as the command that they are.
    fn words(&mut self, words: &[(Piece, String)]) -> bool {
        let Some(view) = View::of_words(self.text, words) else { return false };
        let before = self.found.len();
        let read = self.inside(&view.text, &|span| view.place(span), false);
        for found in &mut self.found[before..] {
            let span = found.span;
            found.reading.note(span, NoteKind::TakenOff(around::Around::WordList));
        }
        read
    }

    /// Whether a second look at so many bytes is allowed still.
    fn spend(&mut self, bytes: usize) -> bool {
        let allowed = self.budget >= bytes;
        self.budget = self.budget.saturating_sub(bytes);
        allowed
    }
}

/// Whether a line may hold a command or set a variable; cheap, and never wrong about those that are none.
fn looks_like_command(line: &str) -> bool {
    has_program(line) || sets_variable(line) || line.contains("auth create") || line.contains("authorization create")
}

fn has_program(line: &str) -> bool {
    let lower = || line.to_ascii_lowercase();
    line.contains("influx")
        || line.contains("curl")
        || ["invoke-restmethod", "invoke-webrequest", "irm ", "iwr "].into_iter().any(|name| lower().contains(name))
}

fn sets_variable(line: &str) -> bool {
    let line = line.trim_start_matches("$ ");
    let words = [
        "export ",
        "set ",
        "setx ",
        "declare ",
        "local ",
        "readonly ",
        "ENV ",
        "ARG ",
        "read ",
        "for ",
        "foreach ",
        "if ",
        "while ",
        "else",
        "case ",
    ];
    let name = line.strip_prefix("$env:").or(line.strip_prefix('$')).unwrap_or(line);
    let letters = name.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.')).unwrap_or(name.len());
    words.into_iter().any(|word| line.starts_with(word))
        || letters > 0 && name[letters..].trim_start_matches(' ').starts_with('=')
}

/// The part of the text in whose looks its shell shows: up to the next empty line.
fn paragraph(text: &str, start: usize) -> &str {
    let rest = &text[start..];
    let end = ["\n\n", "\n\r\n", "\n```"].into_iter().filter_map(|mark| rest.find(mark)).min();
    &rest[..end.unwrap_or(rest.len())]
}

/// A line in its shell, with what the text sets filled in.
fn shell_line(text: &str, within: Span) -> (Line, usize) {
    Line::first(text, within, guess(paragraph(text, within.start)))
}

/// Everything that a text asks for, or the reason why it asks for nothing.
pub(crate) fn choose(text: &str, found: Vec<Found>) -> Reading {
    let asks = |found: &Found| match &found.reading.subject {
        Subject::Token(_) | Subject::Several(_) => true,
        Subject::V1(_) | Subject::Elsewhere(_) | Subject::Nothing => false,
    };
    let plain = found.iter().any(|one| asks(one) && !one.comment);
    let (mut tokens, others): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|one| asks(one) && (!plain || !one.comment));
    // Words of a sentence that look like a command, next to a real one.
    if tokens.iter().any(|one| grants_something(&one.reading)) {
        tokens.retain(|one| {
            grants_something(&one.reading)
                || one.span.of(text).contains("--")
                || !one.reading.problems.is_empty() && one.what == "JSON"
        });
    }
    let mut choices: Vec<super::Choice> = Vec::new();
    for one in tokens {
        let Found { what, span, reading, .. } = one;
        match reading.subject {
            Subject::Several(list) => choices.extend(list),
            _ => choices.push(super::Choice { what, span, reading }),
        }
    }
    let mut kept: Vec<super::Choice> = Vec::new();
    for choice in choices {
        if !kept.iter().any(|known| says_the_same(&known.reading, &choice.reading)) {
            kept.push(choice);
        }
    }
    let left_out = others.iter().filter(|one| !one.comment).map(|one| one.span);
    if kept.len() > 1 {
        let mut reading = Reading::new(kept[0].reading.form);
        for span in left_out {
            reading.note(span, NoteKind::OthersLeftOut);
        }
        reading.subject = Subject::Several(kept);
        return reading;
    }
    if let Some(one) = kept.pop() {
        let mut reading = one.reading;
        for span in left_out {
            reading.note(span, NoteKind::OthersLeftOut);
        }
        return reading;
    }
    let known = |one: &Found| !matches!(one.reading.subject, Subject::Nothing);
    let best = others.iter().position(known).unwrap_or(0);
    match others.into_iter().nth(best) {
        Some(one) => one.reading,
        None => strings::read(text).unwrap_or_else(|| unrecognized(text)),
    }
}

fn grants_something(reading: &Reading) -> bool {
    match &reading.subject {
        Subject::Token(draft) => !draft.grants_nothing() || !reading.questions.is_empty(),
        Subject::Several(_) => true,
        _ => false,
    }
}

/// Whether two readings ask for the same, wherever it stands.
fn says_the_same(a: &Reading, b: &Reading) -> bool {
    let nowhere = |reading: &Reading| {
        let moved = reading.clone().moved(&|_| Span::default());
        (moved.subject, moved.questions, moved.problems)
    };
    nowhere(a) == nowhere(b)
}

fn unrecognized(text: &str) -> Reading {
    let mut reading = Reading::new(Form::Unknown);
    let start = text.len() - text.trim_start().len();
    let span = Span::new(start, text.trim_end().len().max(start));
    let kind = if span.is_empty() { ProblemKind::Empty } else { ProblemKind::NotUnderstood };
    reading.problem(span, kind);
    reading
}

/// The credentials in the words of a line.
fn secrets_of(line: &Line) -> Vec<(Span, SecretPlace)> {
    secrets::in_words(line).into_iter().map(|secret| (secret.span, secret.place)).collect()
}
