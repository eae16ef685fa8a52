//! What a page on another origin may do: anything with a token, nothing with a cookie.
//!
//! The origin is echoed on every answer of the API tree, errors too. Credentials are never allowed and
//! no header is exposed, exactly as the server has it since 2.0.

use crate::answer::Answer;
use crate::call::Call;
use axum::http::{Method, header};

/// Answers `OPTIONS`, with an origin or without.
pub fn preflight(call: &Call) -> Option<Answer> {
    if call.method != Method::OPTIONS {
        return None;
    }
    if call.header(header::ORIGIN).is_none() {
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
    match call.header(header::ORIGIN) {
        Some(origin) if !origin.is_empty() => answer.with("access-control-allow-origin", origin),
        _ => answer,
    }
}
