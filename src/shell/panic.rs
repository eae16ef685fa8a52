//! The end after a panic.
//!
//! A panic poisons a WebAssembly module for good, so nothing of the page may stay: no form that looks alive, and no secret.
//! `boot/boot.js` takes care of it, as after a trap that is no panic: what failed cannot empty itself.

use std::panic;

/// What `boot/boot.js` listens for.
const STOPPED: &str = "token-console-stopped";

/// From now on a panic ends the console.
pub fn announce_panics() {
    panic::set_hook(Box::new(|info| {
        // Only where it happened goes to the console: a panic's text may quote what it stumbled over.
        let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
        web_sys::console::error_1(&format!("Token Console stopped{place}").into());
        if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(STOPPED)) {
            // It fails only for an event that is on its way already, and the trap that follows tells boot.js as well.
            let _ = window.dispatch_event(&event);
        }
    }));
}
