//! The one moment in which a person holds the only copy of a secret, see [`console_core::create::Reveal`].

use crate::api::authorizations::Created;
use crate::authorization::Status;
use crate::batch::Authorizations;
pub use console_core::create::{Copying, Holding};

/// A new token whose secret is shown.
pub type Reveal = console_core::create::Reveal<Authorizations>;

/// The server deactivated the token.
pub const fn deactivated(created: &mut Created) {
    created.authorization.status = Status::Inactive;
}
