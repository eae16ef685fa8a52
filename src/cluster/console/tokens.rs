//! The list of database tokens.

use super::Console;
use crate::shell::clock;
use console_core::table::Marks;
use database::api::tokens as api;
use database::list::{Context, Listing};
use database::token::{State, Token, TokenTable};
use database::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

impl Console {
    /// Loads the list, if nobody did yet.
    pub fn want_tokens(self) {
        if self.tokens.with_untracked(|tokens| matches!(tokens, Remote::NotAsked)) {
            self.load_tokens();
        }
    }

    /// Loads the list anew. One that is here stays in sight meanwhile, and also where no other one comes.
    pub fn load_tokens(self) {
        let Some(session) = self.session().filter(|session| session.api) else { return };
        self.refresh.begin();
        if self.tokens.with_untracked(|tokens| tokens.ready().is_none()) {
            self.tokens.set(Remote::Loading);
        }
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
            self.refresh.take(self.tokens, loaded.map(|table| Arc::new(Listing::new(table))), |before, after| {
                Marks::between(&before.table().rows, &after.table().rows, |row| row.id, Token::what_changed)
            });
        });
    }

    pub(super) async fn read_token(self, id: Id) -> Result<Token, ApiError> {
        let Some(session) = self.session() else { return Err(ApiError::NotSignedIn) };
        let answer = self.client().send::<ApiError>(api::get(session.paths, id)).await;
        let stored = answer.and_then(|response| api::decode_one(&response));
        if let Err(error) = &stored {
            self.note(error);
        }
        stored
    }

    /// Shows a token as it is stored now.
    pub(super) fn put(self, stored: Token) {
        self.rework(|table| {
            if let Some(row) = table.rows.iter_mut().find(|row| row.id == stored.id) {
                *row = stored;
            }
        });
    }

    pub(super) fn take_out(self, id: Id) {
        self.rework(|table| table.rows.retain(|row| row.id != id));
    }

    /// Changes the list as it is shown, without loading all others again.
    pub(super) fn rework(self, change: impl FnOnce(&mut TokenTable)) {
        let listed =
            self.tokens.try_with_untracked(|tokens| tokens.ready().map(|listing| listing.table().clone())).flatten();
        if let Some(mut table) = listed {
            change(&mut table);
            self.tokens.try_set(Remote::Ready(Arc::new(Listing::new(table))));
        }
    }

    /// The token as it is shown.
    pub fn token(self, id: Id) -> Option<Token> {
        self.tokens.with(|tokens| tokens.ready().and_then(|listing| listing.table().get(id).cloned()))
    }

    /// Looks at something that depends on now, on the databases that there are, and on when a token expires soon.
    pub fn with_context<T>(self, look: impl FnOnce(Context<'_>) -> T) -> T {
        let known = self.names.get();
        let names: Option<BTreeSet<&str>> = known.as_ref().map(|known| known.iter().map(|name| &**name).collect());
        look(Context { now_ms: clock::now_ms(), soon_days: self.soon_days.get(), databases: names.as_ref() })
    }

    /// How a token stands now, and how many of its grants are on databases that are gone: what can change while the token stays
    /// the same. It is looked at anew whenever the list is loaded.
    pub fn standing_of(self, token: &Token) -> (State, usize) {
        self.refresh.times();
        let state = token.state(clock::now_ms(), self.soon_days.get());
        let names = token.permissions.iter().filter_map(|permission| permission.resource.name());
        (state, names.filter(|name| self.is_gone(name)).count())
    }

    /// Whether there is no database of this name, as far as that is known.
    pub fn is_gone(self, name: &str) -> bool {
        self.names.with(|known| known.as_ref().is_some_and(|known| !known.contains(name)))
    }
}
