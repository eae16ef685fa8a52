//! What a person can tell a run: to pause and go on, and, where it was only half successful, to finish it,
//! to replace what nobody can use, or to undo it.

use super::row::{State, Then};
use super::run::{Flow, Pause, Run, Work};
use super::{Dialect, Outcome};
use crate::Remote;

impl<D: Dialect> Run<D> {
    /// The person wants it to stop after the request that is under way.
    pub fn pause(&mut self) {
        self.halt(Pause::Person);
    }

    /// The person wants it to go on.
    pub fn resume(&mut self) {
        if matches!(self.flow, Flow::Paused(_)) {
            self.go();
        }
    }

    /// The person wants the list to be looked at once more, now.
    pub fn look_again(&mut self) {
        if self.is_active() {
            return;
        }
        self.watch();
        for row in &mut self.rows {
            if let State::Lost { outcome, .. } = &mut row.state {
                *outcome = Remote::NotAsked;
            }
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

    /// Asks again for the tokens that do not exist as far as the list shows. Where an answer was lost, the list is looked
    /// at once more before.
    pub fn finish(&mut self) {
        if self.is_active() {
            return;
        }
        for row in &mut self.rows {
            match &mut row.state {
                State::Refused(_) => row.state = State::Waiting,
                State::Lost { outcome, then, .. } if *outcome == Remote::Ready(Outcome::NotFound) => {
                    *outcome = Remote::NotAsked;
                    *then = Then::SendAgain;
                }
                _ => {}
            }
        }
        self.work = Work::Creating;
        self.go();
    }

    /// Asks again for a token whose answer was lost, also where the list could not tell; it is looked at once more before.
    pub fn insist(&mut self, row: usize) {
        if self.is_active() || !self.is_open(row) {
            return;
        }
        if let State::Lost { outcome, then, .. } = &mut self.rows[row].state {
            *outcome = Remote::NotAsked;
            *then = Then::Insist;
        }
        self.work = Work::Creating;
        self.go();
    }

    /// The tokens that [`Run::replace`] deletes, each with its row, so that the question can name them: where exactly one
    /// token looks like the lost one.
    pub fn replaceable(&self) -> Vec<(usize, D::Id)> {
        let one = |(at, row): (usize, &super::Row<D>)| match row.lookalikes() {
            [alike] => Some((at, alike.id)),
            _ => None,
        };
        self.rows.iter().enumerate().filter_map(one).collect()
    }

    /// Deletes the tokens that were named in the question, and creates them anew.
    pub fn replace(&mut self, named: &[(usize, D::Id)]) {
        self.discard(named, Then::SendAgain);
    }

    /// Deletes tokens that look like a lost one and were named in the question.
    pub fn discard_lookalikes(&mut self, named: &[(usize, D::Id)]) {
        self.discard(named, Then::Tell);
    }

    fn discard(&mut self, named: &[(usize, D::Id)], next: Then) {
        if self.is_active() {
            return;
        }
        self.doomed.clear();
        for (at, id) in named {
            if let Some(row) = self.rows.get_mut(*at)
                && row.lookalikes().iter().any(|alike| alike.id == *id)
                && let State::Lost { then, .. } = &mut row.state
            {
                *then = next;
                self.doomed.push_back((*at, *id));
            }
        }
        self.work = Work::Creating;
        self.go();
    }

    /// Deletes every token that the server said it created, and leaves out what was not sent yet. What only looks like one
    /// of them is not touched: it may be somebody else's.
    pub fn undo(&mut self) {
        if self.is_active() {
            return;
        }
        self.doomed.clear();
        for (at, row) in self.rows.iter_mut().enumerate() {
            if matches!(row.state, State::Waiting) {
                row.state = State::LeftOut("The run was undone before its turn.".to_owned());
            } else if let Some(id) = row.token() {
                self.doomed.push_back((at, id));
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
