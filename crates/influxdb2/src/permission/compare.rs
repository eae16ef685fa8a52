//! Two tokens beside each other: which grants more, and one request that shows it.

use super::effect::works;
use super::{Action, Permission, PermissionSet, ResourceType as T, Scope};
use crate::api::objects;
use console_core::http::Method;
use std::borrow::Cow;

/// How what one set grants relates to what another one grants. Permissions that do nothing make no difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Both grant the same.
    Equal,
    /// The left one grants all that the right one does, and more.
    LeftIsWider,
    /// The right one grants all that the left one does, and more.
    RightIsWider,
    /// Each grants something that the other does not.
    NeitherCovers,
}

/// What comparing two sets brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How they relate.
    pub relation: Relation,
    /// A request that the left one is granted and the right one is not.
    pub only_left: Option<Witness>,
    /// A request that the right one is granted and the left one is not.
    pub only_right: Option<Witness>,
}

/// A request that tells two tokens apart, in the server's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The permission that grants it.
    pub permission: Permission,
    /// The method.
    pub method: Method,
    /// The path.
    pub path: String,
}

impl Relation {
    /// The words above a comparison of this token, the left one, with another.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Equal => "Both grant the same",
            Self::LeftIsWider => "This token grants more",
            Self::RightIsWider => "This token grants less",
            Self::NeitherCovers => "Each grants something that the other does not",
        }
    }
}

impl PermissionSet {
    /// Compares what this set grants with what another one grants.
    ///
    /// ```
    /// use influxdb2::permission::{Permission, PermissionSet, Relation};
    ///
    /// let set = |line: &str| -> PermissionSet { Permission::parse(line).into_iter().collect() };
    /// let all = set("read:orgs/00000000000000aa/buckets");
    /// let one = set("read:orgs/00000000000000aa/buckets/0000000000000001");
    /// let compared = all.compare(&one);
    /// assert_eq!(compared.relation, Relation::LeftIsWider);
    /// assert_eq!(compared.only_left.map(|seen| seen.path).as_deref(), Some("/api/v2/buckets?orgID=00000000000000aa"));
    /// ```
    pub fn compare(&self, other: &Self) -> Comparison {
        let (left, right) = (self.effective(), other.effective());
        let relation = match (left.includes(&right), right.includes(&left)) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::LeftIsWider,
            (false, true) => Relation::RightIsWider,
            (false, false) => Relation::NeitherCovers,
        };
        Comparison { relation, only_left: witness(&left, &right), only_right: witness(&right, &left) }
    }

    /// What works of this set and is granted nowhere in another one.
    pub fn beyond(&self, other: &Self) -> Self {
        let other = other.effective();
        other.not_including(&self.effective()).cloned().collect()
    }

    /// The permissions for which the server asks at all.
    fn effective(&self) -> Cow<'_, Self> {
        let is_asked_for = |held: &&Permission| works(held) && !matches!(held.resource, T::Views | T::Dbrp);
        match self.iter().all(|held| is_asked_for(&held)) {
            true => Cow::Borrowed(self),
            false => Cow::Owned(self.iter().filter(is_asked_for).cloned().collect()),
        }
    }
}

/// A request that `one` is granted and `other` is not: the first that can be named.
fn witness(one: &PermissionSet, other: &PermissionSet) -> Option<Witness> {
    other.not_including(one).find_map(Witness::of)
}

impl Witness {
    /// A request for which the server asks for this permission; none where it has no endpoint.
    fn of(permission: &Permission) -> Option<Self> {
        let (method, path) = request(permission)?;
        Some(Self { permission: permission.clone(), method, path })
    }
}

fn request(permission: &Permission) -> Option<(Method, String)> {
    let Permission { action, resource, scope } = permission;
    match (resource, action, scope) {
        (T::Secrets, action, scope) => {
            let org = scope.org()?;
            let method = if *action == Action::Read { Method::Get } else { Method::Patch };
            Some((method, format!("/api/v2/orgs/{org}/secrets")))
        }
        (T::Instance, _, _) => Some((Method::Get, "/api/v2/config".to_owned())),
        (T::Buckets, Action::Write, Scope::Object { id, org }) => {
            let org = org.map(|org| format!("orgID={org}&")).unwrap_or_default();
            Some((Method::Post, format!("/api/v2/write?{org}bucket={id}")))
        }
        (resource, action, scope) => {
            let path = objects::path(resource)?;
            Some(match (action, scope) {
                (Action::Read, Scope::Object { id, .. }) => (Method::Get, format!("{path}/{id}")),
                (Action::Read, Scope::Org(org)) => (Method::Get, format!("{path}?orgID={org}")),
                (Action::Read, Scope::Everywhere) => (Method::Get, path.to_owned()),
                (Action::Write, Scope::Object { id, .. }) => (Method::Patch, format!("{path}/{id}")),
                (Action::Write, Scope::Org(_) | Scope::Everywhere) => (Method::Post, path.to_owned()),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(lines: &[&str]) -> PermissionSet {
        lines.iter().map(|line| Permission::parse(line).expect("a permission")).collect()
    }

    #[test]
    fn two_sets_are_told_apart_by_one_request() {
        const BUCKET: &str = "read:orgs/00000000000000aa/buckets/0000000000000001";
        const WRITE: &str = "write:orgs/00000000000000aa/buckets/0000000000000001";
        for (left, right, relation, only_left, only_right) in [
            (&[BUCKET][..], &[BUCKET][..], Relation::Equal, None, None),
            (&[BUCKET, "read:orgs/00000000000000aa/views"], &[BUCKET], Relation::Equal, None, None),
            (&["read:orgs/00000000000000aa/users"], &[], Relation::Equal, None, None),
            (&["read:buckets"], &["read:buckets", BUCKET], Relation::Equal, None, None),
            (
                &[BUCKET, WRITE],
                &[BUCKET],
                Relation::LeftIsWider,
                Some("POST /api/v2/write?orgID=00000000000000aa&bucket=0000000000000001"),
                None,
            ),
            (
                &[BUCKET],
                &[WRITE],
                Relation::NeitherCovers,
                Some("GET /api/v2/buckets/0000000000000001"),
                Some("POST /api/v2/write?orgID=00000000000000aa&bucket=0000000000000001"),
            ),
            (&[], &["write:users"], Relation::RightIsWider, None, Some("POST /api/v2/users")),
            (
                &["write:orgs/00000000000000aa/secrets"],
                &[],
                Relation::LeftIsWider,
                Some("PATCH /api/v2/orgs/00000000000000aa/secrets"),
                None,
            ),
        ] {
            let compared = set(left).compare(&set(right));
            let line = |seen: Option<Witness>| seen.map(|seen| format!("{} {}", seen.method.as_str(), seen.path));
            assert_eq!(compared.relation, relation, "{left:?} {right:?}");
            assert_eq!(line(compared.only_left).as_deref(), only_left, "{left:?}");
            assert_eq!(line(compared.only_right).as_deref(), only_right, "{right:?}");
        }
    }

    #[test]
    fn what_does_nothing_is_granted_beyond_no_set() {
        let one = set(&["read:orgs/00000000000000aa/buckets/0000000000000001", "read:orgs/00000000000000aa/views"]);
        assert_eq!(one.beyond(&set(&["read:orgs/00000000000000aa/buckets"])), set(&[]));
        assert_eq!(one.beyond(&set(&[])), set(&["read:orgs/00000000000000aa/buckets/0000000000000001"]));
    }
}
