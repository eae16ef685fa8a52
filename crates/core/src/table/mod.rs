//! What a long list shows: which rows, in which order, which of them are on the screen, where the keyboard is,
//! what is new, and what is newer than a list that comes.

mod address;
mod arrivals;
mod cursor;
pub mod export;
mod marks;
mod order;
mod reuse;
mod search;
mod window;

pub use arrivals::{Arrivals, Asked, Told};
pub use cursor::{Cursor, Extent};
pub use marks::{Mark, Marks};
pub use order::{Column, ListView, Sort};
pub use reuse::{Reused, reuse};
pub use search::{Haystack, Rows};
pub use window::{OVERSCAN, Window, window};
