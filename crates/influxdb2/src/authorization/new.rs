//! What one asks a server for when a token is to be made.

use super::Status;
use crate::Id;
use crate::permission::Permission;

/// A token that does not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAuthorization {
    /// The organization that the token belongs to. The server wants it in every permission that names one.
    pub org: Id,
    /// The owner; the caller when left out.
    pub user: Option<Id>,
    /// Whether it works from the start.
    pub status: Status,
    /// The description; left out of the request when empty.
    pub description: String,
    /// What it grants, in the order in which the server will keep it.
    pub permissions: Vec<Permission>,
}
