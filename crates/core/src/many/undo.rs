//! What a person can do with a run that was only half successful: finish it, replace what is of no use, or undo it.

use super::row::{State, Then};
use super::run::{Run, Work};
use crate::outcome::Outcome;
use crate::remote::Remote;

impl Run {
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
