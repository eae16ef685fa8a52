//! A form filled from a token that exists, and what has become different since.

use super::{Draft, Origin, Recipient};
use crate::authorization::Authorization;
use crate::object::ObjectList;
use crate::permission::{Action, Permission, ResourceType, Scope};
use crate::selection::Selection;
use crate::session::{AccessLevel, Named, Session, Visibility};
use crate::{Id, description};

use console_core::sort;
use std::collections::BTreeMap;

impl Draft {
    /// A form that grants what a token grants, for the same owner, or for oneself where others are hardly possible.
    ///
    /// `owner` is the name of the token's owner; `is_taken` tells which descriptions exist.
    pub fn copy(original: &Authorization, owner: &str, session: &Session, is_taken: impl Fn(&str) -> bool) -> Self {
        let mut draft = Self::new(original.org);
        // Nobody is kept from choosing the original's owner; a copy begins with one for whom it can be made most likely.
        let for_another = match (session.access, session.visibility) {
            (AccessLevel::Operator, _) => true,
            (AccessLevel::AllAccess, _) | (AccessLevel::Custom, Visibility::OnlyOwn { .. }) => false,
            (AccessLevel::Custom | AccessLevel::Unknown, _) => true,
        };
        let keeps_owner = original.user == session.me.id || for_another;
        if keeps_owner && original.user != session.me.id {
            draft.recipient = Recipient::Other(Named { id: original.user, name: owner.to_owned() });
        }
        draft.selection = Selection::read(&original.permissions, original.org).0;
        if !keeps_owner {
            draft.hand_own_rights_over(original.user, session.me.id);
        }
        draft.description = description::copy_of(&original.description, is_taken);
        draft.origin = Some(Origin::Copy {
            id: original.id,
            description: original.description.to_string(),
            permissions: original.permissions.clone(),
        });
        draft
    }

    /// How the form differs from the token that it was copied from; `None` for a form that is no copy.
    pub fn comparison(&self) -> Option<Comparison> {
        let Some(Origin::Copy { permissions, .. }) = &self.origin else { return None };
        // Both sides in the matrix's words: how a server happened to store the same grant is no difference.
        let (selection, left_over) = Selection::read(permissions, self.org);
        let difference = selection.permissions(self.org).difference(&self.permissions());
        Some(Comparison {
            added: grouped(&difference.added),
            removed: grouped(&difference.removed),
            left_over: grouped(&left_over),
        })
    }
}

/// What a copy grants differently from its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// What only the copy grants.
    pub added: Vec<Change>,
    /// What only the original grants.
    pub removed: Vec<Change>,
    /// What the original grants and the form has no place for: whole types of other organizations.
    pub left_over: Vec<Change>,
}

impl Comparison {
    /// Whether the copy grants what the original does.
    pub fn is_same(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.left_over.is_empty()
    }
}

/// What changed for one object or type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The type.
    pub resource: ResourceType,
    /// What of it.
    pub scope: Scope,
    /// The actions, Read first.
    pub actions: Vec<Action>,
}

/// Read and write of the same thing side by side.
fn grouped(permissions: &[Permission]) -> Vec<Change> {
    let mut groups: BTreeMap<(&ResourceType, Scope), Vec<Action>> = BTreeMap::new();
    for Permission { action, resource, scope } in permissions {
        groups.entry((resource, *scope)).or_default().push(*action);
    }
    let change = |((resource, scope), mut actions): ((&ResourceType, Scope), Vec<Action>)| {
        sort::sort_by(&mut actions, Ord::cmp);
        Change { resource: resource.clone(), scope, actions }
    };
    groups.into_iter().map(change).collect()
}

impl Selection {
    /// The ticked objects of a type that a complete list does not hold.
    pub fn missing(&self, resource: &ResourceType, complete: &ObjectList) -> Vec<Id> {
        self.ids(resource).filter(|id| !complete.holds(*id)).collect()
    }

    /// Takes every tick on these objects away.
    pub fn take_out(&mut self, resource: &ResourceType, ids: &[Id]) {
        for action in Action::BOTH {
            self.tick_all(resource, ids.iter().copied(), action, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{id, session};
    use super::*;
    use crate::authorization::Status;
    use crate::permission::preset;

    fn original(permissions: impl IntoIterator<Item = Permission>) -> Authorization {
        Authorization {
            id: id(1),
            org: id(0xaa),
            user: id(0xcc),
            status: Status::Inactive,
            description: "grafana".into(),
            permissions: permissions.into_iter().collect(),
            created_ms: None,
            changed_ms: None,
        }
    }

    fn read(number: u64) -> Permission {
        Permission::on_object(Action::Read, ResourceType::Buckets, id(number), id(0xaa))
    }

    #[test]
    fn a_copy_grants_the_same_to_the_same_owner_and_is_active() {
        let original = original([read(7), Permission::in_org(Action::Write, ResourceType::Tasks, id(0xaa))]);
        let copy = Draft::copy(&original, "svc", &session(AccessLevel::Operator), |_| false);
        assert_eq!(copy.permissions(), original.permissions);
        assert_eq!(copy.recipient, Recipient::Other(Named { id: id(0xcc), name: "svc".to_owned() }));
        assert_eq!((copy.description.as_str(), copy.status), ("grafana (copy)", Status::Active));
        assert!(copy.comparison().is_some_and(|comparison| comparison.is_same()));
    }

    #[test]
    fn a_copy_for_oneself_holds_rights_on_ones_own_user() {
        let session = session(AccessLevel::AllAccess);
        let original = original(preset::all_access(&session.types, id(0xaa), id(0xcc)).iter().cloned());
        let copy = Draft::copy(&original, "svc", &session, |_| false);
        assert_eq!(copy.recipient, Recipient::Me);
        assert_eq!(copy.permissions(), preset::all_access(&session.types, id(0xaa), id(0xbb)));
    }

    #[test]
    fn a_copy_says_what_changed() {
        let mut copy = Draft::copy(&original([read(7), read(8)]), "svc", &session(AccessLevel::Operator), |_| false);
        copy.selection.tick(&ResourceType::Buckets, id(8), Action::Read, false);
        copy.selection.tick(&ResourceType::Buckets, id(9), Action::Read, true);
        copy.selection.tick(&ResourceType::Buckets, id(9), Action::Write, true);
        let comparison = copy.comparison().expect("it is a copy");
        let change = |number, actions: &[Action]| Change {
            resource: ResourceType::Buckets,
            scope: read(number).scope,
            actions: actions.to_vec(),
        };
        assert_eq!(comparison.added, [change(9, &Action::BOTH)]);
        assert_eq!(comparison.removed, [change(8, &[Action::Read])]);
    }

    #[test]
    fn the_same_grant_in_other_words_is_no_difference() {
        let loose = Permission::new(Action::Read, ResourceType::Buckets, Scope::Object { id: id(7), org: None });
        let all = Permission::in_org(Action::Read, ResourceType::Tasks, id(0xaa));
        let included = Permission::on_object(Action::Read, ResourceType::Tasks, id(8), id(0xaa));
        let copy = Draft::copy(&original([loose, all, included]), "svc", &session(AccessLevel::Operator), |_| false);
        assert!(copy.comparison().is_some_and(|comparison| comparison.is_same()));
    }

    #[test]
    fn whole_types_of_other_organizations_are_left_over() {
        let elsewhere = Permission::in_org(Action::Read, ResourceType::Tasks, id(0xee));
        let copy = Draft::copy(&original([read(7), elsewhere]), "svc", &session(AccessLevel::Operator), |_| false);
        let comparison = copy.comparison().expect("it is a copy");
        assert_eq!(comparison.left_over.len(), 1);
        assert!(!comparison.is_same());
    }

    #[test]
    fn objects_that_a_complete_list_does_not_hold_are_missing_and_can_be_taken_out() {
        let mut copy = Draft::copy(&original([read(7), read(8)]), "svc", &session(AccessLevel::Operator), |_| false);
        let list = ObjectList::from(vec![crate::object::Object { id: id(7), name: "seven".into(), system: false }]);
        let missing = copy.selection.missing(&ResourceType::Buckets, &list);
        assert_eq!(missing, [id(8)]);
        copy.selection.take_out(&ResourceType::Buckets, &missing);
        assert_eq!(copy.permissions(), [read(7)].into_iter().collect());
    }
}
