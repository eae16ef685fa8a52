//! Text to copy exactly as it is. The button tells what the browser did, not what was tried.

use super::button::{Button, ButtonSize};
use super::drawn::drawn;
use super::icon::IconName;
use crate::shell::clipboard::{self, Copied};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The box with its button. `label` names the text: "The request as curl".
#[component]
pub fn Copyable(#[prop(into)] text: Signal<String>, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let field = NodeRef::<html::Pre>::new();
    let copied = RwSignal::new(None::<Copied>);
    // What was copied is no longer what stands here.
    Effect::new(move |_| {
        text.track();
        copied.set(None);
    });
    let copy = Callback::new(move |()| {
        let Some(element) = field.get_untracked() else { return };
        let attempt = clipboard::copy(&text.get_untracked(), &element);
        spawn_local(async move {
            let outcome = attempt.outcome(&element).await;
            if outcome == Copied::Refused {
                clipboard::select(&element);
            }
            copied.try_set(Some(outcome));
        });
    });
    let said = move || match copied.get() {
        None => None,
        Some(Copied::Confirmed) => Some("Copied.".to_owned()),
        Some(Copied::Refused) => {
            Some(format!("Could not copy: the browser refused. The text is selected, {}.", clipboard::how_to_copy()))
        }
    };
    view! {
        <div class="code">
            <pre
                class="code__pre"
                tabindex="0"
                translate="no"
                role="region"
                aria-label=label
                node_ref=field
                prop:textContent=text
            ></pre>
            <div class="code__copy">
                <Button size=ButtonSize::Small icon=IconName::Copy on_click=copy>
                    {drawn(move || if copied.get() == Some(Copied::Confirmed) { "Copied" } else { "Copy" })}
                </Button>
            </div>
        </div>
        <p class="showas__said" role="status">
            {said}
        </p>
    }
}
