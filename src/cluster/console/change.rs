//! Changing what a token grants: what is being put in, what is under way, and the way back.

use super::Console;
use crate::shell::lasting::Lasting;
use database::api::tokens as api;
use database::route::Route;
use database::token::Token;
use database::update::{Edit, Phase, Step, Update};
use database::{ApiError, Id};
use leptos::prelude::*;
// Under another name, because a change of a token is called so, too.
use leptos::prelude::Update as _;
use std::collections::BTreeMap;

/// What is being changed. It outlives a session.
#[derive(Clone, Copy)]
pub struct Changes {
    /// What is put in, by token.
    pub edits: Lasting<RwSignal<BTreeMap<Id, Edit>>>,
    /// What is under way or was not done, by token.
    pub updates: Lasting<RwSignal<BTreeMap<Id, Update>>>,
    /// What takes the last change back, until it is taken or dismissed.
    pub undo: Lasting<RwSignal<Option<Update>>>,
}

impl Default for Changes {
    fn default() -> Self {
        Self { edits: Lasting::new(BTreeMap::new()), updates: Lasting::new(BTreeMap::new()), undo: Lasting::new(None) }
    }
}

impl Changes {
    /// Forgets everything.
    pub(super) fn clear(self) {
        self.edits.set(BTreeMap::new());
        self.updates.set(BTreeMap::new());
        self.undo.set(None);
    }

    /// What is being done with a token, or what came of it.
    pub fn of(self, id: Id) -> Option<Update> {
        self.updates.with(|updates| updates.get(&id).cloned())
    }

    /// Whether something is being sent for a token.
    pub fn is_busy(self, id: Id) -> bool {
        self.updates.with(|updates| updates.get(&id).is_some_and(Update::is_under_way))
    }

    /// What can be taken back now. While something else is put in for the same token, that comes first.
    pub fn can_undo(self) -> bool {
        self.undo.with(|undo| undo.as_ref().is_some_and(|undo| !self.edits.with(|edits| edits.contains_key(&undo.id))))
    }

    /// Changes what is put in for a token.
    pub fn edit(self, id: Id, change: impl FnOnce(&mut Edit)) {
        self.edits.update(|edits| {
            if let Some(edit) = edits.get_mut(&id) {
                change(edit);
            }
        });
    }

    /// Throws away what is put in for a token, and what is said of it.
    pub fn drop_edit(self, id: Id) {
        self.edits.update(|edits| {
            edits.remove(&id);
        });
        self.forget(id);
    }

    /// What was not done is not said any more.
    pub fn forget(self, id: Id) {
        self.updates.update(|updates| {
            updates.remove(&id);
        });
    }
}

impl Console {
    /// Begins to put in another set of grants for a token. What came of an earlier change is no part of it.
    pub fn begin_edit(self, token: &Token) {
        if untrack(|| self.changes.is_busy(token.id)) {
            return;
        }
        self.changes.forget(token.id);
        self.changes.edits.update(|edits| {
            edits.insert(token.id, Edit::new(token.clone()));
        });
    }

    /// Sends what is put in for a token, once it was read and found to be as it was seen.
    pub fn send_edit(self, id: Id) {
        self.changes.forget(id);
        let edit = self.changes.edits.with_untracked(|edits| edits.get(&id).cloned());
        let Some((edit, change)) = edit.and_then(|edit| edit.change().map(|change| (edit, change))) else { return };
        self.put_update(Update::new(edit.seen, change));
        self.drive_update(id);
    }

    /// Takes the last change back.
    pub fn undo_change(self) {
        let Some(undo) = self.changes.undo.get_untracked() else { return };
        self.changes.undo.set(None);
        let id = undo.id;
        self.put_update(undo);
        self.drive_update(id);
    }

    /// Goes on after somebody else's change, `with_theirs` or without it: with what is put in now, which is shown, or with what
    /// takes the last change back.
    pub fn decide(self, id: Id, with_theirs: bool) {
        let Some(update) = untrack(|| self.changes.of(id)) else { return };
        let Phase::Conflict(theirs) = update.phase() else { return };
        if update.is_undo() {
            self.with_update(id, if with_theirs { Update::add_theirs } else { Update::insist });
            return self.drive_update(id);
        }
        let go_on = if with_theirs { Edit::take_in } else { Edit::go_on_with };
        self.changes.edit(id, |edit| go_on(edit, theirs));
        self.send_edit(id);
    }

    /// Tries again what was not done.
    pub fn retry_update(self, id: Id) {
        let Some(update) = untrack(|| self.changes.of(id)) else { return };
        match update.phase() {
            Phase::Unread(_) | Phase::Refused(_) | Phase::NotDone(_) if !update.is_undo() => self.send_edit(id),
            _ => {
                self.with_update(id, Update::retry);
                self.drive_update(id);
            }
        }
    }

    /// Begins again with the token as somebody else left it.
    pub fn start_from(self, theirs: &Token) {
        self.changes.drop_edit(theirs.id);
        self.begin_edit(theirs);
    }

    fn put_update(self, update: Update) {
        self.changes.updates.update(|updates| {
            updates.insert(update.id, update);
        });
    }

    fn with_update(self, id: Id, act: impl FnOnce(&mut Update)) {
        self.changes.updates.try_update(|updates| updates.get_mut(&id).map(act));
    }

    /// Carries out the steps of a change until it ends or waits.
    pub(super) fn drive_update(self, id: Id) {
        let Some(session) = self.session() else { return };
        self.lifetime.spawn(async move {
            loop {
                let update = self.changes.updates.with_untracked(|updates| updates.get(&id).cloned());
                match update.as_ref().and_then(Update::step) {
                    Some(Step::Read(id)) => {
                        let stored = self.read_token(id).await;
                        self.with_update(id, |update| update.read(stored));
                    }
                    Some(Step::Send(id, change)) => {
                        let answer = self.client().send::<ApiError>(api::update(session.paths, id, &change)).await;
                        let answer = answer.and_then(|response| api::decode_updated(&response));
                        if let Err(error) = &answer {
                            self.note(error);
                        }
                        self.with_update(id, |update| update.answered(answer));
                    }
                    None => return self.update_ended(update),
                }
            }
        });
    }

    fn update_ended(self, update: Option<Update>) {
        let Some(update) = update else { return };
        match update.phase() {
            Phase::Done { token, .. } => {
                self.put(token.clone());
                if update.is_undo() {
                    self.changes.forget(update.id);
                } else {
                    self.changes.drop_edit(update.id);
                    self.changes.undo.set(update.undo());
                }
                return;
            }
            Phase::Conflict(stored) => self.put(stored.clone()),
            _ => {}
        }
        // The way back is offered beside the whole list; what came of it is said at its token.
        if update.is_undo() && untrack(|| self.history.route().shows_list()) {
            self.history.go(Route::Token(update.id));
        }
    }
}
