//! What stays around every screen: the bar with server, organization and rights, and the navigation.

mod appbar;
mod nav;

use super::new_token::{NewTokenPage, News};
use super::parts::{Screen, use_parts};
use super::tokens::TokensPage;
use crate::console::{Creation, use_console};
use crate::shared::frame::{HeldBack, NotFoundPage};
use crate::shell::page;
use crate::ui::landmark::{HEADING, MAIN, SkipLink};
use crate::ui::live::use_announcer;
use crate::ui::part::{Part, Split};
use appbar::AppBar;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::route::{Route, V1Place};
use influxdb2::session::Session;
use leptos::prelude::*;
use nav::Nav;
use std::sync::Arc;

/// The frame and the page in it.
#[component]
pub fn Frame(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let org = spelled_out(&session.org.name);
    let title = move || {
        let route = console.history.route();
        let found = console.tokens.with(|tokens| tokens.ready().map(|listing| listing.len()));
        match (route, found) {
            (Route::Tokens, Some(1)) => format!("1 token – {org} – Token Console"),
            (Route::Tokens, Some(count)) => format!("{} tokens – {org} – Token Console", number(count)),
            (route, _) => format!("{} – {org} – Token Console", route.title()),
        }
    };
    Effect::new(move |_| document().set_title(&title()));
    console.arrive_on_screen(HEADING);
    console.want_tokens();

    Effect::new(move |before: Option<Route>| {
        let route = console.history.route();
        // At the start the browser's own order begins at the top of the page; within the list the focus is its own.
        let arrives = before.is_some_and(|before| before != route && !before.stays_beside(&route));
        let to_row = route == Route::Tokens && console.list.awaits_return();
        if arrives && !to_row && console.arriving_at.with_untracked(Option::is_none) {
            request_animation_frame(|| page::focus_on_arrival(HEADING));
            console.owners.arrive();
        }
        route
    });

    // The request of a link moves from the address to the form, so that a reload does not fill the form once more.
    Effect::new(move |_| {
        if let Route::Request(request) = console.history.route() {
            console.incoming.set(Some(request));
            console.history.replace(Route::NewToken);
        }
    });

    // A form that stayed because something was to be said of it is left, too, once that was said: a new token is new.
    Effect::new(move |_| {
        let settled = console.creation.with(|creation| matches!(creation, Creation::Idle));
        if settled && !matches!(console.history.route(), Route::NewToken | Route::Request(_)) {
            untrack(|| console.leave_forms());
        }
    });

    let announcer = use_announcer();
    on_cleanup(move || announcer.forget());

    let inside = Arc::clone(&session);
    // A token that opens beside the list leaves the list as it is.
    let place = Memo::new(move |_| match console.history.route() {
        Route::Token(_) => Route::Tokens,
        Route::V1Credentials(_) => Route::V1Credentials(V1Place::List),
        route => route,
    });
    let parts = use_parts();
    let content = move || match place.get() {
        Route::Tokens | Route::Token(_) => view! { <TokensPage session=Arc::clone(&inside) /> }.into_any(),
        Route::NewToken => view! { <NewTokenPage session=Arc::clone(&inside) /> }.into_any(),
        Route::Request(_) => ().into_any(),
        Route::V1Credentials(_) => later(parts.v1, &inside, "1.x credentials"),
        Route::Hashing => later(parts.hashing, &inside, "this page"),
        place @ (Route::Owners | Route::Owner(_) | Route::Offboard(_)) => {
            let draw = move || (parts.owners.draw)(place.clone());
            view! { <Part load=parts.owners.load draw wanted=Signal::stored(true) what="the page of owners" /> }
                .into_any()
        }
        Route::Unknown(_) => view! { <NotFoundPage home=Route::Tokens.href() /> }.into_any(),
    };
    view! {
        // A form that has a bar of its own at the foot of a phone leaves the navigation out there.
        <div class="app" class:app--task=move || console.history.route().is_form()>
            <SkipLink />
            <AppBar session />
            <Nav />
            <main class="main" id=MAIN tabindex="-1">
                <HeldBack held=Signal::derive(move || console.held_back.get()) />
                <News />
                {content}
            </main>
        </div>
    }
}

/// A screen that is loaded when somebody first goes there.
fn later(screen: Split<Screen>, session: &Arc<Session>, what: &'static str) -> AnyView {
    let session = Arc::clone(session);
    let draw = move || (screen.draw)(Arc::clone(&session));
    view! { <Part load=screen.load draw wanted=true what /> }.into_any()
}
