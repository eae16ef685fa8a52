//! How `influx` 2.1 and later take their arguments: urfave/cli 1.22.5 over Go's `flag` package.
//!
//! Before Go's package sees them, words are reordered: flags with what may be their values first, all else behind.
//! Go's package then stops at the first word that is no flag, and what is left over is refused.

use super::arguments::{Given, Parsed, Words, parse_bool, unknown};
use super::flags::{Flag, Leaf, Takes};
use crate::command::draft::Limit;
use crate::command::shell::Piece;
use crate::command::{CliVersion, CliVersions, Problem, ProblemKind, Span};

/// One word, or `--token` with the word behind it.
#[derive(Clone, Copy)]
struct Argument {
    index: usize,
    text: Piece,
    span: Span,
    glued: Option<Piece>,
}

/// Reads the words after the last of `names`; a flag before that is an error.
pub(super) fn parse(words: &Words<'_>, names: &[usize], leaf: Leaf) -> Parsed {
    let mut parsed = Parsed::default();
    let line = words.line;
    let start = names.last().map_or(words.range.start, |last| last + 1);
    for index in words.range.start..start {
        if !names.contains(&index) {
            parsed.problem(line.span(index), ProblemKind::FlagBeforeCommand);
            break;
        }
    }
    let arguments = reorder(words, glue(words, start, &mut parsed), leaf);
    let text = |argument: &Argument| line.text(argument.text);
    let mut rest = arguments.iter();
    let mut switches: Vec<(usize, Flag)> = Vec::new();
    while let Some(argument) = rest.next() {
        let word = text(argument);
        if word == "--" {
            if let Some(stray) = rest.next() {
                parsed.problem(stray.span, ProblemKind::Positional { after: None });
            }
            break;
        }
        if word.len() < 2 || !word.starts_with('-') {
            let before = switches.iter().find(|(index, _)| index + 1 == argument.index);
            let after = before.map(|(_, flag)| flag.title().into());
            // What follows an unknown flag is probably its value; one problem is enough.
            if !parsed.problems.iter().any(|problem| matches!(problem.kind, ProblemKind::UnknownFlag { .. })) {
                let kind = match line.unresolved(argument.text) {
                    Some(part) => ProblemKind::Unresolved(part.what.clone()),
                    None => ProblemKind::Positional { after },
                };
                parsed.problem(argument.span, kind);
            }
            break;
        }
        let (name, value) = name_and_value(word, argument);
        if name.is_empty() || name.starts_with(['-', '=']) {
            parsed.problem(argument.span, ProblemKind::BadFlag);
            continue;
        }
        let Some((flag, short)) = lookup(leaf, name) else {
            parsed.problem(argument.span, unknown(words, argument.text, leaf, parsed.problems.len()));
            continue;
        };
        let value = argument.glued.or(value);
        if flag.takes == Takes::Switch {
            switches.push((argument.index, flag));
            match value.map_or(Some(true), |value| parse_bool(line.text(value))) {
                Some(on) => {
                    parsed.given.push(Given { flag, name: argument.span, value: None, apart: false, on, short });
                }
                None => parsed.problem(argument.span, ProblemKind::NotABoolean(flag.title().into())),
            }
            continue;
        }
        let (value, apart) = match value {
            Some(value) => (Some(value), false),
            None => (rest.next().map(|next| next.text), true),
        };
        match value {
            Some(_) => parsed.given.push(Given { flag, name: argument.span, value, apart, on: true, short }),
            None => parsed.problem(argument.span, ProblemKind::MissingValue(flag.title().into())),
        }
    }
    two_forms(&mut parsed);
    parsed
}

/// Since 2.4 `--token` and `-t` hold on to the next word, whatever that is.
fn glue(words: &Words<'_>, start: usize, parsed: &mut Parsed) -> Vec<Argument> {
    let line = words.line;
    let mut arguments = Vec::new();
    let mut index = start;
    while index < words.range.end {
        if words.strays.binary_search(&index).is_ok() {
            index += 1;
            continue;
        }
        let word = line.words()[index];
        let mut argument = Argument { index, text: word.text, span: word.span, glued: None };
        if matches!(line.text(word.text), "--token" | "-t") && index + 1 < words.range.end {
            let value = line.words()[index + 1];
            argument.glued = Some(value.text);
            argument.span = word.span.join(value.span);
            if line.text(value.text).starts_with('-') {
                let kind = ProblemKind::ValueStartsWithDash("--token".into());
                let problem = Problem { span: word.span, kind };
                parsed.limits.push(Limit { versions: CliVersions::since(CliVersion::V2_4), problem });
            }
            index += 1;
        }
        arguments.push(argument);
        index += 1;
    }
    arguments
}

fn reorder(words: &Words<'_>, arguments: Vec<Argument>, leaf: Leaf) -> Vec<Argument> {
    let mut flags = Vec::with_capacity(arguments.len());
    let mut rest = Vec::new();
    let mut may_be_value = false;
    for (index, argument) in arguments.iter().enumerate() {
        let word = words.line.text(argument.text);
        if word == "--" {
            rest.extend_from_slice(&arguments[index..]);
            break;
        }
        if may_be_value && !word.starts_with('-') {
            may_be_value = false;
            flags.push(*argument);
        } else if is_flag(leaf, word) {
            may_be_value = argument.glued.is_none() && !word.contains('=');
            flags.push(*argument);
        } else {
            rest.push(*argument);
        }
    }
    flags.append(&mut rest);
    flags
}

fn is_flag(leaf: Leaf, word: &str) -> bool {
    let Some(name) = word.strip_prefix('-') else { return false };
    let name = name.strip_prefix('-').unwrap_or(name);
    lookup(leaf, name.split('=').next().unwrap_or_default()).is_some()
}

/// One dash is as good as two, for long names and for letters.
fn lookup(leaf: Leaf, name: &str) -> Option<(Flag, bool)> {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => leaf.short(letter).map(|flag| (flag, true)),
        _ => leaf.long(name).map(|flag| (flag, false)),
    }
}

fn name_and_value<'a>(word: &'a str, argument: &Argument) -> (&'a str, Option<Piece>) {
    let bare = &word[1..];
    let bare = bare.strip_prefix('-').unwrap_or(bare);
    let start = word.len() - bare.len();
    // Go looks for the sign from the second character on.
    match bare.char_indices().skip(1).find(|(_, c)| *c == '=') {
        Some((at, _)) => (&bare[..at], Some(argument.text.skip(start + at + 1))),
        None => (bare, None),
    }
}

fn two_forms(parsed: &mut Parsed) {
    // The flags that were met, each with the form in which it was.
    let mut met: Vec<Given> = Vec::new();
    for one in parsed.given.iter().filter(|given| given.flag.short.is_some()) {
        let same = |earlier: &&Given| earlier.flag.meaning == one.flag.meaning;
        match met.iter().find(same) {
            Some(earlier) if earlier.short != one.short => {
                let kind = ProblemKind::TwoForms(one.flag.title().into());
                parsed.problems.push(Problem { span: one.name, kind });
            }
            Some(_) => {}
            None => met.push(*one),
        }
    }
}
