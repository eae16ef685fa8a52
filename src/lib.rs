//! Token Console in the browser: what touches the page, the network, the clipboard and the clock.
//!
//! Everything that can be decided without a browser is decided in `console_core`.
#![recursion_limit = "256"]

pub mod shell;
pub mod ui;
pub mod shared;

pub mod console;
pub mod pages;

#[cfg(feature = "cluster")]
pub mod cluster;

mod app;

/// Installs the panic hook and puts the app into the page.
pub fn start(parts: pages::parts::Parts) {
    shell::panic::announce_panics();
    app::mount(parts);
}
