//! The state that outlives single screens, and what can be done to it.
//!
//! It has three owners, each with a lifetime: [`App`] lives as long as the page, [`Workspace`] as long as one user works on
//! one server, [`Console`] as long as a session stays in one organization. A shorter-lived one sees those that outlive it.
//! Screens read their signals and call their methods; they never speak to a server themselves.

mod access;
mod app;
mod batch;
mod before_change;
mod bulk;
mod change;
mod check;
mod connect;
mod create;
mod creation;
mod empty;
mod filling;
mod guards;
mod identity;
mod objects;
mod offboarding;
mod owners;
mod place;
mod prefill;
mod presence;
mod session;
mod sign_out;
mod token_test;
mod tokens;
mod under_way;
mod users;
mod v1;
mod workspace;

pub use app::{App, Entry, Minted, OtherProduct, Phase, SignedOutReason, Whose, use_app};
pub use change::{Act, Acts, Done, Undo};
pub use check::Checking;
pub use connect::Attempt;
pub use creation::{Creation, Ownerless};
pub use filling::Left;
pub use offboarding::{Leaving, PlansBegun};
pub use owners::{Here, Owners};
pub use prefill::{Prefilled, Source};
pub use session::{Console, use_console};
pub use token_test::TokenTest;
pub use under_way::HeldBack;
use users::OwnerStep;
pub use users::{Resolved, ResolvedOwner};
pub use v1::{PasswordAct, V1Begun, V1Creation};
pub use workspace::Workspace;
