//! Creating tokens: carries out the steps of `console_core::create`, and nothing that nobody asked for.

use super::{App, Console};
use crate::shell::clock;
use console_core::create::Closing;
use database::api::tokens as api;
use database::create::{Created, Flow, NewToken, Origin, Pause, Reveal, Row, Run, State, Step, compare, deviations};
use database::draft::Draft;
use database::list::Listing;
use database::token::{Token, TokenTable};
use database::{ApiError, Id, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Console {
    /// Creates one token, unless one is being created or a secret is still being shown.
    ///
    /// Where the answer to the same create was lost before, the list is looked at once more, because a slow server may have
    /// stored it meanwhile.
    pub fn create(self, asked: NewToken) {
        let Some(place) = self.create_target().filter(|_| !self.is_occupied()) else { return };
        // What is open about another one stays known until that one is asked for again.
        self.dismiss_creation();
        self.creates.data_host.set_value(self.session().and_then(|session| session.data_host()));
        let same = |run: &Run| run.origin.place == place && run.rows()[0].request() == Some(&asked) && run.is_open(0);
        let earlier =
            self.creates.past.try_update(|past| past.iter().position(same).map(|at| past.remove(at))).flatten();
        let run = match earlier {
            Some(mut run) => {
                run.insist(0);
                run
            }
            None => {
                let serial = self.creates.serials.try_update_value(|last| {
                    *last += 1;
                    *last
                });
                let origin = Origin { serial: serial.unwrap_or_default(), place };
                Run::new(origin, vec![Row::new(String::new(), asked)])
            }
        };
        let serial = run.origin.serial;
        self.run.set(Some(run));
        self.drive(serial);
    }

    /// Whether a token is being created or a secret is still being shown.
    fn is_occupied(self) -> bool {
        let active = self.run.with_untracked(|run| run.as_ref().is_some_and(Run::is_active));
        active || self.reveal.with_untracked(Option::is_some)
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
            self.creates.past.update(|past| past.retain(|run| !run.is_over()));
        });
    }

    /// Who carries steps out: the session of now, if it is where the run was started.
    fn worker(self, serial: u32) -> Result<Console, ApiError> {
        let place = self.look_at_run(serial, |run| run.origin.place.clone());
        let console = self.console.get_untracked().filter(|console| console.create_target() == place);
        console.ok_or(ApiError::NotSignedIn)
    }

    /// Says whether this is still the one who carries steps out.
    async fn carry_out(self, serial: u32, step: Step) -> bool {
        let worker = self.worker(serial);
        let error = match step {
            Step::List => {
                let before = match worker {
                    Ok(console) => console.known_tokens().await,
                    Err(ref error) => Err(error.clone()),
                };
                let error = before.as_ref().err().cloned();
                self.with_run(serial, |run| run.knows(before));
                error
            }
            Step::Create(row, request) => {
                let answer = match worker {
                    Ok(console) => console.send(&request).await,
                    Err(ref error) => Err(error.clone()),
                };
                let error = answer.as_ref().err().cloned();
                let told = answer.as_ref().ok().map(|created| created.token.clone());
                self.with_run(serial, |run| run.answered(row, answer, clock::now_ms()));
                if let Some(token) = told {
                    self.reveal_one(serial, token);
                }
                error
            }
            Step::Look => {
                let seen = match worker {
                    Ok(console) => console.compare(serial).await,
                    Err(ref error) => Err(error.clone()),
                };
                let error = seen.as_ref().err().cloned();
                self.with_run(serial, |run| run.looked(seen));
                error
            }
            Step::Delete(row, id) => {
                let answer = match worker {
                    Ok(console) => console.revoke_of_run(id).await,
                    Err(ref error) => Err(error.clone()),
                };
                let error = answer.as_ref().err().cloned();
                self.with_run(serial, |run| run.deleted(row, id, answer));
                error
            }
            Step::Change(id, change) => {
                let answer = match worker {
                    Ok(console) => console.revoke_of_run(id).await,
                    Err(ref error) => Err(error.clone()),
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
            console.note(&error);
        }
        self.put_away_ended(serial);
        true
    }

    /// Shows the secret of a token that was created. Its run goes on looking whether it was created twice.
    fn reveal_one(self, serial: u32, token: Token) {
        let created = self.with_run(serial, |run| run.hand_over(0)).flatten();
        self.reveal.set(created.map(Reveal::new));
        self.creates.ours.update_value(|ours| {
            ours.insert(token.id);
        });
        if let Some(console) = self.console.get_untracked() {
            console.change_listed(|table| {
                if table.get(token.id).is_none() {
                    table.rows.push(token);
                }
            });
        }
        self.draft.set(Draft::default());
        self.dismiss_creation();
    }

    /// A create that the end of the session stopped before it was sent is given up: the form is kept.
    fn put_away_ended(self, serial: u32) {
        let ended = |run: &Run| {
            let waiting = matches!(run.rows()[0].state, State::Waiting);
            run.origin.serial == serial && *run.flow() == Flow::Paused(Pause::SessionEnded) && waiting
        };
        if self.run.with_untracked(|run| run.as_ref().is_some_and(ended)) {
            self.dismiss_creation();
        }
    }

    /// Stops waiting for the answer to the create that is under way; what became of it is looked for then.
    pub fn stop_waiting(self) {
        self.creates.sending.call_off();
    }

    /// Whether the shown secret may be dropped; if not, the dialog says why.
    pub fn may_drop_reveal(self) -> bool {
        if self.reveal.with_untracked(Option::is_none) {
            return true;
        }
        let answer = self.reveal.try_update(|reveal| reveal.as_mut().map(Reveal::asked_to_close)).flatten();
        answer != Some(Closing::Guarded)
    }
}

impl Console {
    /// Sends a create with a credential of its own, so that a secret comes through although the session ends meanwhile.
    ///
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
                creates.otherwise.set_value(deviations(asked, &created.token));
                created.token.created_ms.get_or_insert_with(clock::now_ms);
            }
            return created;
        }
    }

    /// The tokens that exist before a create. It is compared with the list that is here, because a long one takes its time.
    async fn known_tokens(self) -> Result<BTreeSet<Id>, ApiError> {
        let here = |table: &TokenTable| table.rows.iter().map(|row| row.id).collect();
        if let Some(ids) = self.tokens.with_untracked(|tokens| tokens.ready().map(|listing| here(listing.table()))) {
            return Ok(ids);
        }
        let table = self.fetch_tokens().await?;
        let ids = here(&table);
        self.show_tokens(table);
        Ok(ids)
    }

    /// Reads the list where it was asked for, and compares.
    async fn compare(self, serial: u32) -> Result<console_core::create::Looked<Id>, ApiError> {
        let table = self.fetch_tokens().await?;
        let ours = self.creates.ours.get_value();
        let ahead = self.client().server_now().map(|now| now - clock::now_ms());
        let seen = self.look_at_run(serial, |run| compare(run, &table, &ours, ahead)).unwrap_or_default();
        self.show_tokens(table);
        Ok(seen)
    }

    async fn fetch_tokens(self) -> Result<TokenTable, ApiError> {
        let session = self.session().ok_or(ApiError::NotSignedIn)?;
        let answer = self.client().send::<ApiError>(api::list(session.paths)).await;
        answer.and_then(|response| api::decode_list(&response))
    }

    fn show_tokens(self, table: TokenTable) {
        self.tokens.try_set(Remote::Ready(Arc::new(Listing::new(table))));
    }

    async fn revoke_of_run(self, id: Id) -> Result<(), ApiError> {
        let session = self.session().ok_or(ApiError::NotSignedIn)?;
        let answer = self.client().send::<ApiError>(api::revoke(session.paths, id)).await;
        api::decode_revoked(&answer?)?;
        if let Ok(table) = self.fetch_tokens().await {
            self.show_tokens(table);
        }
        Ok(())
    }

    /// Changes the list as it is shown.
    fn change_listed(self, change: impl FnOnce(&mut TokenTable)) {
        let listed = self.tokens.with_untracked(|tokens| tokens.ready().map(|listing| listing.table().clone()));
        if let Some(mut table) = listed {
            change(&mut table);
            self.show_tokens(table);
        }
    }
}
