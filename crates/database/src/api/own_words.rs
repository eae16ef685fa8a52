//! Whether a refusal is the server's own, so that it may be believed that nothing was stored.
//!
//! Anything between the page and the server can answer 403 or 404 too, after the server has carried the request out. The
//! contract fixes the shape of an error, its status as a number and a message, and no wording. That shape is what is asked
//! for: whatever is common among proxies has another.

use super::error::{ApiError, read_error};
use super::wire;
use console_core::http::Response;

/// Whether an answer that is no success has the shape that the contract gives to errors.
pub fn is_own(response: &Response) -> bool {
    let json = response.content_type.starts_with("application/json");
    let error = serde_json::from_slice::<wire::OwnError<'_>>(&response.body);
    json && error.is_ok_and(|error| error.code == response.status && !error.message.trim().is_empty())
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

    fn read(status: u16, content_type: &str, body: &str) -> ApiError {
        read_refusal(&Response::new(status, content_type, body))
    }

    #[test]
    fn a_refusal_in_the_shape_of_the_contract_is_believed() {
        for status in [400, 401, 403, 404, 409] {
            let body = format!(r#"{{"code":{status},"message":"words"}}"#);
            assert!(!read(status, "application/json; charset=utf-8", &body).leaves_outcome_unknown(), "{status}");
        }
    }

    #[test]
    fn anything_else_leaves_the_outcome_open() {
        for (content_type, body) in [
            ("application/json", ""),
            ("application/json", r#"{"message":"no Route matched with those values"}"#),
            ("application/json", r#"{"code":"forbidden","message":"words"}"#),
            ("application/json", r#"{"code":500,"message":"words"}"#),
            ("application/json", r#"{"code":403,"message":" "}"#),
            ("text/plain", r#"{"code":403,"message":"words"}"#),
            ("text/plain", "default backend - 404"),
            ("text/html", "<h1>no</h1>"),
        ] {
            assert!(read(403, content_type, body).leaves_outcome_unknown(), "{content_type} {body}");
        }
    }
}
