//! The doors to the pages that are loaded later: the form for a new token, and what reveals a secret.
//!
//! Packaging puts everything behind these functions into a module of its own (`xtask/src/package/split.rs`). The rest of
//! the program enters those pages here and nowhere else, and only when [`Console::later`] is ready.
//!
//! [`Console::later`]: crate::console::Console::later

use super::batch::RunDialog;
use super::new_token::{NewTokenPage, News};
use super::reveal::RevealDialog;
use influxdb2::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The form for a new token.
#[inline(never)]
pub fn new_token(session: Arc<Session>) -> AnyView {
    view! { <NewTokenPage session /> }.into_any()
}

/// What is told above every page.
#[inline(never)]
pub fn news() -> AnyView {
    view! { <News /> }.into_any()
}

/// What lies over every page, once there is something to lie there.
#[inline(never)]
pub fn overlays() -> AnyView {
    view! {
        <RevealDialog />
        <RunDialog />
    }
    .into_any()
}
