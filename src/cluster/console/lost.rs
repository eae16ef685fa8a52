//! What a person can do about a lost answer and about a token that was created twice.

use super::App;
use console_core::create::Change;
use database::Id;
use database::create::Run;
use leptos::prelude::*;

impl App {
    /// Looks once more what became of a create whose answer was lost.
    pub fn look_again(self) {
        self.steer_one(Run::look_again);
    }

    /// Revokes a token that looks like the lost one, and creates it anew. The person was asked, and the question named it.
    pub fn revoke_and_create_again(self, id: Id) {
        self.steer_one(|run| run.replace(&[(0, id)]));
    }

    /// Revokes a token that looks like the lost one. The person was asked, and the question named it.
    pub fn revoke_candidate(self, id: Id) {
        self.steer_one(|run| run.discard_lookalikes(&[(0, id)]));
    }

    fn steer_one(self, steer: impl FnOnce(&mut Run)) {
        if let Some(serial) = self.run.with_untracked(|run| run.as_ref().map(|run| run.origin.serial)) {
            self.steer(serial, steer);
        }
    }

    /// Revokes a second token. The person was asked, and the question named it.
    pub fn revoke_twin(self, serial: u32, id: Id) {
        self.steer(serial, |run| run.change_twin(id, Change::Delete));
    }

    /// Leaves a second token as it is.
    pub fn keep_twin(self, serial: u32, id: Id) {
        self.steer(serial, |run| run.keep_twin(id));
    }

    /// Compares the list once more.
    pub fn check_again(self, serial: u32) {
        self.steer(serial, Run::look_again);
    }

    fn steer(self, serial: u32, steer: impl FnOnce(&mut Run)) {
        self.with_run(serial, steer);
        self.drive(serial);
    }

    /// A run, unless it is gone: in sight or put away.
    pub(super) fn with_run<T>(self, serial: u32, act: impl FnOnce(&mut Run) -> T) -> Option<T> {
        let same = move |run: &Run| run.origin.serial == serial;
        if self.run.try_with_untracked(|run| run.as_ref().is_some_and(same)) == Some(true) {
            return self.run.try_update(|run| run.as_mut().map(act)).flatten();
        }
        let past = self.creates.past;
        if past.try_with_untracked(|past| past.iter().any(same)) != Some(true) {
            return None;
        }
        past.try_update(|past| past.iter_mut().find(|run| same(run)).map(act)).flatten()
    }

    /// As [`Self::with_run`], without telling anybody that it changed.
    pub(super) fn look_at_run<T>(self, serial: u32, look: impl Fn(&Run) -> T) -> Option<T> {
        let same = move |run: &&Run| run.origin.serial == serial;
        let run = self.run.try_with_untracked(|run| run.as_ref().filter(same).map(&look)).flatten();
        run.or_else(|| self.creates.past.try_with_untracked(|past| past.iter().find(same).map(&look)).flatten())
    }
}
