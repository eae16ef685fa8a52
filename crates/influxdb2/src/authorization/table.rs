//! Many authorizations, held compactly.

use super::Status;
use crate::permission::PermissionSet;
use crate::{Id, Names};

/// One token as a list shows it. It holds nothing of its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorization {
    /// The id of the authorization.
    pub id: Id,
    /// The organization it belongs to.
    pub org: Id,
    /// The user it belongs to.
    pub user: Id,
    /// Whether it works.
    pub status: Status,
    /// The description, as stored: hostile text.
    pub description: Box<str>,
    /// What it grants.
    pub permissions: PermissionSet,
    /// When it was made, in milliseconds since 1970; missing on tokens older than the field.
    pub created_ms: Option<i64>,
    /// When this entry was last changed. It says nothing about use, which InfluxDB does not record.
    pub changed_ms: Option<i64>,
}

/// The tokens of an organization, with the names of what they speak of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthorizationTable {
    /// The tokens, in the server's order.
    pub rows: Vec<Authorization>,
    /// Names of users, organizations, buckets. A bucket that is granted by id but has no name here is gone.
    pub names: Names,
    /// Whether the server put token values into its list.
    pub shows_values: bool,
}
