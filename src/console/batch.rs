//! What a person can do with a run of many tokens.

use super::{App, Console};
use crate::shared::create::batch::{Batches, Otherwise, may_drop};
use crate::shell::page;
use console_core::sort::set_of;
use console_core::text::SecretsFile;
use influxdb2::api::authorizations::Created;
use influxdb2::authorization::Authorization;
use influxdb2::batch::{BatchForm, CreateTarget, FILE, Row, Run, export, note};
use influxdb2::route::Route;
use influxdb2::{ApiError, Id, Refusal, lost};
use leptos::prelude::*;
use std::collections::BTreeSet;
use zeroize::Zeroizing;

impl Batches for App {
    const FILE: &str = FILE;
    const HIDDEN_ROW: &str = "The answer was lost, and the list does not show all tokens of the owner.";

    fn hindrance(self) -> Option<String> {
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

    fn is_signed_in(self) -> bool {
        self.session().is_some()
    }

    fn shown_once(self) -> &'static str {
        if self.session_hashes() {
            "The server keeps only hashes, so nobody can show these secrets again."
        } else {
            "This console shows these secrets only once."
        }
    }

    fn close(self) {
        let leaving = self.run_for.get_value();
        let closed = self.close_run();
        if let Some(user) = leaving.filter(|_| self.run.with_untracked(Option::is_none)) {
            // One goes on where it was begun.
            self.run_for.set_value(None);
            return self.history.go(Route::Offboard(user));
        }
        if let Some((org, last)) = closed {
            self.arrive_at(org, last);
            self.history.go(Route::Tokens);
        }
    }

    fn export(self, run: &Run, file: SecretsFile) -> (Zeroizing<String>, Vec<usize>) {
        export(run, file)
    }

    fn note(file: SecretsFile) -> &'static str {
        note(file)
    }

    fn reason(error: &ApiError) -> String {
        match error {
            ApiError::Refused(Refusal::MayNotGrant(permission)) => {
                format!("Your credential doesn’t have {permission}, so it can’t grant it.")
            }
            error => error.to_string(),
        }
    }

    fn otherwise(created: &Created) -> Option<Otherwise<Id>> {
        let lost::Otherwise { id, text, active } = lost::otherwise(created)?;
        Some(Otherwise { text, stops: active.then_some(id) })
    }
}

impl App {
    /// Wipes the secrets of the run, if it may be, and brings the list up to date. Tells the organization and the last token
    /// that was created in it. Whether anything was created twice is looked for on.
    pub fn close_run(self) -> Option<(Id, Id)> {
        if !may_drop(self) {
            return None;
        }
        let run = self.run.try_update(Option::take).flatten()?;
        let org = run.origin.place.org.id;
        let remaining = run.remaining().join("\n");
        let created: Vec<Authorization> =
            run.rows().iter().filter_map(Row::created).map(|created| created.authorization.clone()).collect();
        let gone = run.gone().clone();
        let last = created.last().map(|last| last.id);
        let workspace =
            self.workspace.get_untracked().filter(|_| self.whose.get_untracked() == self.run_of.get_value());
        if let Some(workspace) = workspace {
            if self.run_for.get_value().is_some() {
                // No form was sent, so the form stays as it is.
            } else if remaining.is_empty() {
                workspace.drafts.update(|drafts| drafts.retain(|draft| draft.org != org));
                workspace.several.set(BatchForm::default());
            } else {
                // Names that have a token now would get a second one.
                workspace.several.update(|several| several.names = remaining);
            }
            // Here the secrets go.
            workspace.sent.remember(run);
        }
        if let Some(console) = self.console_now() {
            console.settle_list(org, created, &gone);
        }
        last.map(|last| (org, last))
    }
}

impl Console {
    /// Puts what was created into the list, and takes out what was deleted.
    pub(super) fn settle_list(self, org: Id, created: Vec<Authorization>, gone: &BTreeSet<Id>) {
        let gone = gone.clone();
        self.change_listed(org, move |table| {
            // A list that was read on the way holds some of them already.
            let known = set_of(table.rows.iter().map(|row| row.id));
            table.rows.extend(created.iter().filter(|row| !known.contains(&row.id)).cloned());
            table.rows.retain(|row| !gone.contains(&row.id));
        });
    }
}
