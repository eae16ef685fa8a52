//! `/api/v2/authorizations`: list, read, create, change and delete.

use super::permissions::{Permissions, wire_permissions};
use super::plain;
use super::{decode, decode_change, decode_empty, read_refusal, request, wire};
use crate::authorization::{Authorization, AuthorizationTable, Change, NewAuthorization, Status, Unreadable};
use crate::deviation::Deviation;
use crate::permission::{OtherPermission, ResourceType};
use crate::{ApiError, Id, Names};
use console_core::http::plain::Unread;
use console_core::http::{Method, Request, Response, json};
use console_core::{Secret, time};
use serde_json::value::RawValue;

const PATH: &str = "/api/v2/authorizations";

/// Asks for every token of an organization that the caller may see.
///
/// No version of OSS pages this list; the server sends all of them at once.
pub fn list(org: Id) -> Request {
    super::get(format!("{PATH}?orgID={org}"))
}

/// Asks for every token of a user that the caller may see, whatever organization it belongs to.
pub fn list_of(user: Id) -> Request {
    super::get(format!("{PATH}?userID={user}"))
}

/// Reads the list into compact rows. Token values that the server puts into it are dropped here.
///
/// An entry that can't be read costs that entry: it is counted as [`Unreadable`], and the others are read.
pub fn decode_list(response: &Response) -> Result<AuthorizationTable, ApiError> {
    let mut table = AuthorizationTable::default();
    match decode::<wire::AuthorizationList>(response) {
        Ok(list) => {
            let entries = list.authorizations.unwrap_or_default().into_iter();
            entries.for_each(|entry| push(&mut table, Ok(entry), Permissions::default()));
        }
        Err(ApiError::Undecodable { .. }) => decode_one_by_one(response, &mut table)?,
        Err(error) => return Err(error),
    }
    Ok(table)
}

fn decode_one_by_one(response: &Response, table: &mut AuthorizationTable) -> Result<(), ApiError> {
    let list: wire::RawAuthorizationList = decode(response)?;
    for entry in list.authorizations.unwrap_or_default() {
        push(table, serde_json::from_str(entry.get()).map_err(|_| unreadable(entry)), Permissions::default());
    }
    Ok(())
}

/// An entry of the list, or what is left of one that can't be read.
pub(super) type ListEntry<'a> = Result<wire::Authorization<'a>, Unreadable>;

/// Reads the entry with which these bytes begin, and says how long it is; none where it goes on behind them.
pub(super) fn read_entry(bytes: &[u8]) -> Result<Option<(ListEntry<'_>, usize)>, serde_json::Error> {
    match plain::authorization(bytes) {
        Ok((entry, length)) => return Ok(Some((Ok(entry), length))),
        Err(Unread::Unfinished) => return Ok(None),
        Err(Unread::Unusual) => {}
    }
    let read = match json::first(bytes) {
        Ok((entry, length)) => Ok((Ok(entry), length)),
        Err(error) if error.is_eof() => Err(error),
        // Also half a character that a text spells out is no error of the whole list.
        Err(_) => json::first::<&RawValue>(bytes).map(|(raw, length)| (Err(unreadable(raw)), length)),
    };
    match read {
        Err(error) if error.is_eof() => Ok(None),
        // A number may go on behind the last byte.
        Ok((_, length)) if length == bytes.len() => Ok(None),
        read => read.map(Some),
    }
}

fn unreadable(entry: &RawValue) -> Unreadable {
    let rest = serde_json::from_str::<wire::Identified>(entry.get()).ok();
    Unreadable { id: rest.and_then(|rest| rest.id).and_then(|id| Id::parse(&id).ok()) }
}

/// Puts an entry into the table; `permissions` are those that were read before it.
pub(super) fn push(table: &mut AuthorizationTable, entry: ListEntry<'_>, permissions: Permissions) {
    let entry = match &entry {
        Ok(entry) if permissions.are_unreadable() => return table.unreadable.push(Unreadable { id: Some(entry.id) }),
        Ok(entry) => entry,
        Err(unreadable) => return table.unreadable.push(*unreadable),
    };
    if entry.token == wire::TokenValue::Shown {
        table.shows_values = true;
        table.shown_values.insert(entry.id);
    }
    let (row, others) = from_wire(entry, permissions, &mut table.names);
    if !others.is_empty() {
        table.others.insert(row.id, others);
    }
    table.rows.push(row);
}

/// Asks for a new token.
pub fn create(new: &NewAuthorization) -> Request {
    request(Method::Post, PATH).with_json(body(new).into_bytes())
}

/// The JSON body of [`create`], as it is also shown to the person.
pub fn body(new: &NewAuthorization) -> String {
    serde_json::to_string(&to_wire(new)).unwrap_or_default()
}

/// The JSON body of [`create`] in lines, for reading.
pub fn pretty_body(new: &NewAuthorization) -> String {
    serde_json::to_string_pretty(&to_wire(new)).unwrap_or_default()
}

/// A token that was just made, with the only copy of its secret.
#[derive(Debug)]
pub struct Created {
    /// The token as the list will show it.
    pub authorization: Authorization,
    /// Names that came with it.
    pub names: Names,
    /// What was created otherwise than it was asked for, once that was compared.
    pub deviations: Vec<Deviation>,
    /// Its secret. The server never tells it again (2.9), or should not be asked to.
    pub secret: Secret,
}

/// Reads the answer to [`create`].
///
/// A success without a usable secret is an error: the token exists then, but nobody knows its value.
pub fn decode_created(response: &Response) -> Result<Created, ApiError> {
    let authorization: wire::Authorization = decode_change(response)?;
    let created: wire::Created = decode(response)?;
    if authorization.token == wire::TokenValue::Hidden {
        return Err(ApiError::Undecodable { problem: "the new token's secret is missing in it".to_owned() });
    }
    let mut names = Names::default();
    let (authorization, _) = from_wire(&authorization, Permissions::default(), &mut names);
    Ok(Created { authorization, names, deviations: Vec::new(), secret: Secret::new(created.token.into_owned()) })
}

/// A token as the server tells it, without its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The token as a list would show it.
    pub authorization: Authorization,
    /// Its permissions with an action that nobody knows.
    pub others: Vec<OtherPermission>,
    /// Names that came with it.
    pub names: Names,
}

/// Asks for one token.
///
/// 404 does not mean that it is gone: the server says `user not found` or `organization not found` of a token whose owner
/// or organization is gone, and only `authorization not found` means the token itself.
pub fn get(id: Id) -> Request {
    super::get(format!("{PATH}/{id}"))
}

/// Reads the answer to [`get`].
pub fn decode_one(response: &Response) -> Result<Fetched, ApiError> {
    decode(response).map(fetched)
}

fn fetched(wire: wire::Authorization<'_>) -> Fetched {
    let mut names = Names::default();
    let (authorization, others) = from_wire(&wire, Permissions::default(), &mut names);
    Fetched { authorization, others, names }
}

/// Asks to change status, description or both, in one request. Sent twice, it ends in the same state and the same answer.
///
/// The server stores the change even where it then answers 404 because the token's owner is gone.
pub fn change(id: Id, change: &Change) -> Request {
    request(Method::Patch, format!("{PATH}/{id}")).with_json(change_body(change))
}

/// Reads the answer to [`change`]: the token as it is now. Where the change is not to be seen in it, nobody knows.
pub fn decode_changed(response: &Response, change: &Change) -> Result<Fetched, ApiError> {
    match decode_change(response).map(fetched) {
        Ok(stored) if change.is_in(&stored.authorization) => Ok(stored),
        Ok(_) => Err(ApiError::Undecodable { problem: "the token is not changed in it".to_owned() }),
        // What was not found is the owner or the organization: the change itself is stored.
        Err(ApiError::NotFound { message }) if message != GONE => {
            Err(ApiError::Foreign { status: response.status, retry_after: response.retry_after })
        }
        Err(error) => Err(error),
    }
}

/// The JSON body of a change.
pub(super) fn change_body(change: &Change) -> Vec<u8> {
    let body = wire::Change { status: change.status.map(Status::as_str), description: change.description.as_deref() };
    serde_json::to_vec(&body).unwrap_or_default()
}

/// Asks to delete a token.
pub fn delete(id: Id) -> Request {
    request(Method::Delete, format!("{PATH}/{id}"))
}

/// Reads the answer to [`delete`].
///
/// A browser or a proxy may send a delete twice, and then the second one finds nothing: gone is gone, whoever deleted it.
/// Only the server's own words say so, and not a 404 of something on the way.
pub fn decode_deleted(response: &Response) -> Result<(), ApiError> {
    if response.is_success() {
        return decode_empty(response);
    }
    match read_refusal(response) {
        error if is_gone(&error) => Ok(()),
        error => Err(error),
    }
}

/// The token, and its permissions with an action that nobody knows. `permissions` are those that were read before the rest.
fn from_wire(
    wire: &wire::Authorization<'_>,
    mut permissions: Permissions,
    names: &mut Names,
) -> (Authorization, Vec<OtherPermission>) {
    if let Some(name) = &wire.user {
        names.insert(&ResourceType::Users, wire.user_id, name);
    }
    if let Some(name) = &wire.org {
        names.insert(&ResourceType::Orgs, wire.org_id, name);
    }
    permissions.take(wire.permissions.iter().flatten(), names);
    let (permissions, others) = permissions.finish();
    let token = Authorization {
        id: wire.id,
        org: wire.org_id,
        user: wire.user_id,
        // A status that this console does not know is not "active": it must never look as if it worked.
        status: wire.status.as_deref().and_then(Status::parse).unwrap_or(Status::Inactive),
        description: wire.description.as_deref().unwrap_or_default().into(),
        permissions,
        created_ms: wire.created_at.as_deref().and_then(time::parse_ms),
        changed_ms: wire.updated_at.as_deref().and_then(time::parse_ms),
    };
    (token, others)
}

fn to_wire(new: &NewAuthorization) -> wire::NewAuthorization<'_> {
    wire::NewAuthorization {
        org_id: new.org.to_string(),
        user_id: new.user.map(|id| id.to_string()),
        status: (new.status != Status::Active).then(|| new.status.as_str()),
        description: &new.description,
        permissions: wire_permissions(&new.permissions),
    }
}

/// What the server says of a token that it does not have.
const GONE: &str = "authorization not found";

/// Whether the server says that the token itself is not there. Of a token whose owner is gone it says another thing.
pub fn is_gone(error: &ApiError) -> bool {
    matches!(error, ApiError::NotFound { message } if message == GONE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Action, Permission};

    const LISTED: &str = r#"{"links":{},"authorizations":[{"id":"0b1c2d3e4f506000","token":"q1Wsecretsecret==","status":"active",
        "description":"grafana","orgID":"96754d13b3875421","org":"acme","userID":"0b1c2d3e4f505000","user":"admin",
        "permissions":[{"action":"read","resource":{"type":"buckets","id":"04d8f1a2b3c4d5e6","orgID":"96754d13b3875421",
        "name":"telemetry","org":"acme"}}],"createdAt":"2026-05-12T09:30:00.123456789+02:00","updatedAt":"0001-01-01T00:00:00Z"}]}"#;

    fn id(text: &str) -> Id {
        Id::parse(text).expect("a valid id")
    }

    #[test]
    fn a_success_without_a_list_is_no_empty_list() {
        let decode = |body: &str| decode_list(&Response::new(200, "application/json", body));
        for body in ["{}", "[]", r#"{"error":"upstream timeout"}"#, r#"{"code":"unavailable","message":"try again"}"#] {
            assert!(matches!(decode(body), Err(ApiError::Undecodable { .. })), "{body}");
        }
        for body in [r#"{"links":{},"authorizations":[]}"#, r#"{"authorizations":null}"#] {
            assert_eq!(decode(body), Ok(AuthorizationTable::default()), "{body}");
        }
    }

    #[test]
    fn a_list_keeps_names_and_drops_token_values() {
        let table = decode_list(&Response::new(200, "application/json", LISTED)).expect("a list");
        let row = &table.rows[0];
        assert!(table.shows_values);
        assert!(!format!("{table:?}").contains("q1W"), "no part of the value is kept");
        assert_eq!(&*row.description, "grafana");
        assert_eq!(row.created_ms, Some(1_778_571_000_123));
        assert_eq!(row.changed_ms, None, "a token older than the field has no time");
        assert_eq!(table.names.get(&ResourceType::Buckets, id("04d8f1a2b3c4d5e6")), Some("telemetry"));
        assert_eq!(table.names.get(&ResourceType::Users, row.user), Some("admin"));
    }

    #[test]
    fn a_hidden_value_is_no_value() {
        for value in [r#""""#, r#""redacted""#, r#""REDACTED""#, "null"] {
            let body = LISTED.replace(r#""q1Wsecretsecret==""#, value);
            let table = decode_list(&Response::new(200, "application/json", body)).expect("a list");
            assert!(!table.shows_values, "{value}");
        }
    }

    #[test]
    fn only_the_servers_own_words_say_that_a_change_was_not_stored() {
        let answer = |status, code: &str, message: &str| {
            let body = format!(r#"{{"code":"{code}","message":"{message}"}}"#);
            let response = Response::new(status, "application/json; charset=utf-8", body);
            decode_changed(&response, &Change::default()).expect_err("no success")
        };
        assert!(is_gone(&answer(404, "not found", GONE)));
        assert!(matches!(
            answer(400, "invalid", "invalid status: must be active or inactive"),
            ApiError::Rejected { .. }
        ));
        for (status, code, message) in [
            (403, "forbidden", "blocked by policy"),
            (404, "not found", "user not found"),
            (404, "not found", "no route"),
        ] {
            assert!(answer(status, code, message).leaves_outcome_unknown(), "{message}");
        }
    }

    #[test]
    fn a_change_holds_only_if_the_answer_shows_it() {
        let one = LISTED.trim_start_matches(r#"{"links":{},"authorizations":["#).trim_end_matches("]}");
        let off = Change::to_status(Status::Inactive);
        let answer = |body: &str| decode_changed(&Response::new(200, "application/json", body.to_owned()), &off);
        let stored = answer(&one.replace(r#""active""#, r#""inactive""#)).expect("as asked for");
        assert_eq!(stored.authorization.status, Status::Inactive);
        assert!(answer(one).is_err_and(|error| error.leaves_outcome_unknown()), "it is active");
    }

    #[test]
    fn an_entry_that_cannot_be_read_costs_that_entry_alone() {
        let good = LISTED.trim_start_matches(r#"{"links":{},"authorizations":["#).trim_end_matches("]}");
        for (broken, id) in [
            (good.replace("0b1c2d3e4f505000", "short"), Some("0b1c2d3e4f506000")),
            (good.replace(r#""grafana""#, "7"), Some("0b1c2d3e4f506000")),
            (good.replace("grafana", r"\ud800"), Some("0b1c2d3e4f506000")),
            (good.replace("0b1c2d3e4f506000", "0000000000000000"), None),
            ("null".to_owned(), None),
            ("[]".to_owned(), None),
        ] {
            let body = format!(r#"{{"authorizations":[{broken},{good}]}}"#);
            let table = decode_list(&Response::new(200, "application/json", body)).expect("a list");
            assert_eq!(table.rows.len(), 1, "{broken}");
            assert_eq!(table.unreadable, [Unreadable { id: id.map(|id| Id::parse(id).expect("an id")) }], "{broken}");
            assert!(table.unreadable_notice().is_some_and(|notice| notice.starts_with("1 token could not be read")));
            assert!(!format!("{table:?}").contains("q1W"), "no part of a value is kept");
        }
    }

    #[test]
    fn a_permission_with_an_action_that_nobody_knows_is_kept() {
        let body = LISTED.replace(r#""action":"read""#, r#""action":"own""#);
        let table = decode_list(&Response::new(200, "application/json", body)).expect("a list");
        let row = &table.rows[0];
        assert!(row.permissions.is_empty());
        let others: Vec<String> = table.others[&row.id].iter().map(ToString::to_string).collect();
        assert_eq!(others, ["own:orgs/96754d13b3875421/buckets/04d8f1a2b3c4d5e6"]);
        assert_eq!(table.names.get(&ResourceType::Buckets, id("04d8f1a2b3c4d5e6")), Some("telemetry"));
    }

    #[test]
    fn a_null_list_is_empty() {
        let table = decode_list(&Response::new(200, "application/json", r#"{"authorizations":null}"#)).expect("a list");
        assert!(table.rows.is_empty());
    }

    #[test]
    fn the_body_of_a_create_has_ids_and_never_names() {
        let new = NewAuthorization {
            org: id("96754d13b3875421"),
            user: None,
            status: Status::Active,
            description: "Read buckets telemetry".to_owned(),
            permissions: vec![
                Permission::on_object(
                    Action::Read,
                    ResourceType::Buckets,
                    id("04d8f1a2b3c4d5e6"),
                    id("96754d13b3875421"),
                ),
                Permission::everywhere(Action::Write, ResourceType::Users),
            ],
        };
        assert_eq!(
            body(&new),
            r#"{"orgID":"96754d13b3875421","description":"Read buckets telemetry","permissions":[{"action":"read","resource":{"type":"buckets","id":"04d8f1a2b3c4d5e6","orgID":"96754d13b3875421"}},{"action":"write","resource":{"type":"users"}}]}"#
        );
    }

    #[test]
    fn a_created_token_brings_its_secret_once() {
        let one =
            LISTED.trim_start_matches(r#"{"links":{},"authorizations":["#).trim_end_matches("]}").to_owned() + "]}";
        let one = one.trim_end_matches("]}").to_owned();
        let created = decode_created(&Response::new(201, "application/json", one)).expect("a token");
        assert_eq!(created.secret.expose(), "q1Wsecretsecret==");
        assert!(!format!("{created:?}").contains("q1W"));
    }

    #[test]
    fn a_created_token_without_secret_is_an_error() {
        let one = r#"{"id":"0b1c2d3e4f506000","token":"","orgID":"96754d13b3875421","userID":"0b1c2d3e4f505000"}"#;
        let error = decode_created(&Response::new(201, "application/json", one)).expect_err("no secret");
        assert!(error.leaves_outcome_unknown());
    }

    #[test]
    fn a_decoding_error_quotes_nothing_of_the_body() {
        let broken = LISTED.replace("\"permissions\":[", "\"permissions\":{");
        let error = decode_list(&Response::new(200, "application/json", broken)).expect_err("broken");
        assert!(!error.to_string().contains("q1W"), "{error}");
    }
}
