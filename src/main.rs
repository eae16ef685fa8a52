//! Starts the app.

fn main() {
    token_console::start();
}
