//! Text: sorting as people do, patterns, and what a server's words look like on a screen.

pub mod csv;
pub mod foreign;
pub mod natural;
mod number;
pub mod pattern;

pub use number::number;
