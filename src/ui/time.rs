//! Points in time, as the reader's clock and calendar have them.
//!
//! The words are English like the rest of the page, in the order day, month, year that cannot be misread.
//! What "now" is comes from outside.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

const LOCALE: &str = "en-GB";

/// A point in time, in milliseconds since 1970: the day, or "Today 14:02" where `now` falls on the same day.
/// The full time is its title.
#[component]
pub fn Time(at: i64, #[prop(optional)] now: Option<i64>) -> impl IntoView {
    view! {
        <time datetime=machine(at) title=local_full(at)>
            {in_short(at, now)}
        </time>
    }
}

/// The moment as programs read it.
pub fn machine(at: i64) -> Option<String> {
    let moment = date(at);
    // Writing a date that lies beyond the calendar throws.
    (!moment.get_time().is_nan()).then(|| moment.to_iso_string().as_string()).flatten()
}

/// The day, or "Today 14:02" where `now` falls on the same day.
pub fn in_short(at: i64, now: Option<i64>) -> String {
    let today = now.is_some_and(|now| local_day(now) == local_day(at));
    if today { format!("Today {}", local_minute(at)) } else { local_day(at) }
}

// Made once: asking a date to format itself makes a formatter each time, which is what a list of dates would spend
// most of its time on.
thread_local! {
    static DAY: Function = formatter(&[("day", "numeric"), ("month", "short"), ("year", "numeric")]);
    static MINUTE: Function = formatter(&[("hour", "2-digit"), ("minute", "2-digit")]);
    static FULL: Function = formatter(&[("dateStyle", "long"), ("timeStyle", "long")]);
}

/// The day: `18 Nov 2026`.
pub fn local_day(at: i64) -> String {
    DAY.with(|formatter| format(formatter, at))
}

/// Day, time and zone in full.
pub fn local_full(at: i64) -> String {
    FULL.with(|formatter| format(formatter, at))
}

/// Hour and minute: `14:02`.
pub fn local_minute(at: i64) -> String {
    MINUTE.with(|formatter| format(formatter, at))
}

/// Makes what writes points in time. The browser looks its calendars up for the first one, which takes as long as drawing a
/// screenful of rows, so it is done while one waits for those.
pub fn make_ready() {
    for formatter in [&DAY, &MINUTE, &FULL] {
        formatter.with(|_| ());
    }
}

fn formatter(pairs: &[(&str, &str)]) -> Function {
    let options = Object::new();
    for (key, value) in pairs {
        // Setting a property of a new plain object cannot fail.
        let _ = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    Intl::DateTimeFormat::new(&Array::of1(&LOCALE.into()), &options).format()
}

/// Empty for a time that is no date, which no server sends.
fn format(formatter: &Function, at: i64) -> String {
    formatter.call1(&JsValue::UNDEFINED, &date(at)).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn date(at: i64) -> Date {
    // Whole milliseconds of any date that a server sends are exact in a double.
    Date::new(&JsValue::from_f64(at as f64))
}
