//! Which resources of its type a permission speaks of.

use crate::Id;

/// The reach of a permission within its resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Every organization, those made later too. Only an operator can grant it.
    Everywhere,
    /// Everything of the type in one organization, objects made later too.
    Org(Id),
    /// One object. The server ignores `org` when it matches an object, but it wants it in a new token:
    /// a held right on the whole organization does not cover an object that was asked for without it.
    Object {
        /// The object.
        id: Id,
        /// Its organization, as written in the permission.
        org: Option<Id>,
    },
}

impl Scope {
    /// The organization that the permission names.
    pub const fn org(self) -> Option<Id> {
        match self {
            Self::Everywhere => None,
            Self::Org(org) => Some(org),
            Self::Object { org, .. } => org,
        }
    }

    /// The object that the permission names.
    pub const fn object(self) -> Option<Id> {
        match self {
            Self::Object { id, .. } => Some(id),
            Self::Everywhere | Self::Org(_) => None,
        }
    }
}
