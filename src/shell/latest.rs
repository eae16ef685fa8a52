//! "Newest request wins": what a screen loads again and again, without old answers in between.
//!
//! Framework resources run one future at a time and show old answers first; here a new start calls the old one off.

use leptos::prelude::*;
use web_sys::AbortController;

/// One place in the app that loads something. It calls its request off when its owner goes away.
#[derive(Clone, Copy)]
pub struct Latest {
    generation: StoredValue<u64>,
    controller: StoredValue<Option<AbortController>, LocalStorage>,
}

/// The right to deliver one answer.
#[derive(Clone, Copy)]
pub struct Ticket {
    latest: Latest,
    generation: u64,
}

impl Default for Latest {
    fn default() -> Self {
        let latest = Self { generation: StoredValue::new(0), controller: StoredValue::new_local(None) };
        on_cleanup(move || latest.call_off());
        latest
    }
}

impl Latest {
    /// Starts a new load and calls the one before off.
    pub fn start(self) -> Ticket {
        self.take_over(AbortController::new().ok())
    }

    /// Takes over a load that was started elsewhere, and calls the one before off.
    pub fn take_over(self, controller: Option<AbortController>) -> Ticket {
        self.call_off();
        self.controller.set_value(controller);
        Ticket { latest: self, generation: self.generation.try_get_value().unwrap_or_default() }
    }

    /// Calls the running load off; its answer goes nowhere.
    pub fn call_off(self) {
        self.generation.try_update_value(|generation| *generation += 1);
        if let Some(Some(controller)) = self.controller.try_update_value(Option::take) {
            // Without a reason: gloo-net panics on a rejection that is no `Error` object.
            controller.abort();
        }
    }
}

impl Ticket {
    /// Whether nothing newer was started and the owner is still there.
    pub fn is_current(self) -> bool {
        self.latest.generation.try_get_value() == Some(self.generation)
    }

    /// The controller that calls this load off.
    pub fn controller(self) -> Option<AbortController> {
        self.latest.controller.try_get_value().flatten()
    }
}
