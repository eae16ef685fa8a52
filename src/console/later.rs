//! Fetching the part of the program that the first page does not need.

use super::App;
use crate::shell::{later, page};
use crate::ui::landmark::HEADING;
use influxdb2::{ApiError, Remote};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl App {
    /// Fetches it, unless it is here or on its way.
    pub fn load_later(self) {
        if self.later.with_untracked(|later| matches!(later, Remote::Loading | Remote::Ready(()))) {
            return;
        }
        self.later.set(Remote::Loading);
        spawn_local(async move {
            let loaded = later::load().await.then_some(()).ok_or(ApiError::Unreachable);
            // The page that takes the place of the waiting one takes its focus, too.
            let waited = page::has_focus(HEADING);
            self.later.set(Remote::from(loaded));
            if waited {
                request_animation_frame(|| page::focus(HEADING));
            }
        });
    }
}
