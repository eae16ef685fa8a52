//! The clock of the device.

use console_core::date::Date;
use console_core::time::Wall;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Milliseconds since 1970.
pub fn now_ms() -> i64 {
    // A double holds whole milliseconds exactly for the next 285,000 years.
    js_sys::Date::now() as i64
}

/// The clock on the wall, by the zone of the device.
pub const WALL: Wall = Wall(|ms| -(js_sys::Date::new(&JsValue::from_f64(ms as f64)).get_timezone_offset() as i32));

/// The day of today, by the clock on the wall.
pub fn today() -> Option<Date> {
    WALL.day(now_ms())
}

/// How long a person needs to see that something has changed.
const MOMENT_MS: i32 = 200;

/// Waits for some seconds.
pub async fn pause(seconds: u32) {
    wait(i32::try_from(seconds.saturating_mul(1000)).unwrap_or(i32::MAX)).await;
}

/// Waits a moment, in which what has changed can be gathered and shown at once.
pub async fn moment() {
    wait(MOMENT_MS).await;
}

/// Lets the browser draw and hear what waits, and goes on at once. Unlike a timer it is not held back in a tab that nobody
/// looks at.
pub async fn breathe() {
    let Ok(channel) = MessageChannel::new() else { return };
    let (here, there) = (channel.port1(), channel.port2());
    let arrived = js_sys::Promise::new(&mut |done, _| {
        here.set_onmessage(Some(&done));
        if there.post_message(&JsValue::NULL).is_err() {
            // Nothing would come.
            let _ = done.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(arrived).await;
    here.close();
}

async fn wait(milliseconds: i32) {
    let timer = js_sys::Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            // It fails only where there is no window to wait in.
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds);
        }
    });
    // A timer ends in nothing but its end.
    let _ = JsFuture::from(timer).await;
}
