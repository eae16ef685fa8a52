//! The lists of a session that are on their way, kept as long as the session is.

use console_core::table::{Arrivals, Asked, Told};
use leptos::prelude::*;
use std::rc::Rc;

/// What of a list is on its way, and what answers told since. Once the session is over nothing is asked for or shown.
pub struct Arriving<T: 'static>(StoredValue<Arrivals<T>, LocalStorage>);

// Derived, these would ask the same of the table.
impl<T> Clone for Arriving<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Arriving<T> {}

impl<T> Default for Arriving<T> {
    fn default() -> Self {
        Self(StoredValue::new_local(Arrivals::default()))
    }
}

impl<T> Arriving<T> {
    /// The list is asked for now.
    pub fn ask(self) -> Option<Asked> {
        self.0.try_update_value(Arrivals::ask)
    }

    /// Whether no other list was asked for since.
    pub fn is_latest(self, asked: Option<&Asked>) -> bool {
        asked.and_then(|asked| self.0.try_with_value(|arrivals| arrivals.is_latest(asked))) == Some(true)
    }

    /// What answers told since this list was asked for that has come now; none where a newer one is in sight.
    pub fn arrived(self, asked: Option<&Asked>) -> Option<Vec<Told<T>>> {
        self.0.try_update_value(|arrivals| arrivals.arrived(asked?)).flatten()
    }

    /// An answer told something, as a change of every list that is older.
    pub fn tell(self, told: Told<T>) {
        self.0.try_update_value(|arrivals| arrivals.tell(told));
    }

    /// The same, made of a closure.
    pub fn tell_with(self, told: impl Fn(&mut T) + 'static) {
        self.tell(Rc::new(told));
    }
}
