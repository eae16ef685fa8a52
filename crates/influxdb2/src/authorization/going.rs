//! What stops when a user goes: how many tokens, and which buckets nobody else reads or writes.

use super::guard::{Guard, GuardContext, guards};
use super::{Authorization, Listing, TokenStatus};
use crate::Id;
use crate::permission::{Action, Kind, ResourceType, Scope};
use console_core::sort::set_of;
use std::collections::{BTreeMap, BTreeSet};

/// What stops.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Going {
    /// Tokens that work now.
    pub stop: usize,
    /// All tokens of the user in the list.
    pub all: usize,
    /// Buckets that no other working token names for writing.
    pub written: Vec<Id>,
    /// Buckets that no other working token names for reading.
    pub read: Vec<Id>,
    /// What of it would lock somebody out, by token.
    pub guards: BTreeMap<Id, Vec<Guard>>,
}

/// Works it out. Operator and all-access tokens of others reach every bucket, so they say nothing about who works with one
/// and are left out. A bucket without a name is deleted, and nobody misses it.
pub fn going(listing: &Listing, user: Id, context: GuardContext<'_>) -> Going {
    let works = |row: &Authorization| TokenStatus::of(row, context.inactive) == TokenStatus::Active;
    let mut going = Going::default();
    let (mut own, mut others) = (Reached::default(), Reached::default());
    let mut stopped = Vec::new();
    let places = 0..u32::try_from(listing.len()).unwrap_or(u32::MAX);
    for (row, kind) in places.filter_map(|place| listing.row(place)) {
        if row.user == user {
            going.all += 1;
        }
        if !works(row) {
            continue;
        }
        if row.user == user {
            going.stop += 1;
            stopped.push(row.id);
            own.take(row);
        } else if !matches!(kind, Kind::Operator | Kind::AllAccess) {
            others.take(row);
        }
    }
    let stopped = set_of(stopped);
    let names = &listing.table().names;
    let alone = |action: Action| {
        let named = own.named(action).iter().copied();
        let alone = named.filter(|(org, bucket)| {
            names.get(&ResourceType::Buckets, *bucket).is_some() && !others.reaches(action, *org, *bucket)
        });
        alone.map(|(_, bucket)| bucket).collect()
    };
    going.written = alone(Action::Write);
    going.read = alone(Action::Read);
    going.guards = guards(listing, &stopped, context);
    retain_others(&mut going.guards, user);
    going
}

/// That the user has no token afterwards is what is wanted where the user goes.
pub(super) fn retain_others(guards: &mut BTreeMap<Id, Vec<Guard>>, user: Id) {
    guards.retain(|_, guards| {
        guards.retain(|guard| *guard != Guard::OnlyOfOwner(user));
        !guards.is_empty()
    });
}

/// The buckets that tokens name, and the organizations all of whose buckets they reach.
#[derive(Default)]
struct Reached {
    read: Buckets,
    written: Buckets,
}

#[derive(Default)]
struct Buckets {
    /// With the organization of the token.
    named: BTreeSet<(Id, Id)>,
    all_of: BTreeSet<Id>,
    everywhere: bool,
}

impl Reached {
    fn take(&mut self, row: &Authorization) {
        for held in row.permissions.iter().filter(|held| held.resource == ResourceType::Buckets) {
            let buckets = match held.action {
                Action::Read => &mut self.read,
                Action::Write => &mut self.written,
            };
            match held.scope {
                Scope::Everywhere => buckets.everywhere = true,
                Scope::Org(org) => {
                    buckets.all_of.insert(org);
                }
                Scope::Object { id, .. } => {
                    buckets.named.insert((row.org, id));
                }
            }
        }
    }

    const fn of(&self, action: Action) -> &Buckets {
        match action {
            Action::Read => &self.read,
            Action::Write => &self.written,
        }
    }

    const fn named(&self, action: Action) -> &BTreeSet<(Id, Id)> {
        &self.of(action).named
    }

    fn reaches(&self, action: Action, org: Id, bucket: Id) -> bool {
        let buckets = self.of(action);
        buckets.everywhere || buckets.all_of.contains(&org) || buckets.named.contains(&(org, bucket))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Status;
    use crate::authorization::listing::tests::{id, listing, row};

    const WRITES_7: &str = "write:orgs/00000000000000aa/buckets/0000000000000007";
    const READS_8: &str = "read:orgs/00000000000000aa/buckets/0000000000000008";
    const WRITES_DEAD: &str = "write:orgs/00000000000000aa/buckets/0000000000000099";
    const MINTS: &str = "write:orgs/00000000000000aa/authorizations";

    fn told(more: Vec<Authorization>, inactive: &[u64]) -> Going {
        let mut rows = vec![
            row(1, "", &[WRITES_7, WRITES_DEAD]),
            row(2, "", &[READS_8, MINTS, "write:users/00000000000000bb"]),
            Authorization { status: Status::Inactive, ..row(3, "", &[READS_8]) },
        ];
        rows.extend(more);
        let inactive = set_of(inactive.iter().map(|user| id(*user)));
        going(&listing(rows), id(0xbb), GuardContext { token: None, me: id(0xee), inactive: &inactive })
    }

    fn other(permissions: &[&str]) -> Authorization {
        Authorization { user: id(0xcc), ..row(9, "", permissions) }
    }

    #[test]
    fn what_nobody_else_reads_or_writes_is_named() {
        let alone = told(vec![], &[]);
        assert_eq!((alone.stop, alone.all), (2, 3));
        assert_eq!((alone.written, alone.read), (vec![id(7)], vec![id(8)]), "a deleted bucket is missed by nobody");
        assert_eq!(alone.guards, BTreeMap::from([(id(2), vec![Guard::LastMint])]));
        let shared = told(vec![other(&[WRITES_7, "read:orgs/00000000000000aa/buckets"])], &[]);
        assert_eq!((shared.written.len(), shared.read.len()), (0, 0));
        let of_an_inactive_user = told(vec![other(&[WRITES_7])], &[0xcc]);
        assert_eq!(of_an_inactive_user.written, [id(7)]);
        let operator =
            told(vec![other(&["read:buckets", "write:buckets", "write:authorizations", "write:users"])], &[]);
        assert_eq!(operator.written.len(), 0, "what only resembles an operator's set works with all buckets");
        let stopped_already = told(vec![], &[0xbb]);
        assert_eq!((stopped_already.stop, stopped_already.all, stopped_already.written.len()), (0, 3, 0));
    }
}
