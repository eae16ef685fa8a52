//! Changing what a token grants: what is being put in, what is under way, and the way back.

use super::Console;
use crate::shell::lasting::Lasting;
use database::api::tokens as api;
use database::selection::Selection;
use database::token::Token;
use database::update::{Change, Phase, Step, Update};
use database::{ApiError, Id};
use leptos::prelude::*;
// Under another name, because a change of a token is called so, too.
use leptos::prelude::Update as _;
use std::collections::BTreeMap;

/// What a person has put in for a token. It stays until it is stored or thrown away, whatever else is looked at meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The token as it was when the person began.
    pub seen: Token,
    /// What is to be granted.
    pub selection: Selection,
    /// The description.
    pub description: String,
}

impl Edit {
    /// The change that it stands for; none if everything is as it was.
    pub fn change(&self) -> Option<Change> {
        Change::between(&self.seen, self.description.trim(), &self.selection.permissions())
    }
}

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
        self.updates.update(|updates| {
            updates.remove(&id);
        });
    }
}

impl Console {
    /// Begins to put in another set of grants for a token.
    pub fn begin_edit(self, token: &Token) {
        let edit = Edit {
            seen: token.clone(),
            selection: Selection::read(&token.permissions),
            description: token.description.to_string(),
        };
        self.changes.edits.update(|edits| {
            edits.insert(token.id, edit);
        });
    }

    /// Sends what is put in for a token, once it was read and found to be as it was seen.
    pub fn send_edit(self, id: Id) {
        let edit = self.changes.edits.with_untracked(|edits| edits.get(&id).cloned());
        let Some((edit, change)) = edit.and_then(|edit| edit.change().map(|change| (edit, change))) else { return };
        self.put_update(Update::new(edit.seen, change));
        self.drive_update(id, Undoable::Yes);
    }

    /// Takes the last change back.
    pub fn undo_change(self) {
        let Some(undo) = self.changes.undo.get_untracked() else { return };
        self.changes.undo.set(None);
        let id = undo.id;
        self.put_update(undo);
        self.drive_update(id, Undoable::No);
    }

    /// Goes on with a change that waits for the person, after `decide`.
    pub fn decide(self, id: Id, decide: impl FnOnce(&mut Update)) {
        self.with_update(id, decide);
        self.drive_update(id, Undoable::Yes);
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
    fn drive_update(self, id: Id, undoable: Undoable) {
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
                    None => return self.update_ended(update, undoable),
                }
            }
        });
    }

    fn update_ended(self, update: Option<Update>, undoable: Undoable) {
        let Some(update) = update else { return };
        match update.phase() {
            Phase::Done { token, .. } => {
                self.put(token.clone());
                self.changes.drop_edit(update.id);
                if undoable == Undoable::Yes {
                    self.changes.undo.set(update.undo());
                }
            }
            Phase::Conflict(stored) | Phase::NotDone(stored) => self.put(stored.clone()),
            _ => {}
        }
    }
}

/// Whether a way back is offered afterwards; the way back itself has none.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Undoable {
    Yes,
    No,
}
