//! The list of database tokens.

mod columns;
mod export;
mod grants;
mod list;
mod quick;
mod row;
mod states;
mod toast;
mod toolbar;

pub use crate::shared::list::Found;

use super::token::TokenDrawer;
use crate::cluster::console::{Console, use_console};
use crate::shared::list::bulk::{BulkBar, BulkDialogs};
use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeLook, NoticeTone};
use console_core::text::{matches, number};
use database::Remote;
use database::list::{Filter, Listing, Parsed, Term};
use database::route::Route;
use leptos::prelude::*;
use list::TokenList;
use quick::QuickFilters;
use states::{Failed, Loading, NoMatch, NoneYet};
use std::sync::Arc;
use toast::UndoToast;
use toolbar::Toolbar;

/// What the list shows now.
#[derive(Clone, PartialEq)]
enum View {
    Loading,
    Failed(database::ApiError),
    NoneYet,
    /// The filter is not understood, so nothing is shown as if it were.
    Waits,
    NoMatch,
    List,
}

/// The page with the list.
#[component]
pub fn TokensPage() -> impl IntoView {
    let console = use_console();
    console.want_tokens();
    let filter = Lasting::of(Memo::new(move |_| Filter::parse(&console.history.list().filter)));
    let found = Lasting::of(Memo::new(move |_| found(console, &filter.read())));
    let state = Memo::new(move |_| view_of(console, filter, found));
    let words = Lasting::of(Memo::new(move |_| filter.with(words)));
    let mistakes = Signal::derive(move || filter.with(|parsed| parsed.mistakes.clone()));
    let mistake = Signal::derive(move || mistakes.with(|all| all.first().map(|mistake| mistake.message.clone())));
    let all = move || listing(console).map_or(0, |listing| listing.len());
    let opened = Memo::new(move |_| match console.history.route() {
        Route::Token(id) => Some(id),
        _ => None,
    });
    view! {
        <div class="beside" class:beside--open=move || opened.with(Option::is_some)>
            <div class="beside__list">
                <Head found />
                <Unreadable />
                <Toolbar mistake found />
                <QuickFilters filter found />
                {drawn(move || match state.get() {
                    View::Loading => view! { <Loading /> }.into_any(),
                    View::Failed(error) => view! { <Failed error /> }.into_any(),
                    View::NoneYet => view! { <NoneYet /> }.into_any(),
                    View::Waits => view! { <NoMatch mistakes searched=all() /> }.into_any(),
                    View::NoMatch => view! { <NoMatch mistakes=Vec::new() searched=all() /> }.into_any(),
                    View::List => view! { <TokenList found words /> }.into_any(),
                })}
                <BulkBar console found />
            </div>
            {drawn(move || opened.get().map(|id| view! { <TokenDrawer id found /> }))}
        </div>
        <BulkDialogs console />
        <UndoToast />
    }
}

fn listing(console: Console) -> Option<Arc<Listing>> {
    console.tokens.with(|tokens| tokens.ready().cloned())
}

/// The places of the tokens that are shown, in their order.
fn found(console: Console, parsed: &Parsed) -> Option<Arc<Vec<u32>>> {
    let listing = listing(console)?;
    let sort = console.history.list().sort;
    console.with_context(|context| {
        let mut found = listing.find(&parsed.filter, context);
        listing.sort(&mut found, sort, context);
        Some(Arc::new(found))
    })
}

fn view_of(console: Console, filter: Lasting<Memo<Parsed>>, found: Found) -> View {
    console.tokens.with(|tokens| match tokens {
        Remote::NotAsked | Remote::Loading => View::Loading,
        Remote::Failed(error) => View::Failed(error.clone()),
        Remote::Ready(listing) if listing.is_empty() && listing.table().unreadable.is_empty() => View::NoneYet,
        Remote::Ready(_) if filter.with(|parsed| !parsed.mistakes.is_empty()) => View::Waits,
        Remote::Ready(_) if found.get().is_some_and(|found| found.is_empty()) => View::NoMatch,
        Remote::Ready(_) => View::List,
    })
}

/// The words that are marked in what is found.
fn words(parsed: &Parsed) -> Vec<String> {
    let plain = parsed.filter.parts.iter().filter(|part| !part.negated);
    let word = |term: &Term| match term {
        Term::Text(text) => Some(text.to_lowercase()),
        _ => None,
    };
    plain.filter_map(|part| word(&part.term)).collect()
}

#[component]
fn Head(found: Found) -> impl IntoView {
    let console = use_console();
    let count = move || {
        let (shown, all) = (found.get()?.len(), listing(console)?.len());
        Some(match all {
            _ if shown < all => format!("{} of {} {}", number(shown), number(all), matches(shown)),
            1 => "1 token".to_owned(),
            all => format!("{} tokens", number(all)),
        })
    };
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        console.history.go(Route::NewToken);
    };
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "Database tokens"
            </h1>
            <p class="pagehead__count" role="status">
                {drawn(move || count().unwrap_or_default())}
            </p>
            <div class="pagehead__actions">
                <a class="btn btn--primary" href=Route::NewToken.href() on:click=go>
                    <Icon name=IconName::Plus />
                    "New token"
                </a>
            </div>
        </div>
    }
}

/// Entries of the server's list that are in no row.
#[component]
fn Unreadable() -> impl IntoView {
    let console = use_console();
    drawn(move || {
        let text = match listing(console).map_or(0, |listing| listing.table().unreadable.len()) {
            0 => return ().into_any(),
            1 => "1 entry of the server’s list could not be read and is missing here.".to_owned(),
            count => format!("{} entries of the server’s list could not be read and are missing here.", number(count)),
        };
        view! { <Notice look=NoticeLook::Line tone=NoticeTone::Warn>{text}</Notice> }.into_any()
    })
}
