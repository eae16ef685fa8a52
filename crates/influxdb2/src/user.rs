//! Users of a server, as the form for a new token needs them.

use crate::authorization::Status;
use crate::session::Named;

/// One user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Id and name.
    pub named: Named,
    /// Whether the user's tokens work.
    pub status: Status,
}
