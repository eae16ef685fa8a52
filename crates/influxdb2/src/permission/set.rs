//! Permissions as a set: order and repetition have no meaning to the server.

use super::{Permission, ResourceType, Scope};
use console_core::sort;

/// A set of permissions, sorted and without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PermissionSet(Box<[Permission]>);

impl PermissionSet {
    /// The set without a permission.
    pub fn empty() -> Self {
        Self::default()
    }

    /// How many different permissions there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is granted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The permissions in order: by action, then type, then scope.
    pub fn iter(&self) -> std::slice::Iter<'_, Permission> {
        self.0.iter()
    }

    /// The permissions as a slice.
    pub fn as_slice(&self) -> &[Permission] {
        &self.0
    }

    /// Whether exactly this permission is in the set.
    pub fn contains(&self, permission: &Permission) -> bool {
        self.0.binary_search(permission).is_ok()
    }

    /// Whether holding the set is enough where the server asks for `needed`.
    pub fn covers(&self, needed: &Permission) -> bool {
        self.covering(needed).is_some()
    }

    /// The first permission of the set that is enough for `needed`.
    pub fn covering(&self, needed: &Permission) -> Option<&Permission> {
        self.reaching(needed).filter(|held| held.covers(needed)).min()
    }

    /// The permissions that could cover or include another one, found without looking at the rest: those on everything,
    /// on the organization and on the object, and the first of `instance`, which matches all.
    pub(super) fn reaching<'a, 'b>(
        &'a self,
        needed: &'b Permission,
    ) -> impl Iterator<Item = &'a Permission> + use<'a, 'b> {
        let first = move |resource: &ResourceType, scope: Scope| {
            let at = self
                .0
                .partition_point(|held| (held.action, &held.resource, held.scope) < (needed.action, resource, scope));
            self.0.get(at).filter(|held| held.action == needed.action && held.resource == *resource)
        };
        let scopes = [
            Some(Scope::Everywhere),
            needed.scope.org().map(Scope::Org),
            // The same object may stand with an organization or without; the first of them says as much as the others.
            needed.scope.object().map(|id| Scope::Object { id, org: None }),
        ];
        let of_type = scopes.into_iter().flatten().filter_map(move |scope| first(&needed.resource, scope));
        of_type.chain(std::iter::once_with(move || first(&ResourceType::Instance, Scope::Everywhere)).flatten())
    }

    /// The permissions of `needed` that this set does not cover.
    pub fn lacking<'a>(&self, needed: &'a Self) -> Vec<&'a Permission> {
        needed.iter().filter(|permission| !self.covers(permission)).collect()
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = Permission>>(permissions: I) -> Self {
        let mut list: Vec<Permission> = permissions.into_iter().collect();
        // What this console creates is in order already, and so is what servers send of it.
        if !list.is_sorted() {
            sort::sort_by(&mut list, Ord::cmp);
        }
        list.dedup();
        Self(list.into_boxed_slice())
    }
}

impl<'a> IntoIterator for &'a PermissionSet {
    type Item = &'a Permission;
    type IntoIter = std::slice::Iter<'a, Permission>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
