//! The permission algebra of InfluxDB 2.x.
//!
//! A *permission* lets its holder do one *action* on the resources of one *type* within a *scope*.
//! A token holds a list of them; their order has no meaning, so they are compared as a [`PermissionSet`].
//! What a permission really lets one do on a server stands in [`effect`]; what it is *called* in [`description`](crate::description).

mod classify;
mod compare;
mod difference;
pub mod effect;
mod generation;
mod matching;
mod minimise;
mod other;
pub mod preset;
mod resource_type;
mod scope;
mod set;
mod summary;
mod text;
mod wording;

pub use classify::{AsOf, Classified, Classifier, Kind, NearMiss, classify};
pub use compare::{Comparison, Relation, Witness};
pub use console_core::matrix::Action;
pub use difference::Difference;
pub use generation::Generation;
pub use other::OtherPermission;
pub use resource_type::{Checked, ResourceType};
pub use scope::Scope;
pub use set::{GrowingSet, PermissionSet};
pub use summary::{Whole, subjects};
pub use text::PermissionTextError;

use crate::Id;

/// One action on the resources of one type within a scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Permission {
    /// Read or write.
    pub action: Action,
    /// The type of resource.
    pub resource: ResourceType,
    /// Which resources of that type.
    pub scope: Scope,
}

impl Permission {
    /// The permission with these three parts.
    pub const fn new(action: Action, resource: ResourceType, scope: Scope) -> Self {
        Self { action, resource, scope }
    }

    /// On all resources of a type in one organization, those made later too.
    pub const fn in_org(action: Action, resource: ResourceType, org: Id) -> Self {
        Self::new(action, resource, Scope::Org(org))
    }

    /// On one object of an organization.
    pub const fn on_object(action: Action, resource: ResourceType, id: Id, org: Id) -> Self {
        Self::new(action, resource, Scope::Object { id, org: Some(org) })
    }

    /// On all resources of a type in every organization.
    pub const fn everywhere(action: Action, resource: ResourceType) -> Self {
        Self::new(action, resource, Scope::Everywhere)
    }
}
