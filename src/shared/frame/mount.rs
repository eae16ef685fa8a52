//! The app in its place in the page.

use crate::shell::focus;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the app into its place in the page.
pub fn mount(root: Box<dyn FnOnce() -> AnyView>) {
    let place = document().get_element_by_id("app").and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    match place {
        Some(place) => leptos::mount::mount_to(place, root).forget(),
        None => leptos::mount::mount_to_body(root),
    }
    focus::hold();
    // The start-up message stays until there is something to see.
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}
