//! Text to read or copy exactly as it is, in a box that scrolls in itself.

use leptos::prelude::*;

/// The box. `actions` stand in its upper corner.
#[component]
pub fn Code(
    #[prop(into)] text: Signal<String>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] actions: Option<ViewFn>,
) -> impl IntoView {
    view! {
        <div class="code">
            <pre class="code__pre" tabindex="0" translate="no" role="region" aria-label=label>
                {text}
            </pre>
            {actions.map(|actions| view! { <div class="code__copy">{actions.run()}</div> })}
        </div>
    }
}
