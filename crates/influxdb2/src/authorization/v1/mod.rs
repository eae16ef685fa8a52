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

use super::{Authorization, Status};
use crate::mapping::Mapping;
use crate::permission::Permission;
use crate::{ApiError, Id, Names};
use console_core::sort::sort_by;
use console_core::table::Marks;
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

/// What somebody did to the credentials between two lists.
///
/// ```
/// use influxdb2::authorization::v1::what_changed;
/// use influxdb2::authorization::{Authorization, Status, V1Authorization, V1Table};
/// # let id = |digit| influxdb2::Id::parse(&format!("000000000000000{digit}")).expect("an id");
/// # let stored = |digit, status| V1Authorization { username: "kiosk".into(), authorization: Authorization { id: id(digit),
/// #     org: id(9), user: id(9), status, description: "".into(), permissions: Default::default(), created_ms: None,
/// #     changed_ms: None } };
/// let table = |rows| V1Table { rows, ..V1Table::default() };
/// let before = table(vec![stored(1, Status::Active)]);
/// let marks = what_changed(&before, &table(vec![stored(1, Status::Inactive), stored(2, Status::Active)]));
/// assert_eq!(marks.of(id(1)).map(|mark| mark.word()), Some("turned off"));
/// assert_eq!(marks.sentence().as_deref(), Some("1 new, 1 changed"));
/// ```
pub fn what_changed(before: &V1Table, after: &V1Table) -> Marks<Id> {
    Marks::between(
        &before.rows,
        &after.rows,
        |row| row.authorization.id,
        |before, after| {
            let (before, after) = (&before.authorization, &after.authorization);
            match after.status {
                _ if before.status == after.status => {
                    (before.description != after.description).then_some("description changed")
                }
                Status::Active => Some("turned on"),
                Status::Inactive => Some("turned off"),
            }
        },
    )
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
