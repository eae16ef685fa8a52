//! Permissions with an action that this console does not know.

use super::{ResourceType, Scope, text};
use std::fmt;

/// A permission whose action is neither read nor write. It is kept and shown, never dropped and never granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherPermission {
    /// The server's word: foreign text.
    pub action: Box<str>,
    /// The type.
    pub resource: ResourceType,
    /// Which resources of that type.
    pub scope: Scope,
}

/// Prints it as the server would: foreign text.
impl fmt::Display for OtherPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write(&self.action, &self.resource, self.scope, f)
    }
}
