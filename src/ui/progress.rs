//! Something that takes time and does not say how long.

use leptos::prelude::*;

/// What is going on, and what is known of how far.
#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] note: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <p class="progress">
            <b>{label}</b>
            " "
            <span class="mute">{note}</span>
        </p>
    }
}
