//! The sets of permissions that the server itself gives: to the setup user's token, to members and
//! owners, to everybody about themselves; and the one that clients make as "all access".

use crate::id::Id;
use crate::permission::{Action, Permission, ResourceType};
use crate::profile::Profile;

/// Everything in all organizations: the set of the setup user's token.
pub fn operator(profile: &Profile) -> Vec<Permission> {
    profile.grantable().flat_map(|kind| Action::BOTH.map(|action| Permission::global(action, kind))).collect()
}

/// Everything in one organization, as its owner's session has it.
pub fn owner(profile: &Profile, org: Id) -> Vec<Permission> {
    profile.grantable().flat_map(|kind| Action::BOTH.map(|action| within(action, kind, org))).collect()
}

/// Reading everything in one organization, as its member's session has it.
pub fn member(profile: &Profile, org: Id) -> Vec<Permission> {
    profile.grantable().map(|kind| within(Action::Read, kind, org)).collect()
}

/// A right over a type in an organization; the organization itself is named by its id.
fn within(action: Action, kind: ResourceType, org: Id) -> Permission {
    match kind {
        ResourceType::Orgs => Permission::on(action, kind, org),
        _ => Permission::in_org(action, kind, org),
    }
}

/// What everybody may do with their own user.
pub fn me(user: Id) -> [Permission; 2] {
    Action::BOTH.map(|action| Permission::on(action, ResourceType::Users, user))
}

/// What the owner of the instance holds.
pub fn instance() -> [Permission; 2] {
    Action::BOTH.map(|action| Permission::global(action, ResourceType::Instance))
}

/// "All access", as the server's own migrations and the official clients build it.
pub fn all_access(profile: &Profile, org: Id, user: Id) -> Vec<Permission> {
    let mut set = Vec::new();
    for kind in profile.grantable() {
        match kind {
            ResourceType::Orgs => set.push(Permission::on(Action::Read, kind, org)),
            ResourceType::Users => set.extend(me(user)),
            _ => set.extend(Action::BOTH.map(|action| Permission::in_org(action, kind, org))),
        }
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_sets_have_their_known_sizes() {
        for (name, operator_size, all_access_size, member_size) in
            [("oss-2.0", 36, 35, 18), ("oss-2.1", 40, 39, 20), ("oss-2.2", 44, 43, 22), ("oss-2.9", 44, 43, 22)]
        {
            let profile = *Profile::ALL.iter().find(|profile| profile.name == name).unwrap();
            assert_eq!(operator(&profile).len(), operator_size, "{name}");
            assert_eq!(owner(&profile, Id(1)).len(), operator_size, "{name}");
            assert_eq!(all_access(&profile, Id(1), Id(2)).len(), all_access_size, "{name}");
            assert_eq!(member(&profile, Id(1)).len(), member_size, "{name}");
        }
    }
}
