//! When a run may be left: once nothing is under way and every secret is somewhere else.

use super::row::{Row, Saved, State};
use super::run::Run;
use crate::reveal::Closing;

impl Run {
    /// The secrets of these rows are somewhere else now.
    pub fn kept(&mut self, rows: &[usize], how: Saved) {
        for row in rows {
            if let Some(Row { state: State::Made { kept, .. }, .. }) = self.rows.get_mut(*row) {
                match kept {
                    Some(Saved::Copied | Saved::Downloaded) => {}
                    _ => *kept = Some(how),
                }
            }
        }
    }

    /// The person ticked or unticked "I have stored these tokens".
    pub fn acknowledged(&mut self, stored: bool) {
        for row in &mut self.rows {
            if let State::Made { kept, .. } = &mut row.state {
                match (stored, *kept) {
                    (true, None) => *kept = Some(Saved::Acknowledged),
                    (false, Some(Saved::Acknowledged)) => *kept = None,
                    _ => {}
                }
            }
        }
    }

    /// How often somebody tried to leave too early.
    pub const fn attempts_to_leave(&self) -> usize {
        self.attempts_to_leave
    }

    /// Whether leaving would lose a secret or cut a request off.
    pub fn must_stay(&self) -> bool {
        self.is_active() || self.tally().unkept > 0
    }

    /// The person wants to leave: by button, Esc, back, reload or another place.
    pub fn asked_to_close(&mut self) -> Closing {
        if self.must_stay() {
            self.attempts_to_leave += 1;
            return Closing::Guarded;
        }
        Closing::Allowed
    }
}
