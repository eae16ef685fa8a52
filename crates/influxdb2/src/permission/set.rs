//! Permissions as a set: order and repetition have no meaning to the server.

use super::{Action, Permission, ResourceType, Scope};
use console_core::sort;
use std::mem;

/// A set of permissions, sorted and without repetition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PermissionSet(Box<[Permission]>);

impl PermissionSet {
    /// The set without a permission.
    pub fn empty() -> Self {
        Self::default()
    }

    fn of_sorted(mut permissions: Vec<Permission>) -> Self {
        permissions.dedup();
        Self(permissions.into_boxed_slice())
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

    /// The permissions of one action and type. They stand together, so the rest is passed over.
    pub(super) fn of_type(&self, action: Action, resource: &ResourceType) -> impl Iterator<Item = &Permission> {
        let from = self.0.partition_point(|held| (held.action, &held.resource) < (action, resource));
        self.0[from..].iter().take_while(move |held| held.action == action && held.resource == *resource)
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
        Self::of_sorted(in_order(permissions.into_iter().collect()))
    }
}

/// How many permissions are put in order at once.
const RUN: usize = 4_096;

/// A set that permissions are put into one by one. They are put in order on the way, so that there is nothing long to do
/// behind the last one of a hundred thousand.
#[derive(Debug, Default)]
pub struct GrowingSet {
    /// Each in order, and longer than the one behind it.
    runs: Vec<Vec<Permission>>,
    last: Vec<Permission>,
}

impl GrowingSet {
    /// Puts one in.
    pub fn push(&mut self, permission: Permission) {
        if self.last.len() == RUN {
            let mut run = in_order(mem::take(&mut self.last));
            while let Some(before) = self.runs.pop_if(|before| before.len() <= run.len()) {
                run = merged(before, run);
            }
            self.runs.push(run);
        }
        self.last.push(permission);
    }

    /// The set.
    pub fn finish(mut self) -> PermissionSet {
        let mut all = in_order(self.last);
        while let Some(before) = self.runs.pop() {
            all = merged(before, all);
        }
        PermissionSet::of_sorted(all)
    }
}

fn in_order(mut permissions: Vec<Permission>) -> Vec<Permission> {
    // What this console creates is in order already, and so is what servers send of it.
    sort::sort_by(&mut permissions, Ord::cmp);
    permissions
}

/// Two that are in order as one.
fn merged(mut one: Vec<Permission>, mut other: Vec<Permission>) -> Vec<Permission> {
    if one.last() <= other.first() {
        one.append(&mut other);
        return one;
    }
    let mut all = Vec::with_capacity(one.len() + other.len());
    let mut others = other.into_iter().peekable();
    for permission in one {
        while let Some(smaller) = others.next_if(|other| *other < permission) {
            all.push(smaller);
        }
        all.push(permission);
    }
    all.extend(others);
    all
}

impl<'a> IntoIterator for &'a PermissionSet {
    type Item = &'a Permission;
    type IntoIter = std::slice::Iter<'a, Permission>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use std::collections::BTreeSet;

    #[test]
    fn what_comes_in_any_order_is_in_order_and_there_once() {
        let permission = |number: usize| {
            let id = Id::from_number(number as u64 % 7_001 + 1).expect("not zero");
            Permission::on_object(Action::BOTH[number % 2], ResourceType::Buckets, id, id)
        };
        let all: Vec<Permission> = (0..30_000).map(|at| permission(at * 7_919)).collect();
        for length in [0, 1, RUN - 1, RUN, RUN + 1, 2 * RUN, 3 * RUN + 5, all.len()] {
            let once: BTreeSet<&Permission> = all[..length].iter().collect();
            let set: PermissionSet = all[..length].iter().cloned().collect();
            let (mut growing, mut again) = (GrowingSet::default(), GrowingSet::default());
            all[..length].iter().for_each(|permission| growing.push(permission.clone()));
            set.iter().for_each(|permission| again.push(permission.clone()));
            assert!(set.iter().eq(once) && growing.finish() == set && again.finish() == set, "{length}");
        }
    }
}
