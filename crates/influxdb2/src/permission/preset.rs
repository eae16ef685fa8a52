//! The permission sets that servers, clients and this console give by name.
//!
//! Every function takes the types that the connected server lists, because they differ by version;
//! `instance` is always left out, since no token can be created with it (CLI 2.4.0 forgot that and got 403).

use super::{Action, Permission, PermissionSet, ResourceType, Scope};
use crate::Id;

/// Read and write on every type, in every organization.
pub fn operator(types: &[ResourceType]) -> PermissionSet {
    grantable(types).flat_map(|resource| both(resource, Scope::Everywhere)).collect()
}

/// What the UI and the CLI call all access: everything of one organization, for one user.
///
/// The organization itself is read only, and of the users there is only the token's own.
pub fn all_access(types: &[ResourceType], org: Id, user: Id) -> PermissionSet {
    grantable(types)
        .flat_map(|resource| match resource {
            ResourceType::Orgs => vec![Permission::new(Action::Read, resource, alone(org))],
            ResourceType::Users => both(resource, alone(user)).into(),
            _ => both(resource, Scope::Org(org)).into(),
        })
        .collect()
}

/// What the session of an organization's owner holds. It is not all access: the organization can be changed,
/// and the users are named by organization, which grants nothing.
pub fn org_owner(types: &[ResourceType], org: Id) -> PermissionSet {
    grantable(types)
        .flat_map(|resource| {
            let scope = of_org(&resource, org);
            both(resource, scope)
        })
        .collect()
}

/// What every session holds on its own user.
pub fn me(user: Id) -> PermissionSet {
    both(ResourceType::Users, alone(user)).into_iter().collect()
}

/// What the session of the user that set the server up holds (2.4 and later). No token can be created with it.
pub fn instance_owner() -> PermissionSet {
    both(ResourceType::Instance, Scope::Everywhere).into_iter().collect()
}

/// Whose tokens an administrator looks after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Administered {
    /// Those of every user; only an operator can grant it.
    EveryUser,
    /// Those of one user; an all-access token can grant it to its own user.
    User(Id),
}

/// The types whose objects have names that the console shows beside ids.
const NAMED: [ResourceType; 17] = [
    ResourceType::Buckets,
    ResourceType::Dashboards,
    ResourceType::Sources,
    ResourceType::Tasks,
    ResourceType::Telegrafs,
    ResourceType::Variables,
    ResourceType::Scrapers,
    ResourceType::Labels,
    ResourceType::NotificationRules,
    ResourceType::NotificationEndpoints,
    ResourceType::Checks,
    ResourceType::Notebooks,
    ResourceType::Annotations,
    ResourceType::Remotes,
    ResourceType::Replications,
    ResourceType::Flows,
    ResourceType::Functions,
];

/// What this console needs to look after the tokens of one organization.
///
/// Reading and writing tokens and the users that own them, reading the organization, and reading the names of objects.
/// It is no wider than that: a server lets nobody give a right that they lack, so with this set the console
/// creates tokens that read, and manages all others.
pub fn console_admin(types: &[ResourceType], org: Id, administered: Administered) -> PermissionSet {
    let users = match administered {
        Administered::EveryUser => Scope::Everywhere,
        Administered::User(user) => alone(user),
    };
    grantable(types)
        .flat_map(|resource| match resource {
            ResourceType::Authorizations => both(resource, Scope::Org(org)).into(),
            ResourceType::Users => both(resource, users).into(),
            ResourceType::Orgs => vec![Permission::new(Action::Read, resource, alone(org))],
            _ if NAMED.contains(&resource) => vec![Permission::in_org(Action::Read, resource, org)],
            _ => Vec::new(),
        })
        .collect()
}

/// The listed types that a token can hold.
fn grantable(types: &[ResourceType]) -> impl Iterator<Item = ResourceType> {
    types.iter().filter(|resource| resource.is_grantable()).cloned()
}

/// Read and write.
fn both(resource: ResourceType, scope: Scope) -> [Permission; 2] {
    [Permission::new(Action::Read, resource.clone(), scope), Permission::new(Action::Write, resource, scope)]
}

/// One organization or user: these are in no organization themselves.
const fn alone(id: Id) -> Scope {
    Scope::Object { id, org: None }
}

/// All of a type in an organization, as the server gives it to members and owners.
const fn of_org(resource: &ResourceType, org: Id) -> Scope {
    match resource {
        ResourceType::Orgs => alone(org),
        _ => Scope::Org(org),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Generation;
    use super::*;

    const ORG: Id = id(0xaa);
    const USER: Id = id(0xbb);

    const fn id(number: u64) -> Id {
        match Id::from_number(number) {
            Some(id) => id,
            None => panic!("not zero"),
        }
    }

    /// What a server of 2.4 or later lists.
    fn listed() -> Vec<ResourceType> {
        let mut types = Generation::V2_2.types().to_vec();
        types.push(ResourceType::Instance);
        types
    }

    #[test]
    fn the_sets_have_the_sizes_that_servers_give_them() {
        for (types, operator_size, all_access_size) in [
            (Generation::V2_0.types().to_vec(), 36, 35),
            (Generation::V2_1.types().to_vec(), 40, 39),
            (Generation::V2_2.types().to_vec(), 44, 43),
            (listed(), 44, 43),
        ] {
            assert_eq!(operator(&types).len(), operator_size);
            assert_eq!(all_access(&types, ORG, USER).len(), all_access_size);
        }
        assert_eq!(org_owner(&listed(), ORG).len(), 44);
        assert_eq!(me(USER).len(), 2);
        assert_eq!(instance_owner().len(), 2);
    }

    #[test]
    fn all_access_reads_the_organization_and_does_not_write_it() {
        let set = all_access(&listed(), ORG, USER);
        assert!(set.covers(&Permission::new(Action::Read, ResourceType::Orgs, alone(ORG))));
        assert!(!set.covers(&Permission::new(Action::Write, ResourceType::Orgs, alone(ORG))));
        assert!(set.covers(&Permission::new(Action::Write, ResourceType::Users, alone(USER))));
        assert!(!set.covers(&Permission::everywhere(Action::Read, ResourceType::Users)));
    }

    #[test]
    fn an_all_access_token_does_not_cover_an_owner() {
        let lacking = |have: &PermissionSet, want: &PermissionSet| -> Vec<String> {
            have.lacking(want).iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            lacking(&all_access(&listed(), ORG, USER), &org_owner(&listed(), ORG)),
            [format!("read:orgs/{ORG}/users"), format!("write:orgs/{ORG}"), format!("write:orgs/{ORG}/users"),]
        );
    }

    #[test]
    fn instance_covers_everything() {
        assert!(instance_owner().lacking(&operator(&listed())).is_empty());
    }

    #[test]
    fn an_operator_can_grant_every_preset_and_all_access_the_ones_of_its_user() {
        let wide = console_admin(&listed(), ORG, Administered::EveryUser);
        let narrow = console_admin(&listed(), ORG, Administered::User(USER));
        assert!(operator(&listed()).lacking(&wide).is_empty());
        assert!(all_access(&listed(), ORG, USER).lacking(&narrow).is_empty());
        assert!(!all_access(&listed(), ORG, USER).lacking(&wide).is_empty());
    }

    #[test]
    fn a_console_administrator_gets_no_right_to_change_data() {
        let set = console_admin(&listed(), ORG, Administered::EveryUser);
        let written: Vec<&ResourceType> =
            set.iter().filter(|held| held.action == Action::Write).map(|held| &held.resource).collect();
        assert_eq!(written, [&ResourceType::Authorizations, &ResourceType::Users]);
    }
}
