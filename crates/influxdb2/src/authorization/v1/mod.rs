//! Credentials for clients of InfluxDB 1.x. They grant single buckets, and sign in with a name and a password of one's own.

pub mod commands;
mod draft;
mod outcome;
mod password;
mod view;

pub use draft::{V1Draft, V1Problem};
pub use outcome::{V1Doubt, V1Outcome, V1OutcomeContext};
pub use password::PasswordRule;
pub use view::{V1Filter, V1View};

use super::Authorization;
use crate::mapping::Mapping;
use crate::permission::Permission;
use crate::{ApiError, Id, Names};
use console_core::sort::sort_by;
use console_core::text::natural;

/// A credential that exists. Its password is never shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct V1Authorization {
    /// The name to sign in with: foreign text.
    pub username: Box<str>,
    /// All that it has in common with a token.
    pub authorization: Authorization,
}

/// A credential that does not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewV1Authorization {
    /// The organization.
    pub org: Id,
    /// The name to sign in with. It travels in the member `token` of the request.
    pub username: String,
    /// The description; empty if there is none.
    pub description: String,
    /// What it grants.
    pub permissions: Vec<Permission>,
}

impl NewV1Authorization {
    /// Whether a credential is what was asked for.
    pub fn is(&self, stored: &V1Authorization) -> bool {
        let V1Authorization { username, authorization } = stored;
        **username == *self.username
            && authorization.org == self.org
            && authorization.permissions == self.permissions.iter().cloned().collect()
    }
}

/// The credentials of an organization that the caller is shown, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct V1Table {
    /// The credentials.
    pub rows: Vec<V1Authorization>,
    /// Names that came with them.
    pub names: Names,
    /// How many entries could not be read. They exist, so nothing may be said as if the list were whole.
    pub unreadable: usize,
}

impl V1Table {
    /// Puts the rows in the order of their names.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        sort_by(&mut self.rows, |a, b| {
            natural::compare(&a.username, &b.username).then(a.authorization.id.cmp(&b.authorization.id))
        });
        self
    }

    /// A credential by its id.
    pub fn find(&self, id: Id) -> Option<&V1Authorization> {
        self.rows.iter().find(|row| row.authorization.id == id)
    }

    /// A credential by the name to sign in with. Names differ on a whole server.
    pub fn named(&self, username: &str) -> Option<&V1Authorization> {
        self.rows.iter().find(|row| &*row.username == username)
    }

    /// Shows a credential as it is stored now.
    pub fn put(&mut self, stored: Authorization) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.authorization.id == stored.id) {
            row.authorization = stored;
        }
    }

    /// Takes one out that is gone.
    pub fn take_out(&mut self, id: Id) {
        self.rows.retain(|row| row.authorization.id != id);
    }
}

/// What a list of credentials is shown with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct V1Listing {
    /// The credentials.
    pub table: V1Table,
    /// The mappings of the organization; or why they could not be read, which says nothing about the credentials.
    pub mappings: Result<Vec<Mapping>, ApiError>,
}

impl V1Listing {
    /// The mappings, as far as they are known.
    pub fn mappings(&self) -> &[Mapping] {
        self.mappings.as_deref().unwrap_or_default()
    }
}
