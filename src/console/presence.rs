//! Whether what a token grants is still there, and what it is called.

use super::Console;
use influxdb2::authorization::named_by_server;
use influxdb2::authorization::{Grant, Listing};
use influxdb2::draft::Missing;
use influxdb2::permission::{ResourceType, Scope};
use influxdb2::{ApiError, Remote};
use leptos::prelude::*;
use std::collections::BTreeSet;

impl Console {
    /// Fetches what the list shows of other objects: the owners' status, and the names that do not come with it.
    pub fn want_names(self, listing: &Listing) {
        self.want_objects(&ResourceType::Users);
        let mut types = BTreeSet::new();
        for held in listing.table().rows.iter().flat_map(|row| &row.permissions) {
            if held.scope.object().is_some() && !named_by_server(&held.resource) && !types.contains(&held.resource) {
                types.insert(held.resource.clone());
            }
        }
        types.iter().for_each(|resource| self.want_objects(resource));
    }

    /// Why nobody knows which owners are inactive; none while nothing failed.
    pub fn owners_unknown(self) -> Option<ApiError> {
        self.objects.with(|objects| match objects.get(&ResourceType::Users) {
            Some(Remote::Failed(error)) => Some(error.clone()),
            _ => None,
        })
    }

    /// Whether the object of a grant is known to be deleted.
    pub fn is_gone(self, grant: &Grant<'_>, listing: &Listing) -> bool {
        self.with_gone(|is_gone| is_gone(grant, listing))
    }

    /// The same for many grants.
    pub fn with_gone<T>(self, look: impl FnOnce(&dyn Fn(&Grant<'_>, &Listing) -> bool) -> T) -> T {
        // Where a part of the objects is shown, what is not among them may exist.
        let session = self.session();
        let sees_all =
            |of: &ResourceType| session.as_ref().is_some_and(|session| Missing::of(of, session).is_deleted());
        self.objects.with(|objects| {
            look(&|grant, listing| {
                let Scope::Object { id, .. } = grant.scope else { return false };
                if named_by_server(grant.resource) {
                    return listing.table().names.get(grant.resource, id).is_none();
                }
                // All objects of the type are known, and this one is not among them.
                let known = objects.get(grant.resource).and_then(Remote::ready);
                known.is_some_and(|objects| !objects.holds(id)) && sees_all(grant.resource)
            })
        })
    }
}
