//! Where in the words of a command the program stands that is meant.
//!
//! What runs it is not known here: whatever stands before the program is taken off, be it a prompt, `sudo`, a container
//! or a word of a sentence.

use crate::command::Span;
use crate::command::environment::{Assignment, assignment};
use crate::command::shell::{Line, Segment};
use std::ops::Range;

/// The programs that are known, by the name of their file.
const PROGRAMS: [&str; 4] = ["influx", "influxctl", "influxdb3", "curl"];

/// The program that a word names, with or without a path and `.exe`.
pub(crate) fn program(word: &str) -> Option<&'static str> {
    let name = file_name(word);
    PROGRAMS.into_iter().find(|known| *known == name)
}

/// The file name of a path, without `.exe`.
fn file_name(word: &str) -> &str {
    // Make and batch files say by this that a command is not printed.
    let name = word.trim_start_matches('@').rsplit(['/', '\\']).next().unwrap_or(word);
    match name.len().checked_sub(4).and_then(|at| name.split_at_checked(at)) {
        Some((stem, ending)) if ending.eq_ignore_ascii_case(".exe") => stem,
        _ => name,
    }
}

/// What a command starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    Influx,
    Influxctl,
    Influxdb3,
    Curl,
    /// `Invoke-RestMethod` and its kin.
    Invoke,
}

/// A program in the words of a command.
pub(crate) struct Start {
    pub program: Program,
    /// Its own word; that of the first name where the program's name was left behind.
    pub at: usize,
    /// The words behind it.
    pub words: Range<usize>,
    /// What stands before it and is no assignment.
    pub before: Option<Span>,
    /// The variables that are set before it.
    pub assignments: Vec<Assignment>,
    /// Whether its name is a variable that nobody knows.
    pub assumed: bool,
}

/// The names that follow each program where tokens are meant.
fn names(program: &str) -> &'static [&'static str] {
    match program {
        "influx" => &["auth", "authorization", "v1"],
        "influxctl" => &["token", "management"],
        "influxdb3" => &["create", "show", "delete"],
        _ => &[],
    }
}

/// The program that a command is about.
pub(crate) fn start(line: &Line, segment: Segment) -> Option<Start> {
    let words = segment.first..segment.last;
    // Looked for once, where a request is met.
    let address = std::cell::OnceCell::new();
    let asks =
        |at: usize| *address.get_or_init(|| words.clone().rfind(|index| is_address(line.word(*index)))) > Some(at);
    let found =
        words.clone().find_map(|at| known(line, at, segment.last, &asks).map(|program| (program, at, at + 1, false)));
    // A program that is a variable, and one whose name was left behind when the line was copied.
    let found = found.or_else(|| {
        let variable = |at: &usize| {
            let piece = line.words()[*at].text;
            line.unresolved(piece).is_some_and(|part| part.text == piece)
        };
        let mut variables = words.clone().filter(variable);
        let at = variables.find(|at| is_auth(line, at + 1, segment.last) && line.word(at + 2) == "create")?;
        Some((Program::Influx, at, at + 1, true))
    });
    let found = found.or_else(|| {
        let first = words.clone().find(|at| assignment(line, line.words()[*at].text).is_none())?;
        let left_behind =
            is_auth(line, first, segment.last) && matches!(line.word(first + 1), "create" | "auth" | "authorization");
        left_behind.then_some((Program::Influx, first, first, false))
    });
    // Any command of a known program, if nothing stands before it.
    let found = found.or_else(|| {
        let first = words.clone().find(|at| assignment(line, line.words()[*at].text).is_none())?;
        let program = match program(line.word(first))? {
            "influx" => Program::Influx,
            "influxctl" => Program::Influxctl,
            "influxdb3" => Program::Influxdb3,
            _ => Program::Curl,
        };
        Some((program, first, first + 1, false))
    });
    let (program, at, first, assumed) = found?;
    let mut assignments = Vec::new();
    let mut before: Option<Span> = None;
    for index in segment.first..at {
        match set_by(line, index) {
            Some(assignment) => assignments.push(assignment),
            None => before = Some(before.map_or(line.span(index), |before| before.join(line.span(index)))),
        }
    }
    Some(Start { program, at, words: first..segment.last, before, assignments, assumed })
}

/// The variable that a word sets, also as the value of a container's `--env`.
fn set_by(line: &Line, index: usize) -> Option<Assignment> {
    let piece = line.words()[index].text;
    let text = line.text(piece);
    let inner =
        ["--env=", "-e"].into_iter().find(|flag| text.starts_with(flag)).map_or(piece, |flag| piece.skip(flag.len()));
    assignment(line, inner)
}

/// How many words behind its program the name of a command is looked for.
const FARTHEST: usize = 24;

fn known(line: &Line, at: usize, last: usize, asks: &dyn Fn(usize) -> bool) -> Option<Program> {
    let word = line.word(at);
    if ["Invoke-RestMethod", "irm", "Invoke-WebRequest", "iwr"].iter().any(|name| name.eq_ignore_ascii_case(word)) {
        return Some(Program::Invoke);
    }
    let name = program(word)?;
    if name == "curl" {
        return asks(at).then_some(Program::Curl);
    }
    let follows = |index: usize| names(name).contains(&line.word(index));
    // Version 2.0 and influxctl take flags before the names.
    let mut after = at + 1;
    let farthest = last.min(at + FARTHEST);
    while after < farthest && !follows(after) {
        let word = line.word(after);
        let valued = word.starts_with('-') && !word.contains('=') && after + 1 < last && !follows(after + 1);
        if !word.starts_with('-') {
            return None;
        }
        after += 1 + usize::from(valued && !line.word(after + 1).starts_with('-'));
    }
    (after < farthest).then_some(match name {
        "influx" => Program::Influx,
        "influxctl" => Program::Influxctl,
        _ => Program::Influxdb3,
    })
}

fn is_address(word: &str) -> bool {
    word.contains("/api/") || word.contains("://")
}

fn is_auth(line: &Line, at: usize, last: usize) -> bool {
    at < last && names("influx").contains(&line.word(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_found_whatever_runs_it() {
        for (text, command, assignments) in [
            ("influx auth list", "auth list", 0),
            ("A=1 B='2 3' influx auth list", "auth list", 2),
            ("sudo -u influxdb -E influx auth list", "auth list", 0),
            ("sudo -u influx env A=1 influx auth list", "auth list", 1),
            ("docker exec -it -e INFLUX_ORG=o -u 0 influx influx auth list", "auth list", 1),
            ("docker exec --env=INFLUX_ORG=o influxdb2 /usr/bin/influx auth list", "auth list", 1),
            ("docker compose -f a.yml exec -T influxdb influx auth list", "auth list", 0),
            ("kubectl -n mon exec -it influxdb-0 -c influxdb -- influx auth list", "auth list", 0),
            ("pi@host:~ $ influx auth list", "auth list", 0),
            ("host% influx auth list", "auth list", 0),
            ("RUN influx auth list", "auth list", 0),
            ("$INFLUX auth create --read-tasks", "auth create --read-tasks", 0),
            ("auth create --read-tasks", "auth create --read-tasks", 0),
        ] {
            let line = Line::read(text, Span::new(0, text.len()));
            let start = start(&line, line.segments()[0]).unwrap_or_else(|| panic!("{text}"));
            let words: Vec<&str> = start.words.map(|index| line.word(index)).collect();
            assert_eq!((words.join(" "), start.assignments.len()), (command.to_owned(), assignments), "{text}");
        }
    }

    #[test]
    fn programs_are_known_by_their_file_name() {
        for (word, name) in [
            ("influx", Some("influx")),
            ("./influx", Some("influx")),
            ("C:\\Program Files\\InfluxData\\influx.exe", Some("influx")),
            ("INFLUX.EXE", None),
            ("influxd", None),
        ] {
            assert_eq!(program(word), name, "{word}");
        }
    }
}
