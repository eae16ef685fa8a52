//! When a run may be left: once nothing is under way and every secret is somewhere else.

use super::look::TwinState;
use super::row::{Row, State};
use super::run::{Flow, Pause, Run};
use super::{Closing, Dialect, Saved};

impl<D: Dialect> Run<D> {
    /// The secrets of these rows are somewhere else now.
    pub fn saved(&mut self, rows: &[usize], how: Saved) {
        for row in rows {
            if let Some(Row { state: State::Created { safe, .. }, .. }) = self.rows.get_mut(*row) {
                safe.add(how);
            }
        }
    }

    /// The person ticked or unticked "I have stored these tokens".
    pub fn acknowledged(&mut self, stored: bool) {
        for row in &mut self.rows {
            if let State::Created { safe, .. } = &mut row.state {
                safe.acknowledge(stored);
            }
        }
    }

    /// Gives the token of a row with its secret to somebody else, who guards it from now on.
    pub fn hand_over(&mut self, row: usize) -> Option<D::Created> {
        match &mut self.rows.get_mut(row)?.state {
            State::Created { secret, .. } => secret.take().map(|created| *created),
            _ => None,
        }
    }

    /// The token with this id, while its secret is here, to note what became of it.
    pub fn created_mut(&mut self, id: D::Id) -> Option<&mut D::Created> {
        let row = self.rows.iter_mut().find(|row| row.token() == Some(id))?;
        match &mut row.state {
            State::Created { secret, .. } => secret.as_deref_mut(),
            _ => None,
        }
    }

    /// How often somebody tried to leave too early.
    pub const fn attempts_to_leave(&self) -> usize {
        self.attempts_to_leave
    }

    /// Whether leaving would lose a secret or cut a request off.
    pub fn must_stay(&self) -> bool {
        self.is_active() || self.tally().unsaved > 0
    }

    /// The person wants to leave: by button, Esc, back, reload or another place.
    pub fn asked_to_close(&mut self) -> Closing {
        if self.must_stay() {
            self.attempts_to_leave += 1;
            return Closing::Guarded;
        }
        Closing::Allowed
    }

    /// Wipes the secrets. What was sent stays known, so that the list can still be compared and what is open be found.
    pub fn retire(&mut self) {
        for row in &mut self.rows {
            match &mut row.state {
                State::Created { secret, .. } => *secret = None,
                // It may have been sent and stored all the same: of two sendings of a browser the second one is answered, and
                // the session may have ended between them. It is looked for, and never sent by itself.
                State::Waiting => row.state = State::LeftOut("The run ended before its turn.".to_owned()),
                _ => {}
            }
        }
        if matches!(self.flow, Flow::Going | Flow::Paused(Pause::SessionEnded)) {
            self.flow = Flow::Done;
        }
    }

    /// Whether nothing is left to look at, to tell or to remember.
    pub fn is_over(&self) -> bool {
        let open = (0..self.rows.len()).any(|row| self.is_open(row));
        let told = |state: &TwinState<D>| matches!(state, TwinState::Kept | TwinState::Changed(_));
        let twins = self.twins.iter().all(|twin| told(&twin.state));
        !open && twins && self.busy.is_none() && self.looks.is_empty() && self.unchecked.is_none()
    }
}
