//! A text that somebody has, read into the form.

use leptos::prelude::*;

/// Nothing yet.
#[component]
pub fn Paste() -> impl IntoView {}
