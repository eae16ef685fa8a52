//! The ids of the places that a page gives the focus to. They are never classes of the stylesheet.

/// The page's content.
pub const MAIN: &str = "main";
/// The page's heading, which takes the focus when the page is shown.
pub const HEADING: &str = "heading";
