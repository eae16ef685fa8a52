//! Changing what a token grants. The request replaces all permissions, and the server compares nothing: so the token is read
//! again right before sending, and what somebody else changed meanwhile is shown first.

mod edit;
mod meanwhile;
mod preview;
mod run;

pub use edit::Edit;
pub use meanwhile::meanwhile;
pub use preview::{Preview, Row, preview};
pub use run::{Phase, Step, Update};

use crate::permission::PermissionSet;
use crate::token::Token;

/// What is changed. A part that is left out stays as it is; permissions that are given replace all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The new description.
    pub description: Option<String>,
    /// All permissions.
    pub permissions: Option<PermissionSet>,
}

impl Change {
    /// What makes this of a token; none if it is so already.
    pub fn between(token: &Token, description: &str, permissions: &PermissionSet) -> Option<Self> {
        let change = Self {
            description: (*token.description != *description).then(|| description.to_owned()),
            permissions: (token.permissions != *permissions).then(|| permissions.clone()),
        };
        (change != Self::default()).then_some(change)
    }

    /// Whether a token is as wanted.
    pub fn is_in(&self, token: &Token) -> bool {
        self.description.as_deref().is_none_or(|wanted| wanted == &*token.description)
            && self.permissions.as_ref().is_none_or(|wanted| *wanted == token.permissions)
    }

    /// What brings a token back to how it was before this change.
    #[must_use]
    pub fn undoing(&self, before: &Token) -> Self {
        Self {
            description: self.description.as_ref().map(|_| before.description.to_string()),
            permissions: self.permissions.as_ref().map(|_| before.permissions.clone()),
        }
    }

    /// This change on top of what somebody else did to the token between two readings.
    #[must_use]
    pub fn on_top(&self, seen: &Token, theirs: &Token) -> Self {
        let gained = theirs.permissions.without(&seen.permissions);
        let lost = seen.permissions.without(&theirs.permissions);
        let merged = |mine: &PermissionSet| mine.with(&gained).without(&lost);
        Self { description: self.description.clone(), permissions: self.permissions.as_ref().map(merged) }
    }
}
