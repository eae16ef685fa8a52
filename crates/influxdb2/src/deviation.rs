//! A token that the server created otherwise than it was asked for.

use crate::Id;
use crate::authorization::{Authorization, NewAuthorization, Status};
use crate::permission::{Permission, PermissionSet};

/// One difference between what was asked for and what was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// It grants this, and nobody asked for it.
    GrantsMore(Vec<Permission>),
    /// It does not grant this.
    GrantsLess(Vec<Permission>),
    /// It has this status.
    Status(Status),
    /// It belongs to this user.
    Owner(Id),
    /// It belongs to this organization.
    Organization(Id),
    /// It is called otherwise.
    Description,
}

/// What is otherwise. `me` is the user of the credential, who owns a token for which nobody else is named.
pub fn deviations(asked: &NewAuthorization, me: Option<Id>, created: &Authorization) -> Vec<Deviation> {
    let wanted: PermissionSet = asked.permissions.iter().cloned().collect();
    let change = wanted.difference(&created.permissions);
    let owner = asked.user.or(me);
    let list = |permissions: Vec<Permission>| Some(permissions).filter(|permissions| !permissions.is_empty());
    [
        list(change.added).map(Deviation::GrantsMore),
        list(change.removed).map(Deviation::GrantsLess),
        (created.status != asked.status).then_some(Deviation::Status(created.status)),
        owner.is_some_and(|owner| owner != created.user).then_some(Deviation::Owner(created.user)),
        (created.org != asked.org).then_some(Deviation::Organization(created.org)),
        (*created.description != *asked.description).then_some(Deviation::Description),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Action, ResourceType};

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn asked() -> NewAuthorization {
        NewAuthorization {
            org: id(0xaa),
            user: None,
            status: Status::Active,
            description: "d".to_owned(),
            permissions: vec![Permission::on_object(Action::Read, ResourceType::Buckets, id(1), id(0xaa))],
        }
    }

    fn created() -> Authorization {
        Authorization {
            id: id(9),
            org: id(0xaa),
            user: id(0xbb),
            status: Status::Active,
            description: "d".into(),
            permissions: asked().permissions.into_iter().collect(),
            created_ms: None,
            changed_ms: None,
        }
    }

    #[test]
    fn what_was_asked_for_has_no_deviation() {
        assert_eq!(deviations(&asked(), Some(id(0xbb)), &created()), []);
    }

    #[test]
    fn every_difference_is_told() {
        let wide = Permission::everywhere(Action::Write, ResourceType::Buckets);
        let other = Authorization {
            org: id(0xac),
            user: id(0xbc),
            status: Status::Inactive,
            description: "e".into(),
            permissions: [wide.clone()].into_iter().collect(),
            ..created()
        };
        let expected = [
            Deviation::GrantsMore(vec![wide]),
            Deviation::GrantsLess(asked().permissions),
            Deviation::Status(Status::Inactive),
            Deviation::Owner(id(0xbc)),
            Deviation::Organization(id(0xac)),
            Deviation::Description,
        ];
        assert_eq!(deviations(&asked(), Some(id(0xbb)), &other), expected);
    }
}
