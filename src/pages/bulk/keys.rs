//! Choosing by key, from any cell of a row.

use crate::console::Console;
use crate::pages::tokens::Found;
use crate::shell::clock;
use console_core::date::Date;
use influxdb2::Id;
use influxdb2::bulk::Verb;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::Element;

/// A key in the list, at the row of a token; says whether it was one of these.
pub fn key_down(console: Console, id: Option<Id>, found: Found, event: &KeyboardEvent) -> bool {
    let shown = || found.get_untracked().unwrap_or_default();
    let none = console.bulk.chosen.with_untracked(std::collections::BTreeSet::is_empty);
    match (event.key().as_str(), id) {
        // Boxes and buttons press themselves.
        (" ", Some(id)) if !is_on_control(event) => console.choose(id, event.shift_key(), &shown()),
        ("a" | "A", _) if event.ctrl_key() || event.meta_key() => console.choose_all(true, &shown()),
        ("Escape", _) if !none => console.bulk.clear(),
        ("Delete", Some(id)) => {
            let Some(today) = Date::of_ms(clock::now_ms()) else { return false };
            if none {
                console.choose(id, false, &shown());
            }
            console.bulk.ask(Verb::Revoke(today));
        }
        _ => return false,
    }
    event.prevent_default();
    event.stop_propagation();
    true
}

fn is_on_control(event: &KeyboardEvent) -> bool {
    event_target::<Element>(event).closest("button, a, input").is_ok_and(|control| control.is_some())
}
