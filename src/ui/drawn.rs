//! Parts that are drawn anew when what they look at changes, through one compiled copy.
//!
//! The framework compiles the drawing of every closure in a view apart, a kilobyte and more each time.

use leptos::prelude::*;
use std::sync::Arc;

/// A part of a view.
pub fn drawn<V: IntoAny>(draw: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    shared(Arc::new(move || draw().into_any()))
}

#[inline(never)]
fn shared(draw: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || draw()).into_any()
}

/// A field for a line of text.
pub fn plain_input(id: &'static str, label: &'static str, text: RwSignal<String>) -> AnyView {
    view! {
        <input
            class="input"
            type="text"
            id=id
            aria-label=label
            autocomplete="off"
            dir="auto"
            prop:value=move || text.get()
            on:input=move |event| text.set(event_target_value(&event))
        />
    }
    .into_any()
}
