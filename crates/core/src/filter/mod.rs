//! What filters over lists are written with: words with quotation marks, and times.
//!
//! Which conditions there are is a dialect's own.

mod lex;
mod when;

pub use lex::{Word, value, word, words};
pub use when::{Point, Unit, When};
