//! How `influx` 2.0 takes its arguments: cobra and pflag.
//!
//! Flags may stand anywhere, also before the command's names; letters may be combined and hold their value behind them.

use super::arguments::{Given, Parsed, Words, parse_bool, unknown};
use super::flags::{Flag, Leaf, Takes};
use crate::command::shell::Piece;
use crate::command::{ProblemKind, Span};

/// The words that are no flags and no values, up to the first four: the names of the command.
pub(super) fn command_words(words: &Words<'_>) -> Vec<usize> {
    let mut names = Vec::new();
    let mut index = words.range.start;
    while index < words.range.end && names.len() < 4 {
        let word = words.line.word(index);
        if word.starts_with('-') {
            // Only flags with a value are worth a look here; an unknown flag is taken for a switch.
            index += if takes_next(word) { 2 } else { 1 };
        } else {
            names.push(index);
            index += 1;
        }
    }
    names
}

fn takes_next(word: &str) -> bool {
    let name = word.trim_start_matches('-');
    let flag = match name.len() {
        1 => name.chars().next().and_then(|letter| Leaf::Create.short(letter)),
        _ => Leaf::Create.long(name),
    };
    flag.is_some_and(|flag| flag.takes != Takes::Switch)
}

/// Reads all words but the command's names.
pub(super) fn parse(words: &Words<'_>, names: &[usize], leaf: Leaf) -> Parsed {
    let mut parsed = Parsed::default();
    let line = words.line;
    let indices: Vec<usize> = words
        .range
        .clone()
        .filter(|index| !names.contains(index) && words.strays.binary_search(index).is_err())
        .collect();
    let mut rest = indices.into_iter();
    while let Some(index) = rest.next() {
        let (word, span, piece) = (line.word(index), line.span(index), line.words()[index].text);
        if word == "--" {
            if let Some(stray) = rest.next() {
                parsed.problem(line.span(stray), ProblemKind::Positional { after: None });
            }
            break;
        }
        let mut next = || rest.next().map(|index| line.words()[index].text);
        if let Some(name) = word.strip_prefix("--") {
            let (name, value) = match name.split_once('=') {
                Some((name, _)) => (name, Some(piece.skip(2 + name.len() + 1))),
                None => (name, None),
            };
            match leaf.long(name) {
                Some(flag) => give(words, &mut parsed, flag, span, value, false, &mut next),
                None if name.is_empty() || name.starts_with('-') => parsed.problem(span, ProblemKind::BadFlag),
                None => parsed.problem(span, unknown(words, piece, leaf, parsed.problems.len())),
            }
        } else if word.len() > 1 && word.starts_with('-') {
            letters(words, &mut parsed, leaf, piece, span, &mut next);
        } else {
            parsed.problem(span, ProblemKind::Positional { after: None });
        }
    }
    parsed
}

fn letters(
    words: &Words<'_>,
    parsed: &mut Parsed,
    leaf: Leaf,
    piece: Piece,
    span: Span,
    next: &mut dyn FnMut() -> Option<Piece>,
) {
    let mut at = 1;
    while let Some(letter) = words.line.text(piece.skip(at)).chars().next() {
        at += letter.len_utf8();
        let behind = piece.skip(at);
        let text = words.line.text(behind);
        let Some(flag) = leaf.short(letter) else {
            return parsed.problem(span, unknown(words, piece, leaf, parsed.problems.len()));
        };
        if text.starts_with('=') && text.len() > 1 {
            return give(words, parsed, flag, span, Some(behind.skip(1)), true, next);
        }
        if flag.takes != Takes::Switch {
            let value = (!text.is_empty()).then_some(behind);
            return give(words, parsed, flag, span, value, true, next);
        }
        give(words, parsed, flag, span, None, true, next);
    }
}

fn give(
    words: &Words<'_>,
    parsed: &mut Parsed,
    flag: Flag,
    name: Span,
    value: Option<Piece>,
    short: bool,
    next: &mut dyn FnMut() -> Option<Piece>,
) {
    if flag.takes == Takes::Switch {
        match value.map_or(Some(true), |value| parse_bool(words.line.text(value))) {
            Some(on) => parsed.given.push(Given { flag, name, value: None, apart: false, on, short }),
            None => parsed.problem(name, ProblemKind::NotABoolean(flag.title().into())),
        }
        return;
    }
    let apart = value.is_none();
    match value.or_else(next) {
        Some(value) => parsed.given.push(Given { flag, name, value: Some(value), apart, on: true, short }),
        None => parsed.problem(name, ProblemKind::MissingValue(flag.title().into())),
    }
}
