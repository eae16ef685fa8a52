//! Authorizations: the server's word for API tokens.

mod change;
pub mod filter;
mod grant;
pub mod guard;
mod listing;
mod new;
pub mod note;
mod sort;
mod status;
mod table;
mod v1;
mod view;

pub use change::Change;
pub use grant::{Grant, grants, whole};
pub use listing::Listing;
pub use new::NewAuthorization;
pub use sort::{Column, Sort};
pub use status::{Status, TokenStatus};
pub use table::{Authorization, AuthorizationTable, Unreadable};
pub use v1::{NewV1Authorization, V1Authorization};
pub use view::ListView;
