//! What the list says about what was sent: tokens that look as asked for and that nobody here knows.

use super::row::{State, Then};
use super::run::{Errand, Pause, Run, Work};
use super::{Dialect, Error};
use crate::Remote;
use std::collections::VecDeque;

/// How many seconds to wait before each look after a create, because a slow server may store late. The first is at once.
pub(super) const LOOKS: [u32; 3] = [0, 5, 15];

/// A token that looks as asked for, was not there before, and of which no answer told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lookalike<I> {
    /// The token.
    pub id: I,
    /// Whether it was created while the request was under way. It proves nothing: so can somebody else's be.
    pub likely: bool,
}

/// What one look at the list showed for one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<I> {
    /// All tokens that look like it.
    pub alike: Vec<Lookalike<I>>,
    /// Whether the list shows the owner's tokens, and what was there before is known.
    pub complete: bool,
}

/// What one look showed for each row of which something was sent.
pub type Looked<I> = Vec<(usize, Seen<I>)>;

/// What the list says about a create whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<I> {
    /// These look like it. Which of them is the one, if any, nobody can prove.
    Found(Vec<Lookalike<I>>),
    /// No new token looks like it so far.
    NotFound,
    /// The list can't show it, so nobody can tell.
    Hidden,
}

/// A second token for one create whose answer came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twin<D: Dialect> {
    /// The row that asked for it once.
    pub row: usize,
    /// The token.
    pub id: D::Id,
    /// Whether it was created while the request was under way.
    pub likely: bool,
    /// What was done about it.
    pub state: TwinState<D>,
}

/// What was done about a twin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TwinState<D: Dialect> {
    /// Nothing yet: the person is asked.
    Open,
    /// A change is under way.
    Changing(Change),
    /// The server did not say that it carried the change out.
    Failed(Change, Error<D>),
    /// It was carried out.
    Changed(Change),
    /// The person wants it as it is.
    Kept,
}

/// What a person can do with a twin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Make it stop working, which can be taken back.
    Deactivate,
    /// Delete it.
    Delete,
}

impl<D: Dialect> Run<D> {
    /// What looks as asked for and was not asked for, or only once.
    pub fn twins(&self) -> &[Twin<D>] {
        &self.twins
    }

    /// Seconds until the list is looked at by itself once more; none if no such look is due.
    pub fn next_look(&self) -> Option<u32> {
        self.looks.front().copied()
    }

    /// Why the list could not be compared after a create was answered, so that nobody knows whether it was sent twice.
    pub const fn unchecked(&self) -> Option<&Error<D>> {
        self.unchecked.as_ref()
    }

    /// Something was sent or deleted: the list is looked at from now on.
    pub(super) fn watch(&mut self) {
        self.looks = VecDeque::from(LOOKS);
        self.resting = None;
    }

    /// A pause before a look is over. Says whether that pause still counts: a newer step may have ended it.
    pub fn rested(&mut self, ticket: u32) -> bool {
        if self.resting != Some(ticket) {
            return false;
        }
        self.resting = None;
        if let Some(next) = self.looks.front_mut() {
            *next = 0;
        }
        true
    }

    /// The list was read and compared, or could not be read.
    pub fn looked(&mut self, seen: Result<Looked<D::Id>, Error<D>>) {
        let asked_for = self.busy == Some(Errand::Look);
        self.busy = None;
        if self.looks.front() == Some(&0) {
            self.looks.pop_front();
        }
        match seen {
            Ok(seen) => {
                self.unchecked = None;
                for (row, seen) in seen {
                    self.saw(row, seen);
                }
            }
            Err(error) if asked_for => self.could_not_look(error),
            Err(error) => self.unchecked = Some(error),
        }
    }

    fn saw(&mut self, at: usize, seen: Seen<D::Id>) {
        self.settle_twins(at, &seen);
        // A person may decide while a look is under way; what it saw before the deletion changes nothing about that.
        let decided = self.doomed.iter().any(|(row, _)| *row == at);
        let State::Lost { outcome, then, .. } = &mut self.rows[at].state else {
            for Lookalike { id, likely } in seen.alike {
                if self.twins.iter().all(|twin| twin.id != id) {
                    self.twins.push(Twin { row: at, id, likely, state: TwinState::Open });
                }
            }
            return;
        };
        let pending = matches!(outcome, Remote::NotAsked | Remote::Loading);
        let again = *then == Then::Insist || (*then == Then::SendAgain && seen.complete);
        if seen.alike.is_empty() && again && self.work == Work::Creating {
            self.rows[at].state = State::Waiting;
            return;
        }
        if !decided {
            *then = Then::Tell;
        }
        *outcome = Remote::Ready(match (seen.alike.is_empty(), seen.complete) {
            (false, _) => Outcome::Found(seen.alike),
            (true, true) => Outcome::NotFound,
            (true, false) => Outcome::Hidden,
        });
        if pending {
            self.failed();
        }
    }

    /// A change whose answer was lost was carried out, if the list says so.
    fn settle_twins(&mut self, at: usize, seen: &Seen<D::Id>) {
        let gone = |id| seen.complete && seen.alike.iter().all(|alike| alike.id != id);
        for twin in self.twins.iter_mut().filter(|twin| twin.row == at) {
            if matches!(twin.state, TwinState::Failed(Change::Delete, _)) && gone(twin.id) {
                twin.state = TwinState::Changed(Change::Delete);
                self.gone.insert(twin.id);
            }
        }
    }

    fn could_not_look(&mut self, error: Error<D>) {
        let hindered = self.hindered(&error);
        for row in &mut self.rows {
            if let State::Lost { outcome: outcome @ (Remote::NotAsked | Remote::Loading), .. } = &mut row.state {
                *outcome = if hindered { Remote::NotAsked } else { Remote::Failed(error.clone()) };
            }
        }
        if !hindered {
            self.halt(Pause::ListUnreadable(error));
        }
    }

    /// The person wants something done about a twin, and was asked before.
    pub fn change_twin(&mut self, id: D::Id, change: Change) {
        if let Some(twin) = self.twins.iter_mut().find(|twin| twin.id == id) {
            twin.state = TwinState::Changing(change);
            self.changes.push_back((id, change));
        }
    }

    /// The person wants a twin as it is.
    pub fn keep_twin(&mut self, id: D::Id) {
        if let Some(twin) = self.twins.iter_mut().find(|twin| twin.id == id) {
            twin.state = TwinState::Kept;
        }
    }

    /// Whether a token was to stop working, and nobody knows whether it did.
    pub fn is_perhaps_stopped(&self, id: D::Id) -> bool {
        self.perhaps_stopped.contains(&id)
    }

    /// The answer to a change of a twin has come, or is lost.
    pub fn changed(&mut self, id: D::Id, change: Change, answer: Result<(), Error<D>>) {
        self.busy = None;
        let open = answer.as_ref().is_err_and(Error::<D>::leaves_outcome_unknown);
        if open && change == Change::Deactivate {
            self.perhaps_stopped.insert(id);
        }
        if answer.is_ok() && change == Change::Delete {
            self.gone.insert(id);
        }
        if let Some(twin) = self.twins.iter_mut().find(|twin| twin.id == id) {
            twin.state = match answer {
                Ok(()) => TwinState::Changed(change),
                Err(error) => TwinState::Failed(change, error),
            };
        }
        if open {
            self.watch();
        }
    }
}
