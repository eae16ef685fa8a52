//! Finds what asks for a token, anywhere in a text: commands, bodies, resources of Terraform, calls of a client.
//!
//! The text is gone through line by line, so that prose with an apostrophe hides nothing. What stands inside of a quote,
//! a comment or a substitution is read as a text of its own, and put back to its place afterwards.

mod around;
mod body;
mod choose;
mod command;
mod file;
mod marked;
mod program;

pub use around::Around;
use body::body_in;
pub(crate) use choose::{choose, unrecognized};
use command::{Commands, Scan};
pub(crate) use program::program;

use super::code::{self, Names};
use super::environment::Environment;
use super::json::{self, JsonError, MOST, Node, Parsing, Permissions};
use super::secrets::{self, SecretPlace};
use super::shell::{Line, Piece, guess};
use super::view::View;
use super::{Expansion, Form, NoteKind, ProblemKind, Reading, Span};

/// Something that was found.
pub(crate) struct Found {
    pub span: Span,
    /// What it is, as a few words.
    pub what: String,
    pub reading: Reading,
    /// Whether it stands in a comment, and so counts only where nothing else does.
    pub comment: bool,
    /// The variables from outside of the function or loop in which it stands, and where they are used.
    relied: Vec<(Box<str>, Span)>,
}

/// How deep a text may stand inside of another one.
const DEEPEST: u8 = 4;
/// How many bytes are read again at most for each byte of the text, where quotes or brackets are never closed.
const AGAIN: usize = 16;
/// The longest command, in bytes: room for ten thousand buckets. No system takes as much in one argument.
pub(crate) const LONGEST_COMMAND: usize = 320 << 10;
/// The longest block of comments that is read as one text.
const LONGEST_BLOCK: usize = 64 << 10;
/// The longest line that is looked through in one go; what follows in it is looked through like a line of its own.
const LONGEST_LINE: usize = 32 << 10;
/// What a line costs besides its length, in bytes.
const PER_LINE: usize = 16;
/// The longest text inside of another one that is read.
const LONGEST_INSIDE: usize = 128 << 10;
/// How many texts inside of one line are read.
const MOST_INSIDE: usize = 400;

/// A walk over a text.
pub(crate) struct Finder<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
    pub found: Vec<Found>,
    /// Credentials in the words of commands.
    pub secrets: Vec<(Span, SecretPlace)>,
    /// Where it stopped, because the text asks for too much.
    pub stopped: Option<usize>,
    environment: Environment,
    /// Up to where the lines may be a part of a text in quotes, which began in one that is no command for the reader.
    quoted_until: usize,
    /// Where the here-document ends whose lines are read.
    document: Option<usize>,
    /// The files that here-documents are written into, by name, with the places of the documents.
    files: Vec<(&'a str, Span)>,
    /// How many bytes may be read again still.
    budget: usize,
    /// How many bytes were looked at in this step.
    work: usize,
    /// How many texts inside of the line were read.
    inside: usize,
    /// What the text gives a name, as far as it was looked through.
    names: Names<'a>,
    names_wanted: bool,
    /// Where the text tells of permissions for the last time, once it was looked for.
    last_telling: Option<Option<usize>>,
    ahead: Ahead,
    comments: marked::Blocks,
}

/// What is done before a line is read, so that it can pause: the JSON that starts in it, or its commands.
enum Ahead {
    Nothing,
    Parsing(usize, Parsing),
    Permissions(usize, Node, Permissions),
    Parsed(usize, Result<(Node, Option<Permissions>), JsonError>),
    Scan(Scan),
    Commands(Box<Commands>),
    /// The commands were read, or there are none.
    NoCommands,
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
            stopped: None,
            environment: Environment::default(),
            quoted_until: 0,
            document: None,
            files: Vec::new(),
            budget,
            work: 0,
            inside: 0,
            names: Names::default(),
            names_wanted: false,
            last_telling: None,
            ahead: Ahead::Nothing,
            comments: marked::Blocks::default(),
        }
    }

    /// Goes on for about so many bytes; whether the end was reached.
    pub fn step(&mut self, bytes: usize) -> bool {
        self.work = 0;
        if self.at == 0 && self.depth == 0 && matches!(self.ahead, Ahead::Nothing) && self.comparison() {
            self.at = self.text.len();
        }
        while self.is_on_its_way() && self.work < bytes {
            if self.names_wanted && !self.names.complete(self.text) {
                self.work += self.names.collect(self.text, bytes - self.work);
            } else {
                self.ahead(bytes - self.work);
            }
            if self.found.len() >= MOST && matches!(self.ahead, Ahead::Nothing) {
                self.stopped.get_or_insert(self.at);
            }
            if self.stopped.is_some() && self.names_known() {
                return true;
            }
        }
        !self.is_on_its_way()
    }

    fn is_on_its_way(&self) -> bool {
        self.at < self.text.len() && self.stopped.is_none() || !self.names_known()
    }

    /// Whether all is known of what the text gives a name, if anything was found for which that matters.
    fn names_known(&self) -> bool {
        !self.names_wanted || self.names.complete(self.text)
    }

    /// Goes on with what is done ahead, or with the next line.
    fn ahead(&mut self, bytes: usize) {
        match std::mem::replace(&mut self.ahead, Ahead::Nothing) {
            Ahead::Parsing(start, mut parsing) => {
                let from = parsing.at();
                let parsed = parsing.step(self.text, bytes);
                self.work += parsing.at() - from;
                self.ahead = match parsed {
                    None => Ahead::Parsing(start, parsing),
                    Some(Err(error)) => Ahead::Parsed(start, Err(error)),
                    Some(Ok(node)) if json::looks_like_request(&self.body(&node), &node) => {
                        Ahead::Permissions(start, node, Permissions::new())
                    }
                    Some(Ok(node)) => Ahead::Parsed(start, Ok((node, None))),
                };
            }
            Ahead::Permissions(start, node, mut permissions) => {
                let (work, done) = permissions.step(&self.body(&node), &node, bytes);
                self.work += work;
                self.ahead = match done {
                    true => Ahead::Parsed(start, Ok((node, Some(permissions)))),
                    false => Ahead::Permissions(start, node, permissions),
                };
            }
            Ahead::Scan(scan) => self.scan(scan),
            Ahead::Commands(commands) => self.next_command(commands),
            ready @ (Ahead::Nothing | Ahead::Parsed(..) | Ahead::NoCommands) => {
                self.ahead = ready;
                self.line();
            }
        }
    }

    /// Reads a text inside of this one; `place` tells where its parts stand.
    fn inside(&mut self, text: &str, place: &dyn Fn(Span) -> Span, comment: bool) -> bool {
        self.inside += 1;
        if self.depth >= DEEPEST || self.inside > MOST_INSIDE {
            return false;
        }
        if text.len() > LONGEST_INSIDE {
            return self.too_long(place(Span::new(0, text.len())));
        }
        let mut inner = Finder::new(text);
        inner.depth = self.depth + 1;
        inner.inside = self.inside;
        inner.environment = std::mem::take(&mut self.environment);
        let mark = inner.environment.enter();
        while !inner.step(usize::MAX) {}
        inner.settle_code();
        inner.environment.leave(mark);
        self.environment = inner.environment;
        self.work += inner.work;
        self.inside = inner.inside;
        self.secrets.extend(inner.secrets.into_iter().map(|(span, kind)| (place(span), kind)));
        let any = !inner.found.is_empty();
        self.found.extend(inner.found.into_iter().map(|found| Found {
            span: place(found.span),
            reading: found.reading.moved(place),
            relied: found.relied.into_iter().map(|(name, span)| (name, place(span))).collect(),
            comment: comment || found.comment,
            what: found.what,
        }));
        any
    }

    /// Says that something is not read because it is too long.
    fn too_long(&mut self, span: Span) -> bool {
        let mut reading = Reading::new(Form::Command);
        reading.problem(span, ProblemKind::CommandTooLong);
        self.found.push(Found { span, what: "command".into(), reading, comment: false, relied: Vec::new() });
        true
    }

    /// Takes back what was read to be asked for, where what it uses is changed further down: by a function or a loop of a
    /// shell, or by a program that has given it a name.
    pub fn settle(&mut self) {
        for found in &mut self.found {
            let late = found.relied.iter().find(|(name, _)| self.environment.changed_late(name));
            let Some((_, span)) = late.cloned() else { continue };
            found.reading.take_back(span, Expansion::variable(span.of(self.text)));
        }
        self.settle_code();
    }

    fn settle_code(&mut self) {
        for found in &mut self.found {
            if found.reading.form == Form::Json && found.span.start > 0 {
                code::take_back_changed(found.span.start, &self.names, &mut found.reading);
                code::take_back_handed(self.text, found.span, &self.names, &mut found.reading);
            }
            code::tell_changes(&self.names, &mut found.reading);
            let written = self.files.iter().rfind(|(_, place)| place.overlaps(found.span));
            if let Some((name, place)) = written
                && let Some(change) = file::changed(self.text, name, place.end)
            {
                found.reading.take_back(change, Expansion::File((*name).into()));
            }
        }
    }

    fn line(&mut self) {
        if self.document.is_some_and(|end| self.at >= end) {
            self.document = None;
            self.environment.leave_document();
        }
        let rest = &self.text[self.at..];
        let length = line_length(rest);
        let line = &rest[..length];
        let bare = line.trim_start_matches([' ', '\t', '\r', '\u{feff}', '\u{200b}', '\u{a0}']);
        let start = self.at + line.len() - bare.len();
        let behind = self.at + length;
        if self.looks_ahead(bare, start) {
            return;
        }
        self.work += length + PER_LINE;
        if self.depth == 0 && !matches!(self.ahead, Ahead::NoCommands) {
            self.inside = 0;
        }
        let next = if bare.trim_end().is_empty() { None } else { self.read_at(bare, start, behind) };
        // The commands of the line are read next.
        if !matches!(self.ahead, Ahead::Scan(_)) {
            if next.is_none() {
                self.quotes(bare, start);
            }
            self.go_on(next.unwrap_or(behind), behind);
        }
    }

    /// Looks for a text in quotes that begins in a line and goes on in the next ones.
    fn quotes(&mut self, bare: &str, start: usize) {
        let from = self.quoted_until.max(start).min(start + bare.len());
        if self.quoted_until > start + bare.len() {
            return;
        }
        let Some((at, quote)) = open_quote(&self.text[from..start + bare.len()]) else { return };
        let behind = from + at + quote.len();
        let until = self.text.floor_char_boundary(behind + LONGEST_INSIDE);
        // A quote that is never closed is an apostrophe of prose.
        if let Some(end) = self.text[behind..until].find(if quote == "<#" { "#>" } else { quote }) {
            self.quoted_until = behind + end + 1;
        } else {
            self.spend(until - behind);
        }
    }

    /// Goes on behind what was read, or behind the line.
    fn go_on(&mut self, next: usize, behind: usize) {
        self.at = if next > self.at { next } else { behind };
        self.ahead = Ahead::Nothing;
    }

    /// Whether something has to be looked at in slices before the line can be read.
    fn looks_ahead(&mut self, bare: &str, start: usize) -> bool {
        if bare.trim_end().is_empty() {
            return false;
        }
        if !self.names_wanted && code::starts_here(bare) {
            self.names_wanted = true;
            return true;
        }
        if !matches!(self.ahead, Ahead::Nothing)
            || marked::is_marked(bare)
            || marked::opens(bare)
            || self.budget == 0
            || self.depth > 0
        {
            return false;
        }
        let alone = bare.starts_with(['{', '[']).then_some(0);
        let at = alone.or_else(|| if self.looks_like_command(bare) { None } else { body_in(bare) });
        let Some(at) = at.map(|at| start + at) else { return false };
        self.ahead = Ahead::Parsing(at, Parsing::new(Piece::new(at, self.text.len())));
        true
    }

    /// Reads what stands at the start of a line; the place to go on, if anything was read.
    fn read_at(&mut self, bare: &str, start: usize, behind: usize) -> Option<usize> {
        if matches!(self.ahead, Ahead::NoCommands) {
            return self.within_line(bare, start);
        }
        if let Some(end) = self.comment(bare, start).or_else(|| self.marked(bare, start)) {
            return Some(end);
        }
        if code::starts_here(bare)
            && let Some((what, span, reading)) = self.code(start)
        {
            self.found.push(Found { span, what, reading, comment: false, relied: Vec::new() });
            return Some(span.end);
        }
        if bare.starts_with(['{', '['])
            && let Some(end) = self.json(start, true)
        {
            return Some(end);
        }
        if self.looks_like_command(bare) {
            self.ahead = Ahead::Scan(Scan::new(start, behind));
            return None;
        }
        self.within_line(bare, start)
    }

    /// What a program asks for in the line that starts here.
    fn code(&mut self, start: usize) -> Option<code::Read> {
        if self.budget == 0 {
            return None;
        }
        let (read, end) = code::read(self.text, start, &self.names);
        self.work += end - start;
        match &read {
            None => self.spend(end - start),
            // What stands behind would be the middle of it.
            Some((.., reading)) if reading.is_too_long() => self.stopped = Some(end),
            Some(_) => {}
        }
        read
    }

    /// Whether a line may hold a command or change a variable; cheap, and never wrong about those that do neither.
    fn looks_like_command(&self, line: &str) -> bool {
        has_program(line)
            || line.contains("auth create")
            || line.contains("authorization create")
            || self.environment.concerns(line)
    }

    /// Says that so many bytes will have to be looked at again.
    fn spend(&mut self, bytes: usize) {
        self.budget = self.budget.saturating_sub(bytes);
    }
}

fn has_program(line: &str) -> bool {
    line.contains("influx")
        || line.contains("curl")
        // PowerShell does not tell capital letters apart.
        || line.bytes().any(|byte| matches!(byte, b'i' | b'I')) && {
            let lower = line.to_ascii_lowercase();
            ["invoke-restmethod", "invoke-webrequest", "irm ", "iwr "].into_iter().any(|name| lower.contains(name))
        }
}

/// The quote, or the sign of a comment, that is still open at the end of a line, with its place.
fn open_quote(line: &str) -> Option<(usize, &str)> {
    let mut open: Option<(usize, &str)> = None;
    let mut letters = line.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (letter, open) {
            ('\\', None | Some((_, "\""))) => {
                letters.next();
            }
            ('"' | '\'', None) => open = Some((at, &line[at..=at])),
            ('"' | '\'', Some((_, quote))) if line[at..].starts_with(quote) => open = None,
            ('<', None) if line[at..].starts_with("<#") => open = Some((at, &line[at..at + 2])),
            ('#', Some((_, "<#"))) if line[at..].starts_with("#>") => open = None,
            ('#', None) if at == 0 || line[..at].ends_with([' ', '\t']) => return None,
            _ => {}
        }
    }
    open
}

/// The length of the line that a text starts with, its end included; a long one is cut at a blank.
fn line_length(text: &str) -> usize {
    let head = &text[..text.floor_char_boundary(LONGEST_LINE)];
    match head.find('\n') {
        Some(end) => end + 1,
        None if head.len() == text.len() => text.len(),
        None => head.rfind(' ').filter(|at| *at > 0).unwrap_or(head.len()),
    }
}

/// How much of a text shows the looks of its shell, in bytes.
const TELLING: usize = 2 << 10;

/// The part of the text in whose looks its shell shows: up to the next empty line.
fn paragraph(text: &str, start: usize) -> &str {
    let rest = &text[start..text.floor_char_boundary(start + TELLING)];
    let end = ["\n\n", "\n\r\n", "\n```"].into_iter().filter_map(|mark| rest.find(mark)).min();
    &rest[..end.unwrap_or(rest.len())]
}

/// A line in its shell, with what the text sets filled in.
fn shell_line(text: &str, within: Span) -> (Line, usize) {
    Line::first(text, within, guess(paragraph(text, within.start)))
}

/// The credentials in the words of a line.
fn secrets_of(line: &Line) -> Vec<(Span, SecretPlace)> {
    secrets::in_words(line).into_iter().map(|secret| (secret.span, secret.place)).collect()
}
