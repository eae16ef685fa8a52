//! The rows of the list: only those on the screen exist.

use super::row::TokenRow;
use crate::console::use_console;
use crate::shell::clock;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::live::use_announcer;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::table::Cursor;
use influxdb2::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The columns, by class and heading.
pub const COLUMNS: [(&str, &str); 7] = [
    ("x-status", "Status"),
    ("x-name", "Token"),
    ("x-kind", "Kind"),
    ("x-grants", "Grants"),
    ("x-owner", "Owner"),
    ("x-created", "Created"),
    ("x-act", "Clone"),
];

/// The list as a grid with one tab stop.
#[component]
pub fn TokenList(session: Arc<Session>, found: Memo<Option<Arc<Vec<u32>>>>) -> impl IntoView {
    let console = use_console();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || found.get().map_or(0, |found| found.len()));
    let cursor = GridCursor::new("token", total, COLUMNS.len(), handle);
    let now = clock::now_ms();

    let announcer = use_announcer();
    Effect::new(move |before: Option<usize>| {
        let shown = total.get();
        // The first count is read with the page; only changes are news.
        if before.is_some_and(|before| before != shown) {
            announcer.say_soon(if shown == 1 { "1 token shown".to_owned() } else { format!("{shown} tokens shown") });
        }
        shown
    });

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
        let place = untrack(|| place(index));
        match (listing, place) {
            (Some(listing), Some(place)) => {
                view! { <TokenRow session=Arc::clone(&session) listing place index cursor now /> }.into_any()
            }
            _ => ().into_any(),
        }
    });
    // A token that was just made takes the focus, so that one is where one's work went on.
    if let Some(id) = console.arriving_at.try_update(Option::take).flatten() {
        let row = found.with_untracked(|found| {
            let place = console.tokens.with_untracked(|tokens| tokens.ready().and_then(|all| all.place_of(id)))?;
            found.as_ref()?.iter().position(|shown| *shown == place)
        });
        if let Some(row) = row {
            request_animation_frame(move || cursor.go(Cursor { row, column: 1 }));
        }
    }
    let headings = COLUMNS
        .into_iter()
        .map(|(class, heading)| {
            view! {
                <span role="columnheader" class=class aria-sort=(class == "x-created").then_some("descending")>
                    {heading}
                </span>
            }
        })
        .collect_view();
    view! {
        <div class="tablewrap">
            <div
                class="table"
                role="grid"
                aria-label="Tokens"
                aria-rowcount=move || total.get() + 1
                aria-colcount=COLUMNS.len()
                on:keydown=move |event| cursor.key_down(&event)
            >
                <div role="rowgroup" class="table__head">
                    <div role="row" class="table__row" aria-rowindex="1">
                        {headings}
                    </div>
                </div>
                <VirtualRows total row key keep=cursor.kept_row() handle class="table__body" />
            </div>
        </div>
    }
}
