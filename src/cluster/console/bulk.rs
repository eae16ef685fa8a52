//! Many tokens at once. Revoking is all that can be done with many, and it is final.

use super::Console;
use crate::shared::list::bulk::{Bulk, BulkConsole, Offers, Sent};
use crate::shell::lifetime::Lifetime;
use console_core::sort::set_of;
use database::api::tokens as api;
use database::revoke::many::{Plan, Revoke, Row, State, plan};
use database::token::Token;
use database::{ApiError, Id};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::convert::Infallible;

impl BulkConsole for Console {
    type Server = Revoke;

    fn bulk(self) -> Bulk<Revoke> {
        self.bulk
    }

    fn lifetime(self) -> Lifetime {
        self.lifetime
    }

    fn ids(self, places: &[u32]) -> Vec<Id> {
        self.tokens.with(|tokens| {
            let Some(listing) = tokens.ready() else { return Vec::new() };
            places.iter().filter_map(|place| listing.row(*place)).map(|row| row.id).collect()
        })
    }

    fn with_token<T>(self, id: Id, look: impl FnOnce(&Token) -> T) -> Option<T> {
        self.tokens.with_untracked(|tokens| {
            let listing = tokens.ready()?;
            listing.row(listing.place_of(id)?).map(look)
        })
    }

    fn offers(self) -> Option<Offers<Revoke>> {
        self.tokens.with(|tokens| {
            let listing = tokens.ready()?;
            let chosen = self.bulk.chosen.read();
            let rows = chosen.iter().filter_map(|id| listing.row(listing.place_of(*id)?));
            let (all, revoked) =
                rows.fold((0, 0), |(all, revoked), row| (all + 1, revoked + usize::from(row.revoked.is_some())));
            Some((all, vec![(Revoke, all - revoked)]))
        })
    }

    fn delete_key(self) -> Option<Revoke> {
        Some(Revoke)
    }

    fn plan(self, _: Revoke, _: &BTreeSet<Id>) -> Option<Plan> {
        let listing = self.tokens.with_untracked(|tokens| tokens.ready().cloned())?;
        let chosen = self.bulk.chosen.get_untracked();
        Some(untrack(|| self.with_context(|context| plan(&listing, chosen, context))))
    }

    fn reasons(self, _: Id, _: Vec<Infallible>, _: Revoke) -> Vec<String> {
        Vec::new()
    }

    async fn send(self, row: Row) -> Sent<Self> {
        let Some(session) = self.session() else { return Sent::Answered(Err(ApiError::NotSignedIn)) };
        let answer = self.client().send::<ApiError>(api::revoke(session.paths, row.id)).await;
        Sent::Answered(answer.and_then(|response| api::decode_revocation(&response)).map(|()| None))
    }

    async fn read(self, id: Id) -> Result<Token, ApiError> {
        self.read_token(id).await
    }

    fn note(self, error: &ApiError) {
        Self::note(self, error);
    }

    /// What is revoked is shown so at once, and then as the server tells it: releases differ in whether they still do.
    fn show_stored(self) {
        let over = self.bulk.work.with_untracked(|work| {
            let is_over = |row: &&Row| matches!(row.state, State::Done { .. } | State::Gone(_));
            let rows = work.iter().flat_map(|work| work.run.rows());
            set_of(rows.filter(is_over).map(|row| row.id))
        });
        if over.is_empty() {
            return;
        }
        self.rework(move |table| {
            for row in table.rows.iter_mut().filter(|row| over.contains(&row.id)) {
                row.revoked = row.revoked.or(Some(None));
            }
        });
        self.load_tokens();
    }
}
