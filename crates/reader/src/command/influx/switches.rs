//! A word behind a switch, which takes none: the CLI refuses the command, and its writer meant something by the word.

use super::arguments::Words;
use super::flags::{Leaf, Meaning, TYPES, Takes};
use crate::command::shell::Line;
use crate::command::{Answer, Grant, Grants, OrgRef, ProblemKind, Question, QuestionKind, Reach, Reading, Span};
use influxdb2::Id;
use influxdb2::api::objects::has_objects;
use influxdb2::permission::{Action, ResourceType};
use std::ops::Range;

/// Asks about every switch with a word behind it; the places of these switches, whose grants stay open.
pub(super) fn ask(words: &Words<'_>, reading: &mut Reading) -> Vec<Span> {
    let mut open = Vec::new();
    for next in words.strays.iter().copied() {
        let index = next - 1;
        let Some(meaning) = switch(words.line.word(index)) else { continue };
        let (span, piece) = (words.line.span(index), words.line.words()[next].text);
        let flag = words.line.word(index);
        if let Some(part) = words.line.unresolved(piece) {
            reading.problem(part.span, ProblemKind::Unresolved(part.what.clone()));
            continue;
        }
        let word = if words.is_secret(piece) { "…" } else { words.line.text(piece) };
        let kind = QuestionKind::WordBehindSwitch {
            flag: flag.into(),
            word: word.chars().take(60).collect::<String>().into(),
        };
        let answers = match meaning {
            Meaning::Type(action, index) => of_type(action, &TYPES[index].resource, word, span),
            Meaning::AllAccess => of_preset("All access", Grants::AllAccess(span)),
            _ => of_preset("Operator", Grants::Operator(span)),
        };
        reading.ask(Question { span: span.join(words.line.span(next)), kind, answers });
        open.push(span);
    }
    open
}

/// The words that stand behind such switches. The parsers go on without them, as if they were not there.
pub(crate) fn strays(line: &Line, words: Range<usize>) -> Vec<usize> {
    let stray = |at: &usize| {
        let word = line.word(*at);
        *at > words.start && !word.is_empty() && !word.starts_with('-') && switch(line.word(at - 1)).is_some()
    };
    words.clone().filter(stray).collect()
}

/// The meaning of a switch that grants something, if a word is one without a value.
fn switch(word: &str) -> Option<Meaning> {
    let name = word.strip_prefix('-')?;
    let flag = Leaf::Create.long(name.strip_prefix('-').unwrap_or(name))?;
    let grants = matches!(flag.meaning, Meaning::Type(..) | Meaning::AllAccess | Meaning::Operator);
    (flag.takes == Takes::Switch && grants).then_some(flag.meaning)
}

fn of_type(action: Action, resource: &ResourceType, word: &str, span: Span) -> Vec<Answer> {
    let grant = |reach: Reach| Grant { action, resource: resource.clone(), reach, span };
    let mut answers = Vec::new();
    let truth = super::arguments::parse_bool(word).is_some();
    if !truth && word != "…" && has_objects(resource) {
        let reach = match Id::parse(word) {
            Ok(id) => Reach::Object { id, org: Some(OrgRef::NotSaid) },
            Err(_) => Reach::Named { name: word.to_owned(), org: OrgRef::NotSaid },
        };
        answers.push(Answer::grant(grant(reach), "what the word seems to mean"));
    }
    answers.push(Answer::grant(grant(Reach::TypeFlag), "what the switch means without the word"));
    answers.push(Answer::nothing());
    answers
}

fn of_preset(title: &str, grants: Grants) -> Vec<Answer> {
    let preset = Answer { title: title.into(), why: "what the switch means without the word", grants };
    vec![preset, Answer::nothing()]
}
