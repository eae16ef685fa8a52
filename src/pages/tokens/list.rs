//! The rows of the list: only those on the screen exist.

use super::all_grants::AllGrants;
use super::columns::{COLUMNS, NAME};
use super::head::ListHead;
use super::row::TokenRow;
use crate::console::{Console, use_console};
use crate::shell::clock;
use crate::ui::float::{Float, FloatingCard};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::table::Cursor;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::{Listing, grants};
use influxdb2::session::Session;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// What all rows share.
#[derive(Clone, Copy)]
pub struct Surroundings {
    pub cursor: GridCursor,
    /// The card with all grants of a row.
    pub grants: Float,
    /// The width that a row has for its grants, in pixels.
    pub room: Signal<f64>,
    /// The words that are searched for, to be marked.
    pub words: Signal<Vec<String>>,
    pub me: Id,
    pub now: i64,
}

/// The list as a grid with one tab stop.
#[component]
pub fn TokenList(
    session: Arc<Session>,
    found: Memo<Option<Arc<Vec<u32>>>>,
    #[prop(into)] words: Signal<Vec<String>>,
) -> impl IntoView {
    let console = use_console();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || found.get().map_or(0, |found| found.len()));
    let cursor = GridCursor::new("token", total, COLUMNS.len(), handle);
    let wrap = NodeRef::<html::Div>::new();
    let room = room_for_grants(wrap, total);
    let float = Float::new();
    let around = Surroundings { cursor, grants: float, room, words, me: session.me.id, now: clock::now_ms() };

    let place = move |index: usize| found.with(|found| found.as_ref().and_then(|found| found.get(index).copied()));
    let key = Callback::new(move |index: usize| {
        place(index)
            .and_then(|place| {
                console
                    .tokens
                    .with(|tokens| tokens.ready().and_then(|all| all.row(place)).map(|(row, _)| row.id.number()))
            })
            .unwrap_or(0)
    });
    let row = Callback::new(move |index: usize| {
        let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned());
        match (listing, untrack(|| place(index))) {
            (Some(listing), Some(place)) => view! { <TokenRow around listing place index /> }.into_any(),
            _ => ().into_any(),
        }
    });
    keep_place(console, handle, cursor, found);
    // Results are read from the first one on.
    Effect::new(move |before: Option<String>| {
        let filter = console.history.list().filter;
        if before.is_some_and(|before| before != filter) {
            handle.scroll_to_offset(0.0);
        }
        filter
    });
    view! {
        <div class="tablewrap" node_ref=wrap on:scroll=move |_| float.close()>
            <div
                class="table"
                class:table--by-changed=move || console.history.list().sort.column == influxdb2::authorization::Column::Changed
                role="grid"
                aria-label="Tokens"
                aria-rowcount=move || total.get() + 1
                aria-colcount=COLUMNS.len()
                on:keydown=move |event| cursor.key_down(&event)
            >
                <ListHead cursor />
                <VirtualRows total row key keep=cursor.kept_row() handle class="table__body" />
            </div>
        </div>
        <GrantsCard float />
    }
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
        }
        .into_any()
    });
    view! { <FloatingCard float label content /> }
}

/// The width of the grants' cell, which changes with the window and with what stands beside the list.
fn room_for_grants(wrap: NodeRef<html::Div>, total: Signal<usize>) -> Signal<f64> {
    let room = RwSignal::new(320.0);
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
    room.into()
}

/// Comes back to where one was, and remembers it when one leaves.
fn keep_place(console: Console, handle: RowsHandle, cursor: GridCursor, found: Memo<Option<Arc<Vec<u32>>>>) {
    let place = console.list;
    let scrolled = place.scrolled();
    if scrolled > 0.0 {
        handle.scroll_to_offset(scrolled);
    }
    on_cleanup(move || place.keep_scroll(handle.scrolled()));
    // A token that was just created takes the focus, so that one is where one's work went on; so does the one that
    // was left.
    let arrives = console.arriving_at.try_update(Option::take).flatten().or_else(|| place.come_back());
    let row = arrives.and_then(|id| {
        let place = console.tokens.with_untracked(|tokens| tokens.ready().and_then(|all| all.place_of(id)))?;
        found.with_untracked(|found| found.as_ref()?.iter().position(|shown| *shown == place))
    });
    if let Some(row) = row {
        request_animation_frame(move || cursor.go(Cursor { row, column: NAME }));
    }
}
