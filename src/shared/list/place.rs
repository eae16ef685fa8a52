//! Where one was in the list, for coming back to it.

use crate::shell::lasting::Lasting;
use leptos::prelude::*;

/// The place in the list. What is searched for and the order are in the address.
#[derive(Clone, Copy)]
pub struct ListPlace<I: Copy + Send + Sync + 'static> {
    /// How far the list was scrolled, in pixels.
    scrolled: StoredValue<f64>,
    /// The token at whose row one left, until one comes back.
    left_at: StoredValue<Option<I>>,
    /// The token whose row takes the focus now.
    row_wanted: Lasting<RwSignal<Option<I>>>,
    /// Whether the token that opens next is to be renamed.
    renames: StoredValue<bool>,
    /// What was typed and neither saved nor given up, by token.
    typed: HalfTyped<I>,
}

/// What can be typed for a token of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// Another name.
    Name,
    /// The day by which somebody wants to look at it again.
    ReviewDay,
}

impl<I: Copy + Send + Sync + 'static> Default for ListPlace<I> {
    fn default() -> Self {
        Self {
            scrolled: StoredValue::new(0.0),
            left_at: StoredValue::new(None),
            row_wanted: Lasting::new(None),
            renames: StoredValue::new(false),
            typed: StoredValue::new(Vec::new()),
        }
    }
}

/// What was typed for tokens and neither saved nor given up.
pub type HalfTyped<I> = StoredValue<Vec<(I, Typed, String)>>;

impl<I: Copy + Send + Sync + 'static> ListPlace<I> {
    /// Begins with what was typed in a session before.
    pub fn with(typed: HalfTyped<I>) -> Self {
        Self { typed, ..Self::default() }
    }
}

impl<I: Copy + PartialEq + Send + Sync + 'static> ListPlace<I> {
    /// Goes away from the row of a token, which takes the focus again after coming back.
    pub fn leave_at(self, id: I) {
        self.left_at.set_value(Some(id));
    }

    /// The token at whose row one left, once.
    pub fn come_back(self) -> Option<I> {
        self.left_at.try_update_value(Option::take).flatten()
    }

    /// Whether a row waits for the focus.
    pub fn awaits_return(self) -> bool {
        self.left_at.with_value(Option::is_some)
    }

    /// Keeps how far the list was scrolled.
    pub fn keep_scroll(self, pixels: f64) {
        self.scrolled.try_set_value(pixels);
    }

    /// How far the list was scrolled.
    pub fn scrolled(self) -> f64 {
        self.scrolled.get_value()
    }

    /// Gives the focus to the row of a token.
    pub fn focus_row(self, id: I) {
        self.row_wanted.set(Some(id));
    }

    /// The token whose row takes the focus, once.
    pub fn wanted_row(self) -> Option<I> {
        let wanted = self.row_wanted.get();
        if wanted.is_some() {
            self.row_wanted.set(None);
        }
        wanted
    }

    /// Lets the token that opens next be renamed.
    pub fn rename_next(self) {
        self.renames.set_value(true);
    }

    /// Whether the token that opens is to be renamed, once.
    pub fn takes_rename(self) -> bool {
        self.renames.try_update_value(std::mem::take).unwrap_or(false)
    }

    /// Keeps what was typed for a token until one comes back to it; none once it was saved or given up.
    pub fn keep(self, id: I, what: Typed, text: Option<String>) {
        self.typed.try_update_value(|typed| {
            typed.retain(|(of, kept, _)| *of != id || *kept != what);
            typed.extend(text.map(|text| (id, what, text)));
        });
    }

    /// What was typed for a token when one left it.
    pub fn kept(self, id: I, what: Typed) -> Option<String> {
        self.typed.with_value(|typed| {
            typed.iter().find(|(of, kept, _)| *of == id && *kept == what).map(|(.., text)| text.clone())
        })
    }
}
