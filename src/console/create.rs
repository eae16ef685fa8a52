//! Creating tokens, one or many: carries out the steps of `console_core::create`, and nothing that nobody asked for.

use super::{App, Console, Creation};
use crate::shell::{clock, page};
use console_core::create::{Change, Closing, Looked};
use console_core::sort::set_of;
use influxdb2::api::authorizations as api;
use influxdb2::api::authorizations::Created;
use influxdb2::authorization::{Authorization, AuthorizationTable, NewAuthorization};
use influxdb2::batch::{CreateTarget, Flow, Origin, Pause, Row, Run, State, Step, TokenRequest};
use influxdb2::deviation::deviations;
use influxdb2::outcome::{OutcomeContext, compare};
use influxdb2::reveal::{Reveal, deactivated};
use influxdb2::session::{AccessLevel, Visibility};
use influxdb2::{ApiError, Id, Names};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

impl Console {
    /// Creates one token, unless one is being created or a secret is still being shown.
    ///
    /// Where the answer to the same create was lost before, the list is looked at once more, because a slow server may have
    /// stored it meanwhile.
    pub fn create(self, asked: NewAuthorization) {
        let Some(place) = self.place(asked.org).filter(|_| !self.is_occupied()) else { return };
        let request = TokenRequest::from(asked);
        // What is open about another one stays known until that one is asked for again.
        self.dismiss_creation();
        self.created_in.set(Some(place.clone()));
        let same = |run: &Run| run.origin.place == place && run.rows()[0].request() == Some(&request) && run.is_open(0);
        let earlier = self.past.try_update(|past| past.iter().position(same).map(|at| past.remove(at))).flatten();
        let run = match earlier {
            Some(mut run) => {
                run.insist(0);
                run
            }
            None => Run::new(self.origin(place), vec![request.into()]),
        };
        let serial = run.origin.serial;
        self.one.set(Some(run));
        self.drive(serial);
    }

    /// Starts a run over many names, unless a token is being created or a secret is still being shown.
    pub fn start_run(self, rows: Vec<Row>) {
        let Some(session) = self.session().filter(|_| !self.is_occupied()) else { return };
        self.forget_refusal();
        self.run_of.set_value(self.whose.get_untracked());
        let server = page::full_address(&self.address.get_untracked());
        let run = Run::new(self.origin(CreateTarget { server, org: session.org.clone() }), rows);
        let serial = run.origin.serial;
        self.run.set(Some(run));
        self.drive(serial);
    }

    /// Whether a token is being created or a secret is still being shown.
    pub(super) fn is_occupied(self) -> bool {
        let one = self.one.with_untracked(|one| one.as_ref().is_some_and(Run::is_active));
        let sending = self.creation.with_untracked(|creation| matches!(creation, Creation::Sending));
        one || sending || self.reveal.with_untracked(Option::is_some) || self.run.with_untracked(Option::is_some)
    }

    fn origin(self, place: CreateTarget) -> Origin {
        let serial = self.serials.try_update_value(|last| {
            *last += 1;
            *last
        });
        Origin { serial: serial.unwrap_or_default(), place }
    }
}

impl App {
    /// Carries steps out until the run has none. A second call while one is under way finds none either.
    pub(super) fn drive(self, serial: u32) {
        spawn_local(async move {
            while let Some(Some(step)) = self.with_run(serial, |run| run.step(clock::now_ms())) {
                if !self.carry_out(serial, step).await {
                    return;
                }
            }
            if let Some(workspace) = self.workspace.get_untracked() {
                workspace.past.update(|past| past.retain(|run| !run.is_over()));
            }
        });
    }

    /// Who carries steps out: the session of now, whichever organization it is in, if it is theirs who started the run.
    fn worker(self, serial: u32) -> Result<Console, ApiError> {
        let of_run = self.run.with_untracked(|run| run.as_ref().is_some_and(|run| run.origin.serial == serial));
        let theirs = !of_run || self.whose.get_untracked() == self.run_of.get_value();
        self.console_now().filter(|_| theirs).ok_or(ApiError::NotSignedIn)
    }

    /// Says whether this is still the one who carries steps out.
    async fn carry_out(self, serial: u32, step: Step) -> bool {
        let worker = self.worker(serial);
        let error = match step {
            Step::List => {
                let before = match worker.clone() {
                    Ok(console) => console.known_tokens(serial).await,
                    Err(error) => Err(error),
                };
                let error = before.as_ref().err().cloned();
                self.with_run(serial, |run| run.knows(before));
                error
            }
            Step::Create(row, request) => {
                let answer = match worker.clone() {
                    Ok(console) => console.send(&request.asked()).await,
                    Err(error) => Err(error),
                };
                let error = answer.as_ref().err().cloned();
                let told = answer.as_ref().ok().map(|created| (created.authorization.clone(), created.names.clone()));
                self.with_run(serial, |run| run.answered(row, answer, clock::now_ms()));
                if let Some((authorization, names)) = told {
                    self.reveal_one(serial, authorization, &names);
                }
                error
            }
            Step::Look => {
                let seen = match worker.clone() {
                    Ok(console) => console.compare(serial).await,
                    Err(error) => Err(error),
                };
                let error = seen.as_ref().err().cloned();
                self.with_run(serial, |run| run.looked(seen));
                error
            }
            Step::Delete(row, id) => {
                let answer = match worker.clone() {
                    Ok(console) => console.carry_change_out(serial, id, Change::Delete).await,
                    Err(error) => Err(error),
                };
                let error = answer.as_ref().err().cloned();
                self.with_run(serial, |run| run.deleted(row, id, answer));
                error
            }
            Step::Change(id, change) => {
                let answer = match worker.clone() {
                    Ok(console) => console.carry_change_out(serial, id, change).await,
                    Err(error) => Err(error),
                };
                let error = answer.as_ref().err().cloned();
                self.with_run(serial, |run| run.changed(id, change, answer));
                error
            }
            Step::Wait => {
                clock::pause(1).await;
                self.with_run(serial, Run::waited);
                None
            }
            Step::Rest { ticket, seconds } => {
                clock::pause(seconds).await;
                return self.with_run(serial, |run| run.rested(ticket)) == Some(true);
            }
        };
        if let (Some(error), Ok(console)) = (error, worker) {
            console.known.update(|known| known.learn_refusal(&error));
            console.note(&error);
        }
        self.put_away_ended(serial);
        true
    }

    /// Shows the secret of a token that was created alone. Its run goes on looking whether it was created twice.
    fn reveal_one(self, serial: u32, authorization: Authorization, names: &Names) {
        let Some(workspace) = self.workspace.get_untracked() else { return };
        if !workspace.one.with_untracked(|one| one.as_ref().is_some_and(|run| run.origin.serial == serial)) {
            return;
        }
        let created = self.with_run(serial, |run| run.hand_over(0)).flatten();
        self.reveal.set(created.map(Reveal::new));
        let org = authorization.org;
        if let Some(console) = self.console_now() {
            console.change_listed(org, |table| {
                table.names.extend(names);
                if table.rows.iter().all(|row| row.id != authorization.id) {
                    table.rows.push(authorization);
                }
            });
        }
        workspace.drafts.update(|drafts| drafts.retain(|draft| draft.org != org));
        workspace.put_away();
    }
}

impl Console {
    /// Sends a create with a credential of its own, so that a secret comes through although the session ends meanwhile.
    async fn send(self, asked: &NewAuthorization) -> Result<Created, ApiError> {
        let _in_flight = self.create_begins();
        let me = self.session().map(|session| session.me.id);
        let (fingerprints, names) = (self.fingerprints, self.names);
        let ticket = self.sending.start();
        let answer =
            self.client().separate().send_with::<ApiError>(api::create(asked), ticket.controller(), None).await;
        let mut created = api::decode_created(&answer?)?;
        // Servers before the field was introduced leave the time out.
        created.authorization.created_ms.get_or_insert_with(clock::now_ms);
        created.deviations = deviations(asked, me, &created.authorization);
        let known = (created.authorization.id, created.secret.fingerprint());
        fingerprints.try_update(|all| all.push(known));
        names.try_update(|all| all.extend(&created.names));
        Ok(created)
    }

    /// The tokens that exist before a create. One token is compared with the list that is here, because a long one takes its
    /// time; before a run the list is read anew.
    async fn known_tokens(self, serial: u32) -> Result<BTreeSet<Id>, ApiError> {
        let org = self.org_of(serial).ok_or(ApiError::Cancelled)?;
        let alone = self.one.with_untracked(|one| one.as_ref().is_some_and(|run| run.origin.serial == serial));
        let here = self.session().is_some_and(|session| session.org.id == org);
        let listed = self.tokens.with_untracked(|tokens| tokens.ready().cloned()).filter(|_| here && alone);
        let listing = match listed {
            Some(listing) => listing,
            None => {
                let listing = self.fetch_tokens(org, None).await?;
                self.show_tokens(org, &listing);
                listing
            }
        };
        Ok(listing.table().rows.iter().map(|row| row.id).collect())
    }

    /// Reads the list of the organization in which it was asked for, whichever is in use, and compares.
    async fn compare(self, serial: u32) -> Result<Looked<Id>, ApiError> {
        let org = self.org_of(serial).ok_or(ApiError::Cancelled)?;
        let listing = self.fetch_tokens(org, None).await?;
        let table = listing.table();
        let ours = self.fingerprints.with_untracked(|known| set_of(known.iter().map(|(id, _)| *id)));
        let sees = |owner| self.sees_owner(owner, org, table);
        let known = OutcomeContext { ours: &ours, ahead: self.ahead(), sees: &sees };
        let seen = self.look_at_run(serial, |run| compare(run, table, &known)).unwrap_or_default();
        self.show_tokens(org, &listing);
        Ok(seen)
    }

    /// How many milliseconds the server's clock is before that of this device, if it told.
    pub(super) fn ahead(self) -> Option<i64> {
        self.client().server_now().map(|now| now - clock::now_ms())
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

    async fn carry_change_out(self, serial: u32, id: Id, change: Change) -> Result<(), ApiError> {
        let org = self.org_of(serial).ok_or(ApiError::Cancelled)?;
        match change {
            Change::Delete => {
                self.delete(id).await?;
                self.settle_list(org, Vec::new(), &BTreeSet::from([id]));
                Ok(())
            }
            Change::Deactivate => self.deactivate(id).await,
        }
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

    /// Stops waiting for the answer to the create that is under way; what became of it is looked for then.
    pub fn stop_waiting(self) {
        self.sending.call_off();
    }

    /// What keeps the run from going on: nobody is signed in, or somewhere else.
    pub fn run_hindrance(self) -> Option<String> {
        let session = self.session();
        self.run.with(|run| {
            let CreateTarget { server, org } = &run.as_ref()?.origin.place;
            let Some(session) = session else { return Some("Sign in again first.".to_owned()) };
            if page::full_address(&self.address.get()) != *server {
                return Some(format!("The run belongs to {server}. Sign in there first."));
            }
            let name = console_core::text::foreign::spelled_out(&org.name);
            if self.whose.get() != self.run_of.get_value() {
                return Some("The run belongs to another user. Sign in as that user first.".to_owned());
            }
            (session.org.id != org.id).then(|| format!("The run belongs to {name}. Switch to it first."))
        })
    }

    /// A create of one token that the end of the session stopped is given up: the form is kept.
    fn put_away_ended(self, serial: u32) {
        let ended = |run: &Run| {
            let waiting = matches!(run.rows()[0].state, State::Waiting);
            run.origin.serial == serial && *run.flow() == Flow::Paused(Pause::SessionEnded) && waiting
        };
        if let Some(workspace) = self.workspace.get_untracked()
            && workspace.one.with_untracked(|one| one.as_ref().is_some_and(ended))
        {
            workspace.put_away();
        }
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
}

impl Console {
    fn org_of(self, serial: u32) -> Option<Id> {
        self.look_at_run(serial, |run| run.origin.place.org.id)
    }

    /// Changes the list as it is shown, if it is the one of this organization.
    pub(super) fn change_listed(self, org: Id, change: impl FnOnce(&mut AuthorizationTable)) {
        if self.session().is_some_and(|session| session.org.id == org) {
            self.rework(change);
        }
    }
}
