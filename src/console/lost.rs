//! Finding out what became of a create whose answer was lost, and what a person can do about it.

use super::{Console, Creation, Lost};
use crate::shell::clock;
use influxdb2::api::authorizations as api;
use influxdb2::authorization::{AuthorizationTable, Listing, NewAuthorization};
use influxdb2::outcome::{Before, Outcome, Since};
use influxdb2::session::{AccessLevel, Visibility};
use influxdb2::{ApiError, Id, Remote, outcome};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Console {
    /// Whether this credential is shown the tokens of the owner, judged by a list of their organization.
    pub(super) fn sees_owner(self, asked: &NewAuthorization, table: &AuthorizationTable) -> bool {
        self.session().is_some_and(|session| {
            let all = session.visibility == Visibility::All && session.org.id == asked.org;
            // A credential without read on tokens gets an empty list, and no word about it.
            let me = session.me.id;
            let own = asked.user.is_none_or(|owner| owner == me) && table.rows.iter().any(|row| row.user == me);
            session.access == AccessLevel::Operator || all || own
        })
    }

    /// Reads the list of the organization in which it was asked for, whichever is in use.
    pub(super) async fn find(
        self,
        asked: &NewAuthorization,
        before: Option<&Before>,
    ) -> Result<(Outcome, Arc<Listing>), ApiError> {
        let listing = self.fetch_tokens(asked.org, None).await?;
        if self.is_over() {
            return Err(ApiError::NotSignedIn);
        }
        let table = listing.table();
        let sees_owner = self.sees_owner(asked, table);
        let found = before.map_or(Outcome::Hidden, |before| outcome::compare(before, table, asked, sees_owner));
        self.show_tokens(asked.org, &listing);
        Ok((found, listing))
    }

    /// Looks for a lost token before the same is asked for again. If it is there, that is told instead of sending.
    pub(super) async fn look_before_sending(self, lost: Lost) -> Option<Before> {
        let outcome = match self.find(&lost.asked, lost.before.as_ref()).await {
            Ok((Outcome::NotMade | Outcome::Hidden, listing)) => {
                let since = self.client().server_now().map_or(Since::List, Since::Server);
                return Some(Before::new(listing.table(), since));
            }
            Ok((found, _)) => Remote::Ready(found),
            Err(error) => {
                self.note(&error);
                Remote::Failed(error)
            }
        };
        let looks = lost.looks + 1;
        self.creation.set(Creation::Unknown(Box::new(Lost { outcome, looks, ..lost })));
        None
    }

    /// Looks what became of a create whose answer was lost, and some seconds later once more if nothing is there.
    pub(super) async fn look(self) {
        let ticket = self.looks.start();
        loop {
            let Some(Creation::Unknown(lost)) = self.creation.try_get_untracked() else { return };
            let found = self.find(&lost.asked, lost.before.as_ref()).await.map(|(found, _)| found);
            // It may have been dismissed meanwhile, or sent once more.
            if !ticket.is_current() {
                return;
            }
            if let Err(error) = &found {
                self.note(error);
            }
            let (absent, looks) = (found == Ok(Outcome::NotMade), lost.looks + 1);
            if absent && lost.doomed.is_some() {
                // The old one is deleted, though nobody heard the server say so.
                self.creation.set(Creation::Idle);
                return self.create(lost.asked);
            }
            self.change_lost(|lost| {
                lost.doomed = None;
                lost.looks = looks;
                lost.outcome = Remote::from(found);
            });
            let Some(seconds) = outcome::next_look(looks).filter(|_| absent) else { return };
            clock::pause(seconds).await;
            if !ticket.is_current() {
                return;
            }
        }
    }

    fn change_lost(self, change: impl FnOnce(&mut Lost)) {
        self.creation.update(|creation| {
            if let Creation::Unknown(lost) = creation {
                change(lost);
            }
        });
    }

    /// Looks once more what became of a create whose answer was lost.
    pub fn look_again(self) {
        self.change_lost(|lost| lost.outcome = Remote::Loading);
        spawn_local(self.look());
    }

    /// Deletes a token whose secret was lost with the answer, and makes it anew.
    pub fn delete_and_create_again(self, id: Id) {
        let Creation::Unknown(lost) = self.creation.get_untracked() else { return };
        self.looks.call_off();
        self.creation.set(Creation::Sending);
        spawn_local(async move {
            match self.delete_token(lost.place.org.id, id).await {
                Ok(()) => {
                    self.creation.set(Creation::Idle);
                    self.create(lost.asked);
                }
                Err(error) => self.not_deleted(Lost { doomed: Some(id), ..*lost }, error).await,
            }
        });
    }

    /// Deletes a token that may be the lost one, and looks what is there then.
    pub fn delete_candidate(self, id: Id) {
        let Creation::Unknown(lost) = self.creation.get_untracked() else { return };
        self.looks.call_off();
        self.change_lost(|lost| lost.outcome = Remote::Loading);
        spawn_local(async move {
            match self.delete_token(lost.place.org.id, id).await {
                Ok(()) => self.look().await,
                Err(error) => self.not_deleted(*lost, error).await,
            }
        });
    }

    async fn delete_token(self, org: Id, id: Id) -> Result<(), ApiError> {
        let answer = self.client().send(api::delete(id)).await?;
        api::decode_deleted(&answer)?;
        self.settle_list(org, Vec::new(), &BTreeSet::from([id]));
        Ok(())
    }

    /// Tells that a token could not be deleted.
    async fn not_deleted(self, lost: Lost, error: ApiError) {
        self.note(&error);
        // A lost answer leaves open whether it is deleted, and "not found" may come from something on the way:
        // then the list tells.
        let open = error.leaves_outcome_unknown() || matches!(error, ApiError::NotFound { .. });
        let doomed = lost.doomed.filter(|_| open);
        let outcome = if open { Remote::Loading } else { lost.outcome };
        self.creation.set(Creation::Unknown(Box::new(Lost { outcome, doomed, left: Some(error), ..lost })));
        if open {
            self.look().await;
        }
    }
}
