//! The list of database tokens.

use super::Console;
use database::api::tokens as api;
use database::list::Listing;
use database::{ApiError, Remote};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

impl Console {
    /// Loads the list, if nobody did yet.
    pub fn want_tokens(self) {
        if self.tokens.with_untracked(|tokens| matches!(tokens, Remote::NotAsked)) {
            self.load_tokens();
        }
    }

    /// Loads the list anew.
    pub fn load_tokens(self) {
        let Some(session) = self.session().filter(|session| session.api) else { return };
        self.tokens.set(Remote::Loading);
        self.received.set(0);
        let ticket = self.tokens_loading.start();
        let (client, controller) = (self.client(), ticket.controller());
        self.lifetime.spawn(async move {
            let coming = Rc::new(move |bytes| self.received.set(bytes));
            let answer = client.send_with::<ApiError>(api::list(session.paths), controller, Some(coming)).await;
            if !ticket.is_current() {
                return;
            }
            let loaded = answer.and_then(|response| api::decode_list(&response));
            if let Err(error) = &loaded {
                self.note(error);
            }
            self.tokens.set(loaded.map(|table| Arc::new(Listing::new(table))).into());
        });
    }
}
