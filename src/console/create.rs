//! Making a token: sent once, never twice, and never a lost answer that is passed over.

use super::{App, Console, CreateTarget, Creation, Lost};
use crate::shell::clock;
use influxdb2::api::authorizations as api;
use influxdb2::authorization::NewAuthorization;
use influxdb2::outcome::{Before, Since};
use influxdb2::reveal::{Closing, Reveal};
use influxdb2::{Id, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A list that was read so shortly before holds everything that is older than the create.
const FRESH_MS: i64 = 5_000;

impl Console {
    /// Sends a create, unless one is under way or a secret is still being shown.
    ///
    /// Where the answer to the same create was lost before, the list is looked at once more, because a slow server
    /// may have stored it meanwhile.
    pub fn create(self, asked: NewAuthorization) {
        let busy = self.creation.with_untracked(|creation| matches!(creation, Creation::Sending));
        if busy || self.reveal.with_untracked(Option::is_some) || self.run.with_untracked(Option::is_some) {
            return;
        }
        let Some(place) = self.place(asked.org) else { return };
        let told = match self.creation.get_untracked() {
            Creation::Unknown(lost) => Some(*lost),
            _ => None,
        };
        let same = |lost: &Lost| lost.asked == asked && lost.place == place;
        let earlier = [told, self.set_aside.get_value()].into_iter().flatten().find(same);
        // What is open about another one is remembered until that one is asked for again.
        self.dismiss_creation();
        self.created_in.set(Some(place.clone()));
        self.creation.set(Creation::Sending);
        spawn_local(async move {
            let before = match earlier {
                Some(lost) => match self.look_before_sending(lost).await {
                    Some(before) => Some(before),
                    None => return,
                },
                None => self.known_tokens(asked.org).await,
            };
            // Somebody else may have signed in meanwhile, and nothing is made in their name.
            if self.is_over() {
                return self.creation.set(Creation::Idle);
            }
            self.send(asked, place, before).await;
        });
    }

    async fn send(self, asked: NewAuthorization, place: CreateTarget, before: Option<Before>) {
        // The answer may bring the only copy of a secret, so the session can end before it and take nothing away.
        let in_flight = self.create_begins();
        let answer = match self.client().separate().send(api::create(&asked)).await {
            Ok(response) => api::decode_created(&response),
            Err(error) => Err(error),
        };
        let session_is_over = self.is_over();
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
                if self.set_aside.with_value(|lost| lost.as_ref().is_some_and(|lost| lost.asked == asked)) {
                    self.set_aside.set_value(None);
                }
                self.creation.set(Creation::Idle);
            }
            // The server did not let in a credential that was given up meanwhile.
            Err(error) if error.ends_session() && session_is_over => self.creation.set(Creation::Refused(error)),
            Err(error) if error.leaves_outcome_unknown() => {
                let outcome = Remote::Loading;
                let lost = Lost { asked, place, before, error, outcome, looks: 0, doomed: None, left: None };
                self.creation.set(Creation::Unknown(Box::new(lost)));
                drop(in_flight);
                self.look().await;
            }
            Err(error) => {
                self.known.update(|known| known.learn_refusal(&error));
                self.note(&error);
                let ended = error.ends_session();
                self.creation.set(if ended { Creation::Idle } else { Creation::Refused(error) });
            }
        }
    }

    /// The tokens that exist before a create, so that a new one can be recognized if the answer is lost.
    async fn known_tokens(self, org: Id) -> Option<Before> {
        let here = self.session().is_some_and(|session| session.org.id == org);
        let listed = self.tokens.with_untracked(|tokens| tokens.ready().cloned()).filter(|_| here);
        let fresh = clock::now_ms() - self.listed_at.get_value() <= FRESH_MS;
        let (listing, fresh) = match listed {
            Some(listing) => (listing, fresh),
            None => (self.fetch_tokens(org, None).await.ok()?, true),
        };
        let unknown = if fresh { Since::List } else { Since::Unknown };
        Some(Before::new(listing.table(), self.client().server_now().map_or(unknown, Since::Server)))
    }
}

impl App {
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
