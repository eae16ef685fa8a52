//! What a person can do with a run of many tokens.

use super::{App, Console};
use console_core::create::{Closing, Saved};
use console_core::sort::set_of;
use influxdb2::Id;
use influxdb2::authorization::Authorization;
use influxdb2::batch::{BatchForm, Row, Run};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What a person can tell a run to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command<'a> {
    /// Stop after the request that is under way.
    Pause,
    /// Go on.
    Resume,
    /// Ask again for what does not exist as far as the list shows.
    Finish,
    /// Delete these tokens, which look like lost ones and were named in a question, and create them anew.
    Replace(&'a [Id]),
    /// Delete every token that the server said it created.
    Undo,
}

impl App {
    /// Carries a command out.
    pub fn command_run(self, command: Command<'_>) {
        if command != Command::Pause && untrack(move || self.run_hindrance()).is_some() {
            return;
        }
        let serial = self.run.try_update(|run| {
            let run = run.as_mut()?;
            match command {
                Command::Pause => run.pause(),
                Command::Resume => run.resume(),
                Command::Finish => run.finish(),
                Command::Replace(ids) => {
                    let mut named = run.replaceable();
                    named.retain(|(_, id)| ids.contains(id));
                    run.replace(&named);
                }
                Command::Undo => run.undo(),
            }
            Some(run.origin.serial)
        });
        if let Some(serial) = serial.flatten() {
            self.drive(serial);
        }
    }

    /// The tokens that look like a lost one each, with their descriptions, so that a question can name them.
    pub fn replaceable(self) -> Vec<(Id, String)> {
        self.run.with_untracked(|run| {
            let Some(run) = run else { return Vec::new() };
            let described = |at: usize| run.rows()[at].request().map(|request| request.description.clone());
            run.replaceable().into_iter().map(|(at, id)| (id, described(at).unwrap_or_default())).collect()
        })
    }

    /// The secrets of these rows are somewhere else now.
    pub fn save_run(self, rows: &[usize], how: Saved) {
        self.run.update(|run| {
            if let Some(run) = run {
                run.saved(rows, how);
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

    /// Wipes the secrets of the run, if it may be, and brings the list up to date. Tells the organization and the last token
    /// that was created in it. Whether anything was created twice is looked for on.
    pub fn close_run(self) -> Option<(Id, Id)> {
        if !self.may_drop_run() {
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
            if remaining.is_empty() {
                workspace.drafts.update(|drafts| drafts.retain(|draft| draft.org != org));
                workspace.several.set(BatchForm::default());
            } else {
                // Names that have a token now would get a second one.
                workspace.several.update(|several| several.names = remaining);
            }
            // Here the secrets go.
            workspace.remember(run);
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
        self.change_listed(org, |table| {
            // A list that was read on the way holds some of them already.
            let known = set_of(table.rows.iter().map(|row| row.id));
            table.rows.extend(created.into_iter().filter(|row| !known.contains(&row.id)));
            table.rows.retain(|row| !gone.contains(&row.id));
        });
    }
}
