//! Points in time, as the reader's clock and calendar have them.
//!
//! The words are English like the rest of the page, in the order day, month, year that cannot be misread.
//! What "now" is comes from outside.

use js_sys::{Date, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

const LOCALE: &str = "en-GB";

/// A point in time, in milliseconds since 1970: the day, or "Today 14:02" where `now` falls on the same day.
/// The full time is its title.
#[component]
pub fn Time(at: i64, #[prop(optional)] now: Option<i64>) -> impl IntoView {
    let today = now.is_some_and(|now| local_day(now) == local_day(at));
    let shown = if today { format!("Today {}", local_minute(at)) } else { local_day(at) };
    let machine = date(at).to_iso_string().as_string();
    view! {
        <time datetime=machine title=local_full(at)>
            {shown}
        </time>
    }
}

/// The day: `18 Nov 2026`.
pub fn local_day(at: i64) -> String {
    let options = options(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    text(&date(at).to_locale_date_string(LOCALE, &options))
}

/// Day, time and zone in full.
pub fn local_full(at: i64) -> String {
    let options = options(&[("dateStyle", "long"), ("timeStyle", "long")]);
    text(&date(at).to_locale_string(LOCALE, &options))
}

fn local_minute(at: i64) -> String {
    let options = options(&[("hour", "2-digit"), ("minute", "2-digit")]);
    // Not `toLocaleTimeString`, whose binding takes no options; the date parts are off because time parts are asked for.
    text(&date(at).to_locale_string(LOCALE, &options))
}

fn date(at: i64) -> Date {
    // Whole milliseconds of any date that a server sends are exact in a double.
    Date::new(&JsValue::from_f64(at as f64))
}

fn options(pairs: &[(&str, &str)]) -> JsValue {
    let options = Object::new();
    for (key, value) in pairs {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    options.into()
}

fn text(value: &js_sys::JsString) -> String {
    String::from(value)
}
