//! Strings that other people wrote, drawn as text and nothing else.
//!
//! Markup in them is no danger, since they only ever become text nodes; what is not seen is spelled out.

use console_core::text::foreign::{self, Segment, code_point};
use leptos::prelude::*;

/// Most of a foreign string that is drawn where nothing else is said.
pub(super) const LIMIT: usize = 400;

/// A foreign string. It is isolated, so that its direction never turns the text around it, and not translated.
///
/// At most `limit` characters are drawn; an ellipsis says that there are more.
#[component]
pub fn Untrusted(
    #[prop(into)] text: Signal<String>,
    #[prop(default = LIMIT)] limit: usize,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let draw = |segment: Segment<'_>| match segment {
        Segment::Text(run) => (Some(run.to_owned()), None),
        Segment::Hidden(character) => (None, Some(view! { <span class="ctl">{code_point(character)}</span> })),
    };
    let pieces = move || {
        text.with(|text| {
            let cut = text.char_indices().nth(limit).map(|(at, _)| at);
            let shown = foreign::segments(&text[..cut.unwrap_or(text.len())]);
            shown.chain(cut.map(|_| Segment::Text("…"))).map(draw).collect_view()
        })
    };
    view! {
        <bdi class=class translate="no">
            {pieces}
        </bdi>
    }
}
