//! Creating tokens, one or many: the requests of the steps of `console_core::create`.

use super::before_change::BeforeChange;
use super::change::Kept;
use super::{App, Console, Creation, Workspace};
use crate::shared::create::batch::start;
use crate::shared::create::{Batch, Creator, Sent, Steer, Worker, drive, origin};
use crate::shell::lasting::Lasting;
use crate::shell::{clock, page};
use console_core::create::{Change, Looked};
use console_core::sort::set_of;
use influxdb2::api::authorizations as api;
use influxdb2::api::authorizations::Created;
use influxdb2::authorization::{AsShown, AuthorizationTable, NewAuthorization};
use influxdb2::batch::{Authorizations, CreateTarget, Row, RowRequest, Run};
use influxdb2::deviation::deviations;
use influxdb2::outcome::{OutcomeContext, compare};
use influxdb2::reveal::{Reveal, deactivated};
use influxdb2::session::{AccessLevel, Visibility};
use influxdb2::{ApiError, Id};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Console {
    /// Creates one token, unless one is being created or a secret is still being shown.
    pub fn create(self, asked: NewAuthorization) {
        let Some(place) = self.place(asked.org).filter(|_| !self.is_occupied()) else { return };
        // What is open about another one stays known until that one is asked for again.
        self.dismiss_creation();
        self.created_in.set(Some(place.clone()));
        let run = self.sent.run_of(origin(place), RowRequest::from(asked).into());
        let serial = run.origin.serial;
        self.sent.one.set(Some(run));
        drive(**self, serial);
    }

    /// Starts a run over many names, unless a token is being created or a secret is still being shown.
    pub fn start_run(self, rows: Vec<Row>) {
        self.start_run_for(None, rows);
    }

    /// As [`Self::start_run`], for the tokens of a user who leaves.
    pub(super) fn start_run_for(self, leaving: Option<Id>, rows: Vec<Row>) {
        let Some(session) = self.session().filter(|_| !self.is_occupied()) else { return };
        self.run_for.set_value(leaving);
        self.forget_refusal();
        self.run_of.set_value(self.whose.get_untracked());
        let server = page::full_address(&self.address.get_untracked());
        let org = session.org.clone();
        start(**self, Run::new(origin(CreateTarget { server, org }), rows));
    }

    /// Whether a token is being created or a secret is still being shown.
    pub(super) fn is_occupied(self) -> bool {
        let one = self.sent.one.with_untracked(|one| one.as_ref().is_some_and(Run::is_active));
        let sending = self.creation.with_untracked(|creation| matches!(creation, Creation::Sending));
        one || sending || self.reveal.with_untracked(Option::is_some) || self.run.with_untracked(Option::is_some)
    }
}

impl Creator for App {
    type Of = Authorizations;
    type Worker = Console;
    const DEACTIVATES: bool = true;

    fn batch(self) -> Batch<Authorizations> {
        self.run
    }

    fn revealed(self) -> Lasting<RwSignal<Option<Reveal>>> {
        self.reveal
    }

    fn is_creating(self) -> bool {
        self.creating.get() > 0 || self.workspace.get().is_some_and(Workspace::is_creating)
    }

    fn sent(self) -> Option<Sent<Authorizations>> {
        self.workspace.get().map(|workspace| workspace.sent)
    }

    /// The session of now, whichever organization it is in, if it is theirs who started the run.
    fn worker(self, serial: u32) -> Result<Console, ApiError> {
        let of_run = self.run.with_untracked(|run| run.as_ref().is_some_and(|run| run.origin.serial == serial));
        let theirs = !of_run || self.whose.get_untracked() == self.run_of.get_value();
        self.console_now().filter(|_| theirs).ok_or(ApiError::NotSignedIn)
    }

    fn reveal(self, created: Created) {
        let Some(workspace) = self.workspace.get_untracked() else { return };
        let (authorization, names) = (created.authorization.clone(), created.names.clone());
        self.reveal.set(Some(Reveal::new(created)));
        let org = authorization.org;
        if let Some(console) = self.console_now() {
            console.look_at_owner(authorization.user);
            // A list that came before the answer may have told of it.
            console.refresh.looked_at(authorization.id);
            console.change_listed(org, move |table| {
                table.names.extend(&names);
                if table.rows.iter().all(|row| row.id != authorization.id) {
                    table.rows.push(authorization.clone());
                }
            });
        }
        workspace.drafts.update(|drafts| drafts.retain(|draft| draft.org != org));
        workspace.sent.put_away();
    }

    fn dismiss_creation(self) {
        if let Some(workspace) = self.workspace.get_untracked() {
            workspace.dismiss_creation();
        }
    }

    fn stop_waiting(self) {
        self.sending.call_off();
    }

    fn created_ms(self, id: Id) -> Option<i64> {
        i64::try_from(id.generated_at_ms()).ok()
    }

    fn reaches(self, place: &CreateTarget) -> bool {
        place.server == page::full_address(&self.address.get())
    }

    fn server(place: &CreateTarget) -> &str {
        &place.server
    }
}

impl Worker for Console {
    type Of = Authorizations;

    /// One token is compared with the list that is here, because a long one takes its time; before a run the list is read
    /// anew.
    async fn known(self, serial: u32) -> Result<BTreeSet<Id>, ApiError> {
        let org = self.org_of(serial).ok_or(ApiError::Cancelled)?;
        let alone = self.sent.is_alone(serial);
        let here = self.session().is_some_and(|session| session.org.id == org);
        let listed = self.tokens.with_untracked(|tokens| tokens.ready().cloned()).filter(|_| here && alone);
        let listing = match listed {
            Some(listing) => listing,
            None => {
                let asked = self.arriving.ask();
                let listing = self.fetch_tokens(org, None).await?;
                self.show_tokens(org, asked, Arc::clone(&listing));
                listing
            }
        };
        Ok(listing.table().rows.iter().map(|row| row.id).collect())
    }

    async fn send(self, request: &RowRequest) -> Result<Created, ApiError> {
        let asked = request.asked();
        let _in_flight = self.create_begins();
        let me = self.session().map(|session| session.me.id);
        let (fingerprints, names, unanswered) = (self.fingerprints, self.names, self.unanswered);
        let (app, client, ticket) = (**self, self.client(), self.sending.start());
        let sent = client.separate().send_with::<ApiError>(api::create(&asked), ticket.controller(), None);
        let answer = sent.await.and_then(|answer| api::decode_created(&answer));
        // The session may have gone on in another organization meanwhile.
        let mut created = answer.inspect_err(|error| {
            // Before it is noted: a session that ends takes the signals along.
            if error.leaves_outcome_unknown() {
                unanswered.try_update(|sitting| sitting.lose(&asked));
            }
            app.note_of(&client, error);
        })?;
        // Servers before the field was introduced leave the time out.
        created.authorization.created_ms.get_or_insert_with(clock::now_ms);
        created.deviations = deviations(&asked, me, &created.authorization);
        let known = (created.authorization.id, created.secret.fingerprint());
        fingerprints.try_update(|all| all.push(known));
        names.try_update(|all| all.extend(&created.names));
        Ok(created)
    }

    /// Reads the list of the organization in which it was asked for, whichever is in use, and compares.
    async fn compare(self, serial: u32) -> Result<Looked<Id>, ApiError> {
        let org = self.org_of(serial).ok_or(ApiError::Cancelled)?;
        let asked = self.arriving.ask();
        let listing = self.fetch_tokens(org, None).await?;
        let table = listing.table();
        let ours = self.fingerprints.with_untracked(|known| set_of(known.iter().map(|(id, _)| *id)));
        let sees = |owner| self.sees_owner(owner, org, table);
        let known = OutcomeContext { ours: &ours, ahead: self.ahead(), sees: &sees };
        let seen = self.look_at_run(serial, |run| compare(run, table, &known)).unwrap_or_default();
        self.show_tokens(org, asked, listing);
        Ok(seen)
    }

    async fn change(self, serial: u32, id: Id, change: Change) -> Result<(), ApiError> {
        let org = self.org_of(serial).ok_or(ApiError::Cancelled)?;
        match change {
            Change::Delete => {
                let heard = |run: &Run| Some((run.known_of(id).map(last_heard)?, run.is_perhaps_stopped(id)));
                if let Some((shown, perhaps_stopped)) = self.look_at_run(serial, heard).flatten()
                    && let BeforeChange::Changed(stored) =
                        self.read_before_change(Kept::Token, id, shown.clone()).await?
                    && !(perhaps_stopped && shown.is_but_stopped(&stored))
                {
                    return Err(ApiError::ChangedSince);
                }
                self.delete(id).await?;
                self.settle_list(org, Vec::new(), &BTreeSet::from([id]));
                Ok(())
            }
            Change::Deactivate => self.deactivate(id).await,
        }
    }

    fn note(self, error: &ApiError) {
        self.known.update(|known| known.learn_refusal(error));
        self.note(error);
    }

    fn is_over(self) -> bool {
        Self::is_over(self)
    }
}

/// A token as it was last heard of.
fn last_heard(token: Result<&Created, &RowRequest>) -> AsShown {
    token.map_or_else(|request| AsShown::asked(&request.asked()), |created| AsShown::of(&created.authorization))
}

impl Console {
    /// How many milliseconds the server's clock is before that of this device, if it told.
    pub(super) fn ahead(self) -> Option<i64> {
        self.client().ahead()
    }

    /// Whether this credential is shown the tokens of an owner, judged by a list of their organization.
    fn sees_owner(self, owner: Option<Id>, org: Id, table: &AuthorizationTable) -> bool {
        self.session().is_some_and(|session| {
            let all = session.visibility == Visibility::All && session.org.id == org;
            // A credential without read on tokens gets an empty list, and no word about it.
            let me = session.me.id;
            let own = owner.is_none_or(|owner| owner == me) && table.rows.iter().any(|row| row.user == me);
            session.access == AccessLevel::Operator || all || own
        })
    }
}

impl App {
    /// Makes a token stop working whose secret is here: shown alone, or in a row of a run.
    pub fn deactivate_created(self, id: Id, answered: Callback<Result<(), ApiError>>) {
        let console = self.console_now();
        spawn_local(async move {
            let answer = match console {
                Some(console) => console.deactivate(id).await,
                None => Err(ApiError::NotSignedIn),
            };
            let done = answer.is_ok();
            answered.try_run(answer);
            if done {
                self.reveal.maybe_update(|reveal| {
                    let shown = reveal.as_mut().map(Reveal::created_mut).filter(|token| token.authorization.id == id);
                    shown.map(deactivated).is_some()
                });
                self.run
                    .maybe_update(|run| run.as_mut().and_then(|run| run.created_mut(id)).map(deactivated).is_some());
            }
        });
    }
}

impl Console {
    fn org_of(self, serial: u32) -> Option<Id> {
        self.look_at_run(serial, |run| run.origin.place.org.id)
    }

    /// Changes the list as it is shown, if it is the one of this organization.
    pub(super) fn change_listed(self, org: Id, change: impl Fn(&mut AuthorizationTable) + 'static) {
        if self.session().is_some_and(|session| session.org.id == org) {
            self.rework(change);
        }
    }
}
