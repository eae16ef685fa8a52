//! The grid of databases × Read and Write. Only the rows on the screen exist.

use super::column::{Anchor, Column, tick_state};
use crate::cluster::pages::new_token::form::{Form, Row, use_form};
use crate::shared::matrix::{Beside, COLUMNS, Changes, MatrixCell, MatrixGrid, MatrixRow, Why};
use crate::shell::page;
use crate::ui::button::LinkButton;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::landmark::SEARCH;
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
    let contents = Box::new(move |indices: &[usize]| {
        let shown = form.shown.get();
        indices.iter().filter_map(|index| Some((*index, row_of(form, shown.get(*index)?)))).collect()
    });
    let of = move |action| if action == Action::Read { read } else { write };
    let name_at = move |at: usize| form.shown.with_untracked(|shown| shown.get(at).map(|row| row.name.clone()));
    let one = Callback::new(move |(action, at, on, extends)| {
        if let Some(name) = name_at(at) {
            of(action).change(anchor, &name, on, extends);
        }
    });
    let extend = Callback::new(move |(action, at): (Action, usize)| {
        if let Some(name) = name_at(at) {
            of(action).extend_to(anchor, &name);
        }
    });
    let changes = Changes { one, extend, all: Callback::new(move |action| of(action).tick_all(true)) };
    view! {
        <div class="grid">
            <MatrixGrid
                label="Databases, Read and Write".to_owned()
                heads=["Database".to_owned(), "Retention · tables".to_owned()]
                columns=columns.map(Column::head)
                changes
                total
                cursor
                contents
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

fn row_of(form: Form, row: &Row) -> MatrixRow {
    let (is_on, cells) = form.with(|draft| {
        let is_on = Action::BOTH.iter().any(|action| draft.selection.is_ticked(&row.name, *action));
        (is_on, Action::BOTH.map(|action| (action, draft.selection.cell(&row.name, action))))
    });
    let is_unknown = row.limits.is_none() && form.knows_databases();
    let mut hasher = DefaultHasher::new();
    row.name.hash(&mut hasher);
    MatrixRow {
        key: hasher.finish(),
        name: row.name.to_string(),
        tag: None,
        why: is_unknown.then(|| Why::from("no such database: granted for a future one")),
        beside: Beside::Words(row.limits.clone().unwrap_or_default()),
        is_on,
        cells: cells.map(|(action, cell)| MatrixCell {
            state: tick_state(cell),
            name: format!("{}, database {}", action.title(), spelled_out(&row.name)),
        }),
    }
}
