//! The grid of objects × Read and Write. Only the rows on the screen exist.

use super::form::use_form;
use crate::pages::tokens::number;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::tick::{OwnTick, Tick, TickCell, TickState};
use crate::ui::tile::Right;
use crate::ui::untrusted::{Untrusted, spelled_out};
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::object::Object;
use console_core::permission::{Action, Checked, ResourceType};
use console_core::selection::{Cell, Header, Reach};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Name, Read, Write.
const COLUMNS: usize = 3;

const fn column(action: Action) -> usize {
    match action {
        Action::Read => 1,
        Action::Write => 2,
    }
}

const fn right(action: Action) -> Right {
    match action {
        Action::Read => Right::Read,
        Action::Write => Right::Write,
    }
}

/// The grid of one type.
#[component]
pub fn Grid(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || form.shown.with(|shown| shown.len()));
    let cursor = GridCursor::new("object", total, COLUMNS, handle);
    // Where a range begins: the last cell that was changed without Shift.
    let anchor = RwSignal::new(None::<(usize, Action, bool)>);

    let looked = resource.clone();
    let keyed = Callback::new(move |index: usize| {
        form.shown.with(|shown| shown.get(index).map_or(0, |object| object.id.number()))
    });
    let row = Callback::new(move |index: usize| {
        let object = form.shown.with_untracked(|shown| shown.get(index).cloned());
        match object {
            Some(object) => view! { <ObjectRow resource=looked.clone() object index cursor anchor /> }.into_any(),
            None => ().into_any(),
        }
    });
    let ranged = resource.clone();
    let on_key = move |event: KeyboardEvent| {
        // Shift with Space ticks everything between the last changed cell and this one.
        if event.key() == " " && event.shift_key() {
            let at = cursor.at();
            let action = if at.column == column(Action::Write) { Action::Write } else { Action::Read };
            if let Some((from, _, on)) = anchor.get_untracked() {
                event.prevent_default();
                form.tick_range(&ranged, from, at.row, action, on);
            }
            return;
        }
        cursor.key_down(&event);
    };
    let one = resource.singular().to_owned();
    let heading = format!("{}{}", one[..1].to_uppercase(), &one[1..]);
    let label = format!("{}, Read and Write", resource.title());
    let write = resource.clone();
    view! {
        <div class="grid">
            <div
                class="grid__t"
                role="grid"
                aria-label=label
                aria-rowcount=move || total.get() + 1
                aria-colcount=COLUMNS + 1
                aria-multiselectable="true"
                on:keydown=on_key
            >
                <div role="rowgroup" class="grid__head">
                    <div role="row" class="grid__row" aria-rowindex="1">
                        <span role="columnheader" class="x-name">
                            {heading}
                        </span>
                        <span role="columnheader" class="x-id">
                            "Id"
                        </span>
                        <LaneHead resource action=Action::Read />
                        <LaneHead resource=write action=Action::Write />
                    </div>
                </div>
                <VirtualRows total row key=keyed keep=cursor.kept_row() handle class="grid__body" />
            </div>
        </div>
    }
}

/// The head of a lane: a tick over everything that is shown.
#[component]
fn LaneHead(resource: ResourceType, action: Action) -> impl IntoView {
    let form = use_form();
    let (looked, changed) = (resource.clone(), resource.clone());
    let header = Memo::new(move |_| {
        form.shown.with(|shown| {
            form.with(|draft| {
                if draft.selection.reach(&looked, action) != Reach::These && looked.checked() != Checked::IdOnly {
                    return None;
                }
                Some(draft.selection.header(&looked, action, shown.iter().map(|object| object.id)))
            })
        })
    });
    let state = move || match header.get() {
        None => TickState::Included { own: OwnTick::None },
        Some(Header::None) => TickState::Empty,
        Some(Header::Some) => TickState::Mixed,
        Some(Header::All) => TickState::Chosen,
    };
    let shown = move || number(form.shown.with(|shown| shown.len()));
    let plural = resource.plural().to_owned();
    let name = move || format!("{} for {} shown {plural}", action.title(), shown());
    // Mixed becomes all; all becomes none.
    let toggle = Callback::new(move |_: bool| {
        let on = header.get_untracked() != Some(Header::All);
        let ids: Vec<_> = form.shown.with_untracked(|shown| shown.iter().map(|object| object.id).collect());
        form.update(|draft| draft.selection.tick_all(&changed, ids, action, on));
    });
    let class = match action {
        Action::Read => "lane lane--r",
        Action::Write => "lane lane--w",
    };
    view! {
        <span role="columnheader" class=class>
            <span class="lanehead">
                <Tick right=right(action) state=Signal::derive(state) name=Signal::derive(name) on_toggle=toggle />
                <span>
                    <b>{action.title()}</b>
                    <small>{shown} " shown"</small>
                </span>
            </span>
        </span>
    }
}

#[component]
fn ObjectRow(
    resource: ResourceType,
    object: Object,
    index: usize,
    cursor: GridCursor,
    anchor: RwSignal<Option<(usize, Action, bool)>>,
) -> impl IntoView {
    let form = use_form();
    let id = object.id;
    let (looked, written) = (resource.clone(), resource.clone());
    let chosen =
        move || form.with(|draft| Action::BOTH.iter().any(|action| draft.selection.is_ticked(&looked, id, *action)));
    let name = if object.name.is_empty() { id.to_string() } else { object.name.to_string() };
    let (read_object, write_object) = (object.clone(), object.clone());
    view! {
        <div role="row" class="grid__row" class:is-on=chosen aria-rowindex=index + 2>
            <div
                role="rowheader"
                class="x-name"
                id=cursor.cell_id(index, 0)
                tabindex=cursor.tabindex(index, 0)
                on:focus=move |_| cursor.entered(index, 0)
            >
                <span class="obj">
                    <span class="obj__name">
                        <Untrusted text=name />
                    </span>
                    {object.system.then(|| view! { <Tag tone=TagTone::Plain>"system"</Tag> })}
                </span>
                {object
                    .system
                    .then(|| {
                        view! {
                            <span class="obj__why">"Read shows nothing without read on the organization"</span>
                        }
                    })}
            </div>
            <div role="gridcell" class="x-id id" translate="no">
                {id.to_string()}
            </div>
            <ObjectCell resource object=read_object index cursor anchor action=Action::Read />
            <ObjectCell resource=written object=write_object index cursor anchor action=Action::Write />
        </div>
    }
}

#[component]
fn ObjectCell(
    resource: ResourceType,
    object: Object,
    index: usize,
    cursor: GridCursor,
    anchor: RwSignal<Option<(usize, Action, bool)>>,
    action: Action,
) -> impl IntoView {
    let form = use_form();
    let id = object.id;
    let (looked, changed) = (resource.clone(), resource.clone());
    let state = move || match form.with(|draft| draft.selection.cell(&looked, id, action)) {
        Cell::Empty => TickState::Empty,
        Cell::Chosen => TickState::Chosen,
        Cell::Included { own: true } => TickState::Included { own: OwnTick::Kept },
        Cell::Included { own: false } => TickState::Included { own: OwnTick::None },
    };
    let called = if object.name.is_empty() { id.to_string() } else { spelled_out(&object.name) };
    let name = format!("{}, {} {called}", action.title(), resource.singular());
    let shift = RwSignal::new(false);
    let toggle = Callback::new(move |on: bool| {
        match anchor.get_untracked() {
            Some((from, of, _)) if shift.get_untracked() && of == action => {
                form.tick_range(&changed, from, index, action, on);
            }
            _ => form.update(|draft| draft.selection.tick(&changed, id, action, on)),
        }
        anchor.set(Some((index, action, on)));
    });
    let place = column(action);
    let class = match action {
        Action::Read => "lane lane--r",
        Action::Write => "lane lane--w",
    };
    view! {
        <div role="gridcell" class=class on:click:capture=move |event| shift.set(event.shift_key())>
            <TickCell
                right=right(action)
                state=Signal::derive(state)
                name=name
                tabindex=cursor.tabindex(index, place)
                on_toggle=toggle
                on_focus=Callback::new(move |()| cursor.entered(index, place))
                id=cursor.cell_id(index, place)
            />
        </div>
    }
}
