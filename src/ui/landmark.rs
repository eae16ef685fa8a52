//! The places that keys lead to, by their ids, which are never classes of the stylesheet.

/// The field that searches or filters what the page shows; `/` leads there.
pub const SEARCH: &str = "search-field";
/// The button that sends what the page is for; Ctrl+Enter presses it.
pub const SEND: &str = "send";
/// The same button at the foot of a narrow window.
pub const SEND_AT_FOOT: &str = "send-at-foot";
/// The page's content.
pub const MAIN: &str = "main";
/// The page's heading, which takes the focus when the page is shown.
pub const HEADING: &str = "heading";
