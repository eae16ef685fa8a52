//! What a server of this API answers when it does not do what it was asked for.

use crate::permission::Permission;
use console_core::http::Response;
use console_core::text::foreign;
use serde::Deserialize;

/// Why a request did not bring what was asked for.
pub type ApiError = console_core::http::ApiError<Refusal>;

/// A right that the credential lacks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The endpoint asks for this permission.
    #[error("This credential lacks {}. Use one that holds it, or ask its administrator.", named(.0))]
    Lacks(Permission),
    /// A token was asked for that would hold more than its maker.
    #[error(
        "You can’t grant {}, because your credential doesn’t have it. Remove it, or use a stronger credential.",
        named(.0)
    )]
    MayNotGrant(Permission),
    /// Only an operator may do it.
    #[error("Only an operator may do this. Sign in with an operator token.")]
    OperatorOnly,
    /// The server refused in words that name no permission.
    #[error("The server refused it: {}.", foreign::message(.0))]
    Other(String),
}

impl Refusal {
    /// Whether it says what is lacking, as the server itself does. Anything on the way can refuse in other words.
    pub const fn is_own(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

/// A permission within a sentence. The word for its type may come from a server that says anything.
fn named(permission: &Permission) -> String {
    foreign::message(&permission.to_string())
}

/// The body of an error answer of the 2.x API.
#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    code: String,
    #[serde(default)]
    message: String,
}

/// Reads an answer that is no success.
///
/// The server's words decide before its status does: 401 means both "who are you" and "you lack a permission",
/// and broken JSON is 400 on one endpoint and 500 on others.
pub fn read_error(response: &Response) -> ApiError {
    let Ok(body) = serde_json::from_slice::<Body>(&response.body) else {
        return read_without_body(response);
    };
    let message = if body.message.is_empty() { body.code.clone() } else { body.message };
    if let Some(understood) = read_message(&message) {
        return understood;
    }
    match response.status {
        400 | 413 => ApiError::Rejected { message },
        401 => ApiError::NotSignedIn,
        403 => ApiError::Refused(Refusal::Other(message)),
        404 => ApiError::NotFound { message },
        405 | 409 | 422 => ApiError::Conflict { message },
        429 => ApiError::TooManyRequests { retry_after: response.retry_after },
        503 => ApiError::Unavailable { message },
        status => ApiError::Server { status, message },
    }
}

fn read_message(message: &str) -> Option<ApiError> {
    match message {
        "unauthorized access" | "session has expired" => return Some(ApiError::NotSignedIn),
        "token is inactive" => return Some(ApiError::TokenInactive),
        "User is inactive" => return Some(ApiError::UserInactive),
        "access to /api/v2/config requires operator permissions" => {
            return Some(ApiError::Refused(Refusal::OperatorOnly));
        }
        _ => {}
    }
    if let Some(rest) = message.strip_prefix("permission ")
        && let Some((permission, _)) = rest.split_once(" is not allowed")
    {
        return Some(ApiError::Refused(
            Permission::parse(permission).map_or_else(|_| Refusal::Other(message.to_owned()), Refusal::MayNotGrant),
        ));
    }
    let permission = message.strip_suffix(" is unauthorized")?;
    Permission::parse(permission).ok().map(|permission| ApiError::Refused(Refusal::Lacks(permission)))
}

fn read_without_body(response: &Response) -> ApiError {
    let message = || match response.status {
        404 => "there is nothing at this path".to_owned(),
        405 => "it does not take this method".to_owned(),
        502 | 504 => "the proxy in front of it got no answer".to_owned(),
        _ => "it gave no reason".to_owned(),
    };
    match response.status {
        429 => ApiError::TooManyRequests { retry_after: response.retry_after },
        502..=504 => ApiError::Unavailable { message: message() },
        _ if response.is_html() => ApiError::WebPage,
        401 => ApiError::NotSignedIn,
        404 => ApiError::NotFound { message: message() },
        status @ 500.. => ApiError::Server { status, message: message() },
        _ => ApiError::Undecodable { problem: format!("status {}, no error text", response.status) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, message: &str) -> ApiError {
        let body = serde_json::json!({ "code": "x", "message": message }).to_string();
        read_error(&Response::new(status, "application/json; charset=utf-8", body))
    }

    #[test]
    fn the_two_meanings_of_401_are_told_apart() {
        assert_eq!(read(401, "unauthorized access"), ApiError::NotSignedIn);
        let lacking = read(401, "write:orgs/00000000000000aa/authorizations is unauthorized");
        assert!(matches!(lacking, ApiError::Refused(Refusal::Lacks(_))), "{lacking:?}");
        assert!(!lacking.ends_session());
        assert_eq!(read(401, "token is inactive"), ApiError::TokenInactive);
        assert_eq!(read(403, "User is inactive"), ApiError::UserInactive);
    }

    #[test]
    fn the_permission_that_may_not_be_granted_is_named() {
        let line = "read:orgs/00000000000000aa/buckets/0000000000000001";
        let error = read(403, &format!("permission {line} is not allowed: {line} is unauthorized"));
        let ApiError::Refused(Refusal::MayNotGrant(permission)) = error else { panic!("{error:?}") };
        assert_eq!(permission.to_string(), line);
    }

    #[test]
    fn the_words_of_a_server_show_what_they_hold() {
        let turned = read(403, "read:\u{202e}stekcub is unauthorized").to_string();
        assert!(turned.starts_with("This credential lacks read:[U+202E]stekcub."), "{turned}");
        assert_eq!(read(403, "no\nway").to_string(), "The server refused it: no[U+000A]way.");
    }

    #[test]
    fn a_web_page_is_no_influxdb() {
        let page = Response::new(404, "text/html", "<!doctype html>");
        assert_eq!(read_error(&page), ApiError::WebPage);
    }

    #[test]
    fn a_page_of_a_proxy_says_that_the_server_is_not_ready() {
        let page = Response::new(502, "text/html", "<html>Bad Gateway</html>");
        assert!(matches!(read_error(&page), ApiError::Unavailable { .. }));
    }

    #[test]
    fn only_a_clear_refusal_proves_that_nothing_was_stored() {
        assert!(!read(400, "authorization must include permissions").leaves_outcome_unknown());
        assert!(!read(422, "x").leaves_outcome_unknown());
        assert!(read(500, "x").leaves_outcome_unknown());
        assert!(ApiError::Unreachable.leaves_outcome_unknown());
    }
}
