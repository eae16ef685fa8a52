//! Strings that other people wrote.

use leptos::prelude::*;
use token_console::ui::by_hand::{foreign, put_foreign};
use token_console::ui::middle::Middle;
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

#[wasm_bindgen_test]
async fn an_element_that_is_given_one_text_after_another_shows_each_as_if_it_were_the_first() {
    let there = foreign("x", "first");
    for text in ["plain", "root\u{3164} \u{202e}x", "", "<b>&amp;</b>", "two\nlines", "a\u{200b}", "plain"] {
        put_foreign(&there, text);
        assert_eq!(there.outer_html(), foreign("x", text).outer_html());
    }
    let mut middle = Middle::of("first");
    for text in ["plant-a/telemetry-raw", "short", "plant-b/telemetry-raw", "\u{5d0}\u{5d1}\u{5d2}/telemetry-raw", ""] {
        middle.put(text);
        assert_eq!(middle.element.outer_html(), Middle::of(text).element.outer_html());
    }
}

#[wasm_bindgen_test]
async fn words_in_the_place_of_words_are_the_same_text_of_the_browser() {
    let there = foreign("", "plant-a");
    let text = there.first_child();
    put_foreign(&there, "plant-b");
    assert!(text.is_some() && there.first_child() == text);
    assert_eq!(there.text_content().as_deref(), Some("plant-b"));
}
