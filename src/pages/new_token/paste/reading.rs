//! A long text, read in slices with a pause after some, so that the page answers in between.

use crate::shell::clock::{now_ms, pause};
use reader::command::{Reader, Reading};

/// Texts up to this length are read at once; that takes less than a frame.
pub const AT_ONCE: usize = 16 << 10;
/// How long slices are read without a pause, in milliseconds.
const FRAME: i64 = 4;

/// Reads a text; `None` if it is no longer wanted.
pub async fn slices(text: &str, wanted: impl Fn() -> bool) -> Option<Reading> {
    let mut reader = Reader::new(text);
    loop {
        pause(0).await;
        let started = now_ms();
        while now_ms() - started < FRAME {
            if !wanted() {
                return None;
            }
            if let Some(reading) = reader.step() {
                // What is shown of it is drawn in a task of its own.
                pause(0).await;
                return wanted().then_some(reading);
            }
        }
    }
}
