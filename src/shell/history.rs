//! The address of the page: the fragment is the route, and behind its `?` how the list is shown.

use super::lasting::Lasting;
use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, window_event_listener};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// How long typing rests before the address follows: browsers limit how often a page may change it.
const REST: Duration = Duration::from_millis(400);

/// The places of an app, as they stand in the fragment.
pub trait Place: Clone + Default + PartialEq + Send + Sync + 'static {
    /// How the list is shown.
    type List: Clone + PartialEq + Send + Sync + 'static;

    /// Reads a fragment with or without its `#`.
    fn parse(fragment: &str) -> Self;

    /// How the list is shown at this fragment.
    fn list(fragment: &str) -> Self::List;

    /// Whether the list is on the screen there.
    fn shows_list(&self) -> bool;

    /// Whether a link of the navigation to `link` leads to what is shown here. A token beside the list counts as the list.
    fn is_in(&self, link: &Self) -> bool {
        self == link || self.shows_list() && *link == Self::default()
    }

    /// The fragment, with how the list is shown where it is on the screen.
    fn href_with(&self, list: &Self::List) -> String;
}

/// Where the app is, and who may keep it there.
pub struct History<P: Place> {
    route: Lasting<RwSignal<P>>,
    list: Lasting<RwSignal<P::List>>,
    /// Writes how the list is shown into the address, soon.
    writing: StoredValue<Option<TimeoutHandle>>,
    /// Something on the page that must not be left by accident; it is asked before the route changes.
    guard: StoredValue<Option<Callback<(), bool>>>,
}

// Derived ones would ask the same of the place, which is in signals only.
impl<P: Place> Clone for History<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P: Place> Copy for History<P> {}

impl<P: Place> History<P> {
    /// Follows the address from now on.
    pub fn follow() -> Self {
        let history = Self {
            route: Lasting::new(current()),
            list: Lasting::new(P::list(&fragment())),
            writing: StoredValue::new(None),
            guard: StoredValue::new(None),
        };
        let listener = window_event_listener(ev::hashchange, move |_| history.address_changed());
        on_cleanup(move || listener.remove());
        history
    }

    fn address_changed(self) {
        let wanted: P = current();
        let here = self.route.get_untracked();
        if wanted != here && !self.may_leave() {
            // Back and forward have already changed the address; the old one is put on top again.
            return push(&self.href(&here));
        }
        if wanted.shows_list() {
            let list = P::list(&fragment());
            if self.list.with_untracked(|now| *now != list) {
                self.list.set(list);
            }
        }
        if wanted != here {
            self.route.set(wanted);
        }
    }

    /// Where the app is.
    pub fn route(self) -> P {
        self.route.get()
    }

    /// Goes to a place, unless something on the page holds it here.
    pub fn go(self, route: P) {
        if self.route.get_untracked() == route || !self.may_leave() {
            return;
        }
        self.write_list();
        push(&self.href(&route));
        self.route.set(route);
    }

    /// How the list is shown; it is the same after coming back from elsewhere.
    pub fn list(self) -> P::List {
        self.list.get()
    }

    /// Shows the list in another way. The address follows soon, without a new entry to go back to.
    pub fn show_list(self, change: impl FnOnce(&mut P::List)) {
        let mut list = self.list.get_untracked();
        change(&mut list);
        if self.list.with_untracked(|now| *now == list) {
            return;
        }
        self.list.set(list);
        if let Some(Some(earlier)) = self.writing.try_update_value(Option::take) {
            earlier.clear();
        }
        self.writing.set_value(set_timeout_with_handle(move || self.write_list(), REST).ok());
    }

    /// Brings the address up to how the list is shown.
    fn write_list(self) {
        if let Some(Some(waiting)) = self.writing.try_update_value(Option::take) {
            waiting.clear();
            let here = self.route.get_untracked();
            if here.shows_list() {
                rewrite(&self.href(&here));
            }
        }
    }

    /// The address of a place, with how the list is shown where there is one.
    pub fn href(self, route: &P) -> String {
        self.list.with_untracked(|list| route.href_with(list))
    }

    /// Goes to a place that takes the place of this one, so that going back does not lead here again.
    pub fn replace(self, route: P) {
        rewrite(&self.href(&route));
        self.route.set(route);
    }

    /// Asks `guard` from now on before the route changes; it answers whether it may.
    pub fn set_guard(self, guard: Option<Callback<(), bool>>) {
        self.guard.set_value(guard);
    }

    fn may_leave(self) -> bool {
        self.guard.try_get_value().flatten().is_none_or(|guard| guard.run(()))
    }
}

fn current<P: Place>() -> P {
    P::parse(&fragment())
}

fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

fn push(address: &str) {
    if let Ok(history) = window().history() {
        // A browser that limits the rate of entries keeps the old address; the app goes on all the same.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

fn rewrite(address: &str) {
    if let Ok(history) = window().history() {
        // As with a new entry, a browser may refuse; the app goes on all the same.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}
