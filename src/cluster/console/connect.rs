//! Signing in and out, and what happens when a session ends in the middle of the work.

use super::app::Entry;
use super::place::Place;
use super::{App, Console, Phase, Session, SignedOutReason};
use crate::shared::create::may_drop_secrets;
use crate::shell::http::{Client, Credential};
use crate::shell::storage::cluster as storage;
use crate::shell::{clock, page};
use console_core::Secret;
use console_core::http::Transport;
use database::ApiError;
use database::connection::{Conclusion, Paths, Probe, Product, Step};
use database::create::BatchForm;
use database::database::Database;
use database::draft::Draft;
use database::route::Route;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// What a person signs in with.
pub struct Credentials {
    /// What is to be managed.
    pub place: Place,
    /// The management token.
    pub token: Secret,
    /// Whether it is kept for this tab.
    pub keep: bool,
}

/// How an attempt to sign in ended, if it did not end with a session.
pub type Attempt = Conclusion;

impl App {
    /// Goes on with what was kept for this tab.
    pub fn arrive(self) {
        // What was kept may be of another build, which was packaged for other servers.
        let kept = storage::server().unwrap_or_default();
        if kept.is_empty() || page::other_servers().contains(&kept) {
            self.address.set(kept);
        } else {
            // A credential of a server that is not spoken to any more is for no other one.
            storage::forget_token();
            storage::keep_server("");
        }
        self.place.set(Place::remembered().0);
        self.resume();
    }

    /// Goes on with the management token that was kept for this tab.
    pub fn resume(self) {
        let Some(token) = storage::token() else {
            self.entering.call_off();
            self.phase.set(Phase::SignedOut(SignedOutReason::NotYet));
            return;
        };
        // It is kept for where it let somebody in, and not for what was tried since.
        let (place, _) = Place::remembered();
        self.place.set(place.clone());
        self.phase.set(Phase::Resuming);
        let resuming = async move {
            let reason = match self.enter(place, token).await {
                Ok(()) => return,
                // Trouble on the way says nothing about what was kept: a reload tries it again.
                Err(Attempt::Failed(error)) => SignedOutReason::NotResumed(error),
                Err(_) => {
                    storage::forget_token();
                    SignedOutReason::Ended(None)
                }
            };
            self.phase.set(Phase::SignedOut(reason));
        };
        self.entering.begin(resuming, || ());
    }

    /// Stops waiting for the answer to what was kept for this tab. It is kept on.
    pub fn stop_resuming(self) {
        self.entering.call_off();
        // The button that was pressed goes, and the focus has to go somewhere.
        self.shown_before.set_value(true);
        self.phase.set(Phase::SignedOut(SignedOutReason::NotResumed(ApiError::Cancelled)));
    }

    /// Speaks to the server at this address from now on; empty for the origin of the page.
    pub fn choose_server(self, address: &str) {
        // What was kept for another server is never sent to this one.
        if self.address.with_untracked(|before| before != address) {
            self.entering.call_off();
            storage::forget_token();
        }
        self.address.set(address.to_owned());
        storage::keep_server(address);
        self.look_at_server();
    }

    /// Signs in with a management token. What was kept before goes when somebody is in, and no sooner: it may be good.
    pub async fn sign_in(self, credentials: Credentials) -> Result<(), Attempt> {
        let Credentials { place, token, keep } = credentials;
        // A copy, because the token moves into the client. It is wiped where nobody comes in.
        let kept = keep.then(|| Secret::new(token.expose().to_owned()));
        self.place.set(place.clone());
        self.enter(place, token).await?;
        storage::forget_token();
        if let Some(token) = kept {
            storage::keep_token(&token);
        }
        Ok(())
    }

    async fn enter(self, place: Place, token: Secret) -> Result<(), Attempt> {
        let (before, remembered) = Place::remembered();
        let remembered = remembered.filter(|_| before == place);
        let watch = Rc::new(move |answered| self.answered.set(answered));
        let address = self.address.get_untracked();
        let client = Client::watched(&address, Credential::Token(token), watch);
        let (paths, databases) = probe(&client, &place, remembered).await?;
        // A create of the session before may bring a secret yet, and until then list and form are those that it was asked in.
        while self.is_sending() {
            clock::moment().await;
        }
        place.remember(Some(paths));
        let server = page::full_address(&address);
        let session = Session { product: place.product, paths, server, api: true, has_expiry: true };
        let entry = Entry { session: Arc::new(session), client, databases: Arc::new(databases) };
        // What was put into the form for one cluster is nothing for another one.
        let of = Some((address, place));
        if self.draft_of.with_value(|before| *before != of) {
            self.clear_forms();
            self.draft_of.set_value(of);
        }
        self.phase.set(Phase::SignedIn(Rc::new(entry)));
        Ok(())
    }

    /// Goes on without anything to speak to: the console writes commands, and nothing is sent.
    pub fn write_commands(self) {
        self.entering.call_off();
        let place = Place { product: Product::Clustered, ..Place::default() };
        let server = page::full_address(&self.address.get_untracked());
        let paths = Paths::Flat;
        let session = Session { product: place.product, paths, server, api: false, has_expiry: false };
        let client = Client::new(&self.address.get_untracked(), Credential::None);
        let entry = Entry { session: Arc::new(session), client, databases: Arc::default() };
        self.history.replace(Route::NewToken);
        self.phase.set(Phase::SignedIn(Rc::new(entry)));
    }

    /// Ends the session and forgets everything, unless a secret would be lost with it, or an answer that was not told yet.
    pub fn sign_out(self) {
        if self.console.get_untracked().is_some_and(Console::holds_back) || !may_drop_secrets(self) {
            return;
        }
        storage::forget_token();
        self.clear_forms();
        self.draft_of.set_value(None);
        self.reveal.set(None);
        self.forget_creates();
        self.leave(SignedOutReason::SignedOut);
    }

    fn clear_forms(self) {
        self.draft.set(Draft::default());
        self.several.set(BatchForm::default());
        self.changes.clear();
    }

    /// Closes the connection and shows the way in; the state of the session goes with the screen that shows it.
    fn leave(self, reason: SignedOutReason) {
        if let Phase::SignedIn(entry) = self.phase.get_untracked() {
            entry.client.close();
        }
        self.phase.set(Phase::SignedOut(reason));
    }
}

/// Finds the form of the paths, and whether the management token is taken.
async fn probe(client: &Client, place: &Place, remembered: Option<Paths>) -> Result<(Paths, Vec<Database>), Attempt> {
    let mut probe = Probe::new(place.product, place.ids(), remembered);
    loop {
        match probe.step() {
            Step::Ask(paths) => match client.send::<Transport>(Probe::request(paths)).await {
                Ok(response) => probe.answered(&response),
                Err(why) => probe.failed(why),
            },
            Step::Conclude(Conclusion::Works { paths, databases }) => return Ok((paths, databases)),
            Step::Conclude(other) => return Err(other),
        }
    }
}

impl Console {
    /// Takes note of an error. One that ends the session leads to signing in again; the form and a shown secret stay.
    pub(super) fn note(self, error: &ApiError) {
        if error.ends_session() && self.is_current() {
            storage::forget_token();
            self.leave(SignedOutReason::Ended(self.bulk.cut_off()));
        }
    }
}
