//! Choosing by key, from any cell of a row.

use super::{BulkConsole, Id, drive};
use crate::shared::list::Found;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use web_sys::Element;

/// A key in the list, at the row of a token; says whether it was one of these.
pub fn key_down<C: BulkConsole>(console: C, id: Option<Id<C>>, found: Found, event: &KeyboardEvent) -> bool {
    let shown = || found.get_untracked().unwrap_or_default();
    let bulk = console.bulk();
    let none = bulk.chosen.with_untracked(std::collections::BTreeSet::is_empty);
    match (event.key().as_str(), id) {
        // Boxes and buttons press themselves.
        (" ", Some(id)) if !is_on_control(event) => drive::choose(console, id, event.shift_key(), &shown()),
        ("a" | "A", _) if event.ctrl_key() || event.meta_key() => drive::choose_all(console, true, &shown()),
        ("Escape", _) if !none => bulk.clear(),
        ("Delete", Some(id)) => {
            let Some(verb) = console.delete_key() else { return false };
            if none {
                drive::choose(console, id, false, &shown());
            }
            bulk.ask(verb);
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
