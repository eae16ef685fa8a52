//! The commands of one line, continued lines included.

use super::program::{Program, Start, start};
use super::{Around, Finder, Found, View, has_program, secrets_of, shell_line};
use crate::command::influx::{self, Words};
use crate::command::secrets;
use crate::command::shell::{End, Expansion, Line, Segment};
use crate::command::{Elsewhere, Form, NoteKind, ProblemKind, Reading, Span, Subject, curl};
use std::ops::Range;

impl Finder<'_> {
    /// Reads the commands from `start` on; the place behind them, if anything was read.
    pub(super) fn commands(&mut self, start: usize, behind: usize) -> Option<usize> {
        let (mut line, mut end) = shell_line(self.text, Span::new(start, self.text.len()));
        if line.unclosed().is_some() {
            // An apostrophe of prose, or a quote that was left open: it ends with its line.
            if !self.spend(end - start) {
                return None;
            }
            end = self.continued(start, behind);
            line = shell_line(self.text, Span::new(start, end)).0;
        }
        if self.read_line(line) {
            return Some(end);
        }
        // A prompt with the mark of a comment, or a quote, hides what stands behind it.
        let at = self.program_within(start, behind)?;
        let (line, end) = shell_line(self.text, Span::new(at, self.text.len()));
        let (line, end) = match line.unclosed() {
            None => (line, end),
            Some(_) if !self.spend(end - at) => return None,
            Some(_) => {
                let end = self.continued(at, behind);
                (shell_line(self.text, Span::new(at, end)).0, end)
            }
        };
        let before = self.found.len();
        let read = self.read_line(line);
        for found in &mut self.found[before..] {
            let place = Span::new(start, at);
            found.reading.note(place, NoteKind::TakenOff(Around::of(place.of(self.text))));
        }
        read.then_some(end)
    }

    /// The end of a line that goes on as long as it ends with a mark that says so.
    fn continued(&self, start: usize, behind: usize) -> usize {
        let mut end = behind.max(start);
        while self.text[..end].trim_end().ends_with(['\\', '`', '^']) && end < self.text.len() {
            let rest = &self.text[end..];
            end += rest.find('\n').map_or(rest.len(), |at| at + 1);
        }
        end
    }

    /// The first program in a line that does not start it.
    fn program_within(&self, start: usize, behind: usize) -> Option<usize> {
        let line = &self.text[start..behind];
        let names = ["influxctl", "influxdb3", "influx", "curl"];
        let found = names.into_iter().filter_map(|name| {
            line.match_indices(name).map(|(at, _)| at).find(|at| {
                let before = line[..*at].chars().next_back();
                let after = line[at + name.len()..].chars().next();
                let apart = |c: char| {
                    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '(' | '/' | '\\' | '=' | ';' | '|' | '&' | '.')
                };
                before.is_some_and(apart) && after.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | '"' | '\''))
            })
        });
        found.min().map(|at| start + at)
    }

    /// Reads all commands of a line; whether any was one, or set a variable.
    fn read_line(&mut self, line: Line) -> bool {
        self.secrets.extend(secrets_of(&line));
        let mut line = line.resolved(&|name| self.environment.value(name));
        let mut any = self.substitutions(&line);
        let mut index = 0;
        while let Some(segment) = line.segments().get(index).copied() {
            if self.environment.take(&line, segment) {
                any = true;
                line = line.resolved(&|name| self.environment.value(name));
            } else if let Some(start) = start(&line, segment) {
                self.command(&line, index, start);
                any = true;
            } else {
                any |= self.quoted(&line, segment);
            }
            index += 1;
        }
        any
    }

    /// Commands inside of `$(…)` and backticks.
    fn substitutions(&mut self, line: &Line) -> bool {
        let mut any = false;
        for part in line.all_unresolved().iter().filter(|part| part.what == Expansion::Command) {
            let raw = part.span.of(self.text);
            let open = if raw.starts_with("$(") { 2 } else { 1 };
            let inner = Span::new(part.span.start + open, part.span.end.saturating_sub(1));
            let text = inner.of(self.text);
            if has_program(text) {
                let before = self.found.len();
                any |= self.inside(text, &|span| Span::new(span.start + inner.start, span.end + inner.start), false);
                for found in &mut self.found[before..] {
                    found.reading.note(part.span, NoteKind::TakenOff(Around::Substitution));
                }
            }
        }
        any
    }

    /// Commands inside of the quotes of a word.
    fn quoted(&mut self, line: &Line, segment: Segment) -> bool {
        let mut any = false;
        for index in segment.first..segment.last {
            let piece = line.words()[index].text;
            let text = line.text(piece);
            let substituted = line.unresolved(piece).is_some_and(|part| part.what == Expansion::Command);
            if text.contains([' ', '\n']) && has_program(text) && !substituted {
                let view = View::of_piece(line, piece);
                let before = self.found.len();
                any |= self.inside(&view.text, &|span| view.place(span), false);
                for found in &mut self.found[before..] {
                    found.reading.note(line.span(index), NoteKind::TakenOff(Around::Quotes));
                }
            }
        }
        any
    }

    /// Reads one command.
    fn command(&mut self, line: &Line, index: usize, start: Start) {
        let segment = line.segments()[index];
        let place = line.span(start.at).join(line.span(segment.last.saturating_sub(1)));
        let mut reading = Reading::new(Form::Command);
        let secrets = secrets::in_words(line);
        match start.program {
            Program::Influx => {
                let words = Words {
                    line,
                    range: start.words.clone(),
                    secrets: &secrets,
                    assignments: &start.assignments,
                    strays: influx::strays(line, start.words.clone()),
                    environment: &self.environment,
                };
                influx::read(&words, &mut reading);
            }
            Program::Influxctl => influxctl(line, start.words.clone(), place, &mut reading),
            Program::Influxdb3 => influxdb3(line, start.words.clone(), place, &mut reading),
            Program::Curl => {
                reading.form = Form::Curl;
                curl::read(line, index, start.words.clone(), &mut reading);
            }
            Program::Invoke => {
                reading.form = Form::Curl;
                curl::invoke::read(line, start.words.clone(), &mut reading);
            }
        }
        if start.assumed {
            reading.note(line.span(start.at), NoteKind::AssumedProgram);
        }
        if let Some(before) = start.before {
            reading.note(before, NoteKind::TakenOff(Around::of(before.of(self.text))));
        }
        for (span, name) in line.taken().iter().filter(|(span, _)| span.overlaps(place)) {
            reading.note(*span, NoteKind::VariableUsed(name.clone()));
        }
        surroundings(line, index, place, &mut reading);
        let what = self.title(line, &start, &reading);
        self.found.push(Found { span: place, what, reading, comment: false });
    }

    /// What a command is called among several.
    fn title(&self, line: &Line, start: &Start, reading: &Reading) -> String {
        let program = match start.program {
            Program::Influx => "influx",
            Program::Influxctl => "influxctl",
            Program::Influxdb3 => "influxdb3",
            Program::Curl => return "curl".into(),
            Program::Invoke => return line.word(start.at).to_owned(),
        };
        let names = start.words.clone().map(|index| line.word(index)).take_while(|word| !word.starts_with('-')).take(3);
        let names: Vec<&str> = match reading.subject {
            Subject::Nothing => names.take(2).collect(),
            _ => names.collect(),
        };
        format!("{program} {}", names.join(" "))
    }
}

/// What is to be said about the text around the words: repairs, an open quote, what follows on the same line.
fn surroundings(line: &Line, index: usize, place: Span, reading: &mut Reading) {
    let segment = line.segments()[index];
    let from = if index == 0 { 0 } else { place.start };
    for (span, repair) in line.repairs() {
        if span.start < segment.ended_at && span.start >= from {
            reading.note(*span, NoteKind::Repaired(*repair));
        }
    }
    if let Some(open) = line.unclosed().filter(|open| open.overlaps(place)) {
        reading.problem(open, ProblemKind::UnclosedQuote);
    }
    let others = (index + 1..line.segments().len()).any(|next| start(line, line.segments()[next]).is_none());
    if others || segment.end == End::Redirection {
        let last = line.words().last().map_or(segment.ended_at, |word| word.span.end);
        reading.note(Span::new(segment.ended_at, last.max(segment.ended_at + 1)), NoteKind::OthersLeftOut);
    }
}

fn influxctl(line: &Line, words: Range<usize>, place: Span, reading: &mut Reading) {
    let names: Vec<&str> = words.map(|index| line.word(index)).collect();
    let at = names.iter().position(|word| matches!(*word, "token" | "management"));
    let what = match at.map(|at| (names[at], names.get(at + 1))) {
        Some(("token", Some(&"create"))) => Elsewhere::ClusterTokenCreate,
        Some(("token", _)) => Elsewhere::ClusterTokenOther,
        Some(_) => Elsewhere::ClusterManagement,
        None => return reading.problem(place, ProblemKind::UnknownCommand("influxctl")),
    };
    reading.subject = Subject::Elsewhere(what);
}

fn influxdb3(line: &Line, words: Range<usize>, place: Span, reading: &mut Reading) {
    let names: Vec<&str> = words.map(|index| line.word(index)).filter(|word| !word.starts_with('-')).take(2).collect();
    let what = match names[..] {
        ["create", "token"] => Elsewhere::V3TokenCreate,
        ["show", "tokens"] | ["delete", "token"] => Elsewhere::V3TokenOther,
        _ => return reading.problem(place, ProblemKind::UnknownCommand("influxdb3")),
    };
    reading.subject = Subject::Elsewhere(what);
}
