//! `/private/legacy/authorizations`: credentials for clients of InfluxDB 1.x.
//!
//! The server keeps them apart from tokens, with the name to sign in with in the member `token`. A session's cookie is not
//! sent there, so these requests need a token.

use super::authorizations::{Fetched, change_body, decode_list, decode_one, wire_permissions};
use super::{decode, decode_empty, wire};
use crate::authorization::{Change, NewV1Authorization, V1Authorization};
use crate::{ApiError, Id};
use console_core::Secret;
use console_core::http::{Method, Request, Response};

const PATH: &str = "/private/legacy/authorizations";

/// Asks for every 1.x credential of an organization that the caller may see.
pub fn list(org: Id) -> Request {
    super::get(format!("{PATH}?orgID={org}"))
}

/// Reads the answer to [`list`].
pub fn decode_all(response: &Response) -> Result<Vec<V1Authorization>, ApiError> {
    let table = decode_list(response)?;
    let names: wire::V1NameList = decode(response)?;
    let names = names.authorizations.unwrap_or_default();
    let with_name = |authorization: crate::authorization::Authorization| {
        let name = names.iter().find(|name| name.id == authorization.id).map(|name| name.token.as_ref());
        V1Authorization { username: name.unwrap_or_default().into(), authorization }
    };
    Ok(table.rows.into_iter().map(with_name).collect())
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
    let Fetched { authorization, .. } = decode_one(response)?;
    let name: wire::V1Name = decode(response)?;
    Ok(V1Authorization { username: name.token.as_ref().into(), authorization })
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

/// Reads the answer to [`set_password`].
pub fn decode_password_set(response: &Response) -> Result<(), ApiError> {
    decode_empty(response)
}

/// Asks to change status or description. Read the answer with [`decode_created`].
pub fn change(id: Id, change: &Change) -> Request {
    super::request(Method::Patch, format!("{PATH}/{id}")).with_json(change_body(change))
}

/// Asks to delete a credential.
pub fn delete(id: Id) -> Request {
    super::request(Method::Delete, format!("{PATH}/{id}"))
}

/// Reads the answer to [`delete`].
pub fn decode_deleted(response: &Response) -> Result<(), ApiError> {
    decode_empty(response)
}
