//! Making a token: sent once, never twice, and never a lost answer that is passed over.

use super::{Console, Creation};
use crate::shell::clock;
use console_core::Id;
use console_core::api::ApiError;
use console_core::api::v2::authorizations as api;
use console_core::authorization::NewAuthorization;
use console_core::outcome;
use console_core::remote::Remote;
use console_core::reveal::{Closing, Reveal};
use console_core::session::Visibility;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

impl Console {
    /// Sends a create, unless one is under way or a secret is still being shown.
    pub fn create(self, asked: NewAuthorization) {
        let busy = self.creation.with_untracked(|creation| matches!(creation, Creation::Sending));
        if busy || self.reveal.with_untracked(Option::is_some) || self.run.with_untracked(Option::is_some) {
            return;
        }
        self.creation.set(Creation::Sending);
        spawn_local(async move {
            let before = self.known_tokens().await;
            let answer = match self.client().send(api::create(&asked)).await {
                Ok(response) => api::decode_created(&response),
                Err(error) => Err(error),
            };
            match answer {
                Ok(mut created) => {
                    // Servers before the field was introduced leave the time out.
                    created.authorization.created_ms.get_or_insert_with(clock::now_ms);
                    self.add_token(&created.authorization, &created.names);
                    let (id, org) = (created.authorization.id, created.authorization.org);
                    let reveal = Reveal::new(created);
                    self.fingerprints.update(|known| known.push((id, reveal.fingerprint())));
                    self.reveal.set(Some(reveal));
                    self.drafts.update(|drafts| drafts.retain(|draft| draft.org != org));
                    self.creation.set(Creation::Idle);
                }
                Err(error) if error.leaves_outcome_unknown() => {
                    self.creation.set(Creation::Unknown {
                        asked: asked.clone(),
                        before: before.clone(),
                        error,
                        outcome: Remote::Loading,
                    });
                    self.compare(asked, before).await;
                }
                Err(error) => {
                    self.known.update(|known| known.learn_refusal(&error));
                    self.note(&error);
                    let ended = error.ends_session();
                    self.creation.set(if ended { Creation::Idle } else { Creation::Refused(error) });
                }
            }
        });
    }

    /// The tokens that exist before a create, so that a new one can be recognized if the answer is lost.
    pub(super) async fn known_tokens(self) -> Option<BTreeSet<Id>> {
        let ids =
            |table: &console_core::authorization::AuthorizationTable| table.rows.iter().map(|row| row.id).collect();
        if let Some(known) = self.tokens.with_untracked(|tokens| tokens.ready().map(|listing| ids(listing.table()))) {
            return Some(known);
        }
        self.fetch_tokens(None).await.ok().map(|listing| ids(listing.table()))
    }

    /// Whether this credential is shown the tokens of the owner.
    pub(super) fn sees_owner(self, asked: &NewAuthorization) -> bool {
        self.session_now().is_some_and(|session| {
            asked.user.is_none_or(|owner| owner == session.me.id) || session.visibility == Visibility::All
        })
    }

    async fn compare(self, asked: NewAuthorization, before: Option<BTreeSet<Id>>) {
        let after = self.fetch_tokens(None).await;
        let sees_owner = self.sees_owner(&asked);
        let found = match (before, after) {
            (Some(before), Ok(listing)) => {
                let found = outcome::compare(&before, listing.table(), &asked, sees_owner);
                self.tokens.set(Remote::Ready(listing));
                Ok(found)
            }
            (None, Ok(listing)) => {
                self.tokens.set(Remote::Ready(listing));
                Ok(outcome::Outcome::Hidden)
            }
            (_, Err(error)) => Err(error),
        };
        if let Err(error) = &found {
            self.note(error);
        }
        self.creation.update(|creation| {
            if let Creation::Unknown { outcome, .. } = creation {
                *outcome = Remote::from(found);
            }
        });
    }

    /// Looks once more what became of a create whose answer was lost.
    pub fn look_again(self) {
        let Creation::Unknown { asked, before, .. } = self.creation.get_untracked() else { return };
        self.creation.update(|creation| {
            if let Creation::Unknown { outcome, .. } = creation {
                *outcome = Remote::Loading;
            }
        });
        spawn_local(self.compare(asked, before));
    }

    /// Deletes a token whose secret was lost with the answer, and makes it anew.
    pub fn delete_and_create_again(self, id: Id) {
        let Creation::Unknown { asked, before, .. } = self.creation.get_untracked() else { return };
        self.creation.set(Creation::Sending);
        spawn_local(async move {
            let deleted = match self.client().send(api::delete(id)).await {
                Ok(response) => api::decode_deleted(&response),
                Err(error) => Err(error),
            };
            match deleted {
                Ok(()) => {
                    self.creation.set(Creation::Idle);
                    self.tokens.set(Remote::NotAsked);
                    self.create(asked);
                }
                Err(error) => {
                    self.note(&error);
                    // A lost answer leaves open whether it is deleted, and "not found" may come from something on the way:
                    // then the list tells.
                    let lost = error.leaves_outcome_unknown() || matches!(error, ApiError::NotFound { .. });
                    let outcome = if lost { Remote::Loading } else { Remote::Ready(outcome::Outcome::Made(id)) };
                    self.creation.set(Creation::Unknown {
                        asked: asked.clone(),
                        before: before.clone(),
                        error,
                        outcome,
                    });
                    if lost {
                        self.compare(asked, before).await;
                    }
                }
            }
        });
    }

    /// Whether the shown secret, or those of a run, may be dropped; if not, the dialog says why.
    pub fn may_drop_reveal(self) -> bool {
        if !self.may_drop_run() {
            return false;
        }
        if self.reveal.with_untracked(Option::is_none) {
            return true;
        }
        let answer = self.reveal.try_update(|reveal| reveal.as_mut().map(Reveal::asked_to_close)).flatten();
        answer != Some(Closing::Guarded)
    }

    /// Wipes the shown secret, if it may be.
    pub fn close_reveal(self) {
        if self.may_drop_reveal() {
            self.reveal.set(None);
        }
    }
}
