//! Any pasted text: finds out what it is and has it read.

use super::influx::{self, Words};
use super::json::{self, Body};
use super::secrets::{self, SecretPlace};
use super::shell::{End, Line, Piece, Segment};
use super::wrapper::{self, Assignment, file_name, program};
use super::{Elsewhere, Form, NoteKind, ProblemKind, Reading, Span, Subject, curl, strings};

/// Reads whatever a person pasted: a command, JSON, a curl command, or permissions.
pub fn read_anything(text: &str) -> Reading {
    let within = without_fence(text);
    let part = within.of(text);
    let mut reading = match part.chars().next() {
        None => {
            let mut reading = Reading::new(Form::Unknown);
            reading.problem(within, ProblemKind::Empty);
            return reading;
        }
        Some('[' | '"' | '\'' | 'r' | 'w') if strings::starts_like_permissions(part) && !is_json_list(part) => {
            permissions(text, within)
        }
        Some('{' | '[') => {
            let mut reading = Reading::new(Form::Json);
            let within = Piece::new(within.start, within.end);
            json::read(&Body { text, within, line: None, expands: false }, &mut reading);
            reading
        }
        Some(_) => command(text, within),
    };
    if reading.subject == Subject::Nothing && strings::holds_permissions(text, within) {
        let secrets: Vec<_> =
            reading.notes.into_iter().filter(|note| matches!(note.kind, NoteKind::SecretDropped(_))).collect();
        reading = permissions(text, within);
        reading.notes.extend(secrets);
    }
    for place in secrets::in_text(text, Span::new(0, text.len())) {
        if !reading.secrets().any(|known| known.overlaps(place)) {
            reading.note(place, NoteKind::SecretDropped(SecretPlace::Form));
        }
    }
    reading.sort();
    reading
}

fn permissions(text: &str, within: Span) -> Reading {
    let mut reading = Reading::new(Form::Permissions);
    strings::read(text, within, &mut reading);
    reading
}

/// A JSON list of permission lines starts like Go's way of printing a list, but for the quote.
fn is_json_list(part: &str) -> bool {
    part.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['"', '“']))
}

/// The part of the text without blanks around it and without the fence of a Markdown code block.
fn without_fence(text: &str) -> Span {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut start = text.len() - text.trim_start_matches(blank).len();
    let mut end = start + text[start..].trim_end_matches(blank).len();
    if text[start..end].starts_with("```")
        && let Some(line) = text[start..end].find('\n')
    {
        start += line + 1;
        end = text[start..end].rfind("```").map_or(end, |fence| start + fence);
        start += text[start..end].len() - text[start..end].trim_start_matches(blank).len();
        end = start + text[start..end].trim_end_matches(blank).len();
    }
    Span::new(start, end)
}

fn command(text: &str, within: Span) -> Reading {
    let line = Line::read(text, within);
    let secrets = secrets::in_words(&line);
    let mut reading = Reading::new(Form::Command);
    let mut assignments: Vec<Assignment> = Vec::new();
    let meant = line.segments().iter().position(|segment| !wrapper::only_assigns(&line, *segment, &mut assignments));
    let Some(index) = meant else {
        reading.form = Form::Unknown;
        reading.problem(within, ProblemKind::NotUnderstood);
        drop_secrets(&secrets, &mut reading);
        return reading;
    };
    let segment = line.segments()[index];
    let place = segment_place(&line, segment);
    let mut inner = wrapper::unwrap(&line, segment);
    assignments.append(&mut inner.assignments);
    let name = line.word(inner.words.start);
    let after = inner.words.start + 1..inner.words.end;
    match program(name) {
        Some("influx") => {
            let words = Words { line: &line, range: after, secrets: &secrets, assignments: &assignments };
            influx::read(&words, &mut reading);
        }
        Some("influxctl") => influxctl(&line, after, place, &mut reading),
        Some("influxdb3") => influxdb3(&line, after, place, &mut reading),
        Some(_) => {
            reading.form = Form::Curl;
            curl::read(text, within.end, &line, segment, after, &mut reading);
        }
        None if curl::invoke::is_command(name) => {
            reading.form = Form::Curl;
            curl::invoke::read(&line, after.start, &mut reading);
        }
        // The name of the program is easily left behind when a line is copied.
        None if matches!(name, "auth" | "authorization" | "v1") => {
            let words = Words { line: &line, range: inner.words, secrets: &secrets, assignments: &assignments };
            influx::read(&words, &mut reading);
        }
        None => {
            reading.form = Form::Unknown;
            let kind = match file_name(name) {
                "bash" | "sh" | "zsh" | "dash" | "cmd" | "powershell" | "pwsh" => ProblemKind::NestedShell,
                _ if text[within.start..within.end].contains("influx") => ProblemKind::UnknownProgram,
                _ => ProblemKind::NotUnderstood,
            };
            reading.problem(line.span(inner.words.start), kind);
        }
    }
    if let Some(wrapper) = inner.wrapper {
        reading.note(wrapper, NoteKind::Wrapped);
    }
    // PowerShell writes headers with semicolons, behind which the same command goes on.
    if !curl::invoke::is_command(name) {
        surroundings(&line, index, place, &mut reading);
    }
    drop_secrets(&secrets, &mut reading);
    reading
}

/// What is to be said about the text around the words: repairs, an open quote, further commands.
fn surroundings(line: &Line, index: usize, place: Span, reading: &mut Reading) {
    let segment = line.segments()[index];
    for (span, repair) in line.repairs() {
        if span.start < segment.ended_at {
            reading.note(*span, NoteKind::Repaired(*repair));
        }
    }
    if let Some(open) = line.unclosed().filter(|open| open.overlaps(place)) {
        reading.problem(open, ProblemKind::UnclosedQuote);
    }
    let read_below = reading.notes.iter().any(|note| note.kind == NoteKind::HereDocumentRead);
    let more = index + 1 < line.segments().len() || matches!(segment.end, End::Operator | End::Redirection);
    if more && !read_below {
        let last = line.words().last().map_or(segment.ended_at, |word| word.span.end);
        reading.note(Span::new(segment.ended_at, last.max(segment.ended_at + 1)), NoteKind::OnlyFirstCommandRead);
    }
}

fn segment_place(line: &Line, segment: Segment) -> Span {
    line.span(segment.first).join(line.span(segment.last.saturating_sub(1)))
}

fn drop_secrets(secrets: &[secrets::Secret], reading: &mut Reading) {
    for secret in secrets {
        reading.note(secret.span, NoteKind::SecretDropped(secret.place.clone()));
    }
}

/// The words that are no flags, with flags taken for switches unless a value follows their sign.
fn names<'a>(line: &'a Line, words: std::ops::Range<usize>, valued: &[&str]) -> Vec<&'a str> {
    let mut names = Vec::new();
    let mut index = words.start;
    while index < words.end {
        let word = line.word(index);
        if word.starts_with('-') {
            index += usize::from(valued.contains(&word));
        } else {
            names.push(word);
        }
        index += 1;
    }
    names
}

fn influxctl(line: &Line, words: std::ops::Range<usize>, place: Span, reading: &mut Reading) {
    let valued = ["--profile", "--config", "--account", "--cluster", "--timeout"];
    let what = match names(line, words, &valued)[..] {
        ["token", "create", ..] => Elsewhere::ClusterTokenCreate,
        ["token", ..] => Elsewhere::ClusterTokenOther,
        ["management", ..] => Elsewhere::ClusterManagement,
        _ => return reading.problem(place, ProblemKind::UnknownCommand("influxctl")),
    };
    reading.subject = Subject::Elsewhere(what);
}

fn influxdb3(line: &Line, words: std::ops::Range<usize>, place: Span, reading: &mut Reading) {
    let what = match names(line, words, &[])[..] {
        ["create", "token", ..] => Elsewhere::V3TokenCreate,
        ["show", "tokens", ..] | ["delete", "token", ..] => Elsewhere::V3TokenOther,
        _ => return reading.problem(place, ProblemKind::UnknownCommand("influxdb3")),
    };
    reading.subject = Subject::Elsewhere(what);
}
