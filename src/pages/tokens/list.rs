//! The rows of the list: only those on the screen exist.

use super::Found;
use super::all_grants::AllGrants;
use super::columns::{ACT, BOX, CHANGED, COLUMNS, CREATED, GRANTS, NAME};
use super::head::ListHead;
use super::row::Rows;
use super::times::TimesCard;
use crate::console::{Console, use_console};
use crate::shared::list::bulk::{choose, keys};
use crate::shared::list::{opened_in_sight, stay_put};
use crate::shell::clock;
use crate::shell::lasting::Lasting;
use crate::ui::float::{Float, FloatingCard};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::time::put_full_title;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::{Asked, FilledRows, RowsHandle};
use console_core::table::Cursor;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::authorization::{Column, Listing, grants};
use influxdb2::route::Route;
use influxdb2::session::Session;
use leptos::ev::{FocusEvent, KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
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
pub fn TokenList(
    session: Arc<Session>,
    found: Found,
    words: Lasting<Memo<Vec<String>>>,
    /// Somebody has come to the rows.
    near: Callback<()>,
) -> impl IntoView {
    let console = use_console();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || found.get().map_or(0, |found| found.len()));
    let cursor = GridCursor::new("token", total, COLUMNS.len(), handle);
    let wrap = NodeRef::<html::Div>::new();
    let opened = move || match console.history.route() {
        Route::Token(id) => Some(id),
        _ => None,
    };
    let room = room_for_grants(wrap, total, Memo::new(move |_| opened().is_some()));
    let (float, times) = (Float::new(), Float::new());
    let around =
        RowContext { cursor, found, grants: float, times, room, words, me: session.me.id, now: clock::now_ms() };

    let place = move |index: usize| found.with(|found| found.as_ref().and_then(|found| found.get(index).copied()));
    let rows = Rows::new(console, around);
    let fill = Box::new(move |list: &web_sys::HtmlElement, asked: &Asked| rows.fill(list, asked));
    keep_place(console, handle, cursor, found);
    let shown = move || Some((console.tokens.with(|tokens| tokens.ready().cloned())?, found.get()?));
    opened_in_sight(handle, opened, move |id| index_of(console, found, id));
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
                on:click=move |event| press(console, rows, around, &event)
                on:focusin=move |event| {
                    near.run(());
                    arrive(rows, around, &event);
                }
                on:focusout=move |event| leave(around, &event)
                on:pointerover=move |event| {
                    near.run(());
                    point(rows, around, &event);
                }
                on:pointerout=move |event| point_away(around, &event)
            >
                <ListHead cursor found />
                <FilledRows total fill later=true keep=cursor.kept_row() handle class="table__body" />
            </div>
        </div>
        <GrantsCard float />
        <TimesCard float=times />
    }
}

/// The element around the target of an event that a selector names.
fn around_target(event: &web_sys::Event, selector: &str) -> Option<web_sys::HtmlElement> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok().flatten()?.dyn_into().ok()
}

/// What shows a card: the pill behind the grants, and a day.
const PILL: &str = ".more";
const DAY: &str = ".when";

/// Something in a row was pressed.
fn press(console: Console, rows: Rows, around: RowContext, event: &MouseEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some((_, column, id)) = target.and_then(|target| rows.cell_of(&target)) else { return };
    match column {
        // All of the cell takes the press, for fingers.
        BOX => {
            let found = around.found.get_untracked().unwrap_or_default();
            choose(console, id, event.shift_key(), &found);
        }
        ACT if around_target(event, "button").is_some() => {
            console.list.leave_at(id);
            console.clone_token(id);
            console.history.go(Route::NewToken);
        }
        _ => match (around_target(event, PILL), around_target(event, DAY)) {
            (Some(pill), _) => around.grants.pressed(id.number(), pill),
            (None, Some(day)) => around.times.pressed(id.number(), day),
            // Text that was selected to be copied is no press.
            (None, None) if selects() => {}
            (None, None) => console.history.go(Route::Token(id)),
        },
    }
}

fn selects() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}

/// A cell took the focus.
fn arrive(rows: Rows, around: RowContext, event: &FocusEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    let Some((target, (index, column, id))) = target.and_then(|target| Some((target.clone(), rows.cell_of(&target)?)))
    else {
        return;
    };
    around.cursor.entered(index, column);
    match column {
        GRANTS if around_target(event, PILL).is_some() => around.grants.peek(id.number(), target),
        CREATED | CHANGED if around_target(event, DAY).is_some() => around.times.peek(id.number(), target),
        _ => {}
    }
}

/// The focus leaves what shows a card.
fn leave(around: RowContext, event: &FocusEvent) {
    if around_target(event, PILL).is_some() {
        around.grants.left();
    }
    if around_target(event, DAY).is_some() {
        around.times.left();
    }
}

/// The pointer comes to a day, or to the pill behind the grants. A finger only presses.
fn point(rows: Rows, around: RowContext, event: &PointerEvent) {
    if let Some(time) = around_target(event, "time") {
        put_full_title(&time);
    }
    let Some(pill) = around_target(event, PILL).filter(|pill| !was_within(event, pill)) else { return };
    if let Some((_, _, id)) = rows.cell_of(&pill).filter(|_| event.pointer_type() == "mouse") {
        around.grants.pointer_came(id.number(), pill);
    }
}

fn point_away(around: RowContext, event: &PointerEvent) {
    if around_target(event, PILL).is_some_and(|pill| !was_within(event, &pill)) {
        around.grants.left();
    }
}

/// Whether the pointer was within an element before, or still is.
fn was_within(event: &PointerEvent, element: &web_sys::HtmlElement) -> bool {
    let other = event.related_target().and_then(|other| other.dyn_into::<web_sys::Node>().ok());
    other.is_some_and(|other| element.contains(Some(&other)))
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
fn room_for_grants(wrap: NodeRef<html::Div>, total: Signal<usize>, beside: Memo<bool>) -> Lasting<RwSignal<f64>> {
    let room = Lasting::new(320.0);
    let measure = move || {
        let width = wrap.try_get_untracked().flatten().and_then(|wrap| {
            // In cards the head is out of sight, and the cells are as wide as the card.
            let cell = |part: &str| wrap.query_selector(&format!("{part} .x-grants")).ok().flatten();
            let cell = cell(".table__body").or_else(|| cell(".table__head"))?;
            Some(cell.get_bounding_client_rect().width())
        });
        let inside = width.filter(|width| *width > 0.0).map(|width| width - 16.0);
        if let Some(inside) = inside.filter(|inside| (inside - room.get_untracked()).abs() > 1.0) {
            room.set(inside);
        }
        inside.is_some()
    };
    let measure_soon = move || {
        request_animation_frame(move || {
            measure();
        })
    };
    Effect::new(move |measured: Option<bool>| {
        total.track();
        // A token that is open takes its room from the list.
        beside.track();
        if wrap.get().is_none() {
            return false;
        }
        // At first before there is a row, so that the first ones are drawn once. Cards have nothing to measure before.
        if measured == Some(true) || !measure() {
            measure_soon();
        }
        true
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        measure();
    });
    on_cleanup(move || resized.remove());
    room
}

/// Opens a token that was just created where the search leaves its row out: somebody looks for it.
pub(super) fn open_created(console: Console, id: Id) {
    if untrack(|| console.tokens.with(|tokens| tokens.ready().and_then(|all| all.place_of(id)))).is_some() {
        request_animation_frame(move || console.history.go(Route::Token(id)));
    }
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
    let created = console.arriving_at.try_update(Option::take).flatten();
    let row = created.or_else(|| place.come_back()).and_then(|id| untrack(|| index_of(console, found, id)));
    match (row, created) {
        (Some(row), _) => request_animation_frame(move || cursor.go(Cursor { row, column: NAME })),
        (None, Some(created)) => open_created(console, created),
        (None, None) => {}
    }
}
