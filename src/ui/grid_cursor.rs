//! One tab stop for a whole grid whose rows come and go: which cell has it, and where keys move it.

use super::virtual_rows::RowsHandle;
use console_core::table::{Cursor, Extent};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The keyboard's place in a grid. Rows are counted without the header.
#[derive(Clone, Copy)]
pub struct GridCursor {
    name: &'static str,
    at: RwSignal<Cursor>,
    rows: Signal<usize>,
    columns: usize,
    handle: RowsHandle,
}

impl GridCursor {
    /// A cursor over `rows` × `columns` cells; `name` makes the ids of cells unique in the page.
    pub fn new(name: &'static str, rows: Signal<usize>, columns: usize, handle: RowsHandle) -> Self {
        Self { name, at: RwSignal::new(Cursor::default()), rows, columns, handle }
    }

    /// The id of the element that takes the focus in a cell.
    pub fn cell_id(self, row: usize, column: usize) -> String {
        format!("{}-{row}-{column}", self.name)
    }

    /// 0 for the one cell that Tab reaches, −1 for all others.
    pub fn tabindex(self, row: usize, column: usize) -> Signal<i32> {
        Signal::derive(move || {
            let at = self.at.get().within(self.rows.get(), self.columns);
            if (at == Cursor { row, column }) { 0 } else { -1 }
        })
    }

    /// The row that must exist so that Tab finds its way back.
    pub fn kept_row(self) -> Signal<Option<usize>> {
        Signal::derive(move || {
            let rows = self.rows.get();
            (rows > 0).then(|| self.at.get().within(rows, self.columns).row)
        })
    }

    /// Where the keyboard is.
    pub fn at(self) -> Cursor {
        self.at.get_untracked()
    }

    /// A cell took the focus by click or Tab.
    pub fn entered(self, row: usize, column: usize) {
        self.at.set(Cursor { row, column });
    }

    /// Moves by key; other keys are left alone.
    pub fn key_down(self, event: &KeyboardEvent) {
        if event.alt_key() || event.meta_key() {
            return;
        }
        let rows = self.rows.get_untracked();
        let extent = Extent { rows, columns: self.columns, page: self.handle.page() };
        let here = self.at.get_untracked().within(rows, self.columns);
        if let Some(there) = here.moved(&event.key(), event.ctrl_key(), extent) {
            event.prevent_default();
            self.go(there);
        }
    }

    /// Moves the focus to a cell, scrolling it into view first.
    pub fn go(self, there: Cursor) {
        self.at.set(there);
        self.handle.scroll_to(there.row);
        // The row may have to be made first.
        request_animation_frame(move || {
            // Narrow layouts leave columns out; the last one that is there takes the focus.
            let shown = (0..=there.column).rev().find_map(|column| {
                let cell = document().get_element_by_id(&self.cell_id(there.row, column))?;
                let cell = cell.dyn_into::<web_sys::HtmlElement>().ok()?;
                (cell.get_client_rects().length() > 0).then_some((column, cell))
            });
            if let Some((column, cell)) = shown {
                self.at.try_set(Cursor { row: there.row, column });
                let _ = cell.focus();
            }
        });
    }
}
