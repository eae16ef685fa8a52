//! Dropping what a wider grant of the same set includes.
//!
//! *Includes* is stricter than *covers*: a right on all users of an organization covers the text `orgs/O/users/U`,
//! but the server asks for `users/U`, which it does not cover, so dropping the right on the one user would change what a token can do.
//! An object is taken to be in the organization that its permission names; servers do not check that.

use super::{Checked, Permission, PermissionSet, ResourceType, Scope};

impl Permission {
    /// Whether `self` lets its holder do all that `other` does.
    pub fn includes(&self, other: &Self) -> bool {
        if !self.covers(other) {
            return false;
        }
        match (self.scope, other.scope) {
            // Users and organizations are asked for by id alone.
            (Scope::Org(_), Scope::Object { .. }) => {
                self.resource == ResourceType::Instance || other.resource.checked() != Checked::IdOnly
            }
            _ => true,
        }
    }
}

impl PermissionSet {
    /// Whether each permission of `other` is included in one of this set.
    pub fn includes(&self, other: &Self) -> bool {
        self.not_including(other).next().is_none()
    }

    /// The permissions of another set that are included in none of this one.
    pub(super) fn not_including<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Permission> {
        // Most sets that are compared are nearly alike: what stands in both is seen by going through them side by side.
        let mut held = self.iter().peekable();
        other.iter().filter(move |permission| {
            while held.next_if(|held| *held < *permission).is_some() {}
            held.peek() != Some(permission) && self.including(permission).is_none()
        })
    }

    /// A permission of this set that includes another one.
    pub fn including(&self, other: &Permission) -> Option<&Permission> {
        self.reaching(other).find(|held| *held == other || held.includes(other))
    }

    /// Whether the two sets let their holders do the same.
    pub fn equivalent(&self, other: &Self) -> bool {
        self.includes(other) && other.includes(self)
    }

    /// The smallest part of this set that means the same.
    pub fn minimised(&self) -> Self {
        let mut kept = Vec::new();
        for of_action in self.as_slice().chunk_by(|a, b| a.action == b.action) {
            // Instance matches everything, whatever its scope.
            if let Some(instance) = of_action.iter().find(|held| held.resource == ResourceType::Instance) {
                kept.push(instance.clone());
                continue;
            }
            for of_type in of_action.chunk_by(|a, b| a.resource == b.resource) {
                keep_needed(of_type, &mut kept);
            }
        }
        kept.into_iter().collect()
    }
}

/// Keeps what is needed of the permissions of one action and type: those on everything stand before those on
/// organizations, and these before those on objects, where the same object stands together.
fn keep_needed(of_type: &[Permission], kept: &mut Vec<Permission>) {
    if let Some(everywhere) = of_type.first().filter(|first| first.scope == Scope::Everywhere) {
        kept.push(everywhere.clone());
        return;
    }
    let (orgs, objects) = of_type.split_at(of_type.partition_point(|held| held.scope.object().is_none()));
    kept.extend_from_slice(orgs);
    let on_org = |held: &Permission| {
        let scope = Scope::Org(held.scope.org()?);
        orgs.binary_search_by_key(&scope, |org| org.scope).ok().map(|at| &orgs[at])
    };
    for same_object in objects.chunk_by(|a, b| a.scope.object() == b.scope.object()) {
        let needed = || same_object.iter().filter(|held| !on_org(held).is_some_and(|org| org.includes(held)));
        // They mean the same, so one is enough: rather one with an organization, because the server covers more of those.
        kept.extend(needed().find(|held| held.scope.org().is_some()).or_else(|| needed().next()).cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One list of permissions, as text.
    fn set(lines: &[&str]) -> PermissionSet {
        lines.iter().map(|line| Permission::parse(line).expect("a permission")).collect()
    }

    const TABLE: &[(&str, &[&str], &[&str])] = &[
        ("nothing", &[], &[]),
        (
            "a bucket beside all buckets of its organization",
            &["read:orgs/00000000000000aa/buckets", "read:orgs/00000000000000aa/buckets/0000000000000001"],
            &["read:orgs/00000000000000aa/buckets"],
        ),
        (
            "write does not include read",
            &["write:orgs/00000000000000aa/buckets", "read:orgs/00000000000000aa/buckets/0000000000000001"],
            &["write:orgs/00000000000000aa/buckets", "read:orgs/00000000000000aa/buckets/0000000000000001"],
        ),
        (
            "a bucket of another organization",
            &["read:orgs/00000000000000aa/buckets", "read:orgs/00000000000000ab/buckets/0000000000000001"],
            &["read:orgs/00000000000000aa/buckets", "read:orgs/00000000000000ab/buckets/0000000000000001"],
        ),
        (
            "everything in every organization",
            &["read:buckets", "read:orgs/00000000000000aa/buckets", "read:buckets/0000000000000001"],
            &["read:buckets"],
        ),
        (
            "the same bucket with different organizations",
            &[
                "read:buckets/0000000000000001",
                "read:orgs/00000000000000ab/buckets/0000000000000001",
                "read:orgs/00000000000000aa/buckets/0000000000000001",
            ],
            &["read:orgs/00000000000000aa/buckets/0000000000000001"],
        ),
        (
            "the same bucket, once where a right on its organization does not reach",
            &[
                "read:orgs/00000000000000aa/buckets",
                "read:buckets/0000000000000001",
                "read:orgs/00000000000000aa/buckets/0000000000000001",
            ],
            &["read:orgs/00000000000000aa/buckets", "read:buckets/0000000000000001"],
        ),
        (
            "a user beside all users of an organization, which the server never asks for",
            &["read:orgs/00000000000000aa/users", "read:orgs/00000000000000aa/users/00000000000000bb"],
            &["read:orgs/00000000000000aa/users", "read:orgs/00000000000000aa/users/00000000000000bb"],
        ),
        (
            "instance",
            &["read:instance", "read:buckets", "write:buckets", "read:orgs/00000000000000aa/instance"],
            &["read:instance", "write:buckets"],
        ),
    ];

    #[test]
    fn what_a_wider_grant_includes_is_dropped_and_nothing_else() {
        for (case, before, after) in TABLE {
            assert_eq!(set(before).minimised(), set(after), "{case}");
            assert!(set(before).equivalent(&set(after)), "{case}");
        }
    }

    #[test]
    fn sets_that_grant_differently_are_not_equivalent() {
        for (one, other) in [
            ("read:orgs/00000000000000aa/buckets", "write:orgs/00000000000000aa/buckets"),
            ("read:orgs/00000000000000aa/buckets", "read:buckets"),
            ("read:orgs/00000000000000aa/users", "read:users/00000000000000bb"),
        ] {
            assert!(!set(&[one]).equivalent(&set(&[other])), "{one} {other}");
        }
    }
}
