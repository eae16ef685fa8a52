//! A run of many tokens: where it belongs, and what is left of it.

use super::{App, Console};
use crate::shared::create::batch::{Batches, Otherwise, may_drop, start};
use crate::shared::create::origin;
use console_core::create::BatchForm;
use console_core::sort::set_of;
use console_core::text::SecretsFile;
use database::create::{CreateTarget, Created, Deviation, FILE, Row, Run, export, note};
use database::draft::Draft;
use database::route::Route;
use database::{ApiError, Id};
use leptos::prelude::*;
use zeroize::Zeroizing;

impl Console {
    /// Starts a run over many names, unless a token is being created or a secret is still being shown.
    pub fn start_run(self, rows: Vec<Row>) {
        let Some(place) = self.create_target().filter(|_| !self.is_occupied()) else { return };
        self.forget_refusal();
        self.creates.asked_in.set_value(self.session());
        start(*self, Run::new(origin(place), rows));
    }
}

impl Batches for App {
    const FILE: &str = FILE;
    const HIDDEN_ROW: &str = "The answer was lost, and the list could not be read whole.";

    fn hindrance(self) -> Option<String> {
        let session = self.session();
        self.run.with(|run| {
            let CreateTarget { server, paths } = &run.as_ref()?.origin.place;
            match session {
                None => Some("Sign in again first.".to_owned()),
                Some(now) if now.server != *server => {
                    Some(format!("The run belongs to {server}. Sign in there first."))
                }
                Some(now) if !now.api || now.paths != *paths => {
                    Some("The run belongs to another cluster. Sign in to that one first.".to_owned())
                }
                Some(_) => None,
            }
        })
    }

    fn is_signed_in(self) -> bool {
        self.session().is_some()
    }

    fn shown_once(self) -> &'static str {
        "The server keeps only hashes, so nobody can show these secrets again."
    }

    fn close(self) {
        if let Some(last) = self.close_run() {
            self.arrive_at(last);
            self.history.go(Route::Tokens);
        }
    }

    fn export(self, run: &Run, file: SecretsFile) -> (Zeroizing<String>, Vec<usize>) {
        let host = self.creates.data_host();
        export(run, host.as_ref().unwrap_or(&run.origin.place.server), file)
    }

    fn note(file: SecretsFile) -> &'static str {
        note(file)
    }

    fn reason(error: &ApiError) -> String {
        error.to_string()
    }

    fn otherwise(created: &Created) -> Option<Otherwise<Id>> {
        let told: Vec<String> = created.otherwise.iter().map(Deviation::sentence).collect();
        (!told.is_empty()).then(|| Otherwise { text: told.join(" "), stops: None })
    }
}

impl App {
    /// Wipes the secrets of the run, if it may be, and brings the list up to date. Tells the last token that was created in it.
    /// Whether anything was created twice is looked for on.
    pub fn close_run(self) -> Option<Id> {
        if !may_drop(self) {
            return None;
        }
        let run = self.run.try_update(Option::take).flatten()?;
        let remaining = run.remaining().join("\n");
        let created: Vec<Id> = run.rows().iter().filter_map(Row::created).map(|created| created.token.id).collect();
        // The form of another cluster knows nothing of it.
        let is_here = self.is_still_at(Some(&run.origin.place));
        if is_here && remaining.is_empty() {
            self.draft.set(Draft::default());
            self.several.set(BatchForm::default());
        } else if is_here {
            // Names that have a token now would get a second one.
            self.several.update(|several| several.names = remaining);
        }
        // Here the secrets go.
        self.creates.sent.remember(run);
        let last = created.last().copied();
        if let Some(console) = self.console.get_untracked() {
            console.show_created(&set_of(created));
        }
        last.filter(|_| is_here)
    }
}
