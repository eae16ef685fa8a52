//! The whole app: who is in decides what is shown, and a secret lies over everything.

use crate::console::{Console, Phase, use_console};
use crate::pages::frame::Frame;
use crate::pages::later;
use crate::pages::sign_in::SignInPage;
use crate::shell::{page, storage};
use crate::ui::live::{LiveRegions, provide_announcer};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the app into its place in the page.
pub fn mount() {
    let place = document().get_element_by_id("app").and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    match place {
        Some(place) => leptos::mount::mount_to(place, App).forget(),
        None => leptos::mount::mount_to_body(App),
    }
    // The start-up message stays until there is something to see.
    if let Some(boot) = document().get_element_by_id("boot") {
        boot.remove();
    }
}

#[component]
fn App() -> impl IntoView {
    provide_announcer();
    page::show_theme(storage::theme().as_deref());
    let console = Console::start();
    provide_context(console);
    console.arrive();
    let overlays = move || console.later.with(|later| later.ready().is_some()).then(later::overlays);
    view! {
        <Screen />
        {overlays}
        <LiveRegions />
    }
}

#[component]
fn Screen() -> impl IntoView {
    let console = use_console();
    move || match console.phase.get() {
        Phase::Resuming => view! { <p class="boot" role="status">"Signing in again …"</p> }.into_any(),
        Phase::SignedOut(farewell) => view! { <SignInPage farewell /> }.into_any(),
        Phase::SignedIn(session) => view! { <Frame session /> }.into_any(),
    }
}
