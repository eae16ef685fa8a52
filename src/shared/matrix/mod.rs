//! The grid of a matrix: a row for each object, with a tick for Read and one for Write. Only the rows on the screen exist.

mod cell;
mod names;

pub use cell::MatrixCell;
pub use names::{LISTED, ListedNames, TickNames};

use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::tick::{Tick, TickState};
use crate::ui::tile::Right;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::matrix::Action;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Name, Read, Write.
pub const COLUMNS: usize = 3;

/// Where the ticks of an action stand.
pub const fn column_of(action: Action) -> usize {
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

/// The head of a column: all of it is the tick over everything that is shown.
#[derive(Clone, Copy)]
pub struct Head {
    /// How its tick looks.
    pub state: Signal<TickState>,
    /// What it is called.
    pub name: Signal<String>,
    /// What stands at it.
    pub words: Signal<String>,
    /// It was pressed.
    pub toggle: Callback<()>,
}

/// What the keyboard does with a column.
#[derive(Clone, Copy)]
pub struct Keys {
    /// Changes everything from the last changed cell to the one in this row.
    pub extend: Callback<(Action, usize)>,
    /// Ticks everything that is shown.
    pub all: Callback<Action>,
}

/// The rows and their heads: `heads` are the words over the names and what stands beside them, `columns` those of Read and
/// Write.
#[component]
pub fn MatrixGrid(
    label: String,
    heads: [String; 2],
    columns: [Head; 2],
    keys: Keys,
    total: Signal<usize>,
    cursor: GridCursor,
    row: Callback<usize, AnyView>,
    key: Callback<usize, u64>,
    handle: RowsHandle,
) -> impl IntoView {
    let on_key = move |event: KeyboardEvent| {
        let at = cursor.at();
        // The cell that was moved to takes the focus with the next frame only, so the cursor knows better where one is.
        let in_rows = !cursor.is_in_head();
        let action = Action::BOTH.into_iter().find(|one| in_rows && column_of(*one) == at.column);
        match (action, event.key().as_str()) {
            // Shift with Space changes everything from the last changed cell to this one, as Shift with a click does.
            (Some(action), " ") if event.shift_key() => {
                event.prevent_default();
                keys.extend.run((action, at.row));
            }
            // With Caps Lock it is a capital letter.
            (Some(action), "a" | "A") if (event.ctrl_key() || event.meta_key()) && !event.shift_key() => {
                event.prevent_default();
                keys.all.run(action);
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
    let [name, beside] = heads;
    let [read, write] = columns;
    view! {
        <div
            class="grid__t"
            role="grid"
            aria-label=label
            aria-rowcount=move || total.get() + 1
            aria-colcount=COLUMNS + 1
            aria-multiselectable="true"
            on:keydown=on_key
            on:keyup=on_key_up
        >
            <div role="rowgroup" class="grid__head">
                <div role="row" class="grid__row" aria-rowindex="1">
                    <span role="columnheader" class="x-name">
                        {name}
                    </span>
                    <span role="columnheader" class="x-id">
                        {beside}
                    </span>
                    <ColumnHead action=Action::Read head=read cursor />
                    <ColumnHead action=Action::Write head=write cursor />
                </div>
            </div>
            <VirtualRows total row key keep=cursor.kept_row() handle class="grid__body" />
        </div>
    }
}

#[component]
fn ColumnHead(action: Action, head: Head, cursor: GridCursor) -> impl IntoView {
    let place = column_of(action);
    view! {
        // It is heard with each cell below, so its name is one word.
        <span role="columnheader" class=class(action) aria-label=action.title()>
            <label class="columnhead">
                <Tick
                    right=right(action)
                    state=head.state
                    name=head.name
                    tabindex=cursor.head_tabindex(place)
                    on_toggle=Callback::new(move |_: bool| head.toggle.run(()))
                    on_focus=Callback::new(move |()| cursor.entered_head(place))
                    id=cursor.head_id(place)
                />
                <span aria-hidden="true">
                    <b>{action.title()}</b>
                    <small>{drawn(move || head.words.get())}</small>
                </span>
            </label>
        </span>
    }
}
