//! Creating tokens: the requests of the steps of `console_core::create`.

use super::{App, Console, Creation};
use crate::shared::create::{Batch, Creator, Sent, Steer, Worker, drive, origin};
use crate::shell::clock;
use crate::ui::secret::Revealed;
use console_core::create::{Change, Looked};
use database::api::tokens as api;
use database::create::{
    CreateTarget, Created, DatabaseTokens, Heard, NewToken, Reveal, Row, Run, compare, deviations, may_revoke,
};
use database::draft::Draft;
use database::token::TokenTable;
use database::{ApiError, Id};
use leptos::prelude::*;
use std::collections::BTreeSet;

impl Console {
    /// Creates one token, unless one is being created or a secret is still being shown.
    pub fn create(self, asked: NewToken) {
        let Some(place) = self.create_target().filter(|_| !self.is_occupied()) else { return };
        // What is open about another one stays known until that one is asked for again.
        self.dismiss_creation();
        self.creates.asked_in.set_value(self.session());
        let run = self.creates.sent.run_of(origin(place), Row::new(String::new(), asked));
        let serial = run.origin.serial;
        self.creates.sent.one.set(Some(run));
        drive(*self, serial);
    }

    /// Whether a token is being created or a secret is still being shown.
    pub(super) fn is_occupied(self) -> bool {
        let active = self.creates.sent.one.with_untracked(|run| run.as_ref().is_some_and(Run::is_active));
        active || self.reveal.with_untracked(Option::is_some) || self.run.with_untracked(Option::is_some)
    }
}

impl Creator for App {
    type Of = DatabaseTokens;
    type Worker = Console;
    const DEACTIVATES: bool = false;

    fn batch(self) -> Batch<DatabaseTokens> {
        self.run
    }

    fn revealed(self) -> Revealed<DatabaseTokens> {
        self.reveal
    }

    fn is_creating(self) -> bool {
        self.creates.creation.with(Creation::is_under_way)
    }

    fn sent(self) -> Option<Sent<DatabaseTokens>> {
        Some(self.creates.sent)
    }

    /// The session of now, if it is where the run was started.
    fn worker(self, serial: u32) -> Result<Console, ApiError> {
        let place = self.look_at_run(serial, |run| run.origin.place.clone());
        let console = self.console.get_untracked().filter(|console| console.create_target() == place);
        console.ok_or(ApiError::NotSignedIn)
    }

    fn reveal(self, created: Created) {
        let id = created.token.id;
        self.reveal.set(Some(Reveal::new(created)));
        if let Some(console) = self.console.get_untracked() {
            console.show_created(&BTreeSet::from([id]));
        }
        let place = self.creates.sent.one.with_untracked(|one| one.as_ref().map(|run| run.origin.place.clone()));
        if self.is_still_at(place.as_ref()) {
            self.draft.set(Draft::default());
        }
        self.dismiss_creation();
    }

    fn dismiss_creation(self) {
        self.creates.sent.put_away();
    }

    fn stop_waiting(self) {
        self.creates.sending.call_off();
    }

    fn created_ms(self, id: Id) -> Option<i64> {
        let console = self.console.get_untracked()?;
        console.tokens.with_untracked(|tokens| tokens.ready()?.table().get(id)?.created_ms)
    }

    fn reaches(self, place: &CreateTarget) -> bool {
        self.console.get().and_then(Console::create_target).as_ref() == Some(place)
    }

    fn server(place: &CreateTarget) -> &str {
        &place.server
    }
}

impl Worker for Console {
    type Of = DatabaseTokens;

    /// One token is compared with the list that is here, because a long one takes its time; before a run the list is read
    /// anew.
    async fn known(self, serial: u32) -> Result<BTreeSet<Id>, ApiError> {
        let here = |table: &TokenTable| table.rows.iter().map(|row| row.id).collect();
        let listed = self.tokens.with_untracked(|tokens| tokens.ready().map(|listing| here(listing.table())));
        if let Some(ids) = listed.filter(|_| self.creates.sent.is_alone(serial)) {
            return Ok(ids);
        }
        let asked = self.arriving.ask();
        let table = self.fetch_tokens().await?;
        let ids = here(&table);
        self.show_tokens(asked, table);
        Ok(ids)
    }

    /// A release that wants the expiry spelled otherwise refuses it and stores nothing: then it is sent once more.
    async fn send(self, asked: &NewToken) -> Result<Created, ApiError> {
        let session = self.session().ok_or(ApiError::NotSignedIn)?;
        let (client, creates) = (self.client().separate(), self.creates);
        let mut spelling = creates.spelling.get_value();
        loop {
            let ticket = creates.sending.start();
            let request = api::create(session.paths, asked, spelling);
            let answer = client.send_with::<ApiError>(request, ticket.controller(), None).await;
            let mut created = answer.and_then(|response| api::decode_created(&response));
            if let Some(next) = created.as_ref().err().and_then(|error| spelling.after(error)) {
                spelling = next;
                continue;
            }
            if let Ok(created) = &mut created {
                creates.spelling.update_value(|known| *known = known.remembered(spelling, true));
                created.otherwise = deviations(asked, &created.token);
                creates.ours.update_value(|ours| {
                    ours.insert(created.token.id);
                });
                created.token.created_ms.get_or_insert_with(clock::now_ms);
                self.note_created(&created.token);
            }
            return created;
        }
    }

    async fn compare(self, serial: u32) -> Result<Looked<Id>, ApiError> {
        let asked = self.arriving.ask();
        let table = self.fetch_tokens().await?;
        let ours = self.creates.ours.get_value();
        let ahead = self.client().ahead();
        let seen = self.look_at_run(serial, |run| compare(run, &table, &ours, ahead)).unwrap_or_default();
        self.show_tokens(asked, table);
        Ok(seen)
    }

    /// Nothing deactivates a token here, so deleting it is the only change.
    async fn change(self, serial: u32, id: Id, _: Change) -> Result<(), ApiError> {
        let heard = self.look_at_run(serial, |run| run.known_of(id).map(Heard::of)).flatten();
        may_revoke(heard.as_ref(), self.read_token(id).await)?;
        let answer = self.send_revoke(id).await;
        if let Err(error) = answer {
            let gone = error.leaves_outcome_unknown() && self.reads_as_revoked(id).await;
            gone.then_some(()).ok_or(error)?;
        }
        self.show_revoked(id).await;
        Ok(())
    }

    fn note(self, error: &ApiError) {
        self.note(error);
    }

    fn is_over(self) -> bool {
        Self::is_over(self)
    }
}

impl Console {
    async fn fetch_tokens(self) -> Result<TokenTable, ApiError> {
        let session = self.session().ok_or(ApiError::NotSignedIn)?;
        let answer = self.client().send::<ApiError>(api::list(session.paths)).await;
        answer.and_then(|response| api::decode_list(&response))
    }
}
