//! How a format looks, with the secret masked or shown.
//!
//! The secret goes from its one owner into the nodes of the page, is taken out of them when it is masked, and when they go.

use super::Keeps;
use super::field::Field;
use crate::ui::drawn::drawn;
use crate::ui::untrusted::Untrusted;
use console_core::text::{Escape, Part, Text, written};
use leptos::html;
use leptos::prelude::*;

const DOTS: &str = "••••••••••••••••••••••••••••••";

/// A format in a box that scrolls in itself.
#[component]
pub fn Preview<D: Keeps>(text: Text, label: &'static str, field: Field<D>) -> impl IntoView {
    let parts = text.parts().iter().cloned().map(|part| match part {
        Part::Plain(words) => words.into_any(),
        Part::Key(name) => view! { <span class="k">{name}</span> }.into_any(),
        Part::Value(value) => view! { <Untrusted text=value limit=2000 /> }.into_any(),
        Part::Secret(escape) => view! { <SecretPlace escape field /> }.into_any(),
    });
    view! {
        <pre class="code__pre" tabindex="0" translate="no" role="region" aria-label=label>
            {parts.collect_view()}
        </pre>
    }
}

/// One place of the secret: dots and its last characters, or all of it.
#[component]
fn SecretPlace<D: Keeps>(escape: Escape, field: Field<D>) -> impl IntoView {
    let place = NodeRef::<html::Span>::new();
    Effect::new(move |_| {
        let shown = field.is_shown();
        let Some(place) = place.get() else { return };
        field.reveal.with_untracked(|reveal| {
            let Some(reveal) = reveal else { return };
            if shown {
                place.set_text_content(Some(&written(D::secret(reveal.created()), escape)));
            } else {
                place.set_text_content(Some(&reveal.fingerprint().tail));
            }
        });
    });
    on_cleanup(move || {
        if let Some(Some(place)) = place.try_get_untracked() {
            place.set_text_content(None);
        }
    });
    view! {
        <span class="dots" aria-hidden="true">
            {drawn(move || (!field.is_shown()).then_some(DOTS))}
        </span>
        <span node_ref=place></span>
    }
}
