//! The places that keys lead to, by their ids, which are never classes of the stylesheet.

use crate::shell::page;
use leptos::prelude::*;

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

/// The first stop of the keyboard. The fragment is the route, so it moves the focus itself.
#[component]
pub fn SkipLink() -> impl IntoView {
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        page::focus(MAIN);
    };
    view! {
        <a class="skip" href="#main" on:click=skip>
            "Skip to content"
        </a>
    }
}
