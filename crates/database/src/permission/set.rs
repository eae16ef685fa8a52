//! The permissions of a token. Their order has no meaning, and the same one twice is one.

use super::{Action, Permission, Resource, Verb};
use console_core::text::foreign::message;
use std::collections::BTreeSet;

/// As many actions that are not known are told in a sentence.
const TOLD: usize = 5;

/// A set of permissions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PermissionSet(BTreeSet<Permission>);

impl PermissionSet {
    /// In the order of databases, all of them first; read before write.
    pub fn iter(&self) -> impl Iterator<Item = &Permission> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it holds exactly this one.
    pub fn contains(&self, permission: &Permission) -> bool {
        self.0.contains(permission)
    }

    /// Whether it lets one do this on the database of this name; also by a grant on all.
    pub fn grants(&self, action: Action, database: &str) -> bool {
        self.contains(&Permission::new(action, Resource::All)) || self.contains(&Permission::on(action, database))
    }

    /// Whether it reaches databases that do not exist yet.
    pub fn is_standing(&self) -> bool {
        self.0.iter().any(|permission| permission.resource == Resource::All)
    }

    /// The names of databases in it.
    pub fn names(&self) -> BTreeSet<&str> {
        self.0.iter().filter_map(|permission| permission.resource.name()).collect()
    }

    /// Those with an action that this console does not know.
    pub fn unknown(&self) -> impl Iterator<Item = &Permission> {
        self.0.iter().filter(|permission| matches!(permission.verb, Verb::Other(_)))
    }

    /// Whether what this permission lets one do is granted: by itself, or by the same action on all databases.
    pub fn covers(&self, permission: &Permission) -> bool {
        let on_all = || Permission { resource: Resource::All, verb: permission.verb.clone() };
        self.contains(permission) || self.contains(&on_all())
    }

    /// Everything that may be done somewhere, what this console knows first.
    pub fn verbs(&self) -> BTreeSet<&Verb> {
        self.0.iter().map(|permission| &permission.verb).collect()
    }

    /// The actions that this console does not know, in the server's words, for a sentence; none where it knows all.
    pub fn unknown_words(&self) -> Option<String> {
        let words: BTreeSet<&str> = self.unknown().map(|permission| permission.verb.as_str()).collect();
        let told: Vec<String> = words.iter().take(TOLD).map(|word| message(word)).collect();
        let more = if words.len() > TOLD { ", …" } else { "" };
        (!words.is_empty()).then(|| told.join(", ") + more)
    }

    /// What this one grants and the other does not cover: nobody loses a grant on a database by getting it on all.
    pub fn beyond(&self, other: &Self) -> Self {
        Self(self.0.iter().filter(|permission| !other.covers(permission)).cloned().collect())
    }

    /// What is in this one and not in the other, word by word. What programs may do is told by [`Self::beyond`].
    pub fn without(&self, other: &Self) -> Self {
        Self(self.0.difference(&other.0).cloned().collect())
    }

    /// What is in either.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self(self.0.union(&other.0).cloned().collect())
    }

    /// What is granted on one database or on all, in the server's words.
    pub fn of(&self, resource: &Resource) -> impl Iterator<Item = &Verb> {
        self.0.iter().filter(move |permission| permission.resource == *resource).map(|permission| &permission.verb)
    }

    /// On what anything is granted, all databases first.
    pub fn resources(&self) -> impl Iterator<Item = &Resource> {
        let mut last = None;
        self.0
            .iter()
            .map(|permission| &permission.resource)
            .filter(move |resource| last.replace(*resource) != Some(*resource))
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        Self(permissions.into_iter().collect())
    }
}
