//! The grid of databases × Read and Write. Only the rows on the screen exist.

use super::column::{Anchor, Column, tick_state};
use crate::cluster::pages::new_token::form::{Row, use_form};
use crate::shared::matrix::{COLUMNS, Keys, MatrixCell, MatrixGrid};
use crate::shell::page;
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::landmark::SEARCH;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::RowsHandle;
use console_core::text::foreign::spelled_out;
use database::permission::Action;
use leptos::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};

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
    let of = move |action| if action == Action::Read { read } else { write };
    let extend = Callback::new(move |(action, at): (Action, usize)| {
        if let Some(name) = form.shown.with_untracked(|shown| shown.get(at).map(|row| row.name.clone())) {
            of(action).extend_to(anchor, &name);
        }
    });
    let keys = Keys { extend, all: Callback::new(move |action| of(action).tick_all(true)) };
    view! {
        <div class="grid">
            <MatrixGrid
                label="Databases, Read and Write".to_owned()
                heads=["Database".to_owned(), "Retention · tables".to_owned()]
                columns=columns.map(Column::head)
                keys
                total
                cursor
                row
                key=keyed
                handle
            />
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
    let change = Callback::new(move |(on, extend)| column.change(anchor, &name, on, extend));
    let state = Signal::derive(move || tick_state(cell.get()));
    view! { <MatrixCell action index cursor state name=called change /> }
}
