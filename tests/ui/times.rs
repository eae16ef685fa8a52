//! Points in time, in the zone of the browser that runs the tests.

use leptos::prelude::*;
use token_console::ui::time::{Time, local_day, local_full};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, attribute, send};

/// A local point in time; months count from 0.
fn local(year: u32, month: i32, day: i32, hour: i32, minute: i32) -> i64 {
    js_sys::Date::new_with_year_month_day_hr_min(year, month, day, hour, minute).get_time() as i64
}

#[wasm_bindgen_test]
fn a_day_is_written_so_that_it_cannot_be_misread() {
    assert_eq!(local_day(local(2026, 10, 18, 8, 30)), "18 Nov 2026");
    assert_eq!(local_day(local(2026, 0, 9, 0, 0)), "9 Jan 2026");
    // As the browser itself writes it, in each month.
    let options = js_sys::Object::new();
    for (part, length) in [("day", "numeric"), ("month", "short"), ("year", "numeric")] {
        js_sys::Reflect::set(&options, &part.into(), &length.into()).expect("a plain object");
    }
    for month in 0..12 {
        let at = local(2026, month, 1, 12, 0);
        let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
        assert_eq!(local_day(at), date.to_locale_date_string("en-GB", &options).as_string().unwrap_or_default());
    }
}

#[wasm_bindgen_test]
async fn a_day_that_is_today_shows_the_time_instead() {
    let at = local(2026, 10, 21, 14, 2);
    for (now, expected) in [(local(2026, 10, 21, 23, 59), "Today 14:02"), (local(2026, 10, 22, 0, 1), "21 Nov 2026")] {
        let stage = Stage::with(move || view! { <Time at now /> }).await;
        assert_eq!(stage.text(), expected);
    }
}

#[wasm_bindgen_test]
async fn the_full_time_can_be_read_by_people_and_machines() {
    let at = local(2026, 10, 18, 8, 30);
    let stage = Stage::with(move || view! { <Time at /> }).await;
    let time = &stage.every("time")[0];
    send(time, "pointerover").await;
    assert_eq!(attribute(time, "title"), local_full(at));
    assert!(local_full(at).contains("18 November 2026") && local_full(at).contains("08:30"), "{}", local_full(at));
    let machine = js_sys::Date::new(&JsValue::from_str(&attribute(time, "datetime"))).get_time();
    assert_eq!(machine as i64, at);
}

#[wasm_bindgen_test]
async fn a_time_beyond_the_calendar_is_left_blank() {
    let stage = Stage::with(|| view! { <Time at=i64::MAX /> }).await;
    assert_eq!(stage.text(), "");
}
