//! Element ids: unique ones for the wiring of labels and descriptions, and focus by id.
//!
//! Ids are never meant to be known outside of the widget that made them.

pub use crate::shell::page::focus;

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Makes an id that no other element of this page has.
pub fn unique(stem: &str) -> String {
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Puts the focus on an element; one that cannot take it is left alone.
pub fn focus_element(element: &HtmlElement) {
    // The call only fails where the element has no focus method, which every HtmlElement has.
    let _ = element.focus();
}

/// The element that has the focus now, unless that is the page itself.
pub fn focused_element() -> Option<HtmlElement> {
    let element = document().active_element()?.dyn_into::<HtmlElement>().ok()?;
    (element.tag_name() != "BODY").then_some(element)
}
