//! `/tokens`: list, read, create, update and revoke. Creating answers 200, revoking 204.

use super::{decode, decode_change, decode_empty, request, wire};
use crate::connection::Paths;
use crate::create::{Created, ExpirySpelling, NewToken};
use crate::permission::{Permission, PermissionSet, Resource, Verb};
use crate::token::{Expiry, Token, TokenTable};
use crate::update::Change;
use crate::{ApiError, Id};
use console_core::http::{Method, Request, Response};
use console_core::text::json;
use console_core::{Secret, time};
use serde_json::value::RawValue;

const RESOURCE: &str = "/tokens";

/// Asks for every token of the cluster. Nothing pages, filters or sorts this list.
pub fn list(paths: Paths) -> Request {
    request(Method::Get, paths, RESOURCE)
}

/// Reads the list. An entry that can't be read costs that entry alone.
pub fn decode_list(response: &Response) -> Result<TokenTable, ApiError> {
    let mut table = TokenTable::default();
    for entry in decode::<wire::RawList<'_>>(response)? {
        let wire = serde_json::from_str::<wire::Token<'_>>(entry.get()).ok();
        match wire.and_then(|wire| from_wire(&wire)) {
            Some(token) => table.rows.push(token),
            None => {
                let rest = serde_json::from_str::<wire::Identified<'_>>(entry.get()).ok();
                table.unreadable.push(rest.and_then(|rest| rest.id).and_then(|id| Id::parse(&id)));
            }
        }
    }
    Ok(table)
}

/// Asks for one token. Some releases do not find a token that was revoked.
pub fn get(paths: Paths, id: Id) -> Request {
    request(Method::Get, paths, &path(id))
}

/// Reads the answer to [`get`].
///
/// It is also what is read back after a lost answer, so only the server's own words say that there is no such token.
pub fn decode_one(response: &Response) -> Result<Token, ApiError> {
    from_wire(&decode_change::<wire::Token<'_>>(response)?).ok_or_else(strange)
}

/// Asks for a new token. How an expiry is spelled differs by release.
pub fn create(paths: Paths, new: &NewToken, spelling: ExpirySpelling) -> Request {
    request(Method::Post, paths, RESOURCE).with_json(body(new, spelling).into_bytes())
}

/// The JSON body of [`create`], as it is sent.
pub fn body(new: &NewToken, spelling: ExpirySpelling) -> String {
    serde_json::to_string(&to_wire(new, spelling)).unwrap_or_default()
}

/// The JSON body of [`create`] in lines, for reading: what is not seen is written as its number.
pub fn pretty_body(new: &NewToken, spelling: ExpirySpelling) -> String {
    json::visible(&serde_json::to_string_pretty(&to_wire(new, spelling)).unwrap_or_default())
}

/// Reads the answer to [`create`].
///
/// A success without a usable secret is an error: the token exists then, but nobody knows its value.
pub fn decode_created(response: &Response) -> Result<Created, ApiError> {
    let token = from_wire(&decode_change::<wire::Token<'_>>(response)?).ok_or_else(strange)?;
    let secret = decode::<wire::Created<'_>>(response)?.access_token.filter(|secret| !secret.is_empty());
    let missing = || ApiError::Undecodable { problem: "the new token's secret is missing in it".to_owned() };
    Ok(Created { token, otherwise: Vec::new(), secret: Secret::new(secret.ok_or_else(missing)?.into_owned()) })
}

/// Asks to change description, permissions or both. Permissions that are given replace all; an expiry can't be changed.
pub fn update(paths: Paths, id: Id, change: &Change) -> Request {
    request(Method::Patch, paths, &path(id)).with_json(change_body(change).into_bytes())
}

/// The JSON body of [`update`], as it is sent.
pub fn change_body(change: &Change) -> String {
    let permissions = change.permissions.as_ref().map(wire_permissions);
    serde_json::to_string(&wire::Change { description: change.description.as_deref(), permissions }).unwrap_or_default()
}

/// Reads the answer to [`update`]: the token as it is now.
pub fn decode_updated(response: &Response) -> Result<Token, ApiError> {
    from_wire(&decode_change::<wire::Token<'_>>(response)?).ok_or_else(strange)
}

/// Asks to revoke a token, at once and for good.
pub fn revoke(paths: Paths, id: Id) -> Request {
    request(Method::Delete, paths, &path(id))
}

/// Reads the answer to [`revoke`]; a token that the server does not find in its own words is an error.
pub fn decode_revocation(response: &Response) -> Result<(), ApiError> {
    decode_empty(response)
}

/// Reads the answer to [`revoke`], where it matters only that the token is revoked.
///
/// A browser or a proxy may send it twice, and then the second one finds nothing: whoever revoked it, it is revoked.
pub fn decode_revoked(response: &Response) -> Result<(), ApiError> {
    match decode_revocation(response) {
        Err(ApiError::NotFound { .. }) => Ok(()),
        answer => answer,
    }
}

fn path(id: Id) -> String {
    format!("{RESOURCE}/{id}")
}

fn strange() -> ApiError {
    ApiError::Undecodable { problem: "the id in it is none".to_owned() }
}

/// The token; none without an id, because nothing could be done with it.
fn from_wire(wire: &wire::Token<'_>) -> Option<Token> {
    // None where none is set, and none in it where it can't be read.
    let moment = |written: Option<&RawValue>| {
        written.map(|written| {
            serde_json::from_str::<wire::Text<'_>>(written.get()).ok().as_deref().and_then(time::parse_ms)
        })
    };
    Some(Token {
        id: Id::parse(&wire.id)?,
        description: wire.description.as_deref().unwrap_or_default().into(),
        permissions: wire.permissions.iter().flatten().map(from_wire_permission).collect(),
        created_ms: moment(wire.created_at).flatten(),
        expiry: match moment(wire.expires_at) {
            None => Expiry::Never,
            Some(Some(at)) => Expiry::At(at),
            Some(None) => Expiry::Unreadable,
        },
        revoked: moment(wire.revoked_at),
    })
}

fn from_wire_permission(wire: &wire::Permission<'_>) -> Permission {
    Permission { resource: Resource::parse(&wire.resource), verb: Verb::parse(&wire.action) }
}

fn wire_permissions(permissions: &PermissionSet) -> Vec<wire::Permission<'_>> {
    permissions.iter().map(to_wire_permission).collect()
}

fn to_wire_permission(permission: &Permission) -> wire::Permission<'_> {
    wire::Permission { action: permission.verb.as_str().into(), resource: permission.resource.as_str().into() }
}

fn to_wire(new: &NewToken, spelling: ExpirySpelling) -> wire::NewToken<'_> {
    wire::NewToken {
        description: &new.description,
        permissions: wire_permissions(&new.permissions),
        expiration_type: spelling.word(new.expires_ms.is_some()),
        expires_at: new.expires_ms.and_then(crate::expiry::written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_cannot_be_read_costs_itself_alone() {
        let body = r#"[{"id":"55555555-5555-4555-8555-555555555555","description":"d","permissions":[],
            "createdAt":1735689600,"expiresAt":{"seconds":1},"revokedAt":{"seconds":1}}]"#;
        let table = decode_list(&Response::new(200, "application/json", body)).expect("a list");
        assert_eq!(table.unreadable, []);
        let token = &table.rows[0];
        let told = (token.created_ms, token.expiry, token.revoked);
        assert_eq!(told, (None, Expiry::Unreadable, Some(None)), "it is revoked, and nobody knows since when");
    }
}
