//! The keys that work on every screen.

use super::Help;
use crate::shell::page;
use crate::ui::landmark;
use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Listens from now on, as long as the page is there. `new_token` opens the form; it says whether there is one.
pub fn listen(help: Help, new_token: Callback<(), bool>) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() || page::has_open_dialog() {
            return;
        }
        if act(help, new_token, &event).is_some() {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Does what the key says; none if it says nothing here.
fn act(help: Help, new_token: Callback<(), bool>, event: &KeyboardEvent) -> Option<()> {
    let key = event.key();
    if key == "Enter" && (event.ctrl_key() || event.meta_key()) {
        return page::press(landmark::SEND).or_else(|| page::press(landmark::SEND_AT_FOOT));
    }
    let plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
    if !plain || !help.single_keys.get_untracked() || types(event) {
        return None;
    }
    match key.as_str() {
        "?" => help.open.set(true),
        "/" => return page::focus_if_there(landmark::SEARCH),
        "n" | "N" if new_token.run(()) => {}
        _ => return None,
    }
    Some(())
}

/// Whether the key goes into a text.
fn types(event: &KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return false };
    let text = |input: &web_sys::HtmlInputElement| !matches!(input.type_().as_str(), "checkbox" | "radio" | "button");
    element.is_content_editable()
        || matches!(element.tag_name().as_str(), "TEXTAREA" | "SELECT")
        || element.dyn_ref::<web_sys::HtmlInputElement>().is_some_and(text)
        // Lists and menus go to an entry by its first letter.
        || matches!(element.get_attribute("role").as_deref(), Some("listbox" | "option" | "menuitem" | "menuitemradio" | "combobox"))
}
