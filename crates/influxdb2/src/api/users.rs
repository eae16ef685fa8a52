//! `/api/v2/users`: making a user on the way to a token, finding one by name, switching and deleting.

use super::{decode, decode_change, decode_empty_change, get, request, wire};
use crate::authorization::Status;
use crate::session::Named;
use crate::user::User;
use crate::{ApiError, Id};
use console_core::http::{Method, Request, Response, encode};

const PATH: &str = "/api/v2/users";

/// Asks for a new user. Names are unique: the server refuses a second user of the same name with 422.
pub fn create(name: &str) -> Request {
    request(Method::Post, PATH).with_json(serde_json::to_vec(&wire::NewUser { name }).unwrap_or_default())
}

/// Reads the answer to [`create`].
pub fn decode_created(response: &Response) -> Result<User, ApiError> {
    decode_change(response).map(from_wire)
}

/// Asks for the user of a name.
pub fn find(name: &str) -> Request {
    get(format!("{PATH}?name={}", encode(name)))
}

/// Asks for one user.
pub fn get_one(id: Id) -> Request {
    get(format!("{PATH}/{id}"))
}

/// Reads the answer to [`get_one`].
pub fn decode_one(response: &Response) -> Result<User, ApiError> {
    decode(response).map(from_wire)
}

/// Whether an error says that there is no such user, in the server's own words.
pub fn is_gone(error: &ApiError) -> bool {
    matches!(error, ApiError::NotFound { message } if message == "user not found")
}

/// What a search by name brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The user.
    User(User),
    /// No user has this name.
    Nobody,
    /// There is one, and the caller may not read it.
    Hidden,
}

/// Reads the answer to [`find`].
pub fn decode_found(response: &Response) -> Result<Found, ApiError> {
    match decode::<wire::UserList>(response) {
        // The server leaves out what the caller may not read (OSS 2.x, reference `influxdb-v2-api` 5.1).
        Ok(list) => Ok(list.users.into_iter().next().map_or(Found::Hidden, |user| Found::User(from_wire(user)))),
        Err(ApiError::NotFound { message }) if message == "user not found" => Ok(Found::Nobody),
        Err(error) => Err(error),
    }
}

/// Asks to switch a user. All tokens of an inactive user are refused at once.
pub fn set_status(id: Id, status: Status) -> Request {
    let body = wire::Change { status: Some(status.as_str()), description: None };
    request(Method::Patch, format!("{PATH}/{id}")).with_json(serde_json::to_vec(&body).unwrap_or_default())
}

/// Reads the answer to [`set_status`]: the user as it is now.
pub fn decode_changed(response: &Response) -> Result<User, ApiError> {
    decode_change(response).map(from_wire)
}

/// Asks to delete a user. Its tokens stay stored, dead and in no list.
pub fn delete(id: Id) -> Request {
    request(Method::Delete, format!("{PATH}/{id}"))
}

/// Reads the answer to [`delete`].
pub fn decode_deleted(response: &Response) -> Result<(), ApiError> {
    decode_empty_change(response)
}

/// The inactive users of a page of the list.
pub(super) fn inactive(response: &Response) -> Vec<Id> {
    let users = decode::<wire::UserList>(response).map(|list| list.users).unwrap_or_default();
    users.into_iter().map(from_wire).filter(|user| user.status == Status::Inactive).map(|user| user.named.id).collect()
}

fn from_wire(user: wire::User<'_>) -> User {
    User {
        named: Named { id: user.id, name: user.name.into_owned() },
        // Servers that leave the status out have active users only.
        status: user.status.as_deref().and_then(Status::parse).unwrap_or(Status::Active),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MADE: &str =
        r#"{"links":{"self":"/api/v2/users/0b1c2d3e4f505000"},"id":"0b1c2d3e4f505000","name":"a b","status":"active"}"#;

    fn answer(status: u16, body: &str) -> Response {
        Response::new(status, "application/json; charset=utf-8", body)
    }

    #[test]
    fn a_user_is_made_by_name_alone() {
        let request = create(r#"press "7""#);
        assert_eq!((request.method(), request.path()), (Method::Post, "/api/v2/users"));
        assert_eq!(request.body().map(|body| body.text.as_slice()), Some(br#"{"name":"press \"7\""}"#.as_slice()));
        let made = decode_created(&answer(201, MADE)).expect("a user");
        assert_eq!((made.named.name.as_str(), made.status), ("a b", Status::Active));
    }

    #[test]
    fn a_name_that_is_taken_is_told_from_a_right_that_is_missing() {
        let taken = r#"{"code":"conflict","message":"user with name a b already exists"}"#;
        assert!(matches!(decode_created(&answer(422, taken)), Err(ApiError::Conflict { .. })));
        let refused = r#"{"code":"unauthorized","message":"write:users is unauthorized"}"#;
        assert!(matches!(decode_created(&answer(401, refused)), Err(ApiError::Refused(_))));
        for status in [409, 422] {
            for generic in [r#"{"code":"conflict","message":"conflict"}"#, r#"{"error":"Unprocessable Entity"}"#] {
                let error = decode_created(&answer(status, generic)).expect_err("no success");
                assert!(error.leaves_outcome_unknown(), "{status} {generic}: {error}");
            }
        }
    }

    #[test]
    fn a_refusal_of_a_change_is_believed_only_in_the_servers_own_words() {
        let own = answer(404, r#"{"code":"not found","message":"user not found"}"#);
        assert!(matches!(decode_changed(&own), Err(ApiError::NotFound { .. })));
        assert!(matches!(decode_deleted(&own), Err(ApiError::NotFound { .. })));
        let foreign = answer(403, r#"{"code":"forbidden","message":"blocked by policy"}"#);
        assert_eq!(decode_changed(&foreign), Err(ApiError::Foreign { status: 403, retry_after: None }));
        assert_eq!(decode_deleted(&foreign), Err(ApiError::Foreign { status: 403, retry_after: None }));
    }

    #[test]
    fn a_search_tells_a_user_from_nobody_and_from_one_that_is_hidden() {
        assert_eq!(find("a b&c").path(), "/api/v2/users?name=a%20b%26c");
        let found = decode_found(&answer(200, &format!(r#"{{"links":{{}},"users":[{MADE}]}}"#)));
        assert!(matches!(found, Ok(Found::User(user)) if user.named.name == "a b"));
        assert_eq!(decode_found(&answer(200, r#"{"links":{},"users":[]}"#)), Ok(Found::Hidden));
        let nobody = r#"{"code":"not found","message":"user not found"}"#;
        assert_eq!(decode_found(&answer(404, nobody)), Ok(Found::Nobody));
        assert!(decode_found(&answer(404, r#"{"code":"not found","message":"path not found"}"#)).is_err());
    }

    #[test]
    fn inactive_users_are_known_by_id() {
        let list =
            format!(r#"{{"users":[{MADE},{}]}}"#, MADE.replace("505000", "505001").replace("active", "inactive"));
        assert_eq!(inactive(&answer(200, &list)), [Id::parse("0b1c2d3e4f505001").expect("a valid id")]);
    }
}
