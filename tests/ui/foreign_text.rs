//! Strings that other people wrote.

use leptos::prelude::*;
use token_console::ui::untrusted::Untrusted;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute};

#[wasm_bindgen_test]
async fn markup_is_drawn_as_text() {
    let hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    let stage = Stage::with(move || view! { <Untrusted text=hostile /> }).await;
    assert_eq!(stage.text(), hostile);
    assert!(stage.every("img, script").is_empty());
    assert_eq!(stage.every("bdi").len(), 1, "its direction must not turn the text around it");
    assert_eq!(attribute(&stage.every("bdi")[0], "translate"), "no");
}

#[wasm_bindgen_test]
async fn a_string_without_end_is_cut_with_an_ellipsis() {
    let long = "ä".repeat(65_536);
    let stage = Stage::with(move || view! { <Untrusted text=long limit=10 /> }).await;
    assert_eq!(stage.text(), "ääääääääää…");
}

#[wasm_bindgen_test]
async fn what_is_not_seen_is_drawn_as_its_number() {
    let stage = Stage::with(move || view! { <Untrusted text="root\u{3164} \u{202e}x" /> }).await;
    assert_eq!(stage.text(), "rootU+3164 U+202Ex");
    assert_eq!(stage.every(".ctl").len(), 2);
}
