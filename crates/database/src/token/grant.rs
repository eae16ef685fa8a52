//! What a token grants, database by database.

use super::Token;
use crate::permission::{Action, PermissionSet, Resource, Verb};
use std::collections::BTreeSet;

/// What is granted on one database, or on all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant<'a> {
    /// On what.
    pub resource: &'a Resource,
    /// Whether it may be read.
    pub read: bool,
    /// Whether it may be written.
    pub write: bool,
    /// Actions that this console does not know, in the server's words.
    pub others: Vec<&'a str>,
}

impl<'a> Grant<'a> {
    /// What these actions on it come to.
    pub fn of(resource: &'a Resource, verbs: impl IntoIterator<Item = &'a Verb>) -> Self {
        let mut grant = Self { resource, read: false, write: false, others: Vec::new() };
        for verb in verbs {
            match verb {
                Verb::Known(Action::Read) => grant.read = true,
                Verb::Known(Action::Write) => grant.write = true,
                Verb::Other(word) => grant.others.push(word),
            }
        }
        grant
    }
}

/// What is granted, all databases first and then by name.
pub fn grants(permissions: &PermissionSet) -> Vec<Grant<'_>> {
    permissions.resources().map(|resource| Grant::of(resource, permissions.of(resource))).collect()
}

impl Token {
    /// Names in its grants that no database has. Such a grant would hold for a future database of that name.
    pub fn dangling<'a>(&'a self, databases: &BTreeSet<&str>) -> Vec<&'a str> {
        self.permissions.names().into_iter().filter(|name| !databases.contains(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::Permission;

    #[test]
    fn grants_stand_by_database_and_keep_what_is_not_known() {
        let other = Permission { resource: Resource::parse("a"), verb: Verb::parse("annotate") };
        let all = Permission::new(Action::Write, Resource::All);
        let permissions = [Permission::on(Action::Read, "b"), other, all, Permission::on(Action::Read, "a")];
        let permissions: PermissionSet = permissions.into_iter().collect();
        let told: Vec<_> = grants(&permissions)
            .into_iter()
            .map(|grant| (grant.resource.as_str(), grant.read, grant.write, grant.others))
            .collect();
        let expected: [(&str, bool, bool, Vec<&str>); 3] =
            [("*", false, true, vec![]), ("a", true, false, vec!["annotate"]), ("b", true, false, vec![])];
        assert_eq!(told, expected);
        assert!(permissions.grants(Action::Write, "b") && !permissions.grants(Action::Read, "c"));
    }
}
