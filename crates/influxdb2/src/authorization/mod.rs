//! Authorizations: the server's word for API tokens.

pub mod filter;
mod grant;
mod listing;
mod new;
pub mod note;
mod sort;
mod status;
mod table;
mod view;

pub use grant::{Grant, grants, whole};
pub use listing::Listing;
pub use new::NewAuthorization;
pub use sort::{Column, Sort};
pub use status::{Status, TokenStatus};
pub use table::{Authorization, AuthorizationTable, Unreadable};
pub use view::ListView;
