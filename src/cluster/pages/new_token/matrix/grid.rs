//! The grid of databases × Read and Write. Only the rows on the screen exist.

use super::column::{Anchor, Column, tick_state};
use crate::cluster::pages::new_token::form::{Row, use_form};
use crate::shell::page;
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::landmark::SEARCH;
use crate::ui::tick::{Tick, TickCell};
use crate::ui::tile::Right;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::text::foreign::spelled_out;
use database::permission::Action;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Name, Read, Write.
const COLUMNS: usize = 3;

const fn column_of(action: Action) -> usize {
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

const fn class(action: Action) -> &'static str {
    match action {
        Action::Read => "column column--r",
        Action::Write => "column column--w",
    }
}

/// The grid.
#[component]
pub fn Grid() -> impl IntoView {
    let form = use_form();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || form.shown.with(|shown| shown.len()));
    let cursor = GridCursor::new("database", total, COLUMNS, handle);
    let columns = Action::BOTH.map(|action| Column::new(form, action));
    let [read, write] = columns;
    let anchor: Anchor = RwSignal::new(None);
    // A range never begins at a database that is out of sight.
    Effect::new(move |_| {
        let shown = form.shown.read();
        let from = anchor.get_untracked();
        if from.is_some_and(|(name, _)| !shown.iter().any(|row| row.name == name)) {
            anchor.set(None);
        }
    });
    let keyed = Callback::new(move |index: usize| {
        form.shown.with(|shown| {
            let mut hasher = DefaultHasher::new();
            shown.get(index).map(|row| (&row.name, &row.limits)).hash(&mut hasher);
            hasher.finish()
        })
    });
    let row = Callback::new(move |index: usize| match form.shown.with_untracked(|shown| shown.get(index).cloned()) {
        Some(row) => view! { <DatabaseRow row index cursor columns anchor /> }.into_any(),
        None => ().into_any(),
    });
    let on_key = move |event: KeyboardEvent| {
        let at = cursor.at();
        // The cell that was moved to takes the focus with the next frame only, so the cursor knows better where one is.
        let in_rows = !cursor.is_in_head();
        let column = columns.into_iter().find(|one| in_rows && column_of(one.action) == at.column);
        match (column, event.key().as_str()) {
            // Shift with Space changes everything from the last changed cell to this one, as Shift with a click does.
            (Some(column), " ") if event.shift_key() => {
                event.prevent_default();
                if let Some(name) = form.shown.with_untracked(|shown| shown.get(at.row).map(|row| row.name.clone())) {
                    column.extend_to(anchor, &name);
                }
            }
            // With Caps Lock it is a capital letter.
            (Some(column), "a" | "A") if (event.ctrl_key() || event.meta_key()) && !event.shift_key() => {
                event.prevent_default();
                column.tick_all(true);
            }
            _ => cursor.key_down(&event),
        }
    };
    // Some browsers press a checkbox when the key comes up.
    let on_key_up = move |event: KeyboardEvent| {
        if event.key() == " " && event.shift_key() {
            event.prevent_default();
        }
    };
    view! {
        <div class="grid">
            <div
                class="grid__t"
                role="grid"
                aria-label="Databases, Read and Write"
                aria-rowcount=move || total.get() + 1
                aria-colcount=COLUMNS + 1
                aria-multiselectable="true"
                on:keydown=on_key
                on:keyup=on_key_up
            >
                <div role="rowgroup" class="grid__head">
                    <div role="row" class="grid__row" aria-rowindex="1">
                        <span role="columnheader" class="x-name">
                            "Database"
                        </span>
                        <span role="columnheader" class="x-id">
                            "Retention · tables"
                        </span>
                        <ColumnHead column=read cursor />
                        <ColumnHead column=write cursor />
                    </div>
                </div>
                <VirtualRows total row key=keyed keep=cursor.kept_row() handle class="grid__body" />
            </div>
            <NoMatch />
        </div>
    }
}

/// What stands in place of rows when a filter leaves none.
#[component]
fn NoMatch() -> impl IntoView {
    let form = use_form();
    let none = Memo::new(move |_| {
        let empty = form.shown.with(|shown| shown.is_empty()) && form.rows.with(|rows| !rows.is_empty());
        empty.then(|| form.only_chosen.get())
    });
    let clear = Callback::new(move |()| {
        form.only_chosen.set(false);
        form.filter.set(String::new());
        page::focus(SEARCH);
    });
    move || {
        none.get().map(|only_chosen| {
            let text = if only_chosen { "No ticked database matches." } else { "No database matches." };
            view! {
                <p class="grid__none">
                    {text} " " <LinkButton on_click=clear>"Show all databases"</LinkButton>
                </p>
            }
        })
    }
}

/// The head of a column: all of it is the tick over everything that is shown.
#[component]
fn ColumnHead(column: Column, cursor: GridCursor) -> impl IntoView {
    let action = column.action;
    let place = column_of(action);
    view! {
        // It is heard with each cell below, so its name is one word.
        <span role="columnheader" class=class(action) aria-label=action.title()>
            <label class="columnhead">
                <Tick
                    right=right(action)
                    state=Signal::derive(move || column.state())
                    name=Signal::derive(move || column.name())
                    tabindex=cursor.head_tabindex(place)
                    on_toggle=Callback::new(move |_: bool| column.toggle_all())
                    on_focus=Callback::new(move |()| cursor.entered_head(place))
                    id=cursor.head_id(place)
                />
                <span aria-hidden="true">
                    <b>{action.title()}</b>
                    <small>{drawn(move || column.words())}</small>
                </span>
            </label>
        </span>
    }
}

#[component]
fn DatabaseRow(row: Row, index: usize, cursor: GridCursor, columns: [Column; 2], anchor: Anchor) -> impl IntoView {
    let form = use_form();
    let [read, write] = columns;
    let name = row.name.clone();
    let chosen = move || form.with(|draft| Action::BOTH.iter().any(|action| draft.selection.is_ticked(&name, *action)));
    let is_typed = row.limits.is_none();
    let why = move || (is_typed && form.knows_databases()).then_some("no such database: granted for a future one");
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
                        <Untrusted text=row.name.to_string() />
                    </span>
                </span>
                {drawn(move || why().map(|why| view! { <span class="obj__why">{why}</span> }))}
            </div>
            <div role="gridcell" class="x-id mute">
                {row.limits.unwrap_or_default()}
            </div>
            <DatabaseCell name=row.name.clone() index cursor anchor column=read />
            <DatabaseCell name=row.name index cursor anchor column=write />
        </div>
    }
}

#[component]
fn DatabaseCell(name: Box<str>, index: usize, cursor: GridCursor, anchor: Anchor, column: Column) -> impl IntoView {
    let form = use_form();
    let action = column.action;
    let looked = name.clone();
    let cell = Memo::new(move |_| form.with(|draft| draft.selection.cell(&looked, action)));
    let called = format!("{}, database {}", action.title(), spelled_out(&name));
    let shift = RwSignal::new(false);
    let toggle = Callback::new(move |on: bool| column.change(anchor, &name, on, shift.get_untracked()));
    let place = column_of(action);
    view! {
        <div role="gridcell" class=class(action) on:click:capture=move |event| shift.set(event.shift_key())>
            <TickCell
                right=right(action)
                state=Signal::derive(move || tick_state(cell.get()))
                name=called
                tabindex=cursor.tabindex(index, place)
                on_toggle=toggle
                on_focus=Callback::new(move |()| cursor.entered(index, place))
                id=cursor.cell_id(index, place)
            />
        </div>
    }
}
