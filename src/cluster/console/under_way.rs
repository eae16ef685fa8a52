//! What is on its way while a person wants to sign out, and what is left of it when a session ends in the middle.

use super::Console;
use crate::shared::create::Creator;
use crate::shared::frame::Hold;
use crate::shell::clock;
use database::revoke::Revocation;
use database::update::Update;
use leptos::prelude::*;
// Under another name, because a change of a token is called so, too.
use leptos::prelude::Update as _;

impl Console {
    /// Whether somebody who wants to sign out is held back, which is said then. Who wants it once more goes all the same,
    /// unless the only copy of a secret may be on its way.
    pub(super) fn holds_back(self) -> bool {
        let Some(hold) = untrack(|| self.hold()) else { return false };
        let told = hold.title;
        if self.held_back.get_untracked() == Some(told) {
            return untrack(|| self.is_creating());
        }
        self.held_back.set(Some(told));
        self.lifetime.spawn(async move {
            while untrack(|| self.hold()).is_some_and(|hold| hold.title == told) {
                clock::moment().await;
            }
            self.held_back.maybe_update(|said| said.take_if(|said| *said == told).is_some());
        });
        true
    }

    /// What somebody is told who wanted to sign out and is still here.
    pub fn why_still_here(self) -> Option<Hold> {
        let told = self.held_back.get()?;
        self.hold().filter(|hold| hold.title == told)
    }

    fn hold(self) -> Option<Hold> {
        if self.is_creating() {
            return Some(Hold::creating());
        }
        let changes = self.changes.updates.with(|all| all.values().any(Update::is_under_way));
        let revokes = self.revocations.with(|all| all.values().any(Revocation::is_under_way));
        // Nobody gets to the way out past the dialog of a run over many tokens.
        Hold::work(None, changes || revokes, "sign out once more")
    }

    /// Goes on with changes that the end of the session before cut off: the token is read, and nothing is sent twice.
    pub(super) fn go_on_changing(self) {
        if !self.session().is_some_and(|session| session.api) {
            return;
        }
        let cut_off = self.changes.updates.try_update(|all| {
            let open = all.values_mut().filter(|update| update.is_under_way());
            open.map(|update| {
                update.cut_off();
                update.id
            })
            .collect::<Vec<_>>()
        });
        cut_off.into_iter().flatten().for_each(|id| self.drive_update(id));
    }
}
