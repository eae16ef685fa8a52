//! The clock of the device.

/// Milliseconds since 1970.
pub fn now_ms() -> i64 {
    // A double holds whole milliseconds exactly for the next 285,000 years.
    js_sys::Date::now() as i64
}
