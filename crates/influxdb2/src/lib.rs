//! InfluxDB OSS 2.x and Cloud 2: what a permission is, what a token grants, what the server was asked and answered.
//!
//! Pure Rust: no DOM, no framework, no clock, no randomness, no network; `now` is always an argument.
//! Bad input from outside never makes this crate fail: it returns what it understood and a list of problems.
//!
//! The modules stand in reading order: the words first, then what is built from them.

pub mod help;
pub mod id;
pub mod names;

pub mod permission;
pub mod description;
pub mod mapping;
pub mod authorization;
pub mod object;

pub mod api;
pub mod session;
pub mod user;

pub mod coverage;
pub mod selection;
pub mod names_list;
pub mod draft;
pub mod show_as;
pub mod link;
pub mod outcome;
pub mod refused;
pub mod deviation;
pub mod lost;
pub mod formats;
pub mod token_test;
pub mod batch;
pub mod bulk;
pub mod reveal;

pub mod route;

#[doc(inline)]
pub use api::{ApiError, Refusal};
#[doc(inline)]
pub use id::Id;
#[doc(inline)]
pub use names::Names;

/// What has come of something that this server was asked for.
pub type Remote<T> = console_core::Remote<T, ApiError>;
