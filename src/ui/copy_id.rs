//! An id, to be copied.

use super::button::IconButton;
use super::icon::IconName;
use super::live::use_announcer;
use crate::shell::clipboard::{self, Copied};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The id and its button. The button tells what the browser did, not what was tried.
#[component]
pub fn CopyId(id: String) -> impl IntoView {
    let field = NodeRef::<html::Span>::new();
    let said = RwSignal::new("");
    let announcer = use_announcer();
    let text = id.clone();
    let copy = Callback::new(move |()| {
        let Some(element) = field.get_untracked() else { return };
        let attempt = clipboard::copy(&text, &element);
        spawn_local(async move {
            let text = match attempt.outcome(&element).await {
                Copied::Confirmed => "Copied",
                Copied::Refused => {
                    clipboard::select(&element);
                    "Not copied; the id is selected"
                }
            };
            said.try_set(text);
            announcer.say(text);
        });
    });
    view! {
        <span class="mono" translate="no" node_ref=field>{id}</span>
        <IconButton icon=IconName::Copy label="Copy the id" class="xbtn" on_click=copy />
        <span class="mute">{said}</span>
    }
}
