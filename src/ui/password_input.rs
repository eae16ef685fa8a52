//! A line that holds a secret.
//!
//! The value stays in the browser's own input and enters the memory of this program only through [`typed`], once,
//! when it is used. Hence no signal holds it; only its length is known while it is typed.
//! Pasting and password managers work as in any native input.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;

use super::button::IconButton;
use super::field::use_field;
use super::icon::IconName;

/// A masked input with a button that shows what was typed.
///
/// `what` completes the name of that button: "Show token". `typed_length` counts UTF-16 units, as the browser does.
#[component]
pub fn PasswordInput(
    node_ref: NodeRef<html::Input>,
    #[prop(optional)] typed_length: RwSignal<u32>,
    #[prop(default = "password")] name: &'static str,
    #[prop(default = "current-password")] autocomplete: &'static str,
    #[prop(default = "token")] what: &'static str,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let link = use_field();
    let control = link.as_ref().map(|link| link.control.clone());
    let described = link.as_ref().map(|link| link.described_by).unwrap_or_default();
    let invalid = link.map(|link| link.invalid).unwrap_or_default();
    let shown = RwSignal::new(false);
    view! {
        <div class="affix">
            <input
                class=format!("input {class}")
                type=move || if shown.get() { "text" } else { "password" }
                id=control
                name=name
                autocomplete=autocomplete
                autocapitalize="off"
                spellcheck="false"
                translate="no"
                aria-describedby=described
                aria-invalid=move || invalid.get().then_some("true")
                on:input=move |event| typed_length.set(length(&event_target::<HtmlInputElement>(&event)))
                node_ref=node_ref
            />
            <IconButton
                icon=IconName::Eye
                label=format!("Show {what}")
                pressed=move || Some(shown.get())
                on_click=Callback::new(move |()| shown.update(|on| *on = !*on))
                class="btn btn--quiet btn--icon affix__end"
            />
        </div>
    }
}

/// What was typed. The caller owns the only copy in this program's memory and must wipe it.
pub fn typed(input: &NodeRef<html::Input>) -> String {
    input.get_untracked().map(|input| input.value()).unwrap_or_default()
}

/// Empties the input.
pub fn clear(input: &NodeRef<html::Input>) {
    fill(input, "");
}

/// Puts a text into the input and lets its listeners know.
pub fn fill(input: &NodeRef<html::Input>, text: &str) {
    if let Some(input) = input.get_untracked() {
        input.set_value(text);
        if let Ok(event) = web_sys::Event::new("input") {
            // Only an event that is being dispatched already is refused, and this one is new.
            let _ = input.dispatch_event(&event);
        }
    }
}

/// Length of the value, read without copying the value itself out of the browser.
fn length(input: &HtmlInputElement) -> u32 {
    js_sys::Reflect::get(input, &JsValue::from_str("value"))
        .ok()
        .and_then(|value| value.dyn_into::<js_sys::JsString>().ok())
        .map_or(0, |value| value.length())
}
