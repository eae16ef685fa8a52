//! What became of a create.

use console_core::Id;
use console_core::api::ApiError;
use console_core::authorization::NewAuthorization;
use console_core::outcome::Outcome;
use console_core::remote::Remote;
use std::collections::BTreeSet;

/// The state of making a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Creation {
    /// Nothing is under way.
    #[default]
    Idle,
    /// The request is under way; a second one is not sent.
    Sending,
    /// The server refused and stored nothing.
    Refused(ApiError),
    /// The user who should own the token could not be made, so no token was asked for.
    NoOwner {
        /// The name of the user.
        name: String,
        /// Why.
        error: ApiError,
    },
    /// The answer was lost: the token may exist.
    Unknown {
        /// What was asked for.
        asked: NewAuthorization,
        /// The tokens that existed before; none if the list could not be read then.
        before: Option<BTreeSet<Id>>,
        /// What happened to the answer.
        error: ApiError,
        /// What the list says about it.
        outcome: Remote<Outcome>,
    },
}
