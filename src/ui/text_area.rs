//! Several lines of text, pasted or typed, that are read when the person is done rather than at every key.
//!
//! The text stays in the browser's own field: what was pasted may hold a secret, so no signal holds a copy.

use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, InputEvent};

use super::field::use_field;

/// The pause in typing after which the text is read.
const PAUSE: Duration = Duration::from_millis(300);

/// The field, which takes the focus when a dialog opens with it. `on_read` runs at once after a paste, and after a pause in
/// typing.
#[component]
pub fn TextArea(
    node_ref: NodeRef<html::Textarea>,
    on_read: Callback<()>,
    #[prop(default = 6)] rows: u32,
    #[prop(optional, into)] placeholder: Signal<String>,
) -> impl IntoView {
    let link = use_field();
    let control = link.as_ref().map(|link| link.control.clone());
    let described = link.as_ref().map(|link| link.described_by).unwrap_or_default();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let call_off = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let input = move |event: Event| {
        call_off();
        let typed = event.dyn_ref::<InputEvent>().is_some_and(|event| {
            let how = event.input_type();
            how.starts_with("insertText") || how.starts_with("delete") || how.starts_with("insertComposition")
        });
        if typed {
            let read = move || {
                if waiting.try_set_value(None).is_none() {
                    on_read.run(());
                }
            };
            waiting.set_value(set_timeout_with_handle(read, PAUSE).ok());
        } else {
            on_read.run(());
        }
    };
    on_cleanup(move || {
        call_off();
        // A field that is taken out of the page must not keep the text for as long as the browser keeps the field.
        if let Some(Some(area)) = node_ref.try_get_untracked() {
            area.set_value("");
        }
    });
    view! {
        <textarea
            class="input input--mono textarea"
            id=control
            rows=rows
            autofocus
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            translate="no"
            data-gramm="false"
            data-1p-ignore=""
            data-lpignore="true"
            placeholder=placeholder
            aria-describedby=described
            on:input=input
            node_ref=node_ref
        ></textarea>
    }
}
