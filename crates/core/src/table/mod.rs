//! What a long list shows: which rows, in which order, which of them are on the screen, and where the keyboard is.

mod address;
mod cursor;
pub mod export;
mod order;
mod search;
mod window;

pub use cursor::{Cursor, Extent};
pub use order::{Column, ListView, Sort};
pub use search::Haystack;
pub use window::{Window, window};
