//! What the tokens of any server share: secrets, requests and answers as values, tables, text.
//!
//! Pure Rust: no DOM, no framework, no clock, no randomness, no network; `now` is always an argument.
//! No word of any server stands here: what a server calls things, where it answers and what it says is a dialect's,
//! a crate of its own. Bad input from outside never makes this crate fail.

pub mod bulk;
pub mod date;
pub mod create;
pub mod filter;
pub mod http;
pub mod matrix;
pub mod remote;
pub mod secret;
pub mod sort;
pub mod table;
pub mod text;
pub mod time;

#[doc(inline)]
pub use remote::Remote;
#[doc(inline)]
pub use secret::Secret;
