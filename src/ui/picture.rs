//! What is done around the browser's pictures.

use leptos::prelude::*;
use std::time::Duration;

/// Does something behind the picture that is due, in a task of its own: neither that picture nor a press that comes
/// meanwhile waits for it.
pub fn behind_picture(work: impl FnOnce() + 'static) {
    // The first of both comes before that picture, the second before the one after it.
    request_animation_frame(move || request_animation_frame(move || set_timeout(work, Duration::ZERO)));
}
