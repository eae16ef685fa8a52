//! What a server said about the rights of a credential, and what follows from it.

use crate::api::dry_run::Answer;
use crate::permission::{Action, Permission, ResourceType, Scope};
use crate::{ApiError, Id, Refusal};
use std::collections::BTreeSet;

/// The answers of one sitting in one organization.
///
/// A granted permission on a whole type proves those on its objects, since whoever holds the one may do what the others
/// allow. A refused one rules out what would include it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Knowledge {
    granted: BTreeSet<Permission>,
    refused: BTreeSet<Permission>,
    owners: BTreeSet<Id>,
    lacking: BTreeSet<Permission>,
}

impl Knowledge {
    /// Takes an answer in. Servers look at the permissions in the order in which they were sent.
    pub fn learn(&mut self, asked: &[Permission], owner: Id, answer: &Answer) {
        let granted = match answer {
            Answer::Granted | Answer::Made(_) => asked,
            Answer::Refused(first) => {
                self.refused.insert(first.clone());
                let place = asked.iter().position(|permission| permission == first);
                &asked[..place.unwrap_or(0)]
            }
            Answer::MayNotMint(lacking) => {
                self.lacking.insert(lacking.clone());
                return;
            }
        };
        // The right to make tokens for the owner is asked for before any permission.
        self.owners.insert(owner);
        self.granted.extend(granted.iter().cloned());
    }

    /// Takes the refusal of a real create in.
    pub fn learn_refusal(&mut self, error: &ApiError) {
        match error {
            ApiError::Refused(Refusal::MayNotGrant(permission)) => {
                self.refused.insert(permission.clone());
            }
            ApiError::Refused(Refusal::Lacks(permission)) => {
                self.lacking.insert(permission.clone());
            }
            _ => {}
        }
    }

    /// Whether an answer proves that the permission may be granted.
    pub fn grants(&self, permission: &Permission) -> bool {
        let wider = |scope| {
            let wider = Permission::new(permission.action, permission.resource.clone(), scope);
            wider.covers(permission) && self.granted.contains(&wider)
        };
        self.granted.contains(permission)
            || wider(Scope::Everywhere)
            || permission.scope.org().is_some_and(|org| wider(Scope::Org(org)))
    }

    /// Whether an answer rules out that the permission may be granted.
    pub fn refuses(&self, permission: &Permission) -> bool {
        let is_wide = permission.scope.object().is_none();
        self.refused.contains(permission) || (is_wide && self.refused.iter().any(|refused| permission.covers(refused)))
    }

    /// The permissions that were refused.
    pub fn refused(&self) -> impl Iterator<Item = &Permission> {
        self.refused.iter()
    }

    /// Whether anything was refused.
    pub fn refuses_any(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Whether the server proved that tokens can be made for this owner.
    pub(super) fn mints_for(&self, owner: Id) -> bool {
        self.owners.contains(&owner)
    }

    /// The right without which no token can be made for this owner in this organization, if the credential lacks it.
    pub fn lacks_for_minting(&self, owner: Option<Id>, org: Id) -> Option<&Permission> {
        self.lacking.iter().find(|lacking| {
            lacking.action == Action::Write
                && match lacking.resource {
                    ResourceType::Authorizations => lacking.scope.org() == Some(org),
                    ResourceType::Users => owner.is_some() && lacking.scope.object() == owner,
                    _ => false,
                }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::PermissionSet;
    use proptest::prelude::*;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn bucket(number: u64) -> Permission {
        Permission::on_object(Action::Read, ResourceType::Buckets, id(number), id(0xaa))
    }

    #[test]
    fn what_stands_before_the_first_refused_one_is_granted() {
        let mut known = Knowledge::default();
        known.learn(&[bucket(1), bucket(2), bucket(3)], id(0xbb), &Answer::Refused(bucket(2)));
        assert!(known.grants(&bucket(1)) && !known.grants(&bucket(2)) && !known.grants(&bucket(3)));
        assert!(known.refuses(&bucket(2)) && !known.refuses(&bucket(3)));
        let all = Permission::in_org(Action::Read, ResourceType::Buckets, id(0xaa));
        assert!(known.refuses(&all), "all buckets include the one that was refused");
    }

    #[test]
    fn a_granted_type_proves_its_objects() {
        let mut known = Knowledge::default();
        let all = Permission::in_org(Action::Read, ResourceType::Buckets, id(0xaa));
        known.learn(&[all], id(0xbb), &Answer::Granted);
        assert!(known.grants(&bucket(7)));
        assert!(!known.grants(&Permission::everywhere(Action::Read, ResourceType::Buckets)));
    }

    #[test]
    fn a_right_that_minting_needs_concerns_its_owner_or_the_whole_organization() {
        let user = Permission::new(Action::Write, ResourceType::Users, Scope::Object { id: id(0xbb), org: None });
        let mut known = Knowledge::default();
        known.learn(&[bucket(1)], id(0xbb), &Answer::MayNotMint(user.clone()));
        assert_eq!(known.lacks_for_minting(Some(id(0xbb)), id(0xaa)), Some(&user));
        assert_eq!(known.lacks_for_minting(Some(id(0xcc)), id(0xaa)), None);
        let tokens = Permission::in_org(Action::Write, ResourceType::Authorizations, id(0xaa));
        known.learn_refusal(&ApiError::Refused(Refusal::Lacks(tokens.clone())));
        assert_eq!(known.lacks_for_minting(Some(id(0xcc)), id(0xaa)), Some(&tokens));
        assert_eq!(known.lacks_for_minting(None, id(0xab)), None);
    }

    fn any_permission() -> impl Strategy<Value = Permission> {
        let resource = prop::sample::select(vec![ResourceType::Buckets, ResourceType::Users]);
        let org = prop::sample::select(vec![None, Some(id(1)), Some(id(2))]);
        (resource, org, prop::option::of(1..3_u64)).prop_map(|(resource, org, object)| {
            let scope = match (object, org) {
                (Some(object), org) => Scope::Object { id: id(object), org },
                (None, Some(org)) => Scope::Org(org),
                (None, None) => Scope::Everywhere,
            };
            Permission::new(Action::Read, resource, scope)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        /// Whatever a credential holds: no conclusion from the server's answers is wrong.
        #[test]
        fn every_conclusion_is_true_of_the_credential(
            held in prop::collection::vec(any_permission(), 0..4),
            asked in prop::collection::vec(prop::collection::vec(any_permission(), 1..4), 0..4),
            wanted in any_permission(),
        ) {
            let held: PermissionSet = held.into_iter().collect();
            let mut known = Knowledge::default();
            for question in asked {
                let answer = match question.iter().find(|permission| !held.covers(permission)) {
                    Some(first) => Answer::Refused(first.clone()),
                    None => Answer::Granted,
                };
                known.learn(&question, id(9), &answer);
            }
            prop_assert!(!known.grants(&wanted) || held.covers(&wanted));
            prop_assert!(!known.refuses(&wanted) || !held.covers(&wanted));
        }
    }
}
