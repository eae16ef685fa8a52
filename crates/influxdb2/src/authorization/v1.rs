//! Credentials for clients of InfluxDB 1.x. They grant single buckets, and sign in with a name and a password of one's own.

use super::Authorization;
use crate::Id;
use crate::permission::Permission;

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
