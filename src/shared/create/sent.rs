//! The create of one token, and what was sent before it.

use super::Tokens;
use crate::shell::lasting::Lasting;
use console_core::create::{Flow, Origin, Pause, Row, Run, State};
use leptos::prelude::*;

/// The creates of tokens alone, and what is remembered of all that was sent.
#[derive(Clone, Copy)]
pub struct Sent<D: Tokens> {
    /// The create of one token, as long as something is to be said of it.
    pub one: Lasting<RwSignal<Option<Run<D>>>>,
    /// What was sent before, without its secrets: the list is compared with it for a while, and what is open is remembered.
    pub past: Lasting<RwSignal<Vec<Run<D>>>>,
}

impl<D: Tokens> Default for Sent<D> {
    fn default() -> Self {
        Self { one: Lasting::new(None), past: Lasting::new(Vec::new()) }
    }
}

impl<D: Tokens> Sent<D> {
    /// The run of a create: where the answer to the same one was lost before, that one goes on, because a slow server may
    /// have stored it meanwhile.
    pub fn run_of(self, origin: Origin<D>, row: Row<D>) -> Run<D> {
        let same = |run: &Run<D>| {
            run.origin.place == origin.place && run.rows()[0].request() == row.request() && run.is_open(0)
        };
        let earlier = self.past.try_update(|past| past.iter().position(same).map(|at| past.remove(at))).flatten();
        match earlier {
            Some(mut run) => {
                run.insist(0);
                run
            }
            None => Run::new(origin, vec![row]),
        }
    }

    /// The run of one token is no longer in sight. It goes on looking at the list.
    pub fn put_away(self) {
        if let Some(run) = self.one.try_update(Option::take).flatten() {
            self.remember(run);
        }
    }

    /// Remembers what was sent, and none of the secrets.
    pub fn remember(self, mut run: Run<D>) {
        run.retire();
        if !run.is_over() {
            self.past.update(|past| past.push(run));
        }
    }

    /// Whether this run is the one of one token.
    pub fn is_alone(self, serial: u32) -> bool {
        self.one.with_untracked(|one| one.as_ref().is_some_and(|run| run.origin.serial == serial))
    }

    /// A create that the end of the session stopped before it was sent is given up: the form is kept.
    pub(super) fn put_away_ended(self, serial: u32) {
        let ended = |run: &Run<D>| {
            matches!(run.rows()[0].state, State::Waiting) && *run.flow() == Flow::Paused(Pause::SessionEnded)
        };
        if self.is_alone(serial) && self.one.with_untracked(|one| one.as_ref().is_some_and(ended)) {
            self.put_away();
        }
    }
}
