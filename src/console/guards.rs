//! Which tokens should not simply be stopped.

use super::Console;
use influxdb2::Id;
use influxdb2::authorization::Listing;
use influxdb2::authorization::guard::{Guard, GuardContext, guards};
use influxdb2::permission::ResourceType;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Console {
    /// Why stopping this token would lock somebody out; empty where it would not.
    ///
    /// The token of the session is not among the reasons: a server that keeps hashes does not tell which one it is.
    pub fn guards_of(self, id: Id) -> Vec<Guard> {
        let (Some(session), Some(listing)) = (self.session(), self.listing_now()) else { return Vec::new() };
        self.inactive_users.with_untracked(|inactive| {
            let context = GuardContext { credential: None, me: session.me.id, inactive };
            guards(&listing, &BTreeSet::from([id]), context).remove(&id).unwrap_or_default()
        })
    }

    /// What the owner of a token is called.
    pub fn owner_of(self, id: Id) -> String {
        let name = self.listing_now().and_then(|listing| {
            let (row, _) = listing.row(listing.place_of(id)?)?;
            Some(
                listing
                    .table()
                    .names
                    .get(&ResourceType::Users, row.user)
                    .map_or_else(|| row.user.to_string(), str::to_owned),
            )
        });
        name.unwrap_or_default()
    }

    fn listing_now(self) -> Option<Arc<Listing>> {
        self.tokens.with_untracked(|tokens| tokens.ready().cloned())
    }
}
