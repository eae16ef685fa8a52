//! The rows of the list: only those on the screen exist.

use super::Found;
use super::columns::{COLUMNS, NAME};
use super::row::TokenRow;
use crate::cluster::console::{Console, use_console};
use crate::shared::list::bulk::{HeadBox, keys};
use crate::shared::list::{SortBy, opened_in_sight, stay_put};
use crate::shell::lasting::Lasting;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::table::Cursor;
use database::Id;
use database::list::Listing;
use database::route::Route;
use database::token::Token;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What all rows share.
#[derive(Clone, Copy)]
pub struct RowContext {
    pub cursor: GridCursor,
    pub found: Found,
    /// The words that are searched for, to be marked.
    pub words: Lasting<Memo<Vec<String>>>,
}

/// The list as a grid with one tab stop.
#[component]
pub fn TokenList(found: Found, words: Lasting<Memo<Vec<String>>>) -> impl IntoView {
    let console = use_console();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || found.get().map_or(0, |found| found.len()));
    let cursor = GridCursor::new("token", total, COLUMNS.len(), handle);
    let around = RowContext { cursor, found, words };
    let token = move |index: usize| at(console, found, index);
    // A token that has changed is drawn anew, and so is one that has expired or whose databases went since the list was loaded.
    let key = Callback::new(move |index: usize| token(index).map_or(0, |token| identity(console, &token)));
    let row = Callback::new(move |index: usize| match untrack(|| token(index)) {
        Some(token) => view! { <TokenRow around token index /> }.into_any(),
        None => ().into_any(),
    });
    keep_place(console, handle, cursor, found);
    let shown = move || Some((console.tokens.with(|tokens| tokens.ready().cloned())?, found.get()?));
    let opened = move || match console.history.route() {
        Route::Token(id) => Some(id),
        _ => None,
    };
    opened_in_sight(handle, opened, move |id| index_of(console, found, id));
    stay_put(console.refresh, (handle, cursor), shown, id_shown, index_shown);
    let sort = Signal::derive(move || console.history.list().sort);
    let on_sort = Callback::new(move |sort| console.history.show_list(|list| list.sort = sort));
    let on_key = move |event: KeyboardEvent| {
        let id = untrack(|| token(cursor.at().row)).map(|token| token.id);
        match (id, event.key().as_str()) {
            (Some(id), "Enter") if !cursor.is_in_head() => {
                event.prevent_default();
                console.history.go(Route::Token(id));
            }
            (id, _) if keys::key_down(console, id, found, &event) => {}
            _ => cursor.key_down(&event),
        }
    };
    view! {
        <div class="tablewrap">
            <div
                class="table table--databases"
                role="grid"
                aria-label="Tokens"
                aria-multiselectable="true"
                aria-rowcount=move || total.get() + 1
                aria-colcount=COLUMNS.len()
                on:keydown=on_key
            >
                <div role="rowgroup" class="table__head">
                    <div role="row" class="table__row" aria-rowindex="1">
                        {COLUMNS
                            .iter()
                            .enumerate()
                            .map(|(at, heading)| match heading.sorts_by {
                                Some(column) => view! { <SortBy at class=heading.class title=heading.title column sort on_sort cursor /> }.into_any(),
                                None => view! { <HeadBox console at cursor found /> }.into_any(),
                            })
                            .collect_view()}
                    </div>
                </div>
                <VirtualRows total row key keep=cursor.kept_row() handle class="table__body" />
            </div>
        </div>
    }
}

/// The list and the places of what is shown of it.
type ShownList = (Arc<Listing>, Arc<Vec<u32>>);

fn id_shown((listing, found): &ShownList, index: usize) -> Option<Id> {
    listing.row(*found.get(index)?).map(|token| token.id)
}

fn index_shown((listing, found): &ShownList, id: Id) -> Option<usize> {
    let place = listing.place_of(id)?;
    found.iter().position(|shown| *shown == place)
}

/// The token that is shown at an index.
fn at(console: Console, found: Found, index: usize) -> Option<Token> {
    let place = found.with(|found| found.as_ref().and_then(|found| found.get(index).copied()))?;
    console.tokens.with(|tokens| tokens.ready().and_then(|all| all.row(place)).cloned())
}

/// Tells a row from another one, and from itself after a change.
fn identity(console: Console, token: &Token) -> u64 {
    let mut hasher = DefaultHasher::new();
    (token.id, &token.description, token.revoked, console.standing_of(token)).hash(&mut hasher);
    for permission in token.permissions.iter() {
        permission.hash(&mut hasher);
    }
    hasher.finish()
}

/// Opens a token that was just created where the search leaves its row out: somebody looks for it.
pub fn open_created(console: Console, id: Id) {
    if untrack(|| console.tokens.with(|tokens| tokens.ready().and_then(|all| all.place_of(id)))).is_some() {
        request_animation_frame(move || console.history.go(Route::Token(id)));
    }
}

/// Comes back to where one was, reads results from the first one on, and gives the focus back to a row.
fn keep_place(console: Console, handle: RowsHandle, cursor: GridCursor, found: Found) {
    let scrolled = console.list.scrolled();
    if scrolled > 0.0 {
        handle.scroll_to_offset(scrolled);
    }
    on_cleanup(move || console.list.keep_scroll(handle.scrolled()));
    // A token that was just created takes the focus, so that one is where one's work went on.
    if let Some(created) = console.list.come_back() {
        match untrack(|| index_of(console, found, created)) {
            Some(row) => request_animation_frame(move || cursor.go(Cursor { row, column: NAME })),
            None => open_created(console, created),
        }
    }
    Effect::new(move |before: Option<String>| {
        let filter = console.history.list().filter;
        if before.is_some_and(|before| before != filter) {
            handle.scroll_to_offset(0.0);
        }
        filter
    });
    Effect::new(move |_| {
        let Some(id) = console.list.wanted_row() else { return };
        if let Some(row) = untrack(|| index_of(console, found, id)) {
            cursor.go(Cursor { row, column: NAME });
        }
    });
}

/// Where a token is shown in the list.
fn index_of(console: Console, found: Found, id: Id) -> Option<usize> {
    let place = console.tokens.with(|tokens| tokens.ready().and_then(|all| all.place_of(id)))?;
    found.with(|found| found.as_ref()?.iter().position(|shown| *shown == place))
}
