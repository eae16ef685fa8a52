//! What the chosen permissions lead to, and which of them lead nowhere.

use leptos::prelude::*;

/// Nothing yet.
#[component]
pub fn Findings() -> impl IntoView {}
