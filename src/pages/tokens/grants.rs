//! What a token grants, in one line: the strongest first, as many as fit, and how many more there are.

use super::columns::GRANTS;
use super::fit::{Extent, fitting};
use crate::console::{Console, use_console};
use crate::shell::lasting::Lasting;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::drawn::drawn;
use crate::ui::float::Float;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::middle::MiddleCut;
use crate::ui::tile::{Right, Tile, TileLook};
use console_core::text::number;
use influxdb2::authorization::{Grant, Listing, Status, grants, whole};
use influxdb2::permission::{ResourceType, Scope};
use leptos::prelude::*;
use std::sync::Arc;

/// No row shows more, however wide it is.
const MOST: usize = 12;

/// The cell with the grants of the token at `place` of the table, in the row with this index.
#[component]
pub fn GrantsCell(
    listing: Arc<Listing>,
    place: u32,
    index: usize,
    cursor: GridCursor,
    room: Lasting<RwSignal<f64>>,
    float: Float,
) -> impl IntoView {
    let console = use_console();
    let (row, kind) = listing.row(place)?;
    let key = row.id.number();
    let look = if row.status == Status::Inactive { TileLook::Off } else { TileLook::Solid };
    let org = listing.table().names.get(&ResourceType::Orgs, row.org);
    let one_line = whole(kind, org);
    let count = if one_line.is_some() { 1 } else { grants(row).len() };
    let extents = {
        let listing = Arc::clone(&listing);
        move |room: f64| {
            let Some((row, _)) = listing.row(place) else { return 0 };
            let all = grants(row);
            fitting(all.iter().take(MOST).map(|grant| extent(grant, console, &listing)), all.len(), room)
        }
    };
    let is_one_line = one_line.is_some();
    let shown = Memo::new(move |_| if is_one_line { 1 } else { extents(room.get()) });
    let more = move || count.saturating_sub(shown.get());
    let line = {
        let listing = Arc::clone(&listing);
        move || match (&one_line, listing.row(place)) {
            (Some(text), _) => wide(text.clone(), look).into_any(),
            (None, Some((row, _))) => {
                let all = grants(row);
                all.iter().take(shown.get()).map(|grant| one(grant, console, &listing, look)).collect_view().into_any()
            }
            (None, None) => ().into_any(),
        }
    };
    // The pill stays the same one while its number changes, since it may have the focus.
    let has_more = Memo::new(move |_| more() > 0);
    let id = cursor.cell_id(index, GRANTS);
    let own = id.clone();
    let own_id = move || (!has_more.get()).then(|| own.clone());
    let tabindex = cursor.tabindex(index, GRANTS);
    let pill = move || {
        let id = id.clone();
        has_more.get().then(|| view! { <Pill id more=Signal::derive(more) key float index cursor /> }).into_any()
    };
    Some(view! {
        <div
            role="gridcell"
            class="x-grants"
            id=own_id
            tabindex=move || (!has_more.get()).then(|| tabindex.get())
            on:focus=move |_| cursor.entered(index, GRANTS)
        >
            <div class="grants">{drawn(line)} {drawn(pill)}</div>
        </div>
    })
}

/// How many more there are. The card with all of them comes with the pointer and the focus, and stays when it is pressed.
#[component]
fn Pill(
    id: String,
    #[prop(into)] more: Signal<usize>,
    key: u64,
    float: Float,
    index: usize,
    cursor: GridCursor,
) -> impl IntoView {
    let button = NodeRef::<leptos::html::Button>::new();
    let here = move |act: &dyn Fn(web_sys::HtmlElement)| {
        if let Some(button) = button.get_untracked() {
            act(button.into());
        }
    };
    view! {
        <button
            type="button"
            class="more"
            class:more--open=move || float.is_at(key)
            id=id
            tabindex=cursor.tabindex(index, GRANTS)
            aria-haspopup="dialog"
            aria-expanded=move || if float.is_at(key) { "true" } else { "false" }
            node_ref=button
            on:focus=move |_| {
                cursor.entered(index, GRANTS);
                here(&|place| float.peek(key, place));
            }
            on:blur=move |_| float.left()
            on:pointerenter=move |event| {
                // A finger only presses.
                if event.pointer_type() == "mouse" {
                    here(&|place| float.pointer_came(key, place));
                }
            }
            on:pointerleave=move |_| float.left()
            on:click=move |event| {
                event.stop_propagation();
                here(&|place| float.pressed(key, place));
            }
        >
            "+"
            {drawn(move || number(more.get()))}
            <span class="vh">" more grants"</span>
        </button>
    }
}

fn extent(grant: &Grant, console: Console, listing: &Listing) -> Extent {
    let characters = console.names.with(|names| grant.label(names).chars().count());
    let tiles = usize::from(grant.read) + usize::from(grant.write);
    Extent { tiles, characters, tagged: console.is_gone(grant, listing) }
}

fn one(grant: &Grant, console: Console, listing: &Listing, look: TileLook) -> AnyView {
    let gone = console.is_gone(grant, listing);
    let look = if gone && look == TileLook::Solid { TileLook::Soft } else { look };
    let text = console.names.with(|names| grant.label(names));
    let class = if matches!(grant.scope, Scope::Object { .. }) { "grant" } else { "grant grant--wide" };
    view! {
        <span class=class>
            {tiles(grant.read, grant.write, look)}
            <MiddleCut text />
            {gone.then(|| view! { <Tag tone=TagTone::Warn>"deleted"</Tag> })}
        </span>
    }
    .into_any()
}

fn wide(text: String, look: TileLook) -> impl IntoView {
    view! {
        <span class="grant grant--wide">
            {tiles(true, true, look)} <MiddleCut text />
        </span>
    }
}

/// The tiles of one grant.
fn tiles(read: bool, write: bool, look: TileLook) -> impl IntoView {
    view! {
        <span class="tiles">
            {read.then(|| view! { <Tile right=Right::Read look /> })}
            {write.then(|| view! { <Tile right=Right::Write look /> })}
        </span>
    }
}
