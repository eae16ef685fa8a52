//! The commands of one line, continued lines included.

use super::file;
use super::program::{Program, Start, start};
use super::{
    Ahead, Around, Finder, Found, LONGEST_COMMAND, MOST, PER_LINE, TELLING, View, has_program, secrets_of, shell_line,
};
use crate::command::influx::{self, Words};
use crate::command::secrets::{self, Secret};
use crate::command::shell::{End, Expansion, Line, Segment, Shell};
use crate::command::{Elsewhere, Form, NoteKind, ProblemKind, Reading, Span, Subject, curl};
use std::ops::Range;

/// A line with what every command in it has to know.
struct Known {
    line: Line,
    secrets: Vec<Secret>,
    /// What each of its commands starts with.
    starts: Vec<Option<Start>>,
    /// The last of its commands that is of no known program.
    last_other: Option<usize>,
}

impl Known {
    fn of(line: Line) -> Self {
        let starts: Vec<Option<Start>> = line.segments().iter().map(|segment| start(&line, *segment)).collect();
        let last_other = starts.iter().rposition(Option::is_none);
        Self { secrets: secrets::in_words(&line), starts, last_other, line }
    }
}

/// A line of commands that is to be split.
pub(super) struct Scan {
    start: usize,
    /// The place behind its first line.
    behind: usize,
    /// Where the line of the text starts, if something hides the command behind it.
    hidden: Option<usize>,
    /// Whether its quotes are known to end with it: an apostrophe of prose, or a quote that was left open.
    alone: bool,
}

impl Scan {
    pub fn new(start: usize, behind: usize) -> Self {
        Self { start, behind, hidden: None, alone: false }
    }
}

/// The commands of a line, read one by one.
pub(super) struct Commands {
    scan: Scan,
    end: usize,
    line: Split,
    /// The command that is read next.
    index: usize,
    /// Whether any was one, or set a variable.
    any: bool,
    /// How much was found before.
    before: usize,
}

/// A line as it was split, and with its variables filled in.
enum Split {
    Raw(Line),
    Known(Known),
}

impl Finder<'_> {
    /// Splits a line of commands, continued lines included.
    pub(super) fn scan(&mut self, scan: Scan) {
        let longest = self.text.floor_char_boundary(scan.start + LONGEST_COMMAND);
        let alone = scan.alone || self.budget == 0;
        let until = if alone { self.continued(scan.start, scan.behind).min(longest) } else { longest };
        let (line, end) = shell_line(self.text, Span::new(scan.start, until));
        self.work += end - scan.start + TELLING;
        if line.unclosed().is_some() && !alone {
            self.spend(end - scan.start);
            self.ahead = Ahead::Scan(Scan { alone: true, ..scan });
            return;
        }
        let before = self.found.len();
        let commands = Commands { scan, end, line: Split::Raw(line), index: 0, any: false, before };
        self.ahead = Ahead::Commands(Box::new(commands));
    }

    /// Reads the next command of a line; behind the last one, the walk goes on.
    pub(super) fn next_command(&mut self, mut commands: Box<Commands>) {
        let known = match commands.line {
            Split::Raw(line) => {
                self.work += line.buffer().len();
                // cmd.exe fills the whole line in before it runs any of it.
                let line = match line.shell() {
                    Shell::Cmd => {
                        self.secrets.extend(secrets_of(&line));
                        line.resolved(None, &|name| self.environment.value(name))
                    }
                    _ => line,
                };
                commands.line = Split::Known(self.known(line));
                self.ahead = Ahead::Commands(commands);
                return;
            }
            Split::Known(known) => known,
        };
        let Some(segment) = known.line.segments().get(commands.index).copied() else {
            return self.end_commands(&commands.scan, commands.end, commands.before, commands.any);
        };
        if self.found.len() >= MOST {
            self.stopped = Some(known.line.span(segment.first).start);
            return self.end_commands(&commands.scan, commands.end, commands.before, commands.any);
        }
        let place = known.line.span(segment.first).join(known.line.span(segment.last.saturating_sub(1)));
        self.work += place.end - place.start + PER_LINE;
        let mut known = known;
        let at = self.environment.arrive(&known.line, segment);
        self.environment.doubt(known.line.span(segment.first).start < self.quoted_until);
        if known.line.shell() != Shell::Cmd
            && known.line.has_variable(segment)
            && (commands.index == 0 || self.budget > 0)
        {
            // Each of these may go through all of the line again.
            let length = known.line.buffer().len();
            if commands.index > 0 {
                self.spend(length);
            }
            self.work += length;
            known = self.known(known.line.resolved(Some(segment), &|name| self.environment.value(name)));
        }
        let segment = known.line.segments()[commands.index];
        commands.any |= self.substitutions(&known.line, segment);
        if self.environment.take(&known.line, segment, at) {
            commands.any = true;
        } else if let Some(start) = known.starts[commands.index].take() {
            self.command(&known, commands.index, start);
            commands.any = true;
        } else {
            commands.any |= self.quoted(&known.line, segment);
        }
        if commands.index + 1 == known.line.segments().len() {
            self.environment.end_line(&known.line);
            if let Some(document) = known.line.last_document().filter(|_| !commands.any && self.document.is_none()) {
                self.document = Some(document.span.end);
                let place = document.span;
                let command = &self.text[commands.scan.start.min(place.start)..place.start];
                self.files.extend(file::written(command).map(|name| (name, place)));
                self.environment.enter_document();
            }
        }
        commands.index += 1;
        commands.line = Split::Known(known);
        self.ahead = Ahead::Commands(commands);
    }

    /// A line, with the credentials of programs whose name is a variable, which is known only now.
    fn known(&mut self, line: Line) -> Known {
        let known = Known::of(line);
        self.secrets.extend(known.secrets.iter().map(|secret| (secret.span, secret.place.clone())));
        known
    }

    /// What comes after the last command of a line.
    fn end_commands(&mut self, scan: &Scan, end: usize, before: usize, any: bool) {
        let hidden = scan.hidden.map(|from| Span::new(from, scan.start));
        if any && end - scan.start >= LONGEST_COMMAND && end < self.text.len() {
            for found in &mut self.found[before..] {
                found.reading = Reading::new(Form::Command);
                found.reading.problem(found.span, ProblemKind::CommandTooLong);
            }
            // What stands behind would be the middle of it.
            self.stopped = Some(end);
        }
        for found in &mut self.found[before..] {
            if let Some(place) = hidden {
                found.reading.note(place, NoteKind::TakenOff(Around::of(place.of(self.text))));
            }
        }
        if any {
            return self.go_on(end, scan.behind);
        }
        // A prompt with the mark of a comment, or a quote, hides what stands behind it.
        let program = match scan.hidden {
            None => self.program_within(scan.start, scan.behind),
            Some(_) => None,
        };
        self.ahead = match program {
            Some(start) => Ahead::Scan(Scan { start, behind: scan.behind, hidden: Some(scan.start), alone: false }),
            None => Ahead::NoCommands,
        };
    }

    /// The end of a line that goes on as long as it ends with a mark that says so.
    fn continued(&self, start: usize, behind: usize) -> usize {
        let mut end = behind.max(start);
        while end - start < LONGEST_COMMAND
            && self.text[..end].trim_end().ends_with(['\\', '`', '^'])
            && end < self.text.len()
        {
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

    /// Commands inside of `$(…)` and backticks.
    fn substitutions(&mut self, line: &Line, segment: Segment) -> bool {
        let mut any = false;
        for part in line.unresolved_in(segment).filter(|part| part.what == Expansion::Command) {
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
    fn command(&mut self, known: &Known, index: usize, start: Start) {
        let Known { line, secrets, last_other, .. } = known;
        let segment = line.segments()[index];
        let place = line.span(start.at).join(line.span(segment.last.saturating_sub(1)));
        let mut reading = Reading::new(Form::Command);
        match start.program {
            Program::Influx => {
                let words = Words {
                    line,
                    range: start.words.clone(),
                    secrets,
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
        let mut relied = Vec::new();
        for (span, name) in line.taken().iter().filter(|(span, _)| span.overlaps(place)) {
            reading.note(*span, NoteKind::VariableUsed(name.clone()));
            if self.environment.relies_on(name) {
                relied.push((name.clone(), *span));
            }
        }
        surroundings(line, index, place, *last_other, &mut reading);
        let what = self.title(line, &start, &reading);
        self.found.push(Found { span: place, what, reading, comment: false, relied });
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
fn surroundings(line: &Line, index: usize, place: Span, last_other: Option<usize>, reading: &mut Reading) {
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
    let others = last_other.is_some_and(|last| last > index);
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
