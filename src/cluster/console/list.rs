//! Where one was in the list, for coming back to it.

use crate::shell::lasting::Lasting;
use database::Id;
use leptos::prelude::*;

/// The place in the list. What is searched for and the order are in the address.
#[derive(Clone, Copy)]
pub struct ListPlace {
    /// How far the list was scrolled, in pixels.
    scrolled: StoredValue<f64>,
    /// The token whose row takes the focus now.
    row_wanted: Lasting<RwSignal<Option<Id>>>,
}

impl Default for ListPlace {
    fn default() -> Self {
        Self { scrolled: StoredValue::new(0.0), row_wanted: Lasting::new(None) }
    }
}

impl ListPlace {
    /// Keeps how far the list was scrolled.
    pub fn keep_scroll(self, pixels: f64) {
        self.scrolled.try_set_value(pixels);
    }

    /// How far the list was scrolled.
    pub fn scrolled(self) -> f64 {
        self.scrolled.get_value()
    }

    /// Gives the focus to the row of a token.
    pub fn focus_row(self, id: Id) {
        self.row_wanted.set(Some(id));
    }

    /// The token whose row takes the focus, once.
    pub fn wanted_row(self) -> Option<Id> {
        let wanted = self.row_wanted.get();
        if wanted.is_some() {
            self.row_wanted.set(None);
        }
        wanted
    }
}
