//! Two tokens beside each other: which grants more, and one request that shows it.

use crate::permission::{Action, PermissionSet, Resource};
use console_core::http::encode;
use std::collections::BTreeSet;

/// How what one token grants relates to what another one grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both grant the same.
    Equal,
    /// This one grants all that the other one does, and more.
    Wider,
    /// The other one grants all that this one does, and more.
    Narrower,
    /// Each grants something that the other does not.
    Apart,
}

/// What comparing two sets brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How they relate.
    pub relation: Relation,
    /// What only this one grants.
    pub more: Side,
    /// What only the other one grants.
    pub less: Side,
}

/// What one of two tokens grants and the other does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The permissions that the other one does not cover.
    pub permissions: PermissionSet,
    /// A request that tells them apart; none where it needs an action that this console does not know, or a database that
    /// does not exist yet.
    pub request: Option<String>,
}

impl Relation {
    /// The words above a comparison.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Equal => "Both grant the same",
            Self::Wider => "This one is wider",
            Self::Narrower => "This one is narrower",
            Self::Apart => "Neither covers the other",
        }
    }
}

/// Compares what two tokens grant. `databases` are those that exist, as far as they are known.
///
/// ```
/// use database::compare::{Relation, compare};
/// use database::permission::{Action, Permission, Resource};
/// use std::collections::BTreeSet;
///
/// let all = [Permission::new(Action::Read, Resource::All)].into_iter().collect();
/// let one = [Permission::on(Action::Read, "weather")].into_iter().collect();
/// let compared = compare(&all, &one, &BTreeSet::from(["pumps", "weather"]));
/// assert_eq!(compared.relation, Relation::Wider);
/// assert_eq!(compared.more.request.as_deref(), Some("GET /query?db=pumps&q=SHOW%20MEASUREMENTS"));
/// ```
pub fn compare(this: &PermissionSet, other: &PermissionSet, databases: &BTreeSet<&str>) -> Comparison {
    let (more, less) = (side(this, other, databases), side(other, this, databases));
    let relation = match (more.permissions.is_empty(), less.permissions.is_empty()) {
        (true, true) => Relation::Equal,
        (false, true) => Relation::Wider,
        (true, false) => Relation::Narrower,
        (false, false) => Relation::Apart,
    };
    Comparison { relation, more, less }
}

fn side(one: &PermissionSet, other: &PermissionSet, databases: &BTreeSet<&str>) -> Side {
    let permissions = one.beyond(other);
    let request = permissions.iter().find_map(|held| {
        let action = held.action()?;
        let name = match &held.resource {
            Resource::Database(name) => name,
            Resource::All => *databases.iter().find(|name| !other.grants(action, name))?,
        };
        Some(request(action, name))
    });
    Side { permissions, request }
}

/// What a program asks for that needs this, as other programs would send it.
fn request(action: Action, name: &str) -> String {
    let name = encode(name);
    match action {
        Action::Read => format!("GET /query?db={name}&q=SHOW%20MEASUREMENTS"),
        Action::Write => format!("POST /api/v2/write?bucket={name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Permission, Verb};
    use proptest::prelude::*;

    fn set(words: &str) -> PermissionSet {
        let permission = |word: &str| {
            let (verb, name) = word.split_once(':').expect("verb:name");
            Permission { resource: Resource::parse(name), verb: Verb::parse(verb) }
        };
        words.split_whitespace().map(permission).collect()
    }

    fn told(this: &str, other: &str) -> (Relation, Option<String>, Option<String>) {
        let compared = compare(&set(this), &set(other), &BTreeSet::from(["a", "b/c"]));
        (compared.relation, compared.more.request, compared.less.request)
    }

    #[test]
    fn each_relation_is_told_with_a_request_that_tells_them_apart() {
        let read = |name: &str| Some(format!("GET /query?db={name}&q=SHOW%20MEASUREMENTS"));
        let write = |name: &str| Some(format!("POST /api/v2/write?bucket={name}"));
        for (this, other, relation, more, less) in [
            ("read:a write:a", "write:a read:a", Relation::Equal, None, None),
            ("", "", Relation::Equal, None, None),
            ("read:* read:a", "read:*", Relation::Equal, None, None),
            ("read:a write:a", "read:a", Relation::Wider, write("a"), None),
            ("read:a", "read:*", Relation::Narrower, None, read("b%2Fc")),
            ("write:gone", "read:a", Relation::Apart, write("gone"), read("a")),
            ("write:*", "read:a", Relation::Apart, write("a"), read("a")),
            ("annotate:a read:a", "read:a", Relation::Wider, None, None),
        ] {
            assert_eq!(told(this, other), (relation, more, less), "{this} beside {other}");
        }
    }

    #[test]
    fn all_databases_are_wider_than_each_of_them_because_of_those_to_come() {
        assert_eq!(told("read:*", "read:a read:b/c"), (Relation::Wider, None, None));
    }

    fn any_set() -> impl Strategy<Value = PermissionSet> {
        let one = (any::<bool>(), prop::sample::select(vec!["a", "b", "c", "*"]));
        let permission = |(read, name): (bool, &str)| {
            Permission::new(if read { Action::Read } else { Action::Write }, Resource::parse(name))
        };
        prop::collection::vec(one.prop_map(permission), 0..6).prop_map(|all| all.into_iter().collect())
    }

    proptest! {
        #[test]
        fn what_is_said_holds_for_every_database_that_exists_or_will(this in any_set(), other in any_set()) {
            let databases = ["a", "b", "c", "future"];
            let compared = compare(&this, &other, &databases.into_iter().collect());
            let only = |one: &PermissionSet, other: &PermissionSet| Action::BOTH
                .into_iter()
                .any(|action| databases.iter().any(|name| one.grants(action, name) && !other.grants(action, name)));
            let expected = match (only(&this, &other), only(&other, &this)) {
                (false, false) => Relation::Equal,
                (true, false) => Relation::Wider,
                (false, true) => Relation::Narrower,
                (true, true) => Relation::Apart,
            };
            prop_assert_eq!(compared.relation, expected);
            prop_assert_eq!(compared.more.request.is_some(), only(&this, &other));
        }
    }
}
