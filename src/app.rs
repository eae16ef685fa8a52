//! The whole app: who is in decides what is shown, and a secret lies over everything.

use crate::console::{App, Console, Phase, Workspace, use_app};
use crate::pages::frame::Frame;
use crate::pages::help::HelpDialog;
use crate::pages::otherwise::stop;
use crate::pages::parts::Parts;
use crate::pages::reveal::RevealDialog;
use crate::pages::sign_in::SignInPage;
use crate::shared::create::batch::RunDialog;
use crate::shared::frame::{self, Resuming, keys};
use crate::shell::{page, storage};
use crate::ui::landmark::HEADING;
use crate::ui::live::{LiveRegions, provide_announcer};
use influxdb2::route::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// Puts the app into its place in the page.
pub fn mount(parts: Parts) {
    frame::mount(Box::new(move || view! { <Root parts /> }.into_any()));
}

#[component]
fn Root(parts: Parts) -> impl IntoView {
    provide_context(parts);
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
            Phase::Resuming => {
                app.arrive_on_wait(HEADING);
                view! { <Resuming on_stop=Callback::new(move |()| app.stop_resuming()) /> }.into_any()
            }
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
