//! The whole app: who is in decides what is shown, and a secret lies over everything.

use crate::console::{App, Console, Phase, Workspace, use_app};
use crate::pages::frame::Frame;
use crate::pages::help::{HelpDialog, keys};
use crate::pages::otherwise::stop;
use crate::pages::parts::Parts;
use crate::pages::reveal::RevealDialog;
use crate::pages::sign_in::SignInPage;
use crate::shared::create::batch::RunDialog;
use crate::shell::{focus, page, storage};
use crate::ui::live::{LiveRegions, provide_announcer};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Puts the app into its place in the page.
pub fn mount(parts: Parts) {
    let place = document().get_element_by_id("app").and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    match place {
        Some(place) => leptos::mount::mount_to(place, move || view! { <Root parts /> }).forget(),
        None => leptos::mount::mount_to_body(move || view! { <Root parts /> }),
    }
    focus::hold();
    // The start-up message stays until there is something to see.
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

#[component]
fn Root(parts: Parts) -> impl IntoView {
    provide_context(parts);
    provide_announcer();
    page::show_theme(storage::theme().as_deref());
    let app = App::start();
    provide_context(app);
    app.arrive();
    keys::listen(app);
    view! {
        <Screen />
        <RevealDialog />
        <RunDialog creator=app stop=stop(app) />
        <HelpDialog />
        <LiveRegions />
    }
}

/// What is shown owns its state, so that nothing of a session, and nothing of another user's work, outlives its screen.
#[component]
fn Screen() -> impl IntoView {
    let app = use_app();
    move || {
        let whose = app.whose.get();
        let workspace = Workspace::open(app);
        move || match app.phase.get() {
            Phase::Resuming => view! { <p class="boot" role="status">"Signing in again …"</p> }.into_any(),
            Phase::SignedOut(farewell) => view! { <SignInPage farewell /> }.into_any(),
            // Somebody else is in: the workspace of theirs is about to take the place of this one.
            Phase::SignedIn(entry) if whose.as_ref() != Some(&entry.whose) => ().into_any(),
            Phase::SignedIn(entry) => {
                let session = Arc::clone(&entry.session);
                provide_context(Console::open(workspace, entry));
                view! { <Frame session /> }.into_any()
            }
        }
    }
}
