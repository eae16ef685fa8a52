//! The rows of the list: only those on the screen exist.

use super::Found;
use super::all_grants::AllGrants;
use super::columns::{COLUMNS, NAME};
use super::head::ListHead;
use super::row::TokenRow;
use super::times::TimesCard;
use crate::console::{Console, use_console};
use crate::shared::list::bulk::keys;
use crate::shared::list::stay_put;
use crate::shell::clock;
use crate::shell::lasting::Lasting;
use crate::ui::float::{Float, FloatingCard};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::table::Cursor;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::{Authorization, Column, Listing, grants};
use influxdb2::route::Route;
use influxdb2::session::Session;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// What all rows share.
#[derive(Clone, Copy)]
pub struct RowContext {
    pub cursor: GridCursor,
    pub found: Found,
    /// The card with all grants of a row.
    pub grants: Float,
    /// The card with the exact times of a row.
    pub times: Float,
    /// The width that a row has for its grants, in pixels.
    pub room: Lasting<RwSignal<f64>>,
    /// The words that are searched for, to be marked.
    pub words: Lasting<Memo<Vec<String>>>,
    pub me: Id,
    pub now: i64,
}

/// The list as a grid with one tab stop.
#[component]
pub fn TokenList(session: Arc<Session>, found: Found, words: Lasting<Memo<Vec<String>>>) -> impl IntoView {
    let console = use_console();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || found.get().map_or(0, |found| found.len()));
    let cursor = GridCursor::new("token", total, COLUMNS.len(), handle);
    let wrap = NodeRef::<html::Div>::new();
    let room = room_for_grants(wrap, total);
    let (float, times) = (Float::new(), Float::new());
    let around =
        RowContext { cursor, found, grants: float, times, room, words, me: session.me.id, now: clock::now_ms() };

    let place = move |index: usize| found.with(|found| found.as_ref().and_then(|found| found.get(index).copied()));
    // A token that has changed is drawn anew.
    let key = Callback::new(move |index: usize| {
        let listing = console.tokens.with(|tokens| tokens.ready().cloned());
        let row = listing.as_ref().zip(place(index)).and_then(|(listing, place)| listing.row(place));
        row.map_or(0, |(row, _)| identity(row))
    });
    let row = Callback::new(move |index: usize| {
        let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned());
        match (listing, untrack(|| place(index))) {
            (Some(listing), Some(place)) => view! { <TokenRow around listing place index /> }.into_any(),
            _ => ().into_any(),
        }
    });
    keep_place(console, handle, cursor, found);
    let shown = move || Some((console.tokens.with(|tokens| tokens.ready().cloned())?, found.get()?));
    stay_put(console.refresh, (handle, cursor), shown, id_shown, index_shown);
    // Results are read from the first one on.
    Effect::new(move |before: Option<String>| {
        let filter = console.history.list().filter;
        if before.is_some_and(|before| before != filter) {
            handle.scroll_to_offset(0.0);
        }
        filter
    });
    // The row of a token that was closed beside the list takes the focus back.
    Effect::new(move |_| {
        let Some(id) = console.list.wanted_row() else { return };
        if let Some(row) = untrack(|| index_of(console, found, id)) {
            cursor.go(Cursor { row, column: NAME });
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let id = place(cursor.at().row).and_then(|place| id_at(console, place));
        match (id, event.key().as_str()) {
            (Some(id), "Enter" | "F2") if !is_on_control(&event) && !has_modifier(&event) => {
                event.prevent_default();
                if event.key() == "F2" {
                    console.list.rename_next();
                }
                console.history.go(Route::Token(id));
            }
            (id, _) if keys::key_down(console, id, found, &event) => {}
            _ => cursor.key_down(&event),
        }
    };
    view! {
        <div class="tablewrap" node_ref=wrap on:scroll=move |_| {
            float.close();
            times.close();
        }>
            <div
                class="table"
                class:table--by-changed=move || console.history.list().sort.column == Column::Changed
                role="grid"
                aria-label="Tokens"
                aria-multiselectable="true"
                aria-rowcount=move || total.get() + 1
                aria-colcount=COLUMNS.len()
                on:keydown=on_key
            >
                <ListHead cursor found />
                <VirtualRows total row key keep=cursor.kept_row() handle class="table__body" />
            </div>
        </div>
        <GrantsCard float />
        <TimesCard float=times />
    }
}

/// Tells a row from another one, and from itself after a change.
fn identity(row: &Authorization) -> u64 {
    let mut hasher = DefaultHasher::new();
    (row.id, row.status, &row.description, row.changed_ms).hash(&mut hasher);
    hasher.finish()
}

/// The token at a place of the table.
fn id_at(console: Console, place: u32) -> Option<Id> {
    console.tokens.with_untracked(|tokens| tokens.ready().and_then(|all| all.row(place)).map(|(row, _)| row.id))
}

/// The list and the places of what is shown of it.
type ShownList = (Arc<Listing>, Arc<Vec<u32>>);

fn id_shown((listing, found): &ShownList, index: usize) -> Option<Id> {
    listing.row(*found.get(index)?).map(|(row, _)| row.id)
}

fn index_shown((listing, found): &ShownList, id: Id) -> Option<usize> {
    let place = listing.place_of(id)?;
    found.iter().position(|shown| *shown == place)
}

/// Where a token is shown in the list.
fn index_of(console: Console, found: Found, id: Id) -> Option<usize> {
    let place = console.tokens.with(|tokens| tokens.ready().and_then(|all| all.place_of(id)))?;
    found.with(|found| found.as_ref()?.iter().position(|shown| *shown == place))
}

/// Whether a key was pressed on a button of the list, which has its own meaning for it.
fn is_on_control(event: &KeyboardEvent) -> bool {
    event_target::<web_sys::Element>(event).closest("button, a").is_ok_and(|control| control.is_some())
}

fn has_modifier(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key()
}

/// The card with all grants of a row.
#[component]
fn GrantsCard(float: Float) -> impl IntoView {
    let console = use_console();
    let at = move |key: u64| -> Option<(Arc<Listing>, u32)> {
        let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned())?;
        let place = listing.place_of(Id::from_number(key)?)?;
        Some((listing, place))
    };
    let title = move |key: u64| {
        let (listing, place) = at(key)?;
        let (row, _) = listing.row(place)?;
        let count = grants(row).len();
        let word = if count == 1 { "grant" } else { "grants" };
        Some((format!("{} {word}", number(count)), row.description.to_string()))
    };
    let label = Callback::new(move |key| title(key).map(|(title, _)| title).unwrap_or_default());
    let content = Callback::new(move |key: u64| {
        let Some(((listing, place), (title, name))) = at(key).zip(title(key)) else { return ().into_any() };
        view! {
            <div class="float__head">
                <p class="float__title">
                    <b>{title}</b>
                    <span class="float__note">
                        <Untrusted text=name limit=120 />
                    </span>
                </p>
            </div>
            <div class="float__body">
                <AllGrants listing place />
            </div>
            {Id::from_number(key)
                .map(|id| {
                    let open = move |event: leptos::ev::MouseEvent| {
                        event.prevent_default();
                        float.close();
                        console.history.go(Route::Token(id));
                    };
                    view! {
                        <p class="float__foot">
                            <a class="link" href=Route::Token(id).href() on:click=open>"Open details"</a>
                        </p>
                    }
                })}
        }
        .into_any()
    });
    view! { <FloatingCard float label content /> }
}

/// The width of the grants' cell, which changes with the window and with what stands beside the list.
fn room_for_grants(wrap: NodeRef<html::Div>, total: Signal<usize>) -> Lasting<RwSignal<f64>> {
    let room = Lasting::new(320.0);
    let measure = move || {
        let cell = wrap.try_get_untracked().flatten().and_then(|wrap| {
            // In cards the head is out of sight, and the cells are as wide as the card.
            wrap.query_selector(".table__body .x-grants").ok().flatten()
        });
        let width = cell.map(|cell| cell.unchecked_into::<web_sys::Element>().get_bounding_client_rect().width());
        if let Some(width) = width.filter(|width| *width > 0.0 && (width - room.get_untracked()).abs() > 1.0) {
            room.set(width - 16.0);
        }
    };
    Effect::new(move |_| {
        total.track();
        if wrap.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    room
}

/// Comes back to where one was, and remembers it when one leaves.
fn keep_place(console: Console, handle: RowsHandle, cursor: GridCursor, found: Found) {
    let place = console.list;
    let scrolled = place.scrolled();
    if scrolled > 0.0 {
        handle.scroll_to_offset(scrolled);
    }
    on_cleanup(move || place.keep_scroll(handle.scrolled()));
    // A token that was just created takes the focus, so that one is where one's work went on; so does the one that
    // was left.
    let arrives = console.arriving_at.try_update(Option::take).flatten().or_else(|| place.come_back());
    let row = arrives.and_then(|id| untrack(|| index_of(console, found, id)));
    if let Some(row) = row {
        request_animation_frame(move || cursor.go(Cursor { row, column: NAME }));
    }
}
