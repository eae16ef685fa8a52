//! What changes from one set of permissions to another, permission by permission.

use super::{Permission, PermissionSet};

/// The way from one set to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// In the later set only.
    pub added: Vec<Permission>,
    /// In the earlier set only.
    pub removed: Vec<Permission>,
    /// In both.
    pub same: Vec<Permission>,
}

impl Difference {
    /// Whether both sets hold the same permissions.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl PermissionSet {
    /// What is added and removed on the way from `self` to `other`.
    ///
    /// Permissions are compared as they are written; whether the sets *mean* the same tells [`Self::equivalent`].
    pub fn difference(&self, other: &Self) -> Difference {
        // Both are sorted, so they are gone through side by side.
        let mut difference = Difference::default();
        let mut later = other.iter().peekable();
        for held in self {
            while let Some(added) = later.next_if(|added| *added < held) {
                difference.added.push(added.clone());
            }
            let list = if later.next_if_eq(&held).is_some() { &mut difference.same } else { &mut difference.removed };
            list.push(held.clone());
        }
        difference.added.extend(later.cloned());
        difference
    }
}
