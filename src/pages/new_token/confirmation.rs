//! The name that has to be typed before a token is made that reaches beyond its organization.

use leptos::prelude::*;

/// Nothing yet.
#[component]
pub fn Confirmation() -> impl IntoView {}
