//! Text: sorting as people do, patterns, what a server's words look like on a screen, and texts that programs and shells read.

pub mod csv;
mod document;
pub mod escape;
pub mod foreign;
pub mod json;
pub mod natural;
mod number;
pub mod pattern;
mod secrets_file;
pub mod shell;

pub use document::{Part, Text, measured, written};
pub use escape::Escape;
pub use number::{matches, number};
pub use secrets_file::{CSV_NOTE, Line, SecretsFile, Sheet};
