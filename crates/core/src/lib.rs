//! The domain of Token Console: what a permission is, what a token grants, what a server was asked and answered.
//!
//! Pure Rust: no DOM, no framework, no clock, no randomness, no network; `now` is always an argument.
//! Bad input from outside never makes this crate fail: it returns what it understood and a list of problems.
//!
//! The modules stand in reading order: the words first, then what is built from them.

pub mod id;
pub mod secret;
pub mod time;
pub mod natural;
pub mod order;
pub mod names;

pub mod permission;
pub mod description;
pub mod authorization;
pub mod object;

pub mod api;
pub mod session;
pub mod user;
pub mod remote;
pub mod command;

pub mod coverage;
pub mod selection;
pub mod pattern;
pub mod names_list;
pub mod draft;
pub mod show_as;
pub mod link;
pub mod intake;
pub mod outcome;
pub mod refused;
pub mod formats;
pub mod trial;
pub mod many;
pub mod reveal;

pub mod route;
pub mod table;

#[doc(inline)]
pub use id::Id;
#[doc(inline)]
pub use names::Names;
#[doc(inline)]
pub use secret::Secret;
