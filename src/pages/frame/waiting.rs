//! What stands in the place of a page whose part of the program is not here yet.

use crate::console::use_console;
use crate::ui::button::{Button, Tone};
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::landmark::HEADING;
use crate::ui::progress::Progress;
use leptos::prelude::*;

/// It is on its way, or it could not be fetched.
#[component]
pub fn Waiting(title: &'static str, failed: bool) -> impl IntoView {
    let console = use_console();
    let actions = move || {
        view! {
            <Button
                tone=Tone::Primary
                icon=IconName::Refresh
                on_click=Callback::new(move |()| console.load_later())
            >
                "Try again"
            </Button>
        }
        .into_any()
    };
    let state = if failed {
        view! {
            <EmptyState picture=Picture::Failed title="This page could not be loaded" actions>
                "The server that keeps this console did not give its other half. Check the connection and try again; if that does not help, reload the page."
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <Progress label="Loading the page" /> }.into_any()
    };
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                {title}
            </h1>
        </div>
        {state}
    }
}
