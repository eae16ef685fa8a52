//! The list of tokens.

use super::Console;
use super::app::Coming;
use super::change::Outcome;
use crate::shell::http::{Answer, Client};
use console_core::http::Response;
use console_core::table::Marks;
use influxdb2::api::authorizations as api;
use influxdb2::authorization::{Listing, what_changed};
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::AbortController;

/// Asks for the list of an organization, telling how much of it has come.
pub(super) fn ask_for_tokens(
    client: &Client,
    org: Id,
    controller: Option<AbortController>,
    coming: &Rc<Coming>,
) -> Answer<ApiError> {
    let coming = Rc::clone(coming);
    client.send_with(api::list(org), controller, Some(Rc::new(move |bytes| coming.count(bytes))))
}

impl Console {
    /// Loads the list, if nobody did yet.
    pub fn want_tokens(self) {
        if self.tokens.with_untracked(|tokens| matches!(tokens, Remote::NotAsked)) {
            self.load_tokens();
        }
    }

    /// Loads the list anew. One that is here stays in sight meanwhile, and also where no other one comes.
    pub fn load_tokens(self) {
        let Some(session) = self.session() else { return };
        self.refresh.begin();
        if self.tokens.with_untracked(|tokens| tokens.ready().is_none()) {
            self.tokens.set(Remote::Loading);
        }
        let early = self.early_list();
        let ticket = match &early {
            Some(early) => {
                early.coming.show(self.received);
                self.tokens_loading.take_over(early.controller.clone())
            }
            None => self.tokens_loading.start(),
        };
        self.lifetime.spawn(async move {
            let org = session.org.id;
            let loaded = match early {
                Some(early) => early.answer.await.and_then(|response| self.read_tokens(org, response)),
                None => self.fetch_tokens(org, ticket.controller()).await,
            };
            if !ticket.is_current() {
                return;
            }
            if let Err(error) = &loaded {
                self.note(error);
            }
            self.refresh.take(self.tokens, loaded, |before, after| {
                Marks::between(&before.table().rows, &after.table().rows, |row| row.id, what_changed)
            });
        });
    }

    /// Shows a list that was read for another reason, if it is that of the organization in use.
    pub(super) fn show_tokens(self, org: Id, listing: &Arc<Listing>) {
        if self.session().is_some_and(|session| session.org.id == org) {
            self.tokens_loading.call_off();
            self.tokens.set(Remote::Ready(Arc::clone(listing)));
            self.refresh.came(Marks::default());
        }
    }

    /// Fetches the list of an organization without touching what is shown.
    pub(super) fn fetch_tokens(self, org: Id, controller: Option<AbortController>) -> Outcome<'static, Arc<Listing>> {
        Box::pin(async move {
            let coming = Rc::<Coming>::default();
            coming.show(self.received);
            let response = ask_for_tokens(&self.client(), org, controller, &coming).await?;
            self.read_tokens(org, response)
        })
    }

    fn read_tokens(self, org: Id, response: Response) -> Result<Arc<Listing>, ApiError> {
        let Some(session) = self.session() else { return Err(ApiError::NotSignedIn) };
        let table = api::decode_list(&response)?;
        // Wiped before the rows are worked up: it may hold the value of every token.
        drop(response);
        if self.session().is_some_and(|now| now.org.id == org) {
            self.names.update(|names| names.extend(&table.names));
        }
        Ok(Arc::new(Listing::new(table, &session.types)))
    }

    /// Whether the list is here and holds this token.
    pub fn has_token(self, id: Id) -> bool {
        self.tokens.with(|tokens| tokens.ready().is_some_and(|listing| listing.place_of(id).is_some()))
    }
}
