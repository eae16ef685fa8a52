//! Strings that other people wrote.

use leptos::prelude::*;
use token_console::ui::by_hand::foreign;
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

#[wasm_bindgen_test]
async fn a_row_that_is_made_by_hand_draws_a_text_as_it_is_drawn_elsewhere() {
    let long = "ä\u{200b}".repeat(400);
    for text in ["", "plain", "<b>&amp;</b>", "root\u{3164} \u{202e}x", "two\nlines", &long] {
        let drawn = text.to_owned();
        let stage = Stage::with(move || view! { <Untrusted text=drawn class="x" /> }).await;
        // The framework's marks between what it draws.
        let elsewhere = stage.root.inner_html().replace("<!---->", "");
        assert_eq!(foreign("x", text).outer_html(), elsewhere);
    }
}
