//! A set in few words, however many permissions it holds: what one glance at a form must tell.

use super::{Action, Checked, Permission, PermissionSet, ResourceType, Scope, preset};
use crate::Id;
use console_core::text::number;

/// How many types are named before the rest is counted.
const NAMED: usize = 4;

/// A grant that is one thing to people, although it is written with dozens of permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    /// Read and write on everything in every organization.
    Everywhere,
    /// What servers and clients call all access to one organization.
    Organization,
}

impl Whole {
    /// What the set is as a whole, for a server that lists these types; `None` for anything less.
    pub fn of(set: &PermissionSet, types: &[ResourceType], org: Id, user: Option<Id>) -> Option<Self> {
        if set.is_empty() {
            None
        } else if *set == preset::operator(types) {
            Some(Self::Everywhere)
        } else if user.is_some_and(|user| *set == preset::all_access(types, org, user)) {
            Some(Self::Organization)
        } else {
            None
        }
    }

    /// Its one line.
    pub fn title(self, org_name: &str) -> String {
        match self {
            Self::Everywhere => "Everything in every organization".to_owned(),
            Self::Organization => format!("All access to {org_name}"),
        }
    }
}

/// What an action is granted on, in the organization or in every one: `["3 buckets", "all tasks"]`, one for each type.
///
/// Where many types are granted the first ones are named and the others counted.
pub fn subjects(set: &PermissionSet, action: Action, everywhere: bool) -> Vec<String> {
    let mut types: Vec<(&ResourceType, usize, bool)> = Vec::new();
    let meant = |held: &&Permission| held.action == action && (held.scope == Scope::Everywhere) == everywhere;
    for permission in set.iter().filter(meant) {
        let whole = !matches!(permission.scope, Scope::Object { .. });
        match types.last_mut() {
            Some((resource, count, all)) if **resource == permission.resource => {
                *count += usize::from(!whole);
                *all |= whole;
            }
            _ => types.push((&permission.resource, usize::from(!whole), whole)),
        }
    }
    let subject = |(resource, count, all): &(&ResourceType, usize, bool)| match (all, count) {
        // Users and organizations belong to no organization, so "all users" alone would say too much.
        (true, _) if !everywhere && resource.checked() == Checked::IdOnly => {
            format!("all {} in the organization", resource.plural())
        }
        (true, _) => format!("all {}", resource.plural()),
        (false, 1) => format!("1 {}", resource.singular()),
        (false, count) => format!("{} {}", number(*count), resource.plural()),
    };
    // One more is named rather than counted: "1 more type" is as long as its name.
    if types.len() <= NAMED + 1 {
        return types.iter().map(subject).collect();
    }
    let more = format!("{} more types", number(types.len() - NAMED));
    types.iter().take(NAMED).map(subject).chain([more]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use Action::{Read, Write};
    use ResourceType::{Buckets, Tasks};

    const TYPES: [ResourceType; 26] = ResourceType::KNOWN;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    #[test]
    fn the_sets_that_have_a_name_are_one_thing_and_nothing_less_is() {
        let (org, user) = (id(0xaa), id(0xbb));
        let of = |set: &PermissionSet| Whole::of(set, &TYPES, org, Some(user));
        let operator = preset::operator(&TYPES);
        assert_eq!(of(&operator), Some(Whole::Everywhere));
        assert_eq!(of(&preset::all_access(&TYPES, org, user)), Some(Whole::Organization));
        assert_eq!(of(&preset::all_access(&TYPES, org, id(0xcc))), None, "for somebody else");
        let less: PermissionSet = operator.iter().skip(1).cloned().collect();
        assert_eq!(of(&less), None);
        assert_eq!(of(&PermissionSet::empty()), None);
    }

    #[test]
    fn objects_are_counted_and_whole_types_are_all() {
        let org = id(0xaa);
        let set: PermissionSet = [
            Permission::on_object(Read, Buckets, id(1), org),
            Permission::on_object(Read, Buckets, id(2), org),
            Permission::in_org(Read, Tasks, org),
            Permission::on_object(Write, Buckets, id(1), org),
            Permission::everywhere(Write, Tasks),
        ]
        .into_iter()
        .collect();
        assert_eq!(subjects(&set, Read, false), ["2 buckets", "all tasks"]);
        assert_eq!(subjects(&set, Write, false), ["1 bucket"]);
        assert_eq!(subjects(&set, Write, true), ["all tasks"]);
        assert!(subjects(&set, Read, true).is_empty());
    }

    #[test]
    fn users_of_an_organization_are_not_all_users() {
        let of = |permission| subjects(&[permission].into_iter().collect(), Read, false);
        assert_eq!(of(Permission::in_org(Read, ResourceType::Users, id(0xaa))), ["all users in the organization"]);
        assert_eq!(of(Permission::in_org(Read, ResourceType::Telegrafs, id(0xaa))), ["all Telegraf configurations"]);
        let everywhere: PermissionSet = [Permission::everywhere(Read, ResourceType::Users)].into_iter().collect();
        assert_eq!(subjects(&everywhere, Read, true), ["all users"]);
    }

    #[test]
    fn many_types_are_counted_behind_the_first_ones() {
        let read = subjects(&preset::operator(&TYPES), Read, true);
        assert_eq!(read.len(), NAMED + 1);
        assert_eq!(read.last().map(String::as_str), Some("21 more types"));
    }
}
