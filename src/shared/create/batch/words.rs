//! The sentences of a run.

use super::Batches;
use crate::shared::create::Steer;
use console_core::Remote;
use console_core::create::{Dialect, Flow, Lookalike, Outcome, Row, Run, State, Tally, TwinState, Work};
use console_core::http::ApiError;
use console_core::text::number;

/// `1 token`, `24 tokens`.
pub fn tokens(count: usize) -> String {
    if count == 1 { "1 token".to_owned() } else { format!("{} tokens", number(count)) }
}

/// The heading of the dialog.
pub fn title<D: Dialect>(run: &Run<D>) -> String {
    let (tally, verb) = (run.tally(), D::VERB);
    match (run.work(), run.flow()) {
        (Work::Creating, Flow::Going) => format!("Creating {}", tokens(tally.total)),
        (Work::Creating, Flow::Paused(_)) => {
            format!("Paused: {} of {} created", number(tally.created), tokens(tally.total))
        }
        (Work::Creating, Flow::Done) if tally.found + tally.unsure > 0 && tally.created == 0 => {
            format!("{} may exist without {}", tokens(tally.found + tally.unsure), secrets(tally.found + tally.unsure))
        }
        (Work::Creating, Flow::Done) if tally.not_found > 0 && tally.created == 0 => {
            "No token was found so far".to_owned()
        }
        (Work::Creating, Flow::Done) if tally.created == 0 => "No token was created".to_owned(),
        (Work::Creating, Flow::Done) if tally.unsaved > 0 && tally.created == 1 => "Store this token now".to_owned(),
        (Work::Creating, Flow::Done) if tally.unsaved > 0 => format!("Store these {} now", tokens(tally.created)),
        (Work::Creating, Flow::Done) => format!("{} created", tokens(tally.created)),
        (Work::Undoing, Flow::Going) => format!("{} {}", verb.going, tokens(run.standing())),
        (Work::Undoing, Flow::Paused(_)) => {
            format!("Paused: {} still to {}", tokens(run.standing()), verb.infinitive)
        }
        (Work::Undoing, Flow::Done) if run.standing() == 0 => undone(run),
        (Work::Undoing, Flow::Done) if run.rows().iter().any(is_open) => {
            format!("Perhaps {} could not be {}", tokens(run.standing()), verb.past)
        }
        (Work::Undoing, Flow::Done) => format!("{} could not be {}", tokens(run.standing()), verb.past),
    }
}

/// Whether nobody knows if its token was deleted.
fn is_open<D: Dialect>(row: &Row<D>) -> bool {
    row.stuck.as_ref().is_some_and(ApiError::leaves_outcome_unknown)
}

/// `its secret`, of as many tokens.
pub const fn secrets(count: usize) -> &'static str {
    if count == 1 { "its secret" } else { "their secrets" }
}

/// What an undo deleted, and what stands all the same because nobody can prove whose it is.
fn undone<D: Dialect>(run: &Run<D>) -> String {
    let past = D::VERB.past;
    let deleted = match run.tally().deleted {
        1 => format!("1 token was {past}"),
        count => format!("All {} were {past}", tokens(count)),
    };
    let twins = run.twins().iter().filter(|twin| !matches!(twin.state, TwinState::Changed(_))).count();
    match twins + run.rows().iter().map(|row| row.lookalikes().len()).sum::<usize>() {
        0 => deleted,
        1 => format!("{deleted}, 1 that looks the same was not"),
        count => format!("{deleted}, {} that look the same were not", number(count)),
    }
}

/// What waits while the dialog is set aside.
pub fn waits<D: Dialect>(run: &Run<D>) -> String {
    let tally = run.tally();
    format!(
        "A run waits for you: {} of {} created, {} still to be stored. It comes back when you have signed in.",
        number(tally.created),
        tokens(tally.total),
        number(tally.unsaved)
    )
}

/// How far it is, in one line.
pub fn count<C: Batches>(run: &Run<C::Of>) -> String {
    let tally = run.tally();
    let mut line = match run.work() {
        Work::Creating => format!("{} of {} created", number(tally.created), number(tally.total)),
        Work::Undoing => {
            format!("{} of {} {}", number(tally.deleted), number(tally.deleted + run.standing()), C::Of::VERB.past)
        }
    };
    let mut more = |count: usize, what: &str| {
        if count > 0 {
            line.push_str(&format!(" · {} {what}", number(count)));
        }
    };
    let otherwise = |row: &&Row<C::Of>| row.created().and_then(C::otherwise).is_some();
    more(run.rows().iter().filter(otherwise).count(), "not as asked");
    more(tally.refused, "refused");
    more(tally.found + tally.unsure, "may exist");
    more(tally.not_found, "not found");
    more(tally.left_out, "left out");
    line
}

/// What is said aloud: the start, each tenth result, every failure, and that it stops.
pub fn spoken<C: Batches>(before: &(Tally, Flow<C::Of>), run: &Run<C::Of>) -> Option<String> {
    let (before, flow) = before;
    let now = run.tally();
    let stopped = run.flow() != flow && *run.flow() != Flow::Going;
    let failed = |tally: &Tally| tally.refused + tally.found + tally.not_found + tally.unsure;
    let tenth = now.created / 10 > before.created / 10 || now.deleted / 10 > before.deleted / 10;
    if stopped {
        return Some(format!("{}. {}", title(run), count::<C>(run)));
    }
    (tenth || failed(&now) > failed(before)).then(|| count::<C>(run))
}

/// How a row is doing: its mark, its word, and the reason if there is one.
pub fn result<C: Batches>(creator: C, row: &Row<C::Of>) -> (Mark, String, Option<String>) {
    let (mark, word, why) = match &row.state {
        State::LeftOut(reason) => (Mark::Quiet, "Left out", Some(reason.clone())),
        State::Waiting => (Mark::Quiet, "Waiting", None),
        State::Sending => (Mark::Busy, "Sending", None),
        State::Created { secret, .. } => match secret.as_deref().and_then(C::otherwise) {
            None => (Mark::Good, "Created", None),
            Some(otherwise) => (Mark::Doubt, "Not as asked", Some(otherwise.text)),
        },
        State::Refused(error) => (Mark::Bad, "Refused", Some(C::reason(error))),
        State::Deleted(_) => return (Mark::Quiet, C::Of::VERB.done.to_owned(), None),
        State::Lost { error, outcome, .. } => match outcome {
            Remote::NotAsked | Remote::Loading => {
                (Mark::Busy, "Answer lost", Some("Checking whether the token exists.".to_owned()))
            }
            Remote::Failed(why) => {
                (Mark::Doubt, "May exist", Some(format!("The answer was lost, and the list could not be read: {why}")))
            }
            Remote::Ready(Outcome::Found(alike)) => (Mark::Doubt, "May exist", Some(found(creator, alike))),
            Remote::Ready(Outcome::NotFound) => (Mark::Bad, "Not found so far", Some(error.to_string())),
            Remote::Ready(Outcome::Hidden) => (Mark::Doubt, "May exist", Some(C::HIDDEN_ROW.to_owned())),
        },
    };
    (mark, word.to_owned(), why)
}

fn found<C: Batches>(creator: C, alike: &[Lookalike<<C::Of as Dialect>::Id>]) -> String {
    match alike {
        [one] => format!(
            "The answer was lost. {} looks exactly like it, created {}. Somebody else may have created it.",
            one.id,
            creator.created_at(one.id)
        ),
        several => {
            let ids: Vec<String> = several.iter().map(|one| one.id.to_string()).collect();
            format!(
                "The answer was lost. {} look exactly like it. Somebody else may have created some.",
                ids.join(", ")
            )
        }
    }
}

/// The mark beside a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to look at.
    Quiet,
    /// Under way.
    Busy,
    /// As wanted.
    Good,
    /// Somebody should look.
    Doubt,
    /// Not as wanted.
    Bad,
}
