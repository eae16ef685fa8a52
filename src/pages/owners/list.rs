//! The owners as a grid with one tab stop: only the rows on the screen exist.

use super::All;
use super::row::OwnerRow;
use crate::console::use_console;
use crate::shared::list::SortBy;
use crate::shell::clock;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use influxdb2::authorization::owners::{Column, Owner};
use influxdb2::route::Route;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Class, heading and column.
const COLUMNS: [(&str, &str, Column); 5] = [
    ("x-name", "Owner", Column::Owner),
    ("x-status", "Status", Column::Status),
    ("x-tokens", "Tokens", Column::Tokens),
    ("x-kinds", "Kinds", Column::Kinds),
    ("x-changed", "Last change", Column::Changed),
];

#[component]
pub fn OwnerList(all: All) -> impl IntoView {
    let console = use_console();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || all.found.with(|found| found.len()));
    let cursor = GridCursor::new("owner", total, COLUMNS.len(), handle);
    let now = clock::now_ms();
    let owner_at = move |index: usize| -> Option<Owner> {
        let place = all.found.with(|found| found.get(index).copied())?;
        all.owners.with(|owners| owners.as_ref()?.owners.get(place as usize).cloned())
    };
    let key = Callback::new(move |index: usize| {
        let mut hasher = DefaultHasher::new();
        owner_at(index).map(|owner| (owner.id, owner.active, owner.inactive, owner.changed_ms)).hash(&mut hasher);
        hasher.finish()
    });
    let row = Callback::new(move |index: usize| match untrack(|| owner_at(index)) {
        Some(owner) => view! { <OwnerRow owner index cursor now /> }.into_any(),
        None => ().into_any(),
    });
    // Results are read from the first one on.
    Effect::new(move |before: Option<String>| {
        let text = console.owners.text.get();
        if before.is_some_and(|before| before != text) {
            handle.scroll_to_offset(0.0);
        }
        text
    });
    let on_key = move |event: KeyboardEvent| {
        let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key());
        let owner = owner_at(cursor.at().row).filter(|_| plain && event.key() == "Enter" && !cursor.is_in_head());
        match owner {
            Some(owner) => {
                event.prevent_default();
                console.history.go(Route::Owner(owner.id));
            }
            None => cursor.key_down(&event),
        }
    };
    let sort = Signal::derive(move || console.owners.sort.get());
    let on_sort = Callback::new(move |sort| console.owners.sort.set(sort));
    let heads = COLUMNS
        .iter()
        .enumerate()
        .map(|(at, (class, title, column))| {
            view! { <SortBy at class=*class title=*title column=*column sort on_sort cursor /> }
        })
        .collect_view();
    view! {
        <div class="tablewrap">
            <div
                class="table table--owners"
                role="grid"
                aria-label="Owners"
                aria-rowcount=move || total.get() + 1
                aria-colcount=COLUMNS.len()
                on:keydown=on_key
            >
                <div role="rowgroup" class="table__head">
                    <div role="row" class="table__row" aria-rowindex="1">
                        {heads}
                    </div>
                </div>
                <VirtualRows total row key keep=cursor.kept_row() handle class="table__body" />
            </div>
        </div>
    }
}
