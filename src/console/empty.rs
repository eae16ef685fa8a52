//! What an empty list means. A server answers one, with 200, to a token that was deactivated meanwhile, and for an
//! organization that is gone, so whoever is told of nothing asks once more.

use super::Console;
use super::change::Outcome;
use crate::shell::http::Client;
use influxdb2::api::session;
use influxdb2::session::Login;
use influxdb2::{ApiError, Id};

impl Console {
    /// Whether an empty list of the organization in use is to be believed. It is asked after the list, each time: what was
    /// known before the list says nothing of it.
    pub(super) fn believe_empty(self) -> Outcome<'static, ()> {
        match self.session() {
            Some(session) => believe_empty(&self.client(), session.org.id),
            None => Box::pin(async { Err(ApiError::NotSignedIn) }),
        }
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
