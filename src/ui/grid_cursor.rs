//! One tab stop for a whole grid whose rows come and go: which cell has it, and where keys move it.

use super::id;
use super::virtual_rows::RowsHandle;
use crate::shell::lasting::Lasting;
use console_core::table::{Cursor, Extent};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::FocusOptions;

/// Which way a move goes on where there is nothing to move to.
#[derive(Clone, Copy)]
enum Turn {
    Back,
    On,
}

/// The keyboard's place in a grid. Rows are counted without the header.
#[derive(Clone, Copy)]
pub struct GridCursor {
    name: &'static str,
    at: Lasting<RwSignal<Cursor>>,
    rows: Signal<usize>,
    columns: usize,
    handle: RowsHandle,
    /// The column of the head that the keyboard is in, if it is there.
    in_head: Lasting<RwSignal<Option<usize>>>,
}

impl GridCursor {
    /// A cursor over `rows` × `columns` cells; `name` makes the ids of cells unique in the page.
    pub fn new(name: &'static str, rows: Signal<usize>, columns: usize, handle: RowsHandle) -> Self {
        let (at, in_head) = (Lasting::new(Cursor::default()), Lasting::new(None));
        Self { name, at, rows, columns, handle, in_head }
    }

    /// The id of the element that takes the focus in a cell.
    pub fn cell_id(self, row: usize, column: usize) -> String {
        format!("{}-{row}-{column}", self.name)
    }

    /// 0 for the one cell that Tab reaches, −1 for all others.
    pub fn tabindex(self, row: usize, column: usize) -> Signal<i32> {
        Signal::derive(move || {
            let at = self.at.get().within(self.rows.get(), self.columns);
            if self.in_head.get().is_none() && at == (Cursor { row, column }) { 0 } else { -1 }
        })
    }

    /// The one cell that Tab reaches; none while that is in the head.
    pub fn stop(self) -> Option<Cursor> {
        let at = self.at.get().within(self.rows.get(), self.columns);
        self.in_head.get().is_none().then_some(at)
    }

    /// What the keyboard is in stands in another row now, and the focus went along with it.
    pub fn carried(self, row: usize) {
        if self.in_head.get_untracked().is_none() {
            let column = self.at.get_untracked().column;
            self.at.set(Cursor { row, column });
        }
    }

    /// The id of the control that stands in the head of a column. Heads without one are passed over.
    pub fn head_id(self, column: usize) -> String {
        format!("{}-head-{column}", self.name)
    }

    /// As [`Self::tabindex`], for the control in the head of a column.
    pub fn head_tabindex(self, column: usize) -> Signal<i32> {
        Signal::derive(move || if self.in_head.get() == Some(column) { 0 } else { -1 })
    }

    /// The control in the head of a column took the focus.
    pub fn entered_head(self, column: usize) {
        self.in_head.set(Some(column));
    }

    /// The row that must exist so that Tab finds its way back.
    pub fn kept_row(self) -> Signal<Option<usize>> {
        Signal::derive(move || {
            let rows = self.rows.get();
            (rows > 0).then(|| self.at.get().within(rows, self.columns).row)
        })
    }

    /// Whether the keyboard is in the head.
    pub fn is_in_head(self) -> bool {
        self.in_head.get_untracked().is_some()
    }

    /// Where the keyboard is, or was before it went into the head.
    pub fn at(self) -> Cursor {
        self.at.get_untracked()
    }

    /// What the keyboard was at stands in another row now; the focus goes along if it was in the grid.
    pub fn follow(self, row: usize) {
        let here = self.at.get_untracked();
        let is_inside =
            id::focused_element().is_some_and(|element| element.closest(".rows").is_ok_and(|rows| rows.is_some()));
        match self.in_head.get_untracked() {
            None if is_inside => {
                let there = Cursor { row, ..here };
                self.at.set(there);
                self.handle.scroll_to(row);
                // Until the rows have moved, another one stands there.
                request_animation_frame(move || {
                    let _ = self.at.try_get_untracked() == Some(there) && self.take_focus(there);
                });
            }
            _ => self.at.set(Cursor { row, ..here }),
        }
    }

    /// A cell took the focus by click or Tab.
    pub fn entered(self, row: usize, column: usize) {
        self.in_head.set(None);
        self.at.set(Cursor { row, column });
    }

    /// Moves by key; other keys are left alone.
    pub fn key_down(self, event: &KeyboardEvent) {
        if event.alt_key() || event.meta_key() {
            return;
        }
        let rows = self.rows.get_untracked();
        if let Some(column) = self.in_head.get_untracked() {
            return self.key_in_head(event, column);
        }
        let extent = Extent { rows, columns: self.columns, page: self.handle.page() };
        let here = self.at.get_untracked().within(rows, self.columns);
        if here.row == 0 && event.key() == "ArrowUp" && self.go_to_head(here.column, Turn::Back) {
            return event.prevent_default();
        }
        if let Some(there) = here.moved(&event.key(), event.ctrl_key(), extent) {
            event.prevent_default();
            self.go(there);
        }
    }

    fn key_in_head(self, event: &KeyboardEvent, column: usize) {
        match event.key().as_str() {
            "ArrowDown" => self.go(Cursor { row: 0, column }),
            "ArrowLeft" => self.move_in_head(column.checked_sub(1), Turn::Back),
            "ArrowRight" => self.move_in_head(Some(column + 1), Turn::On),
            "Home" => self.move_in_head(Some(0), Turn::On),
            "End" => self.move_in_head(Some(self.columns), Turn::Back),
            _ => return,
        }
        event.prevent_default();
    }

    fn move_in_head(self, column: Option<usize>, turn: Turn) {
        if let Some(column) = column {
            self.go_to_head(column, turn);
        }
    }

    /// Moves to the control in the head of a column, or of the next one that has a control in sight.
    fn go_to_head(self, column: usize, turn: Turn) -> bool {
        let find = |column: usize| self.in_sight(&self.head_id(column)).map(|control| (column, control));
        let found = match turn {
            Turn::Back => (0..=column).rev().find_map(find),
            Turn::On => (column..self.columns).find_map(find),
        };
        let Some((column, control)) = found else { return false };
        self.in_head.set(Some(column));
        control.focus().is_ok()
    }

    fn in_sight(self, id: &str) -> Option<web_sys::HtmlElement> {
        let element = document().get_element_by_id(id)?.dyn_into::<web_sys::HtmlElement>().ok()?;
        (element.get_client_rects().length() > 0).then_some(element)
    }

    /// Moves the focus to a cell and scrolls it into view.
    ///
    /// The next key may come within the same frame, and must not meet the cell before: a cell that is there takes the
    /// focus at once, and one whose row has to be made takes it as soon as it is.
    pub fn go(self, there: Cursor) {
        self.in_head.set(None);
        self.at.set(there);
        self.handle.scroll_to(there.row);
        if self.take_focus(there) {
            return;
        }
        // One may have gone on meanwhile.
        let is_wanted = move || self.at.try_get_untracked() == Some(there);
        spawn_local(async move {
            if is_wanted() && !self.take_focus(there) {
                // A list that was just drawn has its rows from the next frame on.
                request_animation_frame(move || {
                    let _ = is_wanted() && self.take_focus(there);
                });
            }
        });
    }

    /// Whether the cell is there and has the focus now.
    fn take_focus(self, there: Cursor) -> bool {
        // Narrow layouts leave columns out; the last one that is there takes the focus.
        let shown = (0..=there.column)
            .rev()
            .find_map(|column| self.in_sight(&self.cell_id(there.row, column)).map(|cell| (column, cell)));
        let Some((column, cell)) = shown else { return false };
        self.at.try_set(Cursor { row: there.row, column });
        // The rows scroll by themselves, and know what covers them.
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        cell.focus_with_options(&options).is_ok()
    }
}
