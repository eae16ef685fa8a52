//! Authorizations: the server's word for API tokens.

mod as_shown;
mod change;
pub mod decoded;
pub mod export;
pub mod filter;
mod gone;
pub mod going;
mod grant;
pub mod guard;
pub mod hashing;
mod listing;
mod new;
pub mod note;
pub mod offboarding;
pub mod owners;
pub mod replacement;
mod revocation;
mod sort;
mod status;
mod table;
pub mod v1;

pub use as_shown::AsShown;
pub use change::{Change, what_changed};
pub use gone::{Gone, dead_objects, ghost_rights, gone, named_by_server};
pub use grant::{Grant, grants, strongest, whole};
pub use listing::{Listing, ListingBuilder};
pub use new::NewAuthorization;
pub use revocation::Revocation;
pub use sort::{Column, ListView, Sort};
pub use status::{Status, TokenStatus};
pub use table::{Authorization, AuthorizationTable, Unreadable};
pub use v1::{
    NewV1Authorization, PasswordRule, V1Authorization, V1Draft, V1Filter, V1Listing, V1Problem, V1Table, V1View,
};
