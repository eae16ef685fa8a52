//! `/private/legacy/authorizations`: credentials for clients of InfluxDB 1.x.
//!
//! The server keeps them apart from tokens, with the name to sign in with in the member `token`. A session's cookie is not
//! sent there, so these requests need a token.

use super::authorizations::{Fetched, change_body, decode_list, decode_one};
use super::permissions::wire_permissions;
use super::{decode, decode_empty, read_error, read_refusal, wire};
use crate::authorization::{Authorization, Change, NewV1Authorization, V1Authorization, V1Table};
use crate::{ApiError, Id};
use console_core::Secret;
use console_core::http::{Method, Request, Response};
use std::collections::BTreeMap;

const PATH: &str = "/private/legacy/authorizations";

/// Asks for every 1.x credential of an organization that the caller may see.
pub fn list(org: Id) -> Request {
    super::get(format!("{PATH}?orgID={org}"))
}

/// Reads the answer to [`list`]. An entry that can't be read costs that entry.
pub fn decode_all(response: &Response) -> Result<V1Table, ApiError> {
    let table = decode_list(response)?;
    let raw: wire::RawAuthorizationList = decode(response)?;
    let read = |entry: &serde_json::value::RawValue| {
        let name = serde_json::from_str::<wire::V1Name>(entry.get()).ok()?;
        Some((name.id, Box::<str>::from(&*name.token)))
    };
    let names: BTreeMap<_, _> = raw.authorizations.iter().flatten().filter_map(|entry| read(entry)).collect();
    let all = table.rows.len() + table.unreadable.len();
    let with_name = |authorization: Authorization| {
        Some(V1Authorization { username: names.get(&authorization.id)?.clone(), authorization })
    };
    let rows: Vec<V1Authorization> = table.rows.into_iter().filter_map(with_name).collect();
    Ok(V1Table { unreadable: all - rows.len(), rows, names: table.names }.sorted())
}

/// Asks for one credential.
pub fn get(id: Id) -> Request {
    super::get(format!("{PATH}/{id}"))
}

/// Asks for a new credential. It cannot sign in before it has a password.
pub fn create(new: &NewV1Authorization) -> Request {
    let body = wire::NewV1Authorization {
        token: &new.username,
        org_id: new.org.to_string(),
        description: &new.description,
        permissions: wire_permissions(&new.permissions),
    };
    super::request(Method::Post, PATH).with_json(serde_json::to_vec(&body).unwrap_or_default())
}

/// Reads the answer to [`create`].
pub fn decode_created(response: &Response) -> Result<V1Authorization, ApiError> {
    if !response.is_success() {
        return Err(read_refusal(response));
    }
    let Fetched { authorization, .. } = decode_one(response)?;
    let name: wire::V1Name = decode(response)?;
    Ok(V1Authorization { username: (*name.token).into(), authorization })
}

/// Asks to set a password. It takes the right to write the credential's owner.
pub fn set_password(id: Id, password: &Secret) -> Request {
    let text = password.expose();
    // Large enough for a text in which everything is escaped, so that the buffer never moves and leaves a copy behind.
    let mut body = Vec::with_capacity(text.len() * 6 + 32);
    let written = serde_json::to_writer(&mut body, &wire::NewPassword { password: text });
    debug_assert!(written.is_ok(), "a text can always be written");
    super::request(Method::Post, format!("{PATH}/{id}/password")).with_json(body)
}

/// Reads the answer to [`set_password`]. What a password lacks the server says in words that differ by its settings.
pub fn decode_password_set(response: &Response) -> Result<(), ApiError> {
    if response.is_success() {
        return decode_empty(response);
    }
    match read_error(response) {
        ApiError::Rejected { message } if message.starts_with("password") => Err(ApiError::Rejected { message }),
        _ => Err(read_refusal(response)),
    }
}

/// Whether the name of a new credential belongs to another one.
pub fn is_taken(error: &ApiError) -> bool {
    matches!(error, ApiError::Conflict { message } if message == "token already exists")
}

/// Asks to change status or description. Read the answer as that of a token.
pub fn change(id: Id, change: &Change) -> Request {
    super::request(Method::Patch, format!("{PATH}/{id}")).with_json(change_body(change))
}

/// Asks to delete a credential. Read the answer as that of a token.
pub fn delete(id: Id) -> Request {
    super::request(Method::Delete, format!("{PATH}/{id}"))
}
