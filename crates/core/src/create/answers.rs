//! What a run makes of the answers to its steps.

use super::row::State;
use super::run::{Flow, Pause, Run};
use super::{Dialect, Error, Outcome, Safekeeping};
use crate::Remote;
use crate::create::Then;
use crate::http::ApiError;
use std::collections::BTreeSet;

/// So many failures in a row pause a run: the next one would most likely fail too.
const IN_A_ROW: usize = 3;
/// How long to wait, in seconds, where the server asks to wait and does not say how long.
const USUAL_WAIT: u32 = 5;
/// The longest wait in seconds, whatever is asked: nobody sits before a page for days.
const LONGEST_WAIT: u32 = 60;

impl<D: Dialect> Run<D> {
    /// The list before the first create was read, or could not be. It is read again where the server asks to wait and after
    /// signing in again; otherwise the run goes on without it, because a credential may create what it may not list.
    pub fn knows(&mut self, before: Result<BTreeSet<D::Id>, Error<D>>) {
        self.busy = None;
        match before {
            Ok(before) => self.before = Some(Some(before)),
            Err(error) if self.hindered(&error) => {}
            Err(_) => self.before = Some(None),
        }
    }

    /// The answer to a create has come, or is lost. `now` is this device's clock in milliseconds.
    pub fn answered(&mut self, row: usize, answer: Result<D::Created, Error<D>>, now: i64) {
        self.busy = None;
        if let Some(attempt) = self.rows[row].attempts.last_mut() {
            attempt.ended = Some(now);
        }
        self.watch();
        self.rows[row].state = match answer {
            Ok(created) => {
                self.failures = 0;
                let id = D::id(&created);
                State::Created { id, secret: Some(Box::new(created)), safe: Safekeeping::default() }
            }
            Err(error) if self.hindered(&error) => State::Waiting,
            Err(error) if error.leaves_outcome_unknown() => {
                State::Lost { error, outcome: Remote::NotAsked, then: Then::Tell }
            }
            Err(error) => {
                self.failed();
                State::Refused(error)
            }
        };
    }

    /// The answer to a delete has come, or is lost.
    pub fn deleted(&mut self, row: usize, id: D::Id, answer: Result<(), Error<D>>) {
        self.busy = None;
        match answer {
            Ok(()) => {
                self.failures = 0;
                self.gone.insert(id);
                self.watch();
                let row = &mut self.rows[row];
                row.stuck = None;
                match &mut row.state {
                    // The old state goes here, and with it the secret.
                    State::Created { id: own, .. } if *own == id => row.state = State::Deleted(id),
                    State::Lost { outcome, .. } => *outcome = Remote::NotAsked,
                    _ => {}
                }
            }
            Err(error) if self.hindered(&error) => self.doomed.push_front((row, id)),
            Err(error) => {
                let open = error.leaves_outcome_unknown();
                // The list tells whether it was deleted all the same.
                if let State::Lost { outcome, .. } = &mut self.rows[row].state
                    && open
                {
                    *outcome = Remote::NotAsked;
                } else if let State::Lost { then, .. } = &mut self.rows[row].state {
                    *then = Then::Tell;
                }
                self.rows[row].stuck = Some(error);
                self.failed();
            }
        }
    }

    /// A second of the wait has passed.
    pub fn waited(&mut self) {
        self.busy = None;
        self.wait = self.wait.saturating_sub(1);
    }

    pub(super) fn halt(&mut self, why: Pause<D>) {
        if self.flow == Flow::Going {
            self.flow = Flow::Paused(why);
        }
    }

    pub(super) fn failed(&mut self) {
        self.failures += 1;
        if self.failures >= IN_A_ROW {
            self.halt(Pause::KeepsFailing);
        }
    }

    /// Takes note of an error that says nothing about the row and that proves that nothing was done.
    pub(super) fn hindered(&mut self, error: &Error<D>) -> bool {
        match error {
            ApiError::TooManyRequests { retry_after } => {
                self.wait = retry_after.unwrap_or(USUAL_WAIT).clamp(1, LONGEST_WAIT);
                true
            }
            error if error.ends_session() => {
                // This reason outweighs the person's own pause: signing in again is what is needed.
                self.flow = Flow::Paused(Pause::SessionEnded);
                true
            }
            _ => false,
        }
    }

    /// Whether this is open still: no answer came, and the list does not show a token that looks like it.
    pub fn is_open(&self, row: usize) -> bool {
        let found = |outcome: &Remote<Outcome<D::Id>, _>| matches!(outcome, Remote::Ready(Outcome::Found(_)));
        matches!(&self.rows[row].state, State::Lost { outcome, .. } if !found(outcome))
    }
}
