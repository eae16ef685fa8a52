//! The page for InfluxDB Clustered and Cloud Dedicated. It has a module of its own and knows nothing of InfluxDB 2.

pub mod console;
pub mod pages;

mod app;

/// Installs the panic hook and puts the app into the page.
pub fn start() {
    crate::shell::panic::announce_panics();
    app::mount();
}
