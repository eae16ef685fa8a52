//! The state that outlives single screens, and what can be done to it.
//!
//! It has two owners, each with a lifetime: [`App`] lives as long as the page, [`Console`] as long as a management token is
//! signed in. Screens read their signals and call their methods; they never speak to a server themselves.

mod app;
mod batch;
mod bulk;
mod change;
mod connect;
mod create;
mod creates;
mod databases;
mod found;
mod place;
mod revoke;
mod session;
mod token_test;
mod tokens;
mod under_way;

pub use app::{App, Entry, Phase, SignedOutReason, use_app};
pub use change::Changes;
pub use connect::{Attempt, Credentials};
pub use creates::{Creates, Creation};
pub use found::Found;
pub use place::{History, Place};
pub use revoke::Revocations;
pub use session::{Console, Session, use_console};
pub use token_test::TokenTest;
