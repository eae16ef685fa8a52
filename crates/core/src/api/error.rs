//! Everything that can go wrong between asking a server and understanding its answer, as a screen must tell it apart.

use super::Response;
use crate::permission::Permission;
use serde::Deserialize;

/// Why a request did not bring what was asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// The credential is not, or no longer, accepted.
    #[error("The server does not accept this credential. Sign in again.")]
    NotSignedIn,
    /// The token of the session exists, but somebody deactivated it.
    #[error("The token you are signed in with is inactive. Have it activated, or sign in with another one.")]
    TokenInactive,
    /// The user behind the credential is inactive or deleted.
    #[error("The user behind this credential is inactive or deleted. Sign in as another user.")]
    UserInactive,
    /// The credential is good, but a right is missing.
    #[error("{0}")]
    Refused(Refusal),
    /// The object, or the path, is not there.
    #[error("The server does not have it: {message}.")]
    NotFound {
        /// The server's words.
        message: String,
    },
    /// The request contradicts something that exists.
    #[error("The server refused it: {message}.")]
    Conflict {
        /// The server's words.
        message: String,
    },
    /// The server found the request wrong.
    #[error("The server did not take the request: {message}.")]
    Rejected {
        /// The server's words.
        message: String,
    },
    /// The server asks for fewer requests.
    #[error("The server asks to wait{}. Try again then.", wait(*.retry_after))]
    TooManyRequests {
        /// Seconds to wait, if it said.
        retry_after: Option<u32>,
    },
    /// The server is starting or overloaded.
    #[error("The server is not ready: {message}. Try again in a moment.")]
    Unavailable {
        /// The server's words.
        message: String,
    },
    /// The server failed.
    #[error("The server failed with status {status}: {message}. Try again; its log says more.")]
    Server {
        /// The HTTP status.
        status: u16,
        /// The server's words.
        message: String,
    },
    /// No answer came: the address is wrong, the server is down, a certificate is not trusted, or another origin is not let in.
    /// A page can't tell these apart.
    #[error(
        "The server can't be reached. Check the address and the network; over https, open it once in a tab of its own to see whether the browser trusts its certificate."
    )]
    Unreachable,
    /// No answer came in time.
    #[error("The server was silent for {seconds} seconds. Try again, or check whether it is overloaded.")]
    TimedOut {
        /// How long it was waited for.
        seconds: u32,
    },
    /// The answer began and then broke off.
    #[error("The connection broke off in the middle of the answer. Try again.")]
    BrokenOff,
    /// The page itself called the request off. This is never shown.
    #[error("The request was called off.")]
    Cancelled,
    /// Something answered, but it is no InfluxDB.
    #[error(
        "What answered is no InfluxDB: it sent a web page. Check the address, or the proxy in front of the server."
    )]
    NotInfluxDb,
    /// The answer is not what this endpoint answers.
    #[error("The answer could not be understood ({problem}). Check the address, or the proxy in front of the server.")]
    Undecodable {
        /// What the decoder stumbled over; it never quotes the body.
        problem: String,
    },
}

fn wait(seconds: Option<u32>) -> String {
    match seconds {
        None => " a moment".to_owned(),
        Some(1) => " 1 second".to_owned(),
        Some(seconds) => format!(" {seconds} seconds"),
    }
}

/// A right that the credential lacks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The endpoint asks for this permission.
    #[error("This credential lacks {0}. Use one that holds it, or ask its administrator.")]
    Lacks(Permission),
    /// A token was asked for that would hold more than its maker.
    #[error(
        "You may not grant {0}, because your credential does not hold it. Take it out, or use a stronger credential."
    )]
    MayNotGrant(Permission),
    /// Only an operator may do it.
    #[error("Only an operator may do this. Sign in with an operator token.")]
    OperatorOnly,
    /// The server refused in words that name no permission.
    #[error("The server refused it: {0}.")]
    Other(String),
}

/// The body of an error answer of the 2.x API.
#[derive(Deserialize)]
struct Body {
    #[serde(default)]
    code: String,
    #[serde(default)]
    message: String,
}

impl ApiError {
    /// Reads an answer that is no success.
    ///
    /// The server's words decide before its status does: 401 means both "who are you" and "you lack a right",
    /// and broken JSON is 400 on one endpoint and 500 on others.
    pub fn read(response: &Response) -> Self {
        let Ok(body) = serde_json::from_slice::<Body>(&response.body) else {
            return Self::read_without_body(response);
        };
        let message = if body.message.is_empty() { body.code.clone() } else { body.message };
        if let Some(understood) = Self::read_message(&message) {
            return understood;
        }
        match response.status {
            400 | 413 => Self::Rejected { message },
            401 => Self::NotSignedIn,
            403 => Self::Refused(Refusal::Other(message)),
            404 => Self::NotFound { message },
            405 | 409 | 422 => Self::Conflict { message },
            429 => Self::TooManyRequests { retry_after: response.retry_after },
            503 => Self::Unavailable { message },
            status => Self::Server { status, message },
        }
    }

    fn read_message(message: &str) -> Option<Self> {
        match message {
            "unauthorized access" | "session has expired" => return Some(Self::NotSignedIn),
            "token is inactive" => return Some(Self::TokenInactive),
            "User is inactive" => return Some(Self::UserInactive),
            "access to /api/v2/config requires operator permissions" => {
                return Some(Self::Refused(Refusal::OperatorOnly));
            }
            _ => {}
        }
        if let Some(rest) = message.strip_prefix("permission ")
            && let Some((permission, _)) = rest.split_once(" is not allowed")
        {
            return Some(Self::Refused(
                Permission::parse(permission).map_or_else(|_| Refusal::Other(message.to_owned()), Refusal::MayNotGrant),
            ));
        }
        let permission = message.strip_suffix(" is unauthorized")?;
        Permission::parse(permission).ok().map(|permission| Self::Refused(Refusal::Lacks(permission)))
    }

    fn read_without_body(response: &Response) -> Self {
        let message = || match response.status {
            404 => "there is nothing at this path".to_owned(),
            405 => "it does not take this method".to_owned(),
            502 | 504 => "the proxy in front of it got no answer".to_owned(),
            _ => "it gave no reason".to_owned(),
        };
        match response.status {
            429 => Self::TooManyRequests { retry_after: response.retry_after },
            502..=504 => Self::Unavailable { message: message() },
            _ if response.is_html() => Self::NotInfluxDb,
            401 => Self::NotSignedIn,
            404 => Self::NotFound { message: message() },
            status @ 500.. => Self::Server { status, message: message() },
            _ => Self::Undecodable { problem: format!("status {}, no error text", response.status) },
        }
    }

    /// Whether the session is over and signing in again is the way on.
    pub const fn ends_session(&self) -> bool {
        matches!(self, Self::NotSignedIn | Self::TokenInactive | Self::UserInactive)
    }

    /// Whether a request that changes something may have been carried out all the same.
    pub const fn leaves_outcome_unknown(&self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::TimedOut { .. }
                | Self::BrokenOff
                | Self::Cancelled
                | Self::NotInfluxDb
                | Self::Undecodable { .. }
                | Self::Unavailable { .. }
                | Self::Server { .. }
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(status: u16, message: &str) -> ApiError {
        let body = serde_json::json!({ "code": "x", "message": message }).to_string();
        ApiError::read(&Response::new(status, "application/json; charset=utf-8", body))
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
    fn a_web_page_is_no_influxdb() {
        let page = Response::new(404, "text/html", "<!doctype html>");
        assert_eq!(ApiError::read(&page), ApiError::NotInfluxDb);
    }

    #[test]
    fn a_page_of_a_proxy_says_that_the_server_is_not_ready() {
        let page = Response::new(502, "text/html", "<html>Bad Gateway</html>");
        assert!(matches!(ApiError::read(&page), ApiError::Unavailable { .. }));
    }

    #[test]
    fn only_a_clear_refusal_proves_that_nothing_was_stored() {
        assert!(!read(400, "authorization must include permissions").leaves_outcome_unknown());
        assert!(!read(422, "x").leaves_outcome_unknown());
        assert!(read(500, "x").leaves_outcome_unknown());
        assert!(ApiError::Unreachable.leaves_outcome_unknown());
    }
}
