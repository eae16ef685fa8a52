//! The grid of a matrix: a row for each object, with a tick for Read and one for Write. Only the rows on the screen exist.

mod names;
mod row;

pub use names::{LISTED, ListedNames, TickNames};
pub use row::{Beside, MatrixCell, MatrixRow, Why};

use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::tick::{Tick, TickState};
use crate::ui::tile::Right;
use crate::ui::virtual_rows::made_by_hand::{MadeByHand, RowsByHand};
use crate::ui::virtual_rows::{Asked, FilledRows, RowsHandle};
use console_core::matrix::Action;
use leptos::ev::{Event, FocusEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use row::RowElement;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

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

/// What is done with the cells.
#[derive(Clone, Copy)]
pub struct Changes {
    /// The cell in this row was changed: whether it is ticked now, and whether all from the last changed cell to it are
    /// meant.
    pub one: Callback<(Action, usize, bool, bool)>,
    /// Changes everything from the last changed cell to the one in this row.
    pub extend: Callback<(Action, usize)>,
    /// Ticks everything that is shown.
    pub all: Callback<Action>,
}

/// What the rows at these indices show. What is read is read reactively.
pub type Contents = Box<dyn Fn(&[usize]) -> Vec<(usize, MatrixRow)>>;

/// The rows and their heads: `heads` are the words over the names and what stands beside them, `columns` those of Read and
/// Write.
#[component]
pub fn MatrixGrid(
    label: String,
    heads: [String; 2],
    columns: [Head; 2],
    changes: Changes,
    total: Signal<usize>,
    cursor: GridCursor,
    contents: Contents,
    handle: RowsHandle,
) -> impl IntoView {
    let rows = Rows::new(cursor, contents);
    let fill = Box::new(move |list: &HtmlElement, asked: &Asked| rows.fill(list, asked));
    let shift = StoredValue::new(false);
    let on_key = move |event: KeyboardEvent| {
        let at = cursor.at();
        // The cell that was moved to takes the focus with the next frame only, so the cursor knows better where one is.
        let in_rows = !cursor.is_in_head();
        let action = Action::BOTH.into_iter().find(|one| in_rows && column_of(*one) == at.column);
        match (action, event.key().as_str()) {
            // Shift with Space changes everything from the last changed cell to this one, as Shift with a click does.
            (Some(action), " ") if event.shift_key() => {
                event.prevent_default();
                changes.extend.run((action, at.row));
            }
            // With Caps Lock it is a capital letter.
            (Some(action), "a" | "A") if (event.ctrl_key() || event.meta_key()) && !event.shift_key() => {
                event.prevent_default();
                changes.all.run(action);
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
            on:click:capture=move |event: MouseEvent| {
                shift.set_value(event.shift_key());
                rows.press(&event);
            }
            on:change=move |event| rows.change(&event, shift.get_value(), changes.one)
            on:focusin=move |event| rows.arrive(&event)
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
            <FilledRows total fill later=true keep=cursor.kept_row() handle class="grid__body" />
        </div>
    }
}

/// The rows that exist: they show what is in sight, and hear what is done with it.
#[derive(Clone, Copy)]
struct Rows {
    cursor: GridCursor,
    contents: StoredValue<Contents, LocalStorage>,
    there: StoredValue<RowsByHand<RowElement>, LocalStorage>,
}

impl Rows {
    fn new(cursor: GridCursor, contents: Contents) -> Self {
        let rows = Self { cursor, contents: StoredValue::new_local(contents), there: RowsByHand::stored() };
        Effect::new(move |_| rows.put_tabs());
        rows
    }

    fn fill(self, list: &HtmlElement, Asked { shown, later, .. }: &Asked) {
        let shown = self.contents.with_value(|contents| contents(shown));
        self.there.update_value(|there| there.follow(list, shown, later, self.cursor));
        untrack(|| self.put_tabs());
    }

    fn put_tabs(self) {
        let stop = self.cursor.stop();
        self.there.try_update_value(|there| {
            for (index, row) in there.iter_mut() {
                row.put_tab(stop.filter(|stop| stop.row == index).map(|stop| stop.column));
            }
        });
    }

    /// A press does nothing on what can't be changed.
    fn press(self, event: &MouseEvent) {
        let Some(target) = target_of(event) else { return };
        let is_fixed = self.there.with_value(|there| {
            there.around(&target).and_then(|(_, row)| row.tick_of(&target)).is_some_and(|(_, tick)| tick.is_fixed())
        });
        if is_fixed {
            event.prevent_default();
        }
    }

    /// A tick was turned, which the browser shows already.
    fn change(self, event: &Event, extends: bool, change: Callback<(Action, usize, bool, bool)>) {
        let Some(target) = target_of(event) else { return };
        let turned = self.there.with_value(|there| {
            let (index, row) = there.around(&target)?;
            row.tick_of(&target).map(|(action, tick)| (index, row.key(), action, tick.input.checked()))
        });
        let Some((index, key, action, on)) = turned else { return };
        let now = || untrack(|| self.contents.with_value(|contents| contents(&[index]))).pop().map(|(_, shown)| shown);
        // The press is meant for the object that the row shows, and for no other one that has come into its place.
        if now().map(|shown| shown.key) == key {
            change.run((action, index, on, extends));
        }
        // What it shows is what came of it, also where nothing did.
        let shown = now().filter(|shown| Some(shown.key) == key);
        self.there.update_value(|there| {
            let row = there.iter_mut().find(|(at, row)| *at == index && row.key() == key);
            if let (Some((_, row)), Some(shown)) = (row, shown) {
                row.show(shown, self.cursor);
            }
        });
    }

    /// A cell took the focus.
    fn arrive(self, event: &FocusEvent) {
        let Some(target) = target_of(event) else { return };
        let there = self.there.with_value(|there| {
            let (index, row) = there.around(&target)?;
            row.column_of(&target).map(|column| (index, column))
        });
        if let Some((index, column)) = there {
            self.cursor.entered(index, column);
        }
    }
}

fn target_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
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
