//! Checkboxes with three states.
//!
//! They are controlled: what they show is the `state` they are given, also after a click that was not followed.

use crate::ui::drawn::drawn;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// State of a checkbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Check {
    /// All that it stands for is chosen.
    Checked,
    /// Nothing is.
    #[default]
    Unchecked,
    /// Some is.
    Mixed,
}

impl From<bool> for Check {
    fn from(on: bool) -> Self {
        if on { Check::Checked } else { Check::Unchecked }
    }
}

/// A checkbox with its words beside it, and small words below them.
#[component]
pub fn Checkbox(
    #[prop(into)] state: Signal<Check>,
    on_toggle: Callback<bool>,
    #[prop(optional, into)] sub: Signal<Option<String>>,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class=format!("check {class}")>
            {bare(state, on_toggle, Signal::default(), node_ref)}
            <span>
                {children()}
                {drawn(move || sub.get().map(|text| view! { " "<span class="check__sub">{text}</span> }))}
            </span>
        </label>
    }
}

/// A checkbox whose words stand elsewhere; `label` is its name.
#[component]
pub fn BareCheckbox(
    #[prop(into)] state: Signal<Check>,
    on_toggle: Callback<bool>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    bare(state, on_toggle, Signal::derive(move || Some(label.get())), node_ref)
}

fn bare(
    state: Signal<Check>,
    on_toggle: Callback<bool>,
    label: Signal<Option<String>>,
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    view! {
        <input
            type="checkbox"
            class="box"
            aria-label=label
            prop:checked=move || state.get() == Check::Checked
            prop:indeterminate=move || state.get() == Check::Mixed
            on:change=move |event| follow(&event, on_toggle, || state.get_untracked())
            node_ref=node_ref
        />
    }
}

/// Reports a click and then shows the state that came of it, which the browser has changed on its own already.
pub(super) fn follow(event: &Event, on_toggle: Callback<bool>, state: impl Fn() -> Check) {
    let input: HtmlInputElement = event_target(event);
    on_toggle.run(input.checked());
    let state = state();
    input.set_checked(state == Check::Checked);
    input.set_indeterminate(state == Check::Mixed);
}
