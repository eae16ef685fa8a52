//! What stays around every screen.

mod held_back;
mod help;
pub mod keys;
mod mount;
mod nav;
mod not_found;
mod resuming;

pub use held_back::{Hold, held_back};
pub use help::{HelpButton, HelpDialog, HelpSection, NavHelp};
pub use mount::mount;
pub use nav::ToPlace;
pub use not_found::NotFoundPage;
pub use resuming::Resuming;

use crate::shell::lasting::Lasting;
use crate::shell::storage;
use crate::ui::live::use_announcer;
use leptos::prelude::*;

/// What was said goes with what it was about: at once with the place that is left, all of it with the frame.
pub fn leave_words_behind<Route: PartialEq + 'static>(route: impl Fn() -> Route + 'static) {
    let announcer = use_announcer();
    Effect::new(move |before: Option<Route>| {
        let route = route();
        if before.is_some_and(|before| before != route) {
            announcer.leave();
        }
        route
    });
    on_cleanup(move || announcer.forget());
}

/// Help, and whether single keys lead somewhere.
#[derive(Clone, Copy)]
pub struct Help {
    /// Whether it is open.
    pub open: Lasting<RwSignal<bool>>,
    /// Whether single keys work outside of text fields.
    pub single_keys: Lasting<RwSignal<bool>>,
}

impl Default for Help {
    fn default() -> Self {
        Self { open: Lasting::new(false), single_keys: Lasting::new(storage::single_keys()) }
    }
}
