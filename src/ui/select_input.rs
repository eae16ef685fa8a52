//! A choice from a list that opens: the native select.

use leptos::prelude::*;

use super::field::use_field;
use super::icon::{Icon, IconName};

/// A select over pairs of value and label, bound both ways to `value`. It stands inside a field.
#[component]
pub fn SelectInput(#[prop(into)] options: Signal<Vec<(String, String)>>, value: RwSignal<String>) -> impl IntoView {
    let link = use_field();
    let control = link.as_ref().map(|link| link.control.clone());
    let described = link.as_ref().map(|link| link.described_by).unwrap_or_default();
    let invalid = link.map(|link| link.invalid).unwrap_or_default();
    view! {
        <span class="select">
            <select
                class="input"
                id=control
                aria-describedby=described
                aria-invalid=move || invalid.get().then_some("true")
                on:change=move |event| value.set(event_target_value(&event))
            >
                <For each=move || options.get() key=Clone::clone let((own, label))>
                    <option value=own.clone() prop:selected=move || value.with(|chosen| *chosen == own)>
                        {label}
                    </option>
                </For>
            </select>
            <Icon name=IconName::ChevronDown />
        </span>
    }
}
