//! Where a form can start from: a preset, a pasted text, or a token that exists.

use super::paste::Paste;
use leptos::prelude::*;

/// The ways to start.
#[component]
pub fn Start() -> impl IntoView {
    view! { <Paste /> }
}
