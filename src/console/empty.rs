//! What an empty list means. A server answers one, with 200, to a token that was deactivated meanwhile, and for an
//! organization that is gone, so whoever is told of nothing asks once more.

use super::Console;
use super::change::Outcome;
use crate::shell::clock;
use crate::shell::http::Client;
use influxdb2::api::session;
use influxdb2::session::Login;
use influxdb2::{ApiError, Id};
use leptos::prelude::*;

/// For so long the answer holds: several lists that come at once are empty for one reason.
const HOLDS_MS: i64 = 2_000;

impl Console {
    /// Whether an empty list of the organization in use is to be believed.
    pub(super) fn believe_empty(self) -> Outcome<'static, ()> {
        Box::pin(async move {
            let Some(session) = self.session() else { return Err(ApiError::NotSignedIn) };
            let asked = clock::now_ms();
            if self.believed.try_get_value().flatten().is_some_and(|before| asked - before < HOLDS_MS) {
                return Ok(());
            }
            believe_empty(&self.client(), session.org.id).await?;
            self.believed.try_set_value(Some(asked));
            Ok(())
        })
    }
}

/// Whether an empty list of an organization is to be believed.
pub(super) fn believe_empty(client: &Client, org: Id) -> Outcome<'static, ()> {
    let client = client.clone();
    Box::pin(async move {
        // The server knows by itself that a session is over.
        if !client.uses_cookie() {
            let answer = client.send::<ApiError>(session::me()).await?;
            match session::decode_me(&answer)? {
                Login::Accepted(_) | Login::Limited { .. } => {}
                Login::TokenInactive => return Err(ApiError::TokenInactive),
                Login::UserInactive => return Err(ApiError::UserInactive),
                Login::Unknown => return Err(ApiError::NotSignedIn),
            }
        }
        let answer = client.send::<ApiError>(session::org(org)).await?;
        session::decode_org(&answer)
    })
}
