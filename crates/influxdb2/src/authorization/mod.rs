//! Authorizations: the server's word for API tokens.

mod listing;
mod new;
mod status;
mod table;

pub use listing::{Grant, Listing, grants};
pub use new::NewAuthorization;
pub use status::Status;
pub use table::{Authorization, AuthorizationTable};
