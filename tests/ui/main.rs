//! Component tests: each widget in a real browser, by what a person meets: role, name, focus, state.
//!
//! `stage` mounts a widget into a container of its own and speaks about it in the words of assistive technology.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod stage;

mod buttons;
mod choices;
mod dialog;
mod fields;
mod foreign_text;
mod icons;
mod lifetimes;
mod live;
mod made_by_hand;
mod matrix;
mod menu;
mod messages;
mod tabs;
mod ticks;
mod times;
mod virtual_rows;
