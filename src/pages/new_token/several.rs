//! Many tokens from one form, one for each name of a list.

use leptos::prelude::*;

/// Nothing yet.
#[component]
pub fn Several() -> impl IntoView {}
