//! The sentences of a run.

use console_core::text::number;
use influxdb2::batch::{Flow, Run, State, Tally, Work};
use influxdb2::outcome::Outcome;
use influxdb2::{ApiError, Refusal, Remote};

/// `1 token`, `24 tokens`.
pub fn tokens(count: usize) -> String {
    if count == 1 { "1 token".to_owned() } else { format!("{} tokens", number(count)) }
}

/// The heading of the dialog.
pub fn title(run: &Run) -> String {
    let tally = run.tally();
    match (run.work(), run.flow()) {
        (Work::Making, Flow::Going) => format!("Making {}", tokens(tally.total)),
        (Work::Making, Flow::Paused(_)) => format!("Paused: {} of {} made", number(tally.made), tokens(tally.total)),
        (Work::Making, Flow::Done) if tally.made == 0 => "No token was made".to_owned(),
        (Work::Making, Flow::Done) if tally.unkept > 0 && tally.made == 1 => "Store this token now".to_owned(),
        (Work::Making, Flow::Done) if tally.unkept > 0 => format!("Store these {} now", tokens(tally.made)),
        (Work::Making, Flow::Done) => format!("{} made", tokens(tally.made)),
        (Work::Undoing, Flow::Going) => format!("Deleting {}", tokens(run.standing())),
        (Work::Undoing, Flow::Paused(_)) => format!("Paused: {} still to delete", tokens(run.standing())),
        (Work::Undoing, Flow::Done) if run.standing() == 0 => "The run is undone".to_owned(),
        (Work::Undoing, Flow::Done) => format!("{} could not be deleted", tokens(run.standing())),
    }
}

/// What waits while the dialog is set aside.
pub fn waits(run: &Run) -> String {
    let tally = run.tally();
    format!(
        "A run waits for you: {} of {} made, {} still to be stored. It comes back when you have signed in.",
        number(tally.made),
        tokens(tally.total),
        number(tally.unkept)
    )
}

/// How far it is, in one line.
pub fn count(run: &Run) -> String {
    let tally = run.tally();
    let mut line = match run.work() {
        Work::Making => format!("{} of {} made", number(tally.made), number(tally.total)),
        Work::Undoing => format!("{} of {} deleted", number(tally.undone), number(tally.undone + run.standing())),
    };
    let mut more = |count: usize, what: &str| {
        if count > 0 {
            line.push_str(&format!(" · {} {what}", number(count)));
        }
    };
    more(tally.refused, "refused");
    more(tally.found, "made, secret lost");
    more(tally.not_made, "not made");
    more(tally.unsure, "unclear");
    more(tally.left_out, "left out");
    line
}

/// What is said aloud: the start, each tenth result, every failure, and that it stops.
pub fn spoken(before: &(Tally, Flow), run: &Run) -> Option<String> {
    let (before, flow) = before;
    let now = run.tally();
    let stopped = run.flow() != flow && *run.flow() != Flow::Going;
    let failed = |tally: &Tally| tally.refused + tally.found + tally.not_made + tally.unsure;
    let tenth = now.made / 10 > before.made / 10 || now.undone / 10 > before.undone / 10;
    if stopped {
        return Some(format!("{}. {}", title(run), count(run)));
    }
    (tenth || failed(&now) > failed(before)).then(|| count(run))
}

/// How a row is doing: its mark, its word, and the reason if there is one.
pub fn result(state: &State) -> (Mark, &'static str, Option<String>) {
    match state {
        State::LeftOut(reason) => (Mark::Quiet, "Left out", Some(reason.clone())),
        State::Waiting => (Mark::Quiet, "Waiting", None),
        State::Sending => (Mark::Busy, "Sending", None),
        State::Made { .. } => (Mark::Good, "Made", None),
        State::Refused(error) => (Mark::Bad, "Refused", Some(reason(error))),
        State::Undone(_) => (Mark::Quiet, "Deleted again", None),
        State::Lost { error, outcome, .. } => match outcome {
            Remote::NotAsked | Remote::Loading => {
                (Mark::Busy, "Answer lost", Some("Looking through the list whether it was made.".to_owned()))
            }
            Remote::Failed(why) => {
                (Mark::Doubt, "May exist", Some(format!("The answer was lost, and the list could not be read: {why}")))
            }
            Remote::Ready(Outcome::Made(_)) => (
                Mark::Doubt,
                "Made, secret lost",
                Some("Its secret was in the lost answer and cannot be fetched again.".to_owned()),
            ),
            Remote::Ready(Outcome::NotMade) => (Mark::Bad, "Not made", Some(error.to_string())),
            Remote::Ready(Outcome::MadeOneOf(ids)) => {
                (Mark::Doubt, "May exist", Some(format!("{} new tokens look like it; see the list.", ids.len())))
            }
            Remote::Ready(Outcome::Hidden) => (
                Mark::Doubt,
                "May exist",
                Some("The answer was lost, and the list does not show all tokens of the owner.".to_owned()),
            ),
        },
    }
}

fn reason(error: &ApiError) -> String {
    match error {
        ApiError::Refused(Refusal::MayNotGrant(permission)) => {
            format!("Your credential does not hold {permission}, so it may not grant it.")
        }
        error => error.to_string(),
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
