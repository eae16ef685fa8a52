//! Making many tokens: one request after the other, as the run in core says, and never one that nobody asked for.

use super::{App, Console};
use crate::shell::{clock, page};
use console_core::http::{Request, Response};
use influxdb2::api::authorizations as api;
use influxdb2::authorization::{Authorization, Listing};
use influxdb2::batch::{BatchForm, Origin, Row, Run, Saved, Step};
use influxdb2::outcome::{Before, Since};
use influxdb2::reveal::Closing;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a person can tell a run to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Stop after the request that is under way.
    Pause,
    /// Go on.
    Resume,
    /// Ask again for what was certainly not made.
    Finish,
    /// Delete tokens whose secret was lost, and make them anew.
    Replace,
    /// Delete every token that was made.
    Undo,
}

impl Console {
    /// Starts a run, unless a token is being made or a secret is still being shown.
    pub fn start_run(self, rows: Vec<Row>) {
        let busy = self.creation.with_untracked(|creation| matches!(creation, super::Creation::Sending));
        let shown = self.reveal.with_untracked(Option::is_some) || self.run.with_untracked(Option::is_some);
        let Some(session) = self.session().filter(|_| !busy && !shown) else { return };
        self.forget_refusal();
        let server = page::full_address(&self.address.get_untracked());
        let origin = Origin { serial: clock::now_ms(), server, org: session.org.clone() };
        self.run_of.set_value(self.whose.get_untracked());
        self.run.set(Some(Run::new(origin, rows)));
        self.drive();
    }
}

impl App {
    /// What keeps the run from going on: nobody is signed in, or somewhere else.
    pub fn run_hindrance(self) -> Option<String> {
        let session = self.session();
        self.run.with(|run| {
            let origin = &run.as_ref()?.origin;
            let Some(session) = session else { return Some("Sign in again first.".to_owned()) };
            if page::full_address(&self.address.get()) != origin.server {
                return Some(format!("The run belongs to {}. Sign in there first.", origin.server));
            }
            let org = crate::ui::untrusted::spelled_out(&origin.org.name);
            if self.whose.get() != self.run_of.get_value() {
                return Some("The run belongs to another user. Sign in as that user first.".to_owned());
            }
            (session.org.id != origin.org.id).then(|| format!("The run belongs to {org}. Switch to it first."))
        })
    }

    /// Carries a command out.
    pub fn command_run(self, command: Command) {
        let console = self.console_now().filter(|_| untrack(move || self.run_hindrance()).is_none());
        if command != Command::Pause && console.is_none() {
            return;
        }
        self.run.update(|run| {
            if let Some(run) = run {
                match command {
                    Command::Pause => run.pause(),
                    Command::Resume => run.resume(),
                    Command::Finish => run.finish(),
                    Command::Replace => run.replace(),
                    Command::Undo => run.undo(),
                }
            }
        });
        if let Some(console) = console {
            console.drive();
        }
    }

    /// The secrets of these rows are somewhere else now.
    pub fn keep_run(self, rows: &[usize], how: Saved) {
        self.run.update(|run| {
            if let Some(run) = run {
                run.kept(rows, how);
            }
        });
    }

    /// Whether the run may be dropped; if not, its dialog says why.
    pub fn may_drop_run(self) -> bool {
        if self.run.with_untracked(Option::is_none) {
            return true;
        }
        let answer = self.run.try_update(|run| run.as_mut().map(Run::asked_to_close)).flatten();
        answer != Some(Closing::Guarded)
    }

    /// Wipes the run and its secrets, if it may be, and brings the list up to date. Tells the organization and the last token that was made in it.
    pub fn close_run(self) -> Option<(Id, Id)> {
        if !self.may_drop_run() {
            return None;
        }
        let run = self.run.try_update(Option::take).flatten()?;
        let remaining = run.remaining().join("\n");
        let workspace =
            self.workspace.get_untracked().filter(|_| self.whose.get_untracked() == self.run_of.get_value());
        if let Some(workspace) = workspace {
            if remaining.is_empty() {
                let org = run.origin.org.id;
                workspace.drafts.update(|drafts| drafts.retain(|draft| draft.org != org));
                workspace.several.set(BatchForm::default());
            } else {
                // Names that have a token now would get a second one.
                workspace.several.update(|several| several.names = remaining);
            }
        }
        let made: Vec<Authorization> =
            run.rows().iter().filter_map(Row::created).map(|created| created.authorization.clone()).collect();
        let gone = run.gone().clone();
        let last = made.last().map(|last| last.id);
        let org = run.origin.org.id;
        // Here the secrets go.
        drop(run);
        if let Some(console) = self.console_now() {
            console.settle_list(org, made, &gone);
        }
        last.map(|last| (org, last))
    }

    /// The run, unless it was closed or another one has taken its place.
    fn with_run<T>(self, serial: i64, act: impl FnOnce(&mut Run) -> T) -> Option<T> {
        let same = |run: &Option<Run>| run.as_ref().is_some_and(|run| run.origin.serial == serial);
        if !self.run.with_untracked(same) {
            return None;
        }
        self.run.try_update(|run| run.as_mut().map(act)).flatten()
    }
}

impl Console {
    /// Puts what a run made into the list, and takes out what it deleted, without loading ten thousand others again.
    pub(super) fn settle_list(self, org: Id, made: Vec<Authorization>, gone: &BTreeSet<Id>) {
        let Some(session) = self.session().filter(|session| session.org.id == org) else { return };
        self.tokens.update(|tokens| {
            if let Remote::Ready(listing) = tokens {
                let mut table = listing.table().clone();
                // A list that was read on the way holds some of them already.
                let known: BTreeSet<Id> = table.rows.iter().map(|row| row.id).collect();
                table.rows.extend(made.into_iter().filter(|row| !known.contains(&row.id)));
                table.rows.retain(|row| !gone.contains(&row.id));
                *listing = Arc::new(Listing::new(table, &session.types));
            }
        });
    }

    /// Carries steps out until the run has none. A second call while one is under way finds none either.
    fn drive(self) {
        let Some(serial) = self.run.with_untracked(|run| run.as_ref().map(|run| run.origin.serial)) else { return };
        spawn_local(async move {
            while let Some(Some(step)) = self.with_run(serial, Run::step) {
                self.carry_out(serial, step).await;
            }
        });
    }

    async fn carry_out(self, serial: i64, step: Step) {
        match step {
            Step::Look => {
                // Read anew: what somebody else made a minute ago must not be taken for a token of the run.
                let Some(org) = self.with_run(serial, |run| run.origin.org.id) else { return };
                let listing = self.fetch_tokens(org, None).await.ok();
                if let Some(listing) = &listing {
                    self.show_tokens(org, listing);
                }
                self.with_run(serial, |run| run.knows(listing.map(|list| Before::new(list.table(), Since::List))));
            }
            Step::Create(row, asked) => {
                let mut answer =
                    self.exchange(api::create(&asked)).await.and_then(|answer| api::decode_created(&answer));
                let error = answer.as_ref().err().cloned();
                if let Ok(created) = &mut answer {
                    // Servers before the field was introduced leave the time out.
                    created.authorization.created_ms.get_or_insert_with(clock::now_ms);
                    self.names.update(|names| names.extend(&created.names));
                    let known = (created.authorization.id, created.secret.fingerprint());
                    self.fingerprints.update(|all| all.push(known));
                }
                self.with_run(serial, |run| run.answered(row, answer));
                self.note_all(error);
            }
            Step::Compare(row, asked, before) => {
                let found = self.find(&asked, before.as_ref()).await.map(|(found, _)| found);
                let error = found.as_ref().err().cloned();
                self.with_run(serial, |run| run.compared(row, found));
                self.note_all(error);
            }
            Step::Delete(row, id) => {
                let answer = self.exchange(api::delete(id)).await.and_then(|answer| api::decode_deleted(&answer));
                let error = answer.as_ref().err().cloned();
                self.with_run(serial, |run| run.deleted(row, answer));
                self.note_all(error);
            }
            Step::Wait => {
                clock::pause(1).await;
                self.with_run(serial, Run::waited);
            }
        }
    }

    /// Sends with a credential of its own, so that a secret comes through although the session ends meanwhile. Where it
    /// has ended before, nothing is sent.
    async fn exchange(self, request: Request) -> Result<Response, ApiError> {
        if self.is_over() {
            return Err(ApiError::NotSignedIn);
        }
        let _in_flight = self.create_begins();
        self.client().separate().send(request).await
    }

    fn note_all(self, error: Option<ApiError>) {
        if let Some(error) = error {
            self.note(&error);
        }
    }
}
