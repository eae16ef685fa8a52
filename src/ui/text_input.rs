//! A line of text.
//!
//! Not for secrets: its value lives in a signal. A secret is typed into [`super::password_input`].

use leptos::html;
use leptos::prelude::*;

use super::field::use_field;

/// A text input, bound both ways to `value`.
///
/// Inside a field it takes its id and description from there; elsewhere it needs a `label`, and may have an `id`.
#[component]
pub fn TextInput(
    value: RwSignal<String>,
    #[prop(optional, into)] placeholder: Signal<String>,
    #[prop(optional)] name: &'static str,
    #[prop(optional)] id: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional)] class: &'static str,
    #[prop(optional, into)] label: Signal<Option<String>>,
    #[prop(optional, into)] described_by: Signal<Option<String>>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let link = use_field();
    let control = link.as_ref().map(|link| link.control.clone()).or_else(|| (!id.is_empty()).then(|| id.to_owned()));
    let described = link.as_ref().map_or(described_by, |link| link.described_by);
    let invalid = link.map(|link| link.invalid).unwrap_or_default();
    view! {
        <input
            class=if class.starts_with("search") { class.to_owned() } else { format!("input {class}") }
            type="text"
            id=control
            name=(!name.is_empty()).then_some(name)
            autocomplete=autocomplete
            autocapitalize="off"
            spellcheck="false"
            dir="auto"
            placeholder=placeholder
            aria-label=label
            aria-describedby=described
            aria-invalid=move || invalid.get().then_some("true")
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
            node_ref=node_ref
        />
    }
}
