//! Permissions on objects that are gone, and rights that outlive their token.

use super::{Authorization, Status, note};
use crate::object::Object;
use crate::permission::{ResourceType, effect};
use crate::{Id, Names};
use console_core::sort::set_of;
use console_core::text::number;
use std::collections::BTreeSet;

/// What a token grants on objects that no longer exist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone<'a> {
    /// Objects of which the server knows no name any more: they were deleted.
    pub objects: BTreeSet<(ResourceType, Id)>,
    /// Buckets that exist, that the description speaks of, and that the token does not reach: made again under the same name.
    pub made_again: Vec<&'a Object>,
}

/// Finds them. The server names buckets, organizations and users with its own rights, so what has no name there is gone,
/// whoever asks. `buckets` are those that exist, as far as they can be listed.
pub fn gone<'a>(row: &Authorization, names: &Names, buckets: &'a [Object]) -> Gone<'a> {
    let mut gone = Gone::default();
    let mut reached = BTreeSet::new();
    for held in &row.permissions {
        let Some(id) = held.scope.object() else {
            if held.resource == ResourceType::Buckets {
                // A grant on all buckets reaches each that is made again.
                return Gone { made_again: Vec::new(), ..gone };
            }
            continue;
        };
        if !named_by_server(&held.resource) {
            continue;
        }
        if names.get(&held.resource, id).is_none() {
            gone.objects.insert((held.resource.clone(), id));
        } else if held.resource == ResourceType::Buckets {
            reached.insert(id);
        }
    }
    if gone.objects.iter().any(|(resource, _)| *resource == ResourceType::Buckets) {
        let words = set_of(note::read(&row.description).name.split([' ', ',', '"']).filter(|word| !word.is_empty()));
        gone.made_again =
            buckets.iter().filter(|bucket| words.contains(&*bucket.name) && !reached.contains(&bucket.id)).collect();
    }
    gone
}

/// What is said of so many granted objects that are deleted: a title, and what it means; `None` if there are none.
pub fn dead_objects(count: usize) -> Option<(String, &'static str)> {
    match count {
        0 => None,
        1 => Some((
            "1 granted object is deleted".to_owned(),
            "No object has its id any more, so this permission does nothing.",
        )),
        many => Some((
            format!("{} granted objects are deleted", number(many)),
            "No objects have their ids any more, so these permissions do nothing.",
        )),
    }
}

/// Whether the server tells the name of an object of this type in a permission for as long as it exists.
pub const fn named_by_server(resource: &ResourceType) -> bool {
    matches!(resource, ResourceType::Buckets | ResourceType::Orgs | ResourceType::Users)
}

/// What stays possible when this token is switched off; `None` where nothing does.
///
/// A session has the rights of all tokens of its user, inactive ones included, until they are deleted.
pub fn ghost_rights(row: &Authorization) -> Option<&'static str> {
    effect::is_operator_like(&row.permissions).then_some(match row.status {
        Status::Inactive => {
            "Sessions of its owner keep the permissions of this token although it is inactive. Delete it to end them."
        }
        Status::Active => {
            "Sessions of its owner have the permissions of this token, and keep them when it is inactive. Delete it to end them."
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{id, row};

    fn bucket(number: u64, name: &str) -> Object {
        Object { id: id(number), name: name.into(), system: false }
    }

    #[test]
    fn a_deleted_bucket_is_told_from_one_that_was_made_again() {
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(7), "plant-a/metrics");
        let on = |number: u64| format!("read:orgs/00000000000000aa/buckets/{:016x}", number);
        let row =
            row(1, "Read buckets plant-a/metrics, plant-a/press-4 (revoked 2026-11-21)", &[&on(7), &on(8), &on(9)]);
        let buckets = [bucket(7, "plant-a/metrics"), bucket(0x70, "plant-a/press-4"), bucket(0x71, "other")];
        let gone = gone(&row, &names, &buckets);
        assert_eq!(gone.objects, BTreeSet::from([(ResourceType::Buckets, id(8)), (ResourceType::Buckets, id(9))]));
        assert_eq!(gone.made_again, [&buckets[1]]);
    }

    #[test]
    fn what_the_server_never_names_is_not_called_gone() {
        let row = row(1, "", &["read:orgs/00000000000000aa/tasks/0000000000000001"]);
        assert_eq!(gone(&row, &Names::default(), &[]), Gone::default());
    }

    #[test]
    fn only_rights_everywhere_outlive_their_token() {
        assert!(ghost_rights(&row(1, "", &["read:users"])).is_some());
        assert!(ghost_rights(&row(1, "", &["read:orgs/00000000000000aa/buckets"])).is_none());
    }
}
