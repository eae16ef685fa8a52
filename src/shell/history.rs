//! The address of the page: the fragment is the [`Route`], and behind its `?` how the list is shown.

use super::lasting::Lasting;
use influxdb2::authorization::ListView;
use influxdb2::route::Route;
use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, window_event_listener};
use leptos::prelude::*;
use std::time::Duration;
use wasm_bindgen::JsValue;

/// How long typing rests before the address follows: browsers limit how often a page may change it.
const REST: Duration = Duration::from_millis(400);

/// Where the app is, and who may keep it there.
#[derive(Clone, Copy)]
pub struct History {
    route: Lasting<RwSignal<Route>>,
    list: Lasting<RwSignal<ListView>>,
    /// Writes how the list is shown into the address, soon.
    writing: StoredValue<Option<TimeoutHandle>>,
    /// Something on the page that must not be left by accident; it is asked before the route changes.
    guard: StoredValue<Option<Callback<(), bool>>>,
}

impl History {
    /// Follows the address from now on.
    pub fn follow() -> Self {
        let history = Self {
            route: Lasting::new(current()),
            list: Lasting::new(Route::list(&fragment())),
            writing: StoredValue::new(None),
            guard: StoredValue::new(None),
        };
        let listener = window_event_listener(ev::hashchange, move |_| history.address_changed());
        on_cleanup(move || listener.remove());
        history
    }

    fn address_changed(self) {
        let wanted = current();
        let here = self.route.get_untracked();
        if wanted != here && !self.may_leave() {
            // Back and forward have already changed the address; the old one is put on top again.
            return push(&self.href(&here));
        }
        if wanted.shows_list() {
            let list = Route::list(&fragment());
            if self.list.with_untracked(|now| *now != list) {
                self.list.set(list);
            }
        }
        if wanted != here {
            self.route.set(wanted);
        }
    }

    /// Where the app is.
    pub fn route(self) -> Route {
        self.route.get()
    }

    /// Goes to a place, unless something on the page holds it here.
    pub fn go(self, route: Route) {
        if self.route.get_untracked() == route || !self.may_leave() {
            return;
        }
        self.write_list();
        push(&self.href(&route));
        self.route.set(route);
    }

    /// How the list is shown; it is the same after coming back from elsewhere.
    pub fn list(self) -> ListView {
        self.list.get()
    }

    /// Shows the list in another way. The address follows soon, without a new entry to go back to.
    pub fn show_list(self, change: impl FnOnce(&mut ListView)) {
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
    pub fn href(self, route: &Route) -> String {
        self.list.with_untracked(|list| route.href_with(list))
    }

    /// Goes to a place that takes the place of this one, so that going back does not lead here again.
    pub fn replace(self, route: Route) {
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

fn current() -> Route {
    Route::parse(&fragment())
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
