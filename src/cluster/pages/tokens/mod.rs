//! The list of database tokens.

mod columns;
mod grants;
mod list;
mod row;
mod states;
mod threshold;
mod toast;

pub use crate::shared::list::Found;

use super::token::TokenDrawer;
use crate::cluster::console::{Console, use_console};
use crate::shared::list::bulk::{BulkBar, BulkDialogs};
use crate::shared::list::{
    Export, FileForm, ListTitle, Loading, NoMatch, QuickFilters, RefreshLine, Search, Shows, StaleNotice, Toolbar,
};
use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeLook, NoticeTone};
use console_core::text::number;
use database::list::{Filter, Listing, Parsed, QUICK, Term, counts, csv, json, suggest};
use database::route::Route;
use leptos::prelude::*;
use list::{TokenList, open_created};
use states::{ListFailed, NoneYet, SKELETON};
use std::sync::Arc;
use threshold::Threshold;
use toast::UndoToast;

/// Where words are looked for.
const SEARCHED: &str = "description, id and databases";

/// The page with the list.
#[component]
pub fn TokensPage() -> impl IntoView {
    let console = use_console();
    console.want_tokens();
    let filter = Lasting::of(Memo::new(move |_| Filter::parse(&console.history.list().filter)));
    let found = Lasting::of(Memo::new(move |_| found(console, &filter.read())));
    let waits = move || filter.with(|parsed| !parsed.mistakes.is_empty());
    let state = Memo::new(move |_| console.tokens.with(|tokens| Shows::of(tokens, is_empty, waits, found)));
    let words = Lasting::of(Memo::new(move |_| filter.with(words)));
    let mistakes = Signal::derive(move || filter.with(|parsed| parsed.mistakes.clone()));
    let mistake = Signal::derive(move || mistakes.with(|all| all.first().map(|mistake| mistake.message.clone())));
    let all = move || listing(console).map_or(0, |listing| listing.len());
    let search = search(console);
    let counts = Memo::new(move |_| {
        let (listing, found) = (listing(console)?, found.get()?);
        Some(console.with_context(|context| counts(&listing, &found, context).to_vec()))
    });
    let reload = Callback::new(move |()| {
        console.load_tokens();
        console.load_databases();
    });
    // Where nothing is found there is no row that could take the focus.
    Effect::new(move |_| {
        if state.with(|state| matches!(state, Shows::NoMatch | Shows::Waits))
            && let Some(created) = console.list.come_back()
        {
            open_created(console, created);
        }
    });
    let opened = Memo::new(move |_| match console.history.route() {
        Route::Token(id) => Some(id),
        _ => None,
    });
    Effect::new(move |_| {
        if let Some(id) = opened.get() {
            console.refresh.looked_at(id);
        }
    });
    view! {
        <div class="beside" class:beside--open=move || opened.with(Option::is_some)>
            <div class="beside__list">
                <Head found />
                <Unreadable />
                <StaleNotice refresh=console.refresh on_again=reload />
                <Toolbar
                    search
                    mistake
                    placeholder="Search description, id, database, or status: can: expires:"
                >
                    <Export found name="database-tokens" write=Callback::new(move |form| written(console, found, form)) />
                    <RefreshLine refresh=console.refresh on_reload=reload />
                </Toolbar>
                <QuickFilters all=&QUICK filter counts write=search.write>
                    <Threshold />
                </QuickFilters>
                {drawn(move || match state.get() {
                    Shows::Loading => view! { <Loading received=console.received head=&SKELETON /> }.into_any(),
                    Shows::Failed(error) => view! { <ListFailed error /> }.into_any(),
                    Shows::NoneYet => view! { <NoneYet /> }.into_any(),
                    Shows::Waits => view! { <NoMatch search mistakes searched=all() places=SEARCHED /> }.into_any(),
                    Shows::NoMatch => view! { <NoMatch search mistakes=Vec::new() searched=all() places=SEARCHED /> }.into_any(),
                    Shows::List => view! { <TokenList found words /> }.into_any(),
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
        if let Some(only) = console.refresh.only() {
            found.retain(|place| listing.row(*place).is_some_and(|token| only.contains(&token.id)));
        }
        listing.sort(&mut found, sort, context);
        Some(Arc::new(found))
    })
}

/// Whether there is nothing, also nothing that could not be read.
fn is_empty(listing: &Listing) -> bool {
    listing.is_empty() && listing.table().unreadable.is_empty()
}

/// The text of the search, which stands in the address.
fn search(console: Console) -> Search {
    Search {
        text: Signal::derive(move || console.history.list().filter),
        write: Callback::new(move |text| {
            console.refresh.widen();
            console.history.show_list(|list| list.filter = text);
        }),
        suggest: Callback::new(move |caret| {
            let (listing, text) = (listing(console)?, console.history.list().filter);
            Some(console.with_context(|context| suggest(&text, caret, &listing, context)))
        }),
    }
}

/// The list as it is shown, as a file.
fn written(console: Console, found: Found, form: FileForm) -> Option<String> {
    let (listing, found) = (listing(console)?, found.get()?);
    let write = if form == FileForm::Csv { csv } else { json };
    Some(console.with_context(|context| write(&listing, &found, context)))
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
    let counted = Signal::derive(move || Some((found.get()?.len(), listing(console)?.len())));
    let new = Callback::new(move |()| console.history.go(Route::NewToken));
    view! { <ListTitle title="Database tokens" counted href=Route::NewToken.href() on_new=new /> }
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
