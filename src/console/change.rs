//! Changing one token that exists, or one 1.x credential: its name, its status, its end.
//!
//! Before anything is sent the token is read once more, so that nobody undoes what somebody else did meanwhile. A lost
//! answer is read back, never sent again blindly.

use super::Console;
use super::before_change::BeforeChange;
use crate::shell::lasting::Lasting;
use console_core::table::Told;
use futures::future::LocalBoxFuture;
use influxdb2::api::{authorizations as api, v1_credentials as v1};
use influxdb2::authorization::replacement;
use influxdb2::authorization::{AsShown, Authorization, AuthorizationTable, Change, Listing, Status};
use influxdb2::route::Route;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// As what an authorization is stored. The server keeps the two apart and treats them alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// As a token.
    Token,
    /// As a credential of InfluxDB 1.x.
    V1,
}

/// What comes of a request. It is boxed, so that the places that wait for it do not each hold a copy of the work.
pub(super) type Outcome<'a, T> = LocalBoxFuture<'a, Result<T, ApiError>>;

/// What is being done with one token, or what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is under way.
    Busy,
    /// It is done.
    Done,
    /// It is deleted, as was asked.
    Deleted,
    /// Somebody else changed the token meanwhile; what is stored now is shown, and nothing was sent.
    Conflict,
    /// The token is gone.
    Gone,
    /// What was to take its place does not work, so nothing was sent and the token goes on.
    WithoutSuccessor,
    /// The server refused, and nothing changed.
    Refused(ApiError),
    /// The answer was lost, or told nothing for certain, and reading it back shows that nothing changed.
    NotDone(ApiError),
    /// The answer was lost, and so was that of reading the token back.
    Unsure(ApiError),
}

/// What was done to a token, in the words with which its way back is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It works again.
    Activated,
    /// It does not work for now.
    Deactivated,
    /// It was taken back for good.
    Revoked,
    /// Another token has its place.
    SwitchedOff,
    /// It has its place again.
    SwitchedOn,
    /// A note about another token, or about a revocation, is gone.
    NoteTaken,
    /// It has a day on which it is looked at again.
    ReviewDaySet,
    /// It has none any more.
    ReviewDayTaken,
}

impl Done {
    /// The words, in front of the name of the token.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Activated => "Activated",
            Self::Deactivated => "Deactivated",
            Self::Revoked => "Revoked",
            Self::SwitchedOff => "Switched off",
            Self::SwitchedOn => "Switched on",
            Self::NoteTaken => "Took the note from",
            Self::ReviewDaySet => "Set the review day of",
            Self::ReviewDayTaken => "Took the review day away from",
        }
    }

    /// Whether programs that use the token are refused from then on.
    pub const fn stops(self) -> bool {
        matches!(self, Self::Deactivated | Self::Revoked | Self::SwitchedOff)
    }
}

/// A change that was done and can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// The token as the change left it. Nothing is taken back of one that is another since.
    pub left: Authorization,
    /// What was done.
    pub done: Done,
    /// What leads back.
    pub back: Change,
}

/// What is being done with single tokens.
#[derive(Clone, Copy)]
pub struct Acts {
    /// By token. A token is done one thing at a time.
    pub all: Lasting<RwSignal<BTreeMap<Id, Act>>>,
    /// The last change, until it is taken back or dismissed.
    pub undo: Lasting<RwSignal<Option<Undo>>>,
}

impl Default for Acts {
    fn default() -> Self {
        Self { all: Lasting::new(BTreeMap::new()), undo: Lasting::new(None) }
    }
}

impl Acts {
    /// What is being done with a token.
    pub fn of(self, id: Id) -> Option<Act> {
        self.all.with(|all| all.get(&id).cloned())
    }

    pub(super) fn set(self, id: Id, act: Act) {
        self.all.try_update(|all| all.insert(id, act));
    }

    /// Takes what is said of a token away.
    pub fn forget(self, id: Id) {
        self.all.try_update(|all| all.remove(&id));
    }
}

impl Console {
    /// Changes a token that was shown like this when the change was decided. A list that came since may show it otherwise.
    /// `done` names the change for the way back; none where there is nothing to take back.
    pub fn change_token(self, id: Id, shown: AsShown, change: Change, done: Option<Done>) {
        self.change_kept(Kept::Token, id, shown, change, done);
    }

    /// Deletes a token for good that was shown like this when that was decided.
    pub fn delete_for_good(self, id: Id, shown: AsShown) {
        self.delete_kept(Kept::Token, id, shown);
    }

    pub(super) fn change_kept(self, kept: Kept, id: Id, shown: AsShown, change: Change, done: Option<Done>) {
        if !self.begin(id) {
            return;
        }
        self.lifetime.spawn(async move {
            let act = self.send_change(kept, id, shown.clone(), &change).await;
            if act == Act::Done {
                self.offer_undo(id, || {
                    Some(Undo { left: self.shown(kept, id)?, done: done?, back: change.back_to(&shown) })
                });
            }
            self.acts.set(id, act);
        });
    }

    /// The way back from the last change. One of the same token before it does not lead there any more.
    fn offer_undo(self, id: Id, undo: impl FnOnce() -> Option<Undo>) {
        match undo() {
            Some(undo) => {
                self.acts.undo.try_set(Some(undo));
            }
            None => self.withdraw_undo(id),
        }
    }

    fn withdraw_undo(self, id: Id) {
        if self.acts.undo.try_with_untracked(|undo| undo.as_ref().is_some_and(|undo| undo.left.id == id)) == Some(true)
        {
            self.acts.undo.try_set(None);
        }
    }

    /// Goes on from a token as it is shown, if it is stored so.
    pub(super) fn if_as_shown(self, id: Id, go_on: impl FnOnce() + 'static) {
        let Some(shown) = self.as_shown(Kept::Token, id).filter(|_| self.begin(id)) else { return };
        self.lifetime.spawn(async move {
            match self.look_first(Kept::Token, id, shown).await {
                None => {
                    self.acts.forget(id);
                    go_on();
                }
                Some(act) => self.acts.set(id, act),
            }
        });
    }

    /// Takes the last change back, where the token is still as that left it.
    pub fn take_back(self) {
        let Some(undo) = self.acts.undo.get_untracked() else { return };
        let id = undo.left.id;
        if !self.begin(id) {
            return;
        }
        self.acts.undo.set(None);
        self.lifetime.spawn(async move {
            let act = self.send_change(Kept::Token, id, AsShown::of(&undo.left), &undo.back).await;
            // The way back is offered beside the whole list; what came of it is said at its token.
            if act != Act::Done && untrack(|| self.history.route().shows_list()) {
                self.history.go(Route::Token(id));
            }
            // What may not have been sent, or not been carried out, can be tried once more.
            let untried = matches!(act, Act::Refused(_) | Act::NotDone(_));
            if untried && self.acts.undo.try_with_untracked(Option::is_none) == Some(true) {
                self.acts.undo.try_set(Some(undo));
            }
            self.acts.set(id, act);
        });
    }

    pub(super) fn delete_kept(self, kept: Kept, id: Id, shown: AsShown) {
        if !self.begin(id) {
            return;
        }
        self.lifetime.spawn(async move {
            let act = self.send_delete(kept, id, shown).await;
            self.acts.set(id, act);
        });
    }

    /// Whether something can begin with it: it does one thing at a time.
    fn begin(self, id: Id) -> bool {
        let free = untrack(|| self.acts.of(id)) != Some(Act::Busy);
        if free {
            self.acts.set(id, Act::Busy);
        }
        free
    }

    /// What can be changed of it, as the list shows it now.
    pub(super) fn as_shown(self, kept: Kept, id: Id) -> Option<AsShown> {
        self.shown(kept, id).as_ref().map(AsShown::of)
    }

    fn shown(self, kept: Kept, id: Id) -> Option<Authorization> {
        match kept {
            Kept::Token => {
                let listing = self.tokens.try_with_untracked(|tokens| tokens.ready().cloned())??;
                listing.get(id).map(|(row, _)| row.clone())
            }
            Kept::V1 => self.v1_listing()?.table.find(id).map(|row| row.authorization.clone()),
        }
    }

    async fn send_change(self, kept: Kept, id: Id, shown: AsShown, change: &Change) -> Act {
        if let Some(act) = self.look_first(kept, id, shown).await {
            return act;
        }
        match self.has_successor(replacement::needed_for(change)).await {
            Ok(true) => {}
            Ok(false) => return Act::WithoutSuccessor,
            Err(error) => return Act::Refused(error),
        }
        match self.patch(kept, id, change).await {
            Ok(stored) => {
                self.put(kept, stored);
                Act::Done
            }
            Err(error) => self.judge(kept, id, error, Some(change)).await,
        }
    }

    /// Whether the token that takes the place of one that ends is there and works; also where none does.
    pub(super) async fn has_successor(self, needed: Option<Id>) -> Result<bool, ApiError> {
        let Some(new) = needed else { return Ok(true) };
        match self.read_token(new).await {
            Ok(stored) => {
                let (is_on, owner) = (stored.status == Status::Active, stored.user);
                self.put(Kept::Token, stored);
                Ok(is_on && self.is_active(owner).await? == Some(true))
            }
            Err(error @ ApiError::NotFound { .. }) => {
                if api::is_gone(&error) {
                    self.take_out(Kept::Token, new);
                }
                Ok(false)
            }
            Err(error) => {
                self.note(&error);
                Err(error)
            }
        }
    }

    async fn send_delete(self, kept: Kept, id: Id, shown: AsShown) -> Act {
        if let Some(act) = self.look_first(kept, id, shown).await {
            return act;
        }
        match self.remove(kept, id).await {
            Ok(()) => {
                self.take_out(kept, id);
                Act::Deleted
            }
            Err(error) => match self.judge(kept, id, error, None).await {
                Act::Gone => Act::Deleted,
                act => act,
            },
        }
    }

    /// Why nothing is sent: what is stored is not what is shown. The list shows it then.
    async fn look_first(self, kept: Kept, id: Id, shown: AsShown) -> Option<Act> {
        match self.read_before_change(kept, id, shown).await {
            Ok(BeforeChange::AsShown) => None,
            Ok(BeforeChange::Changed(stored)) => {
                self.put(kept, stored);
                Some(Act::Conflict)
            }
            Ok(BeforeChange::Gone(_)) => {
                self.take_out(kept, id);
                Some(Act::Gone)
            }
            Err(error) => {
                self.note(&error);
                Some(Act::Refused(error))
            }
        }
    }

    /// What an error means for what it came of. `wanted` is the change; none where it was to be deleted.
    pub(super) fn judge(self, kept: Kept, id: Id, error: ApiError, wanted: Option<&Change>) -> LocalBoxFuture<'_, Act> {
        Box::pin(self.find_out(kept, id, error, wanted))
    }

    async fn find_out(self, kept: Kept, id: Id, error: ApiError, wanted: Option<&Change>) -> Act {
        self.note(&error);
        if api::is_gone(&error) {
            self.take_out(kept, id);
            return Act::Gone;
        }
        if !error.leaves_outcome_unknown() {
            return Act::Refused(error);
        }
        match self.read(kept, id).await {
            Ok(stored) => {
                let done = wanted.is_some_and(|change| change.is_in(&stored));
                let act = if done { Act::Done } else { Act::NotDone(error) };
                self.put(kept, stored);
                act
            }
            Err(error) if api::is_gone(&error) => {
                self.take_out(kept, id);
                Act::Gone
            }
            Err(error) => {
                self.note(&error);
                Act::Unsure(error)
            }
        }
    }

    /// Makes a token stop working that came of a create. A lost answer is read back.
    pub(super) async fn deactivate(self, id: Id) -> Result<(), ApiError> {
        let change = Change::to_status(Status::Inactive);
        match self.send_patch(id, &change).await {
            Ok(stored) => self.put(Kept::Token, stored),
            Err(error) => match self.judge(Kept::Token, id, error.clone(), Some(&change)).await {
                Act::Done => {}
                _ => return Err(error),
            },
        }
        Ok(())
    }

    /// Deletes a token that came of a create. A lost answer is read back.
    pub(super) async fn delete(self, id: Id) -> Result<(), ApiError> {
        match self.send_removal(id).await {
            Ok(()) => Ok(()),
            Err(error) => match self.judge(Kept::Token, id, error.clone(), None).await {
                Act::Gone => Ok(()),
                _ => Err(error),
            },
        }
    }

    pub(super) fn read_token(self, id: Id) -> Outcome<'static, Authorization> {
        self.read(Kept::Token, id)
    }

    pub(super) fn read(self, kept: Kept, id: Id) -> Outcome<'static, Authorization> {
        Box::pin(async move {
            let request = if kept == Kept::Token { api::get(id) } else { v1::get(id) };
            let response = self.client().send::<ApiError>(request).await?;
            api::decode_one(&response).map(|fetched| fetched.authorization)
        })
    }

    pub(super) fn send_patch(self, id: Id, change: &Change) -> Outcome<'_, Authorization> {
        self.patch(Kept::Token, id, change)
    }

    fn patch(self, kept: Kept, id: Id, change: &Change) -> Outcome<'_, Authorization> {
        Box::pin(async move {
            let request = if kept == Kept::Token { api::change(id, change) } else { v1::change(id, change) };
            let response = self.client().send::<ApiError>(request).await?;
            api::decode_changed(&response, change).map(|changed| changed.authorization)
        })
    }

    pub(super) fn send_removal(self, id: Id) -> Outcome<'static, ()> {
        self.remove(Kept::Token, id)
    }

    fn remove(self, kept: Kept, id: Id) -> Outcome<'static, ()> {
        Box::pin(async move {
            let request = if kept == Kept::Token { api::delete(id) } else { v1::delete(id) };
            let response = self.client().send::<ApiError>(request).await?;
            api::decode_deleted(&response)
        })
    }

    /// Shows something as it is stored now.
    pub(super) fn put(self, kept: Kept, stored: Authorization) {
        match kept {
            Kept::Token => self.rework(move |table| {
                if let Some(row) = table.rows.iter_mut().find(|row| row.id == stored.id) {
                    *row = stored.clone();
                }
            }),
            Kept::V1 => self.rework_v1(move |table| table.put(stored.clone())),
        }
    }

    fn take_out(self, kept: Kept, id: Id) {
        self.withdraw_undo(id);
        match kept {
            Kept::Token => self.rework(move |table| table.rows.retain(|row| row.id != id)),
            Kept::V1 => self.rework_v1(move |table| table.take_out(id)),
        }
    }

    /// Changes the list as it is shown, without loading ten thousand others again, and every one that is on its way.
    pub(super) fn rework(self, change: impl Fn(&mut AuthorizationTable) + 'static) {
        // What does not depend on the change is compiled once.
        self.retell(Rc::new(change));
    }

    fn retell(self, told: Told<AuthorizationTable>) {
        let listed =
            self.tokens.try_with_untracked(|tokens| tokens.ready().map(|listing| listing.table().clone())).flatten();
        if let Some((mut table, session)) = listed.zip(self.session()) {
            told(&mut table);
            self.tokens.try_set(Remote::Ready(Arc::new(Listing::new(table, &session.types))));
        }
        self.arriving.tell(told);
    }
}
