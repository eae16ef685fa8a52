//! A database token as the server tells it, without its secret.

mod grant;
mod state;

pub use grant::{Grant, grants};
pub use state::{Expiry, SOON_DAYS, State};

use crate::Id;
use crate::permission::PermissionSet;

/// A database token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: Id,
    /// Its description: foreign text, and not unique.
    pub description: Box<str>,
    /// What it grants.
    pub permissions: PermissionSet,
    /// When it was created, in milliseconds since 1970; none if the server's word could not be read.
    pub created_ms: Option<i64>,
    /// When it stops working.
    pub expiry: Expiry,
    /// When it was revoked, in milliseconds since 1970. A time that can't be read still means that it was.
    pub revoked: Option<Option<i64>>,
}

impl Token {
    /// What somebody did to a token meanwhile, in a word for its row; `None` if it is as `before`.
    pub fn what_changed(before: &Self, after: &Self) -> Option<&'static str> {
        if before.revoked.is_none() && after.revoked.is_some() {
            Some("revoked")
        } else if before.permissions != after.permissions {
            Some("permissions changed")
        } else if before.description != after.description {
            Some("renamed")
        } else {
            (before.expiry != after.expiry).then_some("expiry changed")
        }
    }
}

/// All tokens of a cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenTable {
    /// Those that could be read.
    pub rows: Vec<Token>,
    /// Entries that could not be read, with their id where that much could be.
    pub unreadable: Vec<Option<Id>>,
}

impl TokenTable {
    /// The token with this id.
    pub fn get(&self, id: Id) -> Option<&Token> {
        self.rows.iter().find(|row| row.id == id)
    }
}
