//! What a server of this API says when it refuses a change and has stored nothing.
//!
//! Anything between the page and the server can answer 403 or 404 too, after the server has carried the request out. So
//! a refusal is believed only where status, code and message are those that the server itself sends; `recordings/` holds
//! them. Any other answer leaves open what became of the change.

use super::error::{ApiError, read_error};
use crate::permission::Permission;
use console_core::http::Response;
use console_core::http::json::Text;
use serde::Deserialize;

/// The shape of every refusal.
#[derive(Deserialize)]
struct Refusal<'a> {
    code: &'a str,
    #[serde(borrow)]
    message: Text<'a>,
}

/// Messages that are always the same.
const WHOLE: [(u16, &str, &str); 20] = [
    (400, "invalid", "authorization must include permissions"),
    (400, "invalid", "unable to create token"),
    (400, "invalid", "invalid status: must be active or inactive"),
    (400, "invalid", "unknown authorization status"),
    (400, "invalid", "encodeAuthorization: unknown authorization status"),
    (400, "invalid", "id must have a length of 16 bytes"),
    (400, "invalid", "invalid ID"),
    (400, "invalid", "org id required: invalid ID"),
    (400, "invalid", "invalid resource type for permission: unknown resource type for permission"),
    (400, "invalid", "invalid action type for permission: unknown action for permission"),
    (400, "empty value", "key required"),
    (400, "invalid", "token required for v1 user authorization type"),
    (401, "unauthorized", "unauthorized access"),
    (401, "unauthorized", "session has expired"),
    (401, "unauthorized", "token is inactive"),
    (403, "forbidden", "User is inactive"),
    (404, "not found", "authorization not found"),
    (404, "not found", "user not found"),
    (404, "not found", "bucket not found when creating auth"),
    (422, "conflict", "token already exists"),
];

/// Whether an answer is a refusal in the server's own shape and words.
fn is_own(response: &Response) -> bool {
    let Ok(Refusal { code, message }) = serde_json::from_slice(&response.body) else { return false };
    let said = (response.status, code, &*message);
    WHOLE.contains(&said) || names_something(said)
}

/// Whether it is a message of the server that names a permission, a user or what could not be read.
fn names_something((status, code, message): (u16, &str, &str)) -> bool {
    let permission = |text: &str| Permission::parse(text).is_ok();
    let named = match (status, code) {
        (400, "invalid") if message.starts_with("invalid json structure: ") => Some(true),
        (400, "invalid") => message
            .strip_prefix("permission ")
            .and_then(|rest| rest.split_once(" is not for org id "))
            .map(|(line, org)| permission(line) && crate::Id::parse(org).is_ok()),
        (401, "unauthorized") => message.strip_suffix(" is unauthorized").map(permission),
        (403, "forbidden") => message
            .strip_prefix("permission ")
            .and_then(|rest| rest.strip_suffix(" is unauthorized")?.split_once(" is not allowed: "))
            .map(|(line, again)| line == again && permission(line)),
        (422, "conflict") => message.strip_prefix("user with name ").map(|rest| rest.ends_with(" already exists")),
        _ => None,
    };
    named == Some(true)
}

/// Reads the answer to a change that is no success. What the server did not say itself leaves the outcome open.
pub fn read_refusal(response: &Response) -> ApiError {
    let error = read_error(response);
    if error.leaves_outcome_unknown() || is_own(response) {
        return error;
    }
    ApiError::Foreign { status: response.status, retry_after: response.retry_after }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: (u16, &str, &str) =
        (403, "forbidden", "permission read:buckets is not allowed: read:buckets is unauthorized");

    fn read((status, code, message): (u16, &str, &str)) -> ApiError {
        let body = serde_json::json!({ "code": code, "message": message }).to_string();
        read_refusal(&Response::new(status, "application/json; charset=utf-8", body))
    }

    #[test]
    fn the_servers_own_words_are_believed() {
        for own in WHOLE.into_iter().chain([OWN]) {
            assert!(!read(own).leaves_outcome_unknown(), "{own:?}");
        }
        let taken = "user with name a b already exists";
        assert!(matches!(read((422, "conflict", taken)), ApiError::Conflict { .. }));
    }

    #[test]
    fn words_of_something_else_leave_the_outcome_open() {
        for foreign in [
            (403, "forbidden", "no"),
            (403, "forbidden", "permission read:buckets is not allowed: write:buckets is unauthorized"),
            (403, "invalid", OWN.2),
            (404, OWN.1, OWN.2),
            (404, "not found", "the resource was not found"),
            (401, "unauthorized", "authentication required"),
            (409, "conflict", "conflict"),
            (409, "conflict", "user with name a b already exists"),
            (422, "conflict", "conflict"),
            (422, "invalid", "user with name a b already exists"),
            (422, "conflict", "a user with name a b already exists"),
            (422, "unprocessable entity", "authorization must include permissions"),
            (422, "unprocessable entity", "name is taken"),
            (429, "too many requests", "slow down"),
            (400, "invalid", "permission to enter is not for org id 00000000000000aa"),
        ] {
            assert_eq!(read(foreign), ApiError::Foreign { status: foreign.0, retry_after: None }, "{foreign:?}");
        }
    }

    #[test]
    fn a_refusal_without_the_servers_shape_leaves_the_outcome_open() {
        for body in ["", "{}", "Forbidden", r#"{"error":"forbidden"}"#, r#"{"code":403,"message":"x"}"#] {
            for status in [400, 401, 403, 404, 409, 422, 429] {
                let error = read_refusal(&Response::new(status, "application/json", body));
                assert!(error.leaves_outcome_unknown(), "{status} {body}: {error:?}");
            }
        }
    }
}
