//! What a text asks for, of all that was found in it.

use super::Found;
use crate::command::{Choice, Expansion, Form, NoteKind, Problem, ProblemKind, Question, Reading, Span, Subject};

/// Everything that a text asks for, or the reason why it asks for nothing.
///
/// `None` where nothing was found.
pub(crate) fn choose(text: &str, found: Vec<Found>) -> Option<Reading> {
    let asks = |found: &Found| match &found.reading.subject {
        Subject::Token(_) | Subject::Several(_) => true,
        Subject::V1(_) | Subject::Elsewhere(_) | Subject::Nothing => false,
    };
    let plain = found.iter().any(|one| asks(one) && !one.comment);
    let (mut tokens, mut others): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|one| asks(one) && (!plain || !one.comment));
    // Words of a sentence that look like a command, next to a real one.
    if tokens.iter().any(|one| grants_something(&one.reading)) {
        let stays = |one: &Found| {
            grants_something(&one.reading)
                || one.span.of(text).contains("--")
                || one.what == "JSON" && one.reading.problems.iter().any(|problem| !is_worked_out(problem))
        };
        let (kept, words): (Vec<Found>, Vec<Found>) = tokens.into_iter().partition(stays);
        tokens = kept;
        others.extend(words.into_iter().filter(|one| not_read(&one.reading) == NoteKind::OtherNotRead));
    }
    let mut kept: Vec<Choice> = Vec::new();
    let mut said = Vec::new();
    for one in tokens {
        let Found { what, span, reading, .. } = one;
        let says = what_is_said(&reading);
        // The same request twice is one, wherever it stands.
        if said.contains(&says) {
            continue;
        }
        said.push(says);
        match reading.subject {
            Subject::Several(list) => kept.extend(list),
            _ => kept.push(Choice { what, span, reading }),
        }
    }
    let left_out = others.iter().filter_map(|one| match one.comment {
        false => Some((one.span, not_read(&one.reading))),
        true => asks(one).then_some((one.span, NoteKind::CommentLeftOut)),
    });
    if kept.len() > 1 {
        let mut reading = Reading::new(kept[0].reading.form);
        for (span, kind) in left_out {
            reading.note(span, kind);
        }
        reading.subject = Subject::Several(kept);
        return Some(reading);
    }
    if let Some(one) = kept.pop() {
        let mut reading = one.reading;
        for (span, kind) in left_out {
            reading.note(span, kind);
        }
        return Some(reading);
    }
    let known = |one: &Found| !matches!(one.reading.subject, Subject::Nothing);
    let best = others.iter().position(known).unwrap_or(0);
    others.into_iter().nth(best).map(|one| one.reading)
}

/// Why something is left out.
fn not_read(reading: &Reading) -> NoteKind {
    let elsewhere = |problem: &Problem| matches!(problem.kind, ProblemKind::BodyInFile | ProblemKind::Unresolved(_));
    let sends = matches!(reading.form, Form::Curl | Form::Code) && reading.problems.iter().any(elsewhere);
    if sends { NoteKind::OtherNotRead } else { NoteKind::OthersLeftOut }
}

/// Whether only the program knows a value.
fn is_worked_out(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Unresolved(Expansion::Code(_)))
}

fn grants_something(reading: &Reading) -> bool {
    match &reading.subject {
        Subject::Token(draft) => !draft.grants_nothing() || !reading.questions.is_empty(),
        Subject::Several(_) => true,
        _ => false,
    }
}

/// What a reading asks for, wherever it stands.
fn what_is_said(reading: &Reading) -> (Subject, Vec<Question>, Vec<Problem>) {
    let Reading { subject, questions, problems, .. } = reading.clone().moved(&|_| Span::default());
    (subject, questions, problems)
}

/// What is said of a text in which nothing was understood.
pub(crate) fn unrecognized(text: &str) -> Reading {
    let mut reading = Reading::new(Form::Unknown);
    let start = text.len() - text.trim_start().len();
    let span = Span::new(start, text.trim_end().len().max(start));
    let kind = if span.is_empty() { ProblemKind::Empty } else { ProblemKind::NotUnderstood };
    reading.problem(span, kind);
    reading
}
