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
    pub fn guards_of(self, id: Id) -> Vec<Guard> {
        let found = self.with_guards(|listing, context| guards(listing, &BTreeSet::from([id]), context).remove(&id));
        found.flatten().unwrap_or_default()
    }

    /// Looks at the list as one that knows who asks, and by what.
    pub(super) fn with_guards<T>(self, look: impl FnOnce(&Listing, GuardContext<'_>) -> T) -> Option<T> {
        let (session, listing) = (self.session()?, self.listing_now()?);
        let token = (!self.client().uses_cookie()).then_some(session.access);
        Some(
            self.inactive_users
                .with_untracked(|inactive| look(&listing, GuardContext { token, me: session.me.id, inactive })),
        )
    }

    /// What the owner of a token is called.
    pub fn owner_of(self, id: Id) -> String {
        let name = self.listing_now().and_then(|listing| {
            let (row, _) = listing.get(id)?;
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

    pub(super) fn listing_now(self) -> Option<Arc<Listing>> {
        self.tokens.with_untracked(|tokens| tokens.ready().cloned())
    }
}
