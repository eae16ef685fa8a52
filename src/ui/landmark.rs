//! The ids of the places that a page gives the focus to. They are never classes of the stylesheet.

/// The field that searches or filters what the page shows; `/` leads there.
pub const SEARCH: &str = "search-field";
/// The button that sends what the page is for; Ctrl+Enter presses it.
pub const SEND: &str = "send";
/// The page's content.
pub const MAIN: &str = "main";
/// The page's heading, which takes the focus when the page is shown.
pub const HEADING: &str = "heading";
/// The field that narrows what the page shows.
pub const FILTER: &str = "filter";
