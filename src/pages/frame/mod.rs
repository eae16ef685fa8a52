//! What stays around every screen: the bar with server, organization and rights, and the navigation.

mod appbar;
mod nav;

use super::new_token::News;
use super::parts::{Screen, use_parts};
use super::tokens::TokensPage;
use crate::console::{Creation, use_console};
use crate::shared::frame::{NotFoundPage, held_back, leave_words_behind};
use crate::shell::page;
use crate::ui::landmark::{HEADING, MAIN, SkipLink};
use crate::ui::part::{Part, Split};
use crate::ui::picture::behind_picture;
use appbar::AppBar;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use futures::FutureExt;
use influxdb2::Remote;
use influxdb2::route::{Route, V1Place};
use influxdb2::session::Session;
use leptos::prelude::*;
use leptos::task::spawn_local;
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

    // Whether a screen was asked for whose heading takes the focus once it is loaded.
    let awaited = StoredValue::new(false);
    Effect::new(move |before: Option<Route>| {
        let route = console.history.route();
        // At the start the browser's own order begins at the top of the page; within the list the focus is its own.
        let arrives = before.is_some_and(|before| before != route && !before.stays_beside(&route));
        let to_row = route == Route::Tokens && console.list.awaits_return();
        if arrives && !to_row && console.arriving_at.with_untracked(Option::is_none) {
            request_animation_frame(move || {
                page::focus_on_arrival(HEADING);
                awaited.try_set_value(document().get_element_by_id(HEADING).is_none());
            });
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

    leave_words_behind(move || console.history.route());

    let inside = Arc::clone(&session);
    // A token that opens beside the list leaves the list as it is.
    let place = Memo::new(move |_| match console.history.route() {
        Route::Token(_) => Route::Tokens,
        Route::V1Credentials(_) => Route::V1Credentials(V1Place::List),
        route => route,
    });
    let parts = use_parts();
    // Almost everybody goes on to the form, so it is loaded once there is nothing more urgent to do.
    Effect::new(move |loaded: Option<bool>| {
        let is_time = console.tokens.with(|tokens| !matches!(tokens, Remote::NotAsked | Remote::Loading));
        if is_time && loaded != Some(true) {
            behind_picture(move || spawn_local((parts.form.load)().map(drop)));
        }
        is_time || loaded == Some(true)
    });
    let content = move || match place.get() {
        Route::Tokens | Route::Token(_) => view! { <TokensPage session=Arc::clone(&inside) /> }.into_any(),
        Route::NewToken => later(parts.form, &inside, awaited, "the form"),
        Route::Request(_) => ().into_any(),
        Route::V1Credentials(_) => later(parts.v1, &inside, awaited, "1.x credentials"),
        Route::Hashing => later(parts.hashing, &inside, awaited, "this page"),
        place @ (Route::Owners | Route::Owner(_) | Route::Offboard(_)) => {
            let draw = move || {
                take_focus(awaited);
                (parts.owners.draw)(place.clone())
            };
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
                {held_back(move || console.why_still_here())}
                <News />
                {content}
            </main>
        </div>
    }
}

/// A screen that is loaded when somebody first goes there.
fn later(screen: Split<Screen>, session: &Arc<Session>, awaited: StoredValue<bool>, what: &'static str) -> AnyView {
    let session = Arc::clone(session);
    let draw = move || {
        take_focus(awaited);
        (screen.draw)(Arc::clone(&session))
    };
    view! { <Part load=screen.load draw wanted=true what /> }.into_any()
}

/// The heading of a screen that had to be loaded takes the focus where somebody went there from another one.
fn take_focus(awaited: StoredValue<bool>) {
    if awaited.try_update_value(std::mem::take).unwrap_or(false) {
        request_animation_frame(|| page::focus(HEADING));
    }
}
