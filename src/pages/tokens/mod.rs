//! The list of tokens.

mod grants;
mod list;
mod row;
mod states;
mod toolbar;

use crate::console::use_console;
use crate::shell::clock;
use crate::ui::icon::{Icon, IconName};
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeLook, NoticeTone};
use console_core::text::number;
use influxdb2::Remote;
use influxdb2::authorization::Listing;
use influxdb2::authorization::filter::{Filter, FilterContext};
use influxdb2::route::Route;
use influxdb2::session::Session;
use leptos::prelude::*;
use list::TokenList;
use states::{Failed, Loading, NoMatch, NoneYet};
use std::sync::Arc;
use toolbar::Toolbar;

/// What the list shows now.
#[derive(Clone, PartialEq)]
enum View {
    Loading,
    Failed(influxdb2::ApiError),
    NoneYet,
    NoMatch,
    List,
}

/// The page with the list.
#[component]
pub fn TokensPage(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    console.want_tokens();
    let search = RwSignal::new(String::new());
    let listing = move || console.tokens.with(|tokens| tokens.ready().cloned());
    let found = Memo::new(move |_| {
        let filter = Filter::parse(&search.read()).filter;
        let context = FilterContext::at(clock::now_ms());
        listing().map(|listing: Arc<Listing>| Arc::new(listing.find(&filter, context)))
    });
    let state = Memo::new(move |_| {
        console.tokens.with(|tokens| match tokens {
            Remote::NotAsked | Remote::Loading => View::Loading,
            Remote::Failed(error) => View::Failed(error.clone()),
            Remote::Ready(listing) if listing.is_empty() => View::NoneYet,
            Remote::Ready(_) if found.get().is_some_and(|found| found.is_empty()) => View::NoMatch,
            Remote::Ready(_) => View::List,
        })
    });
    let count = move || {
        let (shown, all) = (found.get()?.len(), listing()?.len());
        Some(match all {
            _ if shown < all => format!("{} of {} match", number(shown), number(all)),
            1 => "1 token".to_owned(),
            all => format!("{} tokens", number(all)),
        })
    };
    let notice = session.visibility.notice();
    let shows_values = move || listing().is_some_and(|listing| listing.table().shows_values);
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        console.history.go(Route::NewToken);
    };
    let inside = Arc::clone(&session);
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "Tokens"
            </h1>
            <p class="pagehead__count" role="status">
                {count}
            </p>
            <div class="pagehead__actions">
                <a class="btn btn--primary" href=Route::NewToken.href() on:click=go>
                    <Icon name=IconName::Plus />
                    "New token"
                </a>
            </div>
        </div>
        {notice.map(|text| view! { <Notice look=NoticeLook::Line>{text}</Notice> })}
        {move || {
            shows_values()
                .then(|| {
                    view! {
                        <Notice look=NoticeLook::Line tone=NoticeTone::Warn>
                            "This server shows the values of tokens to everybody who may list them. This page dropped them while reading; have the server hash its tokens (--use-hashed-tokens, InfluxDB 2.8 and later)."
                        </Notice>
                    }
                })
        }}
        <Toolbar search />
        {move || match state.get() {
            View::Loading => view! { <Loading /> }.into_any(),
            View::Failed(error) => view! { <Failed error /> }.into_any(),
            View::NoneYet => view! { <NoneYet session=Arc::clone(&inside) /> }.into_any(),
            View::NoMatch => view! { <NoMatch search searched=listing().map_or(0, |listing| listing.len()) /> }.into_any(),
            View::List => view! { <TokenList session=Arc::clone(&inside) found /> }.into_any(),
        }}
    }
}
