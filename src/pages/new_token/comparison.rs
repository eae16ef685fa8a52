//! What a copy grants differently from its original.

use leptos::prelude::*;

/// Nothing yet.
#[component]
pub fn Comparison() -> impl IntoView {}
