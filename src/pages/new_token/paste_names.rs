//! A list of names, found among the objects of a type.

use console_core::permission::ResourceType;
use leptos::prelude::*;

/// Nothing yet.
#[component]
pub fn PasteNames(resource: ResourceType) -> impl IntoView {
    let _ = resource;
}
