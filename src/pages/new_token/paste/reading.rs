//! A long text, read in slices with a pause after each, so that the page answers in between.

use crate::shell::clock::pause;
use reader::command::{Reader, Reading};

/// Texts up to this length are read at once; that takes less than a frame.
pub const AT_ONCE: usize = 16 << 10;

/// Reads a text; `None` if it is no longer wanted.
pub async fn slices(text: &str, wanted: impl Fn() -> bool) -> Option<Reading> {
    let mut reader = Reader::new(text);
    loop {
        pause(0).await;
        if !wanted() {
            return None;
        }
        if let Some(reading) = reader.step() {
            return Some(reading);
        }
    }
}
