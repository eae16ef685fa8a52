//! The server's rule of who may do what (`matchesV1` in its `authz.go`, the same in 2.0 to 2.9).

use super::{Permission, ResourceType, Scope};

impl Permission {
    /// Whether holding `self` is enough where the server asks for `needed`.
    ///
    /// The odd ones are the server's own: an object's id is compared without its organization,
    /// and a right on a whole organization does not cover an object that is asked for without naming one.
    pub fn covers(&self, needed: &Self) -> bool {
        if self.action != needed.action {
            return false;
        }
        if self.resource == ResourceType::Instance {
            return true;
        }
        if self.resource != needed.resource {
            return false;
        }
        match self.scope {
            Scope::Everywhere => true,
            Scope::Org(org) => needed.scope.org() == Some(org),
            Scope::Object { id, .. } => needed.scope.object() == Some(id),
        }
    }
}
