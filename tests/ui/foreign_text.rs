//! Strings that other people wrote.

use leptos::prelude::*;
use token_console::ui::untrusted::{Segment, Untrusted, segments, spelled_out};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute};

fn check(text: &str, expected: &str) {
    assert_eq!(spelled_out(text), expected, "{text:?}");
}

#[wasm_bindgen_test]
fn what_is_not_seen_is_spelled_out() {
    check("telegraf line-07", "telegraf line-07");
    check("", "");
    check("a\nb\tc\0", "a[U+000A]b[U+0009]c[U+0000]");
    check("admin\u{202e}nekot", "admin[U+202E]nekot");
    check("\u{2066}x\u{2069}", "[U+2066]x[U+2069]");
    check("pay\u{200b}pal", "pay[U+200B]pal");
    check("\u{feff}start", "[U+FEFF]start");
    check("\u{e0041}", "[U+E0041]");
    check("\u{85}\u{9b}31m", "[U+0085][U+009B]31m");
    check("a\u{200d}b", "a[U+200D]b");
}

#[wasm_bindgen_test]
fn what_is_seen_stays_as_it_is() {
    for text in [
        "Größe 3 µm",
        "温度センサー",
        "درجه حرارت",
        "می\u{200c}خواهم",
        "👩\u{200d}🔧 service",
        "❤\u{fe0f}",
        "<b>&amp;</b>",
    ] {
        check(text, text);
    }
}

#[wasm_bindgen_test]
fn nothing_is_lost_by_splitting() {
    let text = "a\u{202e}b\r\nc";
    let whole: String = segments(text)
        .into_iter()
        .map(|segment| match segment {
            Segment::Text(run) => run,
            Segment::Control(character) => character.to_string(),
        })
        .collect();
    assert_eq!(whole, text);
}

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
