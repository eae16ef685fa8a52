//! The tokens of the user, each with the way to its drawer.

use crate::console::{Console, use_console};
use crate::pages::kind::weight;
use crate::shell::clock;
use crate::ui::badge::{KindBadge, StatusBadge, StatusShape};
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::time::Time;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::{Authorization, Grant, Listing, Status, TokenStatus, grants, note, whole};
use influxdb2::permission::{Kind, ResourceType};
use influxdb2::route::Route;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// How many grants are named in a row.
const NAMED: usize = 3;

const COLUMNS: [(&str, &str); 6] = [
    ("x-name", "Token"),
    ("x-status", "Status"),
    ("x-kind", "Kind"),
    ("x-grants", "Grants"),
    ("x-created", "Created"),
    ("x-changed", "Changed"),
];

/// The table. `places` are the tokens in the list, the newest first.
#[component]
pub fn OwnTokens(user: Id, places: Memo<Option<Vec<u32>>>) -> impl IntoView {
    let console = use_console();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || places.with(|places| places.as_ref().map_or(0, Vec::len)));
    let cursor = GridCursor::new("own-token", total, COLUMNS.len(), handle);
    let now = clock::now_ms();
    let at = move |index: usize| -> Option<(Arc<Listing>, u32)> {
        let place = places.with(|places| places.as_ref()?.get(index).copied())?;
        Some((console.tokens.with(|tokens| tokens.ready().cloned())?, place))
    };
    let key = Callback::new(move |index: usize| {
        let mut hasher = DefaultHasher::new();
        if let Some((listing, place)) = at(index)
            && let Some((row, _)) = listing.row(place)
        {
            (row.id, row.status, &row.description, row.changed_ms).hash(&mut hasher);
        }
        hasher.finish()
    });
    let row = Callback::new(move |index: usize| {
        let found = untrack(|| at(index));
        let drawn = found.and_then(|(listing, place)| {
            let (row, kind) = listing.row(place)?;
            Some(line(&listing, place, row, kind, index, cursor, now))
        });
        drawn.into_any()
    });
    let on_key = move |event: KeyboardEvent| cursor.key_down(&event);
    let heads = COLUMNS
        .iter()
        .map(|(class, title)| view! { <span role="columnheader" class=*class>{*title}</span> })
        .collect_view();
    let label = format!("Tokens of {}", console_core::text::foreign::spelled_out(&untrack(|| console.user_name(user))));
    view! {
        <div class="tablewrap">
            <div
                class="table table--own"
                role="grid"
                aria-label=label
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

fn line(
    listing: &Arc<Listing>,
    place: u32,
    row: &Authorization,
    kind: Kind,
    index: usize,
    cursor: GridCursor,
    now: i64,
) -> AnyView {
    let console = use_console();
    let token = row.id;
    let own = row.clone();
    let status = move || {
        let status = console.inactive_users.with(|inactive| TokenStatus::of(&own, inactive));
        let shape = match status {
            TokenStatus::Active => StatusShape::Active,
            TokenStatus::Inactive => StatusShape::Inactive,
            TokenStatus::OwnerInactive => StatusShape::Dead,
        };
        view! { <StatusBadge shape label=status.title() /> }.into_any()
    };
    let listing = Arc::clone(listing);
    let grants = Signal::derive(move || {
        listing.row(place).map(|(row, kind)| granted(console, &listing, row, kind)).unwrap_or_default()
    });
    let noted = note::read(&row.description);
    let name = if noted.name.trim().is_empty() {
        view! { <i>"No description"</i> }.into_any()
    } else {
        view! { <Untrusted text=noted.name.to_owned() /> }.into_any()
    };
    let notes = noted.notes.iter().map(|note| view! { <span class="note">{note.to_string()}</span> }).collect_view();
    let go = move |event: MouseEvent| {
        if event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            console.history.go(Route::Token(token));
        }
    };
    let cell = move |column: usize| cursor.cell_id(index, column);
    let stop = move |column: usize| cursor.tabindex(index, column);
    let entered = move |column: usize| move |_| cursor.entered(index, column);
    let day = move |at: Option<i64>| match at {
        Some(at) => view! { <Time at now /> }.into_any(),
        None => view! { <span class="mute">"not known"</span> }.into_any(),
    };
    view! {
        <div role="row" class="table__row" class:is-off=row.status == Status::Inactive aria-rowindex=index + 2>
            <div role="rowheader" class="x-name">
                <div class="tok">
                    <span class="tok__line">
                        <a
                            class="tok__name"
                            href=Route::Token(token).href()
                            id=cell(0)
                            tabindex=stop(0)
                            on:focus=entered(0)
                            on:click=go
                        >
                            {name}
                        </a>
                        {notes}
                    </span>
                    <span class="tok__id mono" translate="no">
                        {token.to_string()}
                    </span>
                </div>
            </div>
            <div role="gridcell" class="x-status" id=cell(1) tabindex=stop(1) on:focus=entered(1)>
                {drawn(status)}
            </div>
            <div role="gridcell" class="x-kind" id=cell(2) tabindex=stop(2) on:focus=entered(2)>
                <KindBadge weight=weight(kind)>{kind.title()}</KindBadge>
            </div>
            <div role="gridcell" class="x-grants" id=cell(3) tabindex=stop(3) on:focus=entered(3)>
                <Untrusted text=grants />
            </div>
            <div role="gridcell" class="x-created nowrap" id=cell(4) tabindex=stop(4) on:focus=entered(4)>
                <span class="x-when">"Created "</span>
                {day(row.created_ms)}
            </div>
            <div role="gridcell" class="x-changed nowrap" id=cell(5) tabindex=stop(5) on:focus=entered(5)>
                <span class="x-when">"Changed "</span>
                {day(row.changed_ms)}
            </div>
        </div>
    }
    .into_any()
}

/// What a token grants in one line: the strongest first, and how many more there are. Names may come later.
pub fn granted(console: Console, listing: &Listing, row: &Authorization, kind: Kind) -> String {
    if let Some(all) = whole(kind, listing.table().names.get(&ResourceType::Orgs, row.org)) {
        return format!("Read and write {all}");
    }
    let grants = grants(row);
    let word = |read: bool, write: bool| match (read, write) {
        (true, true) => "Read and write",
        (false, true) => "Write",
        _ => "Read",
    };
    let mut told: Vec<String> = console.names.with(|names| {
        let label = |grant: &Grant<'_>| format!("{} {}", word(grant.read, grant.write), grant.label(names));
        grants.iter().take(NAMED).map(label).collect()
    });
    if grants.len() > NAMED {
        told.push(format!("{} more", number(grants.len() - NAMED)));
    }
    told.join(", ")
}
