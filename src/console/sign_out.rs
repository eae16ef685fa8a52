//! Leaving a session: on this side, and on that of the server.

use super::under_way::Going;
use super::{App, Phase, SignedOutReason};
use crate::shared::create::may_drop_secrets;
use crate::shell::http::Client;
use crate::shell::{clock, storage};
use influxdb2::api::session as api;
use leptos::prelude::*;
use leptos::task::spawn_local;

impl App {
    /// Ends the session and forgets everything, unless a secret would be lost with it, or an answer that was not told yet.
    pub fn sign_out(self) {
        if self.console_now().is_some_and(|console| console.holds_back(Going::Out)) || !may_drop_secrets(self) {
            return;
        }
        let Phase::SignedIn(entry) = self.phase.get_untracked() else { return };
        // On a connection of its own, so that a late answer takes nothing from whoever signs in next.
        let goodbye = entry.client.uses_cookie().then(|| entry.client.separate());
        storage::forget();
        storage::forget_org();
        self.signed_in_as.set_value(None);
        self.reveal.set(None);
        self.run.set(None);
        self.whose.set(None);
        self.leave(SignedOutReason::SignedOut);
        if let Some(goodbye) = goodbye {
            self.end_session(goodbye);
        }
    }

    /// Closes the connection and shows the way in; the state of the session goes with the screen that shows it.
    pub(super) fn leave(self, reason: SignedOutReason) {
        if let Phase::SignedIn(entry) = self.phase.get_untracked() {
            entry.client.close();
        }
        self.phase.set(Phase::SignedOut(reason));
    }

    /// Ends the session of the browser's cookie. Where the server does not confirm that, it is said to whoever still is out.
    pub(super) fn end_session(self, goodbye: Client) {
        let out = |phase: &Phase| match phase {
            Phase::SignedOut(reason) => Some(reason.clone()),
            _ => None,
        };
        let before = self.phase.with_untracked(out);
        spawn_local(async move {
            let answer = goodbye.send(api::sign_out()).await;
            let Err(error) = answer.and_then(|answer| api::decode_sign_out(&answer)) else { return };
            // What somebody is trying is not disturbed.
            while self.entering.is_under_way() {
                clock::moment().await;
            }
            let still_out = before.is_some() && self.phase.with_untracked(out) == before;
            // A session that the server no longer knows is ended too.
            if still_out && !error.ends_session() {
                self.phase.set(Phase::SignedOut(SignedOutReason::MayLive(error)));
            }
        });
    }
}
