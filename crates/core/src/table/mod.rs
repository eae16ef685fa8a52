//! What a long list shows: which rows, in which order, which of them are on the screen, and where the keyboard is.

pub mod address;
mod cursor;
mod search;
mod window;

pub use cursor::{Cursor, Extent};
pub use search::Haystack;
pub use window::{Window, window};
