//! Announcements.

use leptos::prelude::*;
use token_console::ui::live::{Announcer, LiveRegions, provide_announcer, use_announcer};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, settled, until};

async fn stage_with_announcer() -> (Stage, Announcer) {
    let found = StoredValue::new(None);
    let stage = Stage::with(move || {
        provide_announcer();
        found.set_value(Some(use_announcer()));
        view! { <LiveRegions /> }
    })
    .await;
    (stage, found.get_value().unwrap())
}

fn region(stage: &Stage, politeness: &str) -> String {
    stage.every(&format!("[aria-live={politeness}]"))[0].text_content().unwrap()
}

#[wasm_bindgen_test]
async fn both_regions_are_there_before_anything_is_said() {
    let (stage, announcer) = stage_with_announcer().await;
    assert_eq!((region(&stage, "polite"), region(&stage, "assertive")), (String::new(), String::new()));
    announcer.say("12 tokens shown");
    announcer.alert("The session has ended");
    settled().await;
    assert_eq!(region(&stage, "polite"), "12 tokens shown");
    assert_eq!(region(&stage, "assertive"), "The session has ended");
}

#[wasm_bindgen_test]
async fn what_is_said_twice_is_heard_twice() {
    let (stage, announcer) = stage_with_announcer().await;
    announcer.say("Copied");
    settled().await;
    let first = region(&stage, "polite");
    announcer.say("Copied");
    settled().await;
    let second = region(&stage, "polite");
    assert_ne!(first, second, "a screen reader skips a text that did not change");
    assert_eq!(first.trim(), second.trim_end_matches('\u{a0}'));
}

#[wasm_bindgen_test]
async fn of_counts_in_a_row_only_the_last_is_said() {
    let (stage, announcer) = stage_with_announcer().await;
    announcer.say_soon("400 match");
    announcer.say_soon("12 match");
    settled().await;
    assert_eq!(region(&stage, "polite"), "");
    until(|| !region(&stage, "polite").is_empty()).await;
    assert_eq!(region(&stage, "polite"), "12 match");
}

#[wasm_bindgen_test]
async fn a_count_for_a_region_that_is_gone_is_dropped() {
    let (stage, announcer) = stage_with_announcer().await;
    drop(stage);
    announcer.say_soon("12 match");
    announcer.say("12 match");
    announcer.alert("Gone");
}
