//! What is said of a change that was read back and is not done.

use console_core::http::ApiError;
use std::fmt::Display;

/// The title and the words of a notice on what is as before: an answer that came with a reason says it, and is not called
/// lost.
pub fn not_done<R: Display>(
    error: &ApiError<R>,
    [lost, told]: [&'static str; 2],
    read_back: &str,
) -> (&'static str, String) {
    match error.is_lost_answer() {
        true => (lost, read_back.to_owned()),
        false => (told, format!("{error} {read_back}")),
    }
}
