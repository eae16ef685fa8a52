//! A row of buttons that is one tab stop: arrows, Home and End move the focus in it.

use super::list_keys;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The row. Its buttons are whatever it holds, as far as they are in sight; the one that had the focus last is the tab
/// stop, at first the one that is pressed, or else the first.
#[component]
pub fn Toolbar(
    #[prop(into)] labelled_by: String,
    #[prop(default = "")] class: &'static str,
    children: Children,
) -> impl IntoView {
    let row = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if row.get().is_some() {
            request_animation_frame(move || {
                let buttons = buttons(row);
                let pressed =
                    buttons.iter().position(|one| one.get_attribute("aria-pressed").is_some_and(|on| on != "false"));
                stop_at(&buttons, pressed.unwrap_or(0));
            });
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let buttons = buttons(row);
        let focused = document().active_element();
        // The items of a menu that hangs in the row have their own keys.
        let Some(here) = buttons.iter().position(|one| focused.as_ref() == Some(one)) else { return };
        if let Some(there) = list_keys::across(&event.key(), here, buttons.len()) {
            event.prevent_default();
            stop_at(&buttons, there);
            let _ = buttons[there].focus();
        }
    };
    let on_focus = move |_| {
        let buttons = buttons(row);
        let focused = document().active_element();
        if let Some(here) = buttons.iter().position(|one| focused.as_ref() == Some(one)) {
            stop_at(&buttons, here);
        }
    };
    view! {
        <div class=class role="toolbar" aria-labelledby=labelled_by on:keydown=on_key on:focusin=on_focus node_ref=row>
            {children()}
        </div>
    }
}

/// The buttons that can be seen, without those of a menu that is open.
fn buttons(row: NodeRef<html::Div>) -> Vec<HtmlElement> {
    let mut buttons = Vec::new();
    let mut next = row.try_get_untracked().flatten().and_then(|row| row.first_element_child());
    while let Some(child) = next {
        let button = if child.tag_name() == "BUTTON" {
            Some(child.clone())
        } else {
            child.query_selector("button").ok().flatten()
        };
        let button = button.and_then(|button| button.dyn_into::<HtmlElement>().ok());
        buttons.extend(button.filter(|button| button.get_client_rects().length() > 0));
        next = child.next_element_sibling();
    }
    buttons
}

fn stop_at(buttons: &[HtmlElement], stop: usize) {
    for (at, button) in buttons.iter().enumerate() {
        button.set_tab_index(if at == stop { 0 } else { -1 });
    }
}
