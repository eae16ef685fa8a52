//! InfluxDB 3 Clustered and Cloud Dedicated: what a database token grants, and what their Management API is asked and answers.
//!
//! Pure Rust: no DOM, no framework, no clock, no randomness, no network; `now` is always an argument.
//! Bad input from outside never makes this crate fail: it returns what it understood, or a typed error.
//! The Management API is known from its published contract alone; nobody has compared this crate with a running cluster.
//!
//! The modules stand in reading order: the words first, then what is built from them.

pub mod help;
pub mod id;
pub mod permission;
pub mod database;
pub mod token;

pub mod connection;
pub mod api;

pub mod selection;
pub mod names_list;
pub mod description;
pub mod expiry;
pub mod draft;
pub mod create;
pub mod update;
pub mod revoke;
pub mod compare;
pub mod list;
pub mod formats;
pub mod token_test;
pub mod influxctl;
pub mod route;
pub mod curl;
pub mod pasted;

#[doc(inline)]
pub use api::{ApiError, Refusal};
#[doc(inline)]
pub use id::Id;

/// What has come of something that this server was asked for.
pub type Remote<T> = console_core::Remote<T, ApiError>;
