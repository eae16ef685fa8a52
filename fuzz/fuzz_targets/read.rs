//! Any text: what `crates/reader/tests/fuzz/holds.rs` says holds.
#![no_main]

#[path = "../../crates/reader/tests/fuzz/holds.rs"]
mod holds;

libfuzzer_sys::fuzz_target!(|text: &str| holds::holds(text));
