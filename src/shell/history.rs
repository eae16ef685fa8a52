//! The address of the page: the fragment is the [`Route`].

use influxdb2::route::Route;
use leptos::ev;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Where the app is, and who may keep it there.
#[derive(Clone, Copy)]
pub struct History {
    route: RwSignal<Route>,
    /// Something on the page that must not be left by accident; it is asked before the route changes.
    guard: StoredValue<Option<Callback<(), bool>>>,
}

impl History {
    /// Follows the address from now on.
    pub fn follow() -> Self {
        let history = Self { route: RwSignal::new(current()), guard: StoredValue::new(None) };
        let listener = window_event_listener(ev::hashchange, move |_| history.address_changed());
        on_cleanup(move || listener.remove());
        history
    }

    fn address_changed(self) {
        let wanted = current();
        let here = self.route.get_untracked();
        if wanted == here {
            return;
        }
        if self.may_leave() {
            self.route.set(wanted);
        } else {
            // Back and forward have already changed the address; the old one is put on top again.
            push(&here);
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
        push(&route);
        self.route.set(route);
    }

    /// Goes to a place that takes the place of this one, so that going back does not lead here again.
    pub fn replace(self, route: Route) {
        if let Ok(history) = window().history() {
            // As with a new entry, a browser may refuse; the app goes on all the same.
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.href()));
        }
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
    Route::parse(&window().location().hash().unwrap_or_default())
}

fn push(route: &Route) {
    if let Ok(history) = window().history() {
        // A browser that limits the rate of entries keeps the old address; the app goes on all the same.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&route.href()));
    }
}
