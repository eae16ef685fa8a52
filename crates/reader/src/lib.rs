//! Texts as people paste them: commands, JSON, tables and links, read into a form, and commands written.
//!
//! Pure Rust: no DOM, no clock, no network. A pasted text never makes this crate fail: it returns what it understood and
//! what it did not.

pub mod command;
pub mod prefill;
