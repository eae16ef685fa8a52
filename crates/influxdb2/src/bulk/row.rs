//! One token of a run, and what became of its change.

use crate::authorization::{Authorization, Change};
use crate::{ApiError, Id};

/// What is asked of the server for one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// PATCH.
    Change(Change),
    /// DELETE.
    Delete,
}

/// One token of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The token.
    pub id: Id,
    /// What became of its change.
    pub state: State,
    /// The token as it was when this was planned.
    pub before: Authorization,
    /// The token as the server told it last.
    pub now: Authorization,
    pub(super) order: Order,
    /// Whether it is sent only when nothing else is under way, because it may end the session.
    pub(super) alone: bool,
}

/// What became of the change of one token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Its turn comes.
    Waiting,
    /// The request is under way.
    Sending,
    /// The answer was lost; the token is read to see what is stored.
    Lost(ApiError),
    /// The token is as wanted.
    Done {
        /// Whether that was only seen by reading it, because the answer was lost.
        read_back: bool,
    },
    /// The answer was lost, and the token is as it was before.
    NotDone,
    /// Somebody else changed the token meanwhile, so nothing was sent.
    Changed,
    /// The token had been deleted by somebody else.
    Gone,
    /// The token's owner or organization had been deleted, so it works no more, whatever is stored.
    OwnerGone,
    /// The server refused, and nothing was changed.
    Refused(ApiError),
    /// The answer was lost, and the token can't be read either.
    Unsure(ApiError),
}

/// How many rows there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows.
    pub total: usize,
    /// As wanted, those included that were read back.
    pub done: usize,
    /// Of those: the answer was lost and read back.
    pub read_back: usize,
    /// Deleted by somebody else, or dead with its owner.
    pub gone: usize,
    /// Refused, or not done after a lost answer: these can be tried again.
    pub failed: usize,
    /// Changed by somebody else, so nothing was sent.
    pub changed: usize,
    /// Nobody can tell.
    pub unsure: usize,
    /// Not finished yet.
    pub open: usize,
}

impl Row {
    /// A token whose turn comes.
    pub(super) fn new(before: Authorization, order: Order, alone: bool) -> Self {
        Self { id: before.id, state: State::Waiting, now: before.clone(), before, order, alone }
    }

    /// What is asked: a change, or nothing for a delete.
    pub const fn change(&self) -> Option<&Change> {
        match &self.order {
            Order::Change(change) => Some(change),
            Order::Delete => None,
        }
    }

    /// Whether the stored token is as wanted.
    pub(super) fn is_as_wanted(&self, stored: &Authorization) -> bool {
        self.change().is_some_and(|change| change.is_in(stored))
    }

    pub(super) const fn count(&self, tally: &mut Tally) {
        tally.total += 1;
        match &self.state {
            State::Waiting | State::Sending | State::Lost(_) => tally.open += 1,
            State::Done { read_back } => {
                tally.done += 1;
                if *read_back {
                    tally.read_back += 1;
                }
            }
            State::Gone | State::OwnerGone => tally.gone += 1,
            State::Changed => tally.changed += 1,
            State::NotDone | State::Refused(_) => tally.failed += 1,
            State::Unsure(_) => tally.unsure += 1,
        }
    }
}

impl State {
    /// What the row says.
    pub fn words(&self) -> String {
        match self {
            Self::Waiting => "Waiting".to_owned(),
            Self::Sending => "Working…".to_owned(),
            Self::Lost(_) => "Answer lost. Reading the token…".to_owned(),
            Self::Done { read_back: false } => "Done".to_owned(),
            Self::Done { read_back: true } => "Answer lost. Read back: done.".to_owned(),
            Self::NotDone => "Answer lost. Read back: not changed. Try again.".to_owned(),
            Self::Changed => "Somebody changed it meanwhile, so nothing was sent.".to_owned(),
            Self::Gone => "Somebody deleted it meanwhile.".to_owned(),
            Self::OwnerGone => "Its owner or organization was deleted, so it no longer works.".to_owned(),
            Self::Refused(error) => error.to_string(),
            Self::Unsure(error) => format!("Answer lost, and the token can’t be read. {error}"),
        }
    }
}
