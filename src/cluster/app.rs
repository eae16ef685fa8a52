//! The whole app: who is in decides what is shown, and a secret lies over everything.

use super::console::{App, Console, Phase, use_app};
use super::pages::frame::Frame;
use super::pages::reveal::RevealDialog;
use super::pages::sign_in::SignInPage;
use crate::shared::create::batch::RunDialog;
use crate::shell::{focus, page, storage};
use crate::ui::live::{LiveRegions, provide_announcer};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Puts the app into its place in the page.
pub fn mount() {
    let place = document().get_element_by_id("app").and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    match place {
        Some(place) => leptos::mount::mount_to(place, Root).forget(),
        None => leptos::mount::mount_to_body(Root),
    }
    focus::hold();
    // The start-up message stays until there is something to see.
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

#[component]
fn Root() -> impl IntoView {
    provide_announcer();
    page::show_theme(storage::theme().as_deref());
    let app = App::start();
    provide_context(app);
    app.arrive();
    view! {
        <Screen />
        <RevealDialog />
        <RunDialog creator=app />
        <LiveRegions />
    }
}

/// What is shown owns its state, so that nothing of a session outlives its screen.
#[component]
fn Screen() -> impl IntoView {
    let app = use_app();
    move || match app.phase.get() {
        Phase::Resuming => view! { <p class="boot" role="status">"Signing in again …"</p> }.into_any(),
        Phase::SignedOut(farewell) => view! { <SignInPage farewell /> }.into_any(),
        Phase::SignedIn(entry) => {
            let session = Arc::clone(&entry.session);
            provide_context(Console::open(app, entry));
            view! { <Frame session /> }.into_any()
        }
    }
}
