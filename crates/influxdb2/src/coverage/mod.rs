//! Whether a credential may grant what is chosen: from what is known of it, and from what its server said.
//!
//! A server gives nobody a right that they lack. What a credential holds is nowhere to be read, but much follows:
//! an operator holds everything, all access is a known set, and each answer of the server proves or rules out more.

mod knowledge;
mod plan;

pub use knowledge::Knowledge;
pub use plan::Plan;

use crate::Id;
use crate::permission::{Permission, PermissionSet, ResourceType, preset};
use crate::session::{AccessLevel, Session};

/// Who would grant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    access: AccessLevel,
    me: Id,
    org: Id,
    /// What it holds for certain; an operator's rights need no list.
    holds: PermissionSet,
}

/// Whether a permission may be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may.
    Yes,
    /// It may not.
    No(Reason),
    /// Nobody knows yet.
    Unknown,
}

/// Why a permission may not be granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The server puts it into no token, whoever asks.
    InNoToken,
    /// The server refused it to this credential.
    Refused,
}

/// What is known of a whole choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Nothing is chosen.
    Empty,
    /// All of it may be granted.
    Covered,
    /// The credential makes no tokens for this owner at all; the permission is the one that it lacks.
    NotForOwner(Permission),
    /// Some would be refused.
    Refused {
        /// Which.
        permissions: Vec<Permission>,
        /// Of how many others nobody knows.
        unknown: usize,
    },
    /// Nothing speaks against it, but not all of it is certain.
    Uncertain {
        /// Of how many permissions nobody knows; with none it is the owner of whom nobody does.
        unknown: usize,
    },
}

impl Caller {
    /// What is known of a session's credential without asking.
    pub fn of(session: &Session) -> Self {
        let holds = match session.access {
            AccessLevel::AllAccess => preset::all_access(&session.types, session.org.id, session.me.id),
            AccessLevel::Operator | AccessLevel::Custom | AccessLevel::Unknown => PermissionSet::empty(),
        };
        Self { access: session.access, me: session.me.id, org: session.org.id, holds }
    }

    /// Whether it may grant a permission.
    pub fn may_grant(&self, permission: &Permission, known: &Knowledge) -> Verdict {
        if permission.resource == ResourceType::Instance {
            return Verdict::No(Reason::InNoToken);
        }
        if known.refuses(permission) {
            return Verdict::No(Reason::Refused);
        }
        if self.access == AccessLevel::Operator || self.holds.covers(permission) || known.grants(permission) {
            return Verdict::Yes;
        }
        Verdict::Unknown
    }

    /// Whether it is certain that it makes tokens for this owner.
    fn mints_for(&self, owner: Id, known: &Knowledge) -> bool {
        match self.access {
            AccessLevel::Operator => true,
            AccessLevel::AllAccess if owner == self.me => true,
            AccessLevel::AllAccess | AccessLevel::Custom | AccessLevel::Unknown => known.mints_for(owner),
        }
    }

    /// What is known of a choice for an owner; an owner that is not made yet can't be asked about.
    pub fn coverage(&self, set: &PermissionSet, owner: Option<Id>, known: &Knowledge) -> Coverage {
        if set.is_empty() {
            return Coverage::Empty;
        }
        if let Some(lacking) = known.lacks_for_minting(owner, self.org) {
            return Coverage::NotForOwner(lacking.clone());
        }
        let (mut permissions, mut unknown) = (Vec::new(), 0);
        for permission in set {
            match self.may_grant(permission, known) {
                Verdict::Yes => {}
                Verdict::No(_) => permissions.push(permission.clone()),
                Verdict::Unknown => unknown += 1,
            }
        }
        if !permissions.is_empty() {
            return Coverage::Refused { permissions, unknown };
        }
        let for_owner = match owner {
            Some(owner) => self.mints_for(owner, known),
            // Whoever may make a user may make tokens for it only with a right on all users, as an operator has.
            None => self.access == AccessLevel::Operator,
        };
        if unknown == 0 && for_owner { Coverage::Covered } else { Coverage::Uncertain { unknown } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::dry_run::Answer;
    use crate::permission::{Action, Scope};
    use crate::session::{Named, Server, Visibility};

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    const READ: Action = Action::Read;

    fn caller(access: AccessLevel) -> Caller {
        let named = |number, name: &str| Named { id: id(number), name: name.to_owned() };
        Caller::of(&Session {
            server: Server::default(),
            me: named(0xbb, "ada"),
            orgs: Vec::new(),
            org: named(0xaa, "acme"),
            types: ResourceType::KNOWN.to_vec(),
            access,
            visibility: Visibility::All,
        })
    }

    fn bucket(number: u64) -> Permission {
        Permission::on_object(READ, ResourceType::Buckets, id(number), id(0xaa))
    }

    #[test]
    fn an_operator_may_grant_everything_that_a_token_can_hold() {
        let (caller, known) = (caller(AccessLevel::Operator), Knowledge::default());
        let everywhere = Permission::everywhere(Action::Write, ResourceType::Users);
        assert_eq!(caller.may_grant(&everywhere, &known), Verdict::Yes);
        let instance = Permission::everywhere(READ, ResourceType::Instance);
        assert_eq!(caller.may_grant(&instance, &known), Verdict::No(Reason::InNoToken));
        let set = [everywhere, bucket(1)].into_iter().collect();
        assert_eq!(caller.coverage(&set, Some(id(0xcc)), &known), Coverage::Covered);
    }

    #[test]
    fn all_access_covers_its_organization_and_its_own_user() {
        let (caller, known) = (caller(AccessLevel::AllAccess), Knowledge::default());
        let user = |number| Permission::new(READ, ResourceType::Users, Scope::Object { id: id(number), org: None });
        assert_eq!(caller.may_grant(&bucket(1), &known), Verdict::Yes);
        assert_eq!(caller.may_grant(&user(0xbb), &known), Verdict::Yes);
        assert_eq!(caller.may_grant(&user(0xcc), &known), Verdict::Unknown);
        let everywhere = Permission::everywhere(READ, ResourceType::Buckets);
        assert_eq!(caller.may_grant(&everywhere, &known), Verdict::Unknown);
        let set = [bucket(1)].into_iter().collect();
        assert_eq!(caller.coverage(&set, Some(id(0xbb)), &known), Coverage::Covered);
        assert_eq!(caller.coverage(&set, Some(id(0xcc)), &known), Coverage::Uncertain { unknown: 0 }, "another owner");
        assert_eq!(
            caller.coverage(&set, None, &known),
            Coverage::Uncertain { unknown: 0 },
            "an owner that is not made yet"
        );
    }

    #[test]
    fn nothing_is_covered_before_it_is_proven() {
        let caller = caller(AccessLevel::Custom);
        let set: PermissionSet = [bucket(1), bucket(2)].into_iter().collect();
        let mut known = Knowledge::default();
        assert_eq!(caller.coverage(&set, Some(id(0xbb)), &known), Coverage::Uncertain { unknown: 2 });
        known.learn(set.as_slice(), id(0xbb), &Answer::Granted);
        assert_eq!(caller.coverage(&set, Some(id(0xbb)), &known), Coverage::Covered);
        assert_eq!(caller.coverage(&PermissionSet::empty(), Some(id(0xbb)), &known), Coverage::Empty);
    }

    #[test]
    fn what_the_server_refused_is_named() {
        let caller = caller(AccessLevel::Custom);
        let set: PermissionSet = [bucket(1), bucket(2), bucket(3)].into_iter().collect();
        let mut known = Knowledge::default();
        known.learn(set.as_slice(), id(0xbb), &Answer::Refused(bucket(2)));
        let expected = Coverage::Refused { permissions: vec![bucket(2)], unknown: 1 };
        assert_eq!(caller.coverage(&set, Some(id(0xbb)), &known), expected);
    }
}
