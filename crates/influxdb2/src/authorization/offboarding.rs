//! Somebody leaves: what stops when the user goes, what is issued anew for somebody else, and in which order.

use super::guard::{Guard, GuardContext, guards};
use super::{Authorization, Listing, NewAuthorization, Status, TokenStatus, note};
use crate::Id;
use crate::permission::{Permission, ResourceType, Scope};
use console_core::sort::set_of;
use std::collections::BTreeMap;

/// What happens to one token of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// It stops with its user.
    #[default]
    LetItStop,
    /// A token with the same grants is created for another user, first.
    ReIssue,
}

/// What becomes of the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// All tokens are refused until the user is activated again.
    Deactivate,
    /// All tokens stay stored, dead and in no list, until each is deleted by its id.
    Delete,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offboarding {
    /// The user who leaves.
    pub user: Id,
    /// Who gets what is issued anew.
    pub successor: Id,
    /// What becomes of the user.
    pub end: End,
    /// What happens to each token.
    pub tokens: BTreeMap<Id, Choice>,
}

/// What the plan means, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequences {
    /// Tokens that work now and stop.
    pub stop: usize,
    /// Tokens that are issued anew; whoever uses them needs the new secret.
    pub re_issued: usize,
    /// Tokens that do not work now either.
    pub idle: usize,
    /// Why some should not go.
    pub guards: BTreeMap<Id, Vec<Guard>>,
}

/// One step; each needs the one before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OffboardingStep {
    /// Create a token for the successor and store its secret.
    Create { instead_of: Id, new: NewAuthorization },
    /// Switch programs over and see that they work.
    SwitchOver,
    /// Delete a token of a user who will be deleted: afterwards no list shows it.
    Delete(Id),
    /// Deactivate or delete the user.
    EndUser(End),
}

impl Offboarding {
    /// A plan in which everything stops.
    pub fn new(listing: &Listing, user: Id, successor: Id, end: End) -> Self {
        let own = listing.table().rows.iter().filter(|row| row.user == user);
        Self { user, successor, end, tokens: own.map(|row| (row.id, Choice::default())).collect() }
    }

    /// Chooses for one token.
    pub fn choose(&mut self, token: Id, choice: Choice) {
        if let Some(chosen) = self.tokens.get_mut(&token) {
            *chosen = choice;
        }
    }

    /// What it means.
    pub fn consequences(&self, listing: &Listing, context: GuardContext<'_>) -> Consequences {
        let stopped = set_of(self.tokens.keys().copied());
        let count = |choice: Choice, works: bool| {
            let counted = |row: &&Authorization| {
                self.tokens.get(&row.id) == Some(&choice)
                    && (TokenStatus::of(row, context.inactive) == TokenStatus::Active) == works
            };
            listing.table().rows.iter().filter(counted).count()
        };
        let mut guards = guards(listing, &stopped, context);
        // That the user has no token afterwards is what is wanted here.
        guards.retain(|_, guards| {
            guards.retain(|guard| *guard != Guard::OnlyOfOwner(self.user));
            !guards.is_empty()
        });
        Consequences {
            stop: count(Choice::LetItStop, true),
            re_issued: self.tokens.values().filter(|choice| **choice == Choice::ReIssue).count(),
            idle: count(Choice::LetItStop, false),
            guards,
        }
    }

    /// The steps, in the order of work: nothing stops before its successor works.
    pub fn steps(&self, listing: &Listing) -> Vec<OffboardingStep> {
        let own = || listing.table().rows.iter().filter(|row| self.tokens.contains_key(&row.id));
        let mut steps: Vec<OffboardingStep> = own()
            .filter(|row| self.tokens.get(&row.id) == Some(&Choice::ReIssue))
            .map(|row| OffboardingStep::Create { instead_of: row.id, new: self.successor_of(row) })
            .collect();
        if !steps.is_empty() {
            steps.push(OffboardingStep::SwitchOver);
        }
        if self.end == End::Delete {
            steps.extend(own().map(|row| OffboardingStep::Delete(row.id)));
        }
        steps.push(OffboardingStep::EndUser(self.end));
        steps
    }

    /// The token that takes the place of one: the same grants for the successor. Rights on the user become rights on the successor.
    fn successor_of(&self, row: &Authorization) -> NewAuthorization {
        let moved = |held: &Permission| match (&held.resource, held.scope) {
            (ResourceType::Users, Scope::Object { id, org }) if id == self.user => {
                Permission::new(held.action, ResourceType::Users, Scope::Object { id: self.successor, org })
            }
            _ => held.clone(),
        };
        let name = note::read(&row.description).name;
        NewAuthorization {
            org: row.org,
            user: Some(self.successor),
            status: Status::Active,
            description: note::with(name, note::Note::Replaces(row.id)),
            permissions: row.permissions.iter().map(moved).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{id, listing, row};
    use std::collections::BTreeSet;

    const LEAVING: u64 = 0xbb;
    const SUCCESSOR: u64 = 0xcc;

    fn tokens() -> Listing {
        let own = "write:users/00000000000000bb";
        let mints = "write:orgs/00000000000000aa/authorizations";
        let off = Authorization { status: Status::Inactive, ..row(3, "old", &["read:orgs/00000000000000aa/buckets"]) };
        let others = Authorization { user: id(0xdd), ..row(4, "", &["read:orgs/00000000000000aa/buckets"]) };
        listing(vec![row(1, "gateway (review by 2027-05-01)", &[own]), row(2, "", &[mints, own]), off, others])
    }

    #[test]
    fn nothing_stops_before_its_successor_works() {
        let listing = tokens();
        let mut plan = Offboarding::new(&listing, id(LEAVING), id(SUCCESSOR), End::Delete);
        plan.choose(id(1), Choice::ReIssue);
        plan.choose(id(4), Choice::ReIssue);
        let steps = plan.steps(&listing);
        let [OffboardingStep::Create { instead_of, new }, OffboardingStep::SwitchOver, rest @ ..] = &steps[..] else {
            panic!("{steps:?}")
        };
        assert_eq!((*instead_of, new.user), (id(1), Some(id(SUCCESSOR))));
        assert_eq!(new.description, "gateway (replaces 0000000000000001)");
        assert_eq!(new.permissions[0].to_string(), "write:users/00000000000000cc");
        let deletes = [1, 2, 3].map(|token| OffboardingStep::Delete(id(token)));
        assert_eq!(rest, [&deletes[..], &[OffboardingStep::EndUser(End::Delete)]].concat());
    }

    #[test]
    fn consequences_are_counted_before_anything_is_sent() {
        let listing = tokens();
        let mut plan = Offboarding::new(&listing, id(LEAVING), id(SUCCESSOR), End::Deactivate);
        plan.choose(id(1), Choice::ReIssue);
        let context = GuardContext { token: None, me: id(0xdd), inactive: &BTreeSet::new() };
        let told = plan.consequences(&listing, context);
        assert_eq!((told.stop, told.re_issued, told.idle), (1, 1, 1));
        assert_eq!(told.guards, BTreeMap::from([(id(2), vec![Guard::LastMint])]));
        assert_eq!(plan.steps(&listing).last(), Some(&OffboardingStep::EndUser(End::Deactivate)));
    }
}
