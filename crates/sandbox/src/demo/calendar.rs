//! The demo's calendar: days since setup, because nothing in it may depend on today.

use crate::moment::{at_unix, written};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// When setup was run.
pub const SETUP: &str = "2025-03-10T08:12:44.183Z";

/// The same in seconds since 1970.
const SETUP_SECONDS: i64 = 1_741_594_364;

/// Seconds since 1970 on a day after setup; the hour follows from the day, so that no two look alike.
fn seconds(day: i64) -> i64 {
    SETUP_SECONDS + day * DAY + (day * 5_417) % 28_800
}

/// A moment on a day after setup.
pub fn time(day: i64) -> String {
    let millis = (day * 379) % 1000;
    written(at_unix(seconds(day)) + time::Duration::milliseconds(millis))
}

/// The same in milliseconds since 1970, for ids.
pub fn millis(day: i64) -> u64 {
    u64::try_from(seconds(day) * 1000).unwrap_or(0)
}
