//! Points in time, as the reader's clock and calendar have them.
//!
//! The words are English like the rest of the page, in the order day, month, year that cannot be misread.
//! What "now" is comes from outside.

use super::by_hand::set;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Element;

const LOCALE: &str = "en-GB";

/// A point in time, in milliseconds since 1970: the day, or "Today 14:02" where `now` falls on the same day.
/// The full time is its title, written when the pointer comes to it.
#[component]
pub fn Time(at: i64, #[prop(optional)] now: Option<i64>) -> impl IntoView {
    view! {
        <time datetime=machine(at) on:pointerover=|event| put_full_title(&event_target(&event))>
            {in_short(at, now)}
        </time>
    }
}

/// The moment as programs read it.
pub fn machine(at: i64) -> Option<String> {
    // Writing a date that lies beyond the calendar throws.
    known_date(at)?.to_iso_string().as_string()
}

/// The day, or "Today 14:02" where `now` falls on the same day.
pub fn in_short(at: i64, now: Option<i64>) -> String {
    let today = now.is_some_and(|now| local_day(now) == local_day(at));
    if today { format!("Today {}", local_minute(at)) } else { local_day(at) }
}

/// Short names of the months, as British English has them. By hand, because a browser looks its calendars up for the first
/// point in time that it is to write, which takes as long as drawing a screenful of rows.
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"];

// Made once: asking a date to format itself makes a formatter each time.
thread_local! {
    static FULL: Function = formatter(&[("dateStyle", "long"), ("timeStyle", "long")]);
}

/// The day: `18 Nov 2026`. Empty for a time that is no date, which no server sends.
pub fn local_day(at: i64) -> String {
    let Some(date) = known_date(at) else { return String::new() };
    let month = MONTHS.get(date.get_month() as usize).copied().unwrap_or_default();
    format!("{} {month} {}", date.get_date(), date.get_full_year())
}

/// Day, time and zone in full.
pub fn local_full(at: i64) -> String {
    FULL.with(|formatter| format(formatter, at))
}

/// Hour and minute: `14:02`.
pub fn local_minute(at: i64) -> String {
    known_date(at).map(|date| format!("{:02}:{:02}", date.get_hours(), date.get_minutes())).unwrap_or_default()
}

/// Gives an element for a time its full time as title, from what programs read of it.
pub fn put_full_title(time: &Element) {
    if !time.has_attribute("title") {
        let at = time.get_attribute("datetime").map(|text| Date::new(&text.into()).get_time());
        if let Some(at) = at.filter(|at| !at.is_nan()) {
            set(time, "title", Some(&local_full(at as i64)));
        }
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

/// None beyond the calendar.
fn known_date(at: i64) -> Option<Date> {
    Some(date(at)).filter(|date| !date.get_time().is_nan())
}
