//! What stays around every screen: the bar with the server, and the navigation.

mod appbar;
mod nav;

use super::new_token::{NewTokenPage, News};
use super::tokens::TokensPage;
use crate::cluster::console::{Session, use_console};
use crate::shared::frame::{NotFoundPage, held_back, leave_words_behind};
use crate::shell::page;
use crate::ui::landmark::{HEADING, MAIN, SkipLink};
use appbar::AppBar;
use console_core::text::number;
use database::route::Route;
use leptos::prelude::*;
use nav::Nav;
use std::sync::Arc;

/// The frame and the page in it.
#[component]
pub fn Frame(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let host = page::Origin::of(&session.server).host;
    let title = move || {
        let route = console.history.route();
        let found = console.tokens.with(|tokens| tokens.ready().map(|listing| listing.len()));
        match (route, found) {
            (Route::Tokens, Some(1)) => format!("1 token – {host} – Token Console"),
            (Route::Tokens, Some(count)) => format!("{} tokens – {host} – Token Console", number(count)),
            (route, _) => format!("{} – {host} – Token Console", route.title()),
        }
    };
    Effect::new(move |_| document().set_title(&title()));
    console.arrive_on_screen(HEADING);
    console.want_tokens();

    Effect::new(move |before: Option<Route>| {
        let route = console.history.route();
        // At the start the browser's own order begins at the top of the page; within the list the focus is its own.
        let arrives = before.is_some_and(|before| before != route && !(before.shows_list() && route.shows_list()));
        if arrives && !(route == Route::Tokens && console.list.awaits_return()) {
            request_animation_frame(|| page::focus_on_arrival(HEADING));
        }
        route
    });
    leave_words_behind(move || console.history.route());

    // A token that opens beside the list leaves the list as it is.
    let place = Memo::new(move |_| match console.history.route() {
        Route::Token(_) => Route::Tokens,
        route => route,
    });
    let (form_session, api) = (Arc::clone(&session), session.api);
    let content = move || match place.get() {
        // Without an API there is nothing to list, and the form writes commands.
        Route::Tokens | Route::Token(_) if !api => {
            view! { <NewTokenPage session=Arc::clone(&form_session) /> }.into_any()
        }
        Route::Tokens | Route::Token(_) => view! { <TokensPage /> }.into_any(),
        Route::NewToken => view! { <NewTokenPage session=Arc::clone(&form_session) /> }.into_any(),
        Route::Unknown(_) => view! { <NotFoundPage home=Route::Tokens.href() /> }.into_any(),
    };
    view! {
        // A form that has a bar of its own at the foot of a phone leaves the navigation out there.
        <div class="app" class:app--task=move || !api || console.history.route() == Route::NewToken>
            <SkipLink />
            <AppBar session />
            <Nav api />
            <main class="main" id=MAIN tabindex="-1">
                {held_back(move || console.why_still_here())}
                <News />
                {content}
            </main>
        </div>
    }
}
