//! The flags and values of one command, after both parsers had their say.

use super::flags::{Flag, Leaf, Meaning, Takes};
use super::nearest::nearest;
use super::{pflag, urfave};
use crate::command::draft::Limit;
use crate::command::environment::{Assignment, Environment};
use crate::command::secrets::{Secret, looks_like_token};
use crate::command::shell::{Line, Piece};
use crate::command::{CliVersion, CliVersions, NoteKind, Problem, ProblemKind, Reading, Span};
use std::ops::Range;

/// The words of one command, with what is known about all of its line.
pub(crate) struct Words<'a> {
    pub line: &'a Line,
    /// The words after the program.
    pub range: Range<usize>,
    /// The credentials in the line.
    pub secrets: &'a [Secret],
    /// The variables that are set for the command.
    pub assignments: &'a [Assignment],
    /// The words behind switches, which take none.
    pub strays: Vec<usize>,
    /// The variables that the text sets before it.
    pub environment: &'a Environment,
}

impl Words<'_> {
    /// The place of the command from its program on.
    pub fn span(&self) -> Span {
        let first = self.line.span(self.range.start.saturating_sub(1));
        let last = self.line.span(self.range.end.saturating_sub(1));
        first.join(last)
    }

    /// Whether a piece holds a credential.
    pub fn is_secret(&self, piece: Piece) -> bool {
        // They stand in the order of the words.
        let first = self.secrets.partition_point(|secret| secret.text.end <= piece.start);
        self.secrets.get(first).is_some_and(|secret| secret.text.start < piece.end)
            || looks_like_token(self.line.text(piece))
    }
}

/// A flag that was given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    pub flag: Flag,
    /// The place of its name.
    pub name: Span,
    /// Its value, except for switches.
    pub value: Option<Piece>,
    /// Whether the value is a word of its own.
    pub apart: bool,
    /// What a switch is set to.
    pub on: bool,
    /// Whether it was given by its letter.
    pub short: bool,
}

/// What one parser made of the words.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    pub given: Vec<Given>,
    pub problems: Vec<Problem>,
    pub limits: Vec<Limit>,
}

impl Parsed {
    pub fn problem(&mut self, span: Span, kind: ProblemKind) {
        self.problems.push(Problem { span, kind });
    }
}

/// The flags that count, and what limits the command to some versions.
pub(crate) struct Arguments {
    pub given: Vec<Given>,
    pub limits: Vec<Limit>,
}

const LATER: CliVersions = CliVersions::since(CliVersion::V2_1_0);
const FIRST: CliVersions = CliVersions::only(CliVersion::V2_0);

/// Reads the flags after the command's names with both parsers and says what either has against them.
pub(super) fn read(words: &Words<'_>, names: &[usize], leaf: Leaf, reading: &mut Reading) -> Arguments {
    let later = urfave::parse(words, names, leaf);
    let first = pflag::parse(words, names, leaf);
    let mut limits;
    let given;
    if later.problems.is_empty() {
        limits = later.limits;
        if first.problems.is_empty() && same(words, &later.given, &first.given) {
            for limit in &mut limits {
                limit.versions = limit.versions.or(FIRST);
            }
        } else {
            let problem = first.problems.into_iter().next();
            let kind = problem.map_or(ProblemKind::BadFlag, |problem| problem.kind);
            limits.push(Limit { versions: LATER, problem: Problem { span: words.span(), kind } });
        }
        given = later.given;
    } else if first.problems.is_empty() {
        limits = first.limits;
        limits.extend(later.problems.into_iter().map(|problem| Limit { versions: FIRST, problem }));
        given = first.given;
    } else {
        limits = Vec::new();
        for problem in later.problems {
            reading.problem(problem.span, problem.kind);
        }
        given = later.given;
    }
    for one in &given {
        if one.flag.versions != CliVersions::ALL {
            let kind = ProblemKind::FlagNotInVersion { flag: one.flag.title().into(), versions: one.flag.versions };
            limits.push(Limit { versions: one.flag.versions, problem: Problem { span: one.name, kind } });
        }
    }
    remarks(words, &given, reading);
    Arguments { given, limits }
}

/// Whether both parsers understood the same.
fn same(words: &Words<'_>, later: &[Given], first: &[Given]) -> bool {
    let text = |given: &Given| given.value.map(|piece| words.line.text(piece));
    later.len() == first.len()
        && later.iter().zip(first).all(|(a, b)| a.flag.meaning == b.flag.meaning && a.on == b.on && text(a) == text(b))
}

fn remarks(words: &Words<'_>, given: &[Given], reading: &mut Reading) {
    for (index, one) in given.iter().enumerate() {
        // Flags without a meaning of their own share one, so the name has to agree too.
        let same = |later: &&Given| later.flag.meaning == one.flag.meaning && later.flag.name == one.flag.name;
        if one.flag.takes == Takes::Text
            && let Some(again) = given[index + 1..].iter().find(same)
        {
            reading.note(again.name, NoteKind::LastOneCounts(one.flag.title().into()));
        }
        if let (true, Some(value)) = (one.apart, one.value)
            && words.line.text(value).starts_with('-')
            && !words.is_secret(value)
        {
            let value = words.line.text(value).split('=').next().unwrap_or_default();
            let kind = NoteKind::TookFlagForValue { flag: one.flag.title().into(), value: value.into() };
            reading.note(one.name, kind);
        }
        match one.flag.meaning {
            Meaning::Help if one.on => reading.problem(one.name, ProblemKind::Help),
            Meaning::ActiveConfig => reading.note(one.name, NoteKind::SwitchesProfile),
            Meaning::Type(..) if !one.on => {
                reading.note(one.name, NoteKind::SwitchedOff(one.flag.title().into()));
            }
            _ => {}
        }
    }
}

/// The problem of a flag that no version has; credentials that are part of it are left out.
///
/// `among` is how many problems there are before it; after some, nobody reads what each may have meant.
pub(super) fn unknown(words: &Words<'_>, piece: Piece, leaf: Leaf, among: usize) -> ProblemKind {
    let text = words.line.text(piece);
    let name = text.split('=').next().unwrap_or_default();
    let shown = Piece::new(piece.start, piece.start + name.len());
    if words.is_secret(shown) {
        let start: String = name.chars().take(2).collect();
        return ProblemKind::UnknownFlag { flag: start.into(), nearest: None };
    }
    let meant = if among < SUGGESTED { nearest(name, leaf) } else { None };
    ProblemKind::UnknownFlag { flag: name.into(), nearest: meant.map(Into::into) }
}

/// For how many unknown flags the nearest known one is looked for.
const SUGGESTED: usize = 20;

/// What Go's `strconv.ParseBool` takes.
pub(super) fn parse_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
}
