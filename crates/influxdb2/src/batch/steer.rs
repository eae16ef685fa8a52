//! What a person can tell a run: to pause and go on, and, where it was only half successful, to finish it,
//! to replace what is of no use, or to undo it.

use super::row::{State, Then};
use super::run::{Flow, Pause, Run, Work};
use crate::Remote;
use crate::outcome::Outcome;

impl Run {
    /// The person wants it to stop after the request that is under way.
    pub fn pause(&mut self) {
        self.halt(Pause::Person);
    }

    /// The person wants it to go on.
    pub fn resume(&mut self) {
        if !matches!(self.flow, Flow::Paused(_)) {
            return;
        }
        self.go();
    }

    /// Takes up again; lists that could not be read are asked for once more.
    fn go(&mut self) {
        self.failures = 0;
        for row in &mut self.rows {
            if let State::Lost { outcome: outcome @ Remote::Failed(_), .. } = &mut row.state {
                *outcome = Remote::NotAsked;
            }
        }
        self.flow = Flow::Going;
    }

    /// Asks again for the tokens that certainly do not exist. Where an answer was lost, the list is looked at once more before.
    pub fn finish(&mut self) {
        if self.is_active() {
            return;
        }
        for row in &mut self.rows {
            match &mut row.state {
                State::Refused(_) => row.state = State::Waiting,
                State::Lost { outcome, then, .. } if matches!(outcome, Remote::Ready(Outcome::NotMade)) => {
                    *outcome = Remote::NotAsked;
                    *then = Then::SendAgain;
                }
                _ => {}
            }
        }
        self.work = Work::Making;
        self.go();
    }

    /// Deletes the tokens whose secret was lost with the answer, and makes them anew.
    pub fn replace(&mut self) {
        if self.is_active() {
            return;
        }
        self.doomed.clear();
        for (at, row) in self.rows.iter_mut().enumerate() {
            if let State::Lost { outcome: Remote::Ready(Outcome::Made(_)), then, .. } = &mut row.state {
                *then = Then::Replace;
                self.doomed.push_back(at);
            }
        }
        self.work = Work::Making;
        self.go();
    }

    /// Deletes every token that the run made, also those whose secret is gone, and leaves out what was not sent yet.
    pub fn undo(&mut self) {
        if self.is_active() {
            return;
        }
        self.doomed.clear();
        for (at, row) in self.rows.iter_mut().enumerate() {
            if matches!(row.state, State::Waiting) {
                row.state = State::LeftOut("The run was undone before its turn.".to_owned());
            } else if row.token().is_some() {
                self.doomed.push_back(at);
            }
        }
        self.work = Work::Undoing;
        self.go();
    }

    /// How many tokens an undo would delete.
    pub fn standing(&self) -> usize {
        self.rows.iter().filter(|row| row.token().is_some()).count()
    }
}
