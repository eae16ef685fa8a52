//! What a run makes of the answers to its steps.

use super::row::{State, Then};
use super::run::{Flow, Pause, Run, Work};
use crate::api::authorizations::Created;
use crate::outcome::{Before, Outcome};
use crate::{ApiError, Remote};

/// So many failures in a row pause a run: the next one would most likely fail too.
const IN_A_ROW: usize = 3;
/// How long to wait, in seconds, where the server asks to wait and does not say how long.
const USUAL_WAIT: u32 = 5;

impl Run {
    /// The list before the first create was read, or could not be.
    pub fn knows(&mut self, before: Option<Before>) {
        self.busy = None;
        self.before = Some(before);
    }

    /// The answer to a create has come, or is lost.
    pub fn answered(&mut self, row: usize, answer: Result<Created, ApiError>) {
        self.busy = None;
        self.rows[row].state = match answer {
            Ok(created) => {
                if let Some(Some(before)) = &mut self.before {
                    before.insert(created.authorization.id);
                }
                self.failures = 0;
                State::Made { created: Box::new(created), kept: None }
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

    /// The list tells what became of a lost answer, or could not be read.
    pub fn compared(&mut self, row: usize, found: Result<Outcome, ApiError>) {
        self.busy = None;
        let hindered = found.as_ref().is_err_and(|error| self.hindered(error));
        let State::Lost { outcome, then, .. } = &mut self.rows[row].state else { return };
        match found {
            Ok(Outcome::NotMade) if *then == Then::SendAgain && self.work == Work::Making => {
                self.rows[row].state = State::Waiting;
            }
            Ok(known) => {
                let stands = matches!(known, Outcome::Made(_));
                *outcome = Remote::Ready(known);
                *then = Then::Tell;
                if stands && self.work == Work::Undoing {
                    self.doomed.push_back(row);
                }
                self.failed();
            }
            Err(_) if hindered => *outcome = Remote::NotAsked,
            Err(error) => {
                *outcome = Remote::Failed(error.clone());
                self.halt(Pause::ListUnreadable(error));
            }
        }
    }

    /// The answer to a delete has come, or is lost.
    pub fn deleted(&mut self, row: usize, answer: Result<(), ApiError>) {
        self.busy = None;
        let replace = matches!(self.rows[row].state, State::Lost { then: Then::Replace, .. });
        let answer = answer.or_else(|error| match error {
            // Gone is gone, whoever deleted it; but only the server's own words say so, and not a 404 of something on the way.
            ApiError::NotFound { message } if message == "authorization not found" => Ok(()),
            error => Err(error),
        });
        match answer {
            Ok(()) => {
                self.failures = 0;
                self.rows[row].stuck = None;
                // The old state goes here, and with it the secret.
                if let Some(id) = self.rows[row].token() {
                    self.gone.insert(id);
                    self.rows[row].state = if replace { State::Waiting } else { State::Undone(id) };
                }
            }
            Err(error) if self.hindered(&error) => self.doomed.push_front(row),
            Err(error) => {
                if let State::Lost { then, .. } = &mut self.rows[row].state {
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

    pub(super) fn halt(&mut self, why: Pause) {
        if self.flow == Flow::Going {
            self.flow = Flow::Paused(why);
        }
    }

    fn failed(&mut self) {
        self.failures += 1;
        if self.failures >= IN_A_ROW {
            self.halt(Pause::KeepsFailing);
        }
    }

    /// Takes note of an error that says nothing about the row and that proves that nothing was done.
    fn hindered(&mut self, error: &ApiError) -> bool {
        match error {
            ApiError::TooManyRequests { retry_after } => {
                self.wait = retry_after.unwrap_or(USUAL_WAIT).max(1);
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
}
