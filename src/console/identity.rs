//! Whether the browser's session is still that of whoever signed in here. A browser keeps one cookie for a server, and another
//! tab, or the server's own page, may have signed somebody else in with it.

use super::change::Outcome;
use super::{Console, SignedOutReason};
use crate::shell::{clock, storage};
use influxdb2::ApiError;
use influxdb2::api::session;
use influxdb2::session::Login;
use leptos::{ev, prelude::*};

/// Whoever comes back to the tab more often is not asked about each time.
const AT_MOST_EVERY_MS: i64 = 3_000;

impl Console {
    /// Asks whose session it is whenever one comes back to this tab.
    pub(super) fn watch_identity(self) {
        if !self.client().uses_cookie() {
            return;
        }
        let asked = StoredValue::new(0_i64);
        let listener = window_event_listener(ev::focus, move |_| {
            let now = clock::now_ms();
            if asked.try_get_value().is_some_and(|before| now - before >= AT_MOST_EVERY_MS) {
                asked.set_value(now);
                self.lifetime.spawn(async move {
                    // Trouble on the way says nothing about it.
                    let _ = self.is_same_person().await;
                });
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// Whether the session is still the same person's; if it is not, it ends here. A token is always its own user's.
    pub(super) fn is_same_person(self) -> Outcome<'static, bool> {
        Box::pin(async move {
            let Some(here) = self.session().filter(|_| self.client().uses_cookie()) else { return Ok(true) };
            let answer = self.client().send::<ApiError>(session::me()).await?;
            let now = match session::decode_me(&answer)? {
                Login::Accepted(now) if now.id != here.me.id => now,
                _ => return Ok(true),
            };
            if self.is_current() {
                storage::forget();
                self.leave(SignedOutReason::Another { name: now.name, cut_off: self.cut_off() });
            }
            Ok(false)
        })
    }
}
