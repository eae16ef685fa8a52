//! What a page on another origin may do: anything with a token, nothing with a cookie.
//!
//! The origin is echoed on every answer of the API tree, errors too. Credentials are never allowed and
//! no header is exposed, exactly as the server has it since 2.0.

use crate::answer::Answer;
use crate::call::Call;
use axum::http::{Method, header};

/// Where the page comes from; to the server an empty text is no origin.
fn origin(call: &Call) -> Option<&str> {
    call.header(header::ORIGIN).filter(|origin| !origin.is_empty())
}

/// Answers `OPTIONS`, with an origin or without.
pub fn preflight(call: &Call) -> Option<Answer> {
    if call.method != Method::OPTIONS {
        return None;
    }
    if origin(call).is_none() {
        return Some(Answer::empty(405));
    }
    let answer =
        Answer::empty(204).with("access-control-allow-methods", "POST, GET, OPTIONS, PUT, DELETE, PATCH").with(
            "access-control-allow-headers",
            "Accept, Content-Type, Content-Length, Accept-Encoding, Authorization, User-Agent",
        );
    Some(allow(call, answer))
}

/// Adds the echoed origin.
pub fn allow(call: &Call, answer: Answer) -> Answer {
    match origin(call) {
        Some(origin) => answer.with("access-control-allow-origin", origin),
        None => answer,
    }
}
