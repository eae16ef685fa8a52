//! The whole app: who is in decides what is shown, and a secret lies over everything.

use super::console::{App, Console, Phase, use_app};
use super::pages::frame::Frame;
use super::pages::help::HelpDialog;
use super::pages::reveal::RevealDialog;
use super::pages::sign_in::SignInPage;
use crate::shared::create::batch::RunDialog;
use crate::shared::frame::{self, Resuming, keys};
use crate::shell::{page, storage};
use crate::ui::landmark::HEADING;
use crate::ui::live::{LiveRegions, provide_announcer};
use database::route::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// Puts the app into its place in the page.
pub fn mount() {
    frame::mount(Box::new(|| view! { <Root /> }.into_any()));
}

#[component]
fn Root() -> impl IntoView {
    provide_announcer();
    page::show_theme(storage::theme().as_deref());
    let app = App::start();
    provide_context(app);
    app.arrive();
    let new_token = move |()| {
        let signed_in = app.console.with_untracked(Option::is_some);
        if signed_in {
            app.history.go(Route::NewToken);
        }
        signed_in
    };
    keys::listen(app.help, Callback::new(new_token));
    view! {
        <Screen />
        <RevealDialog />
        <RunDialog creator=app />
        <HelpDialog />
        <LiveRegions />
    }
}

/// What is shown owns its state, so that nothing of a session outlives its screen.
#[component]
fn Screen() -> impl IntoView {
    let app = use_app();
    move || match app.phase.get() {
        Phase::Resuming => {
            app.arrive_on_wait(HEADING);
            view! { <Resuming on_stop=Callback::new(move |()| app.stop_resuming()) /> }.into_any()
        }
        Phase::SignedOut(farewell) => view! { <SignInPage farewell /> }.into_any(),
        Phase::SignedIn(entry) => {
            let session = Arc::clone(&entry.session);
            provide_context(Console::open(app, entry));
            view! { <Frame session /> }.into_any()
        }
    }
}
