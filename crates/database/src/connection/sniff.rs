//! What answers at an address, asked without a credential: this dialect's part of the question.

use super::{ANY, Paths};
use crate::api::{is_own, tokens};
use console_core::http::{Request, Response, Signature};

/// The forms that are asked for; the first one that is ours decides.
pub const QUESTIONS: [Paths; 2] = [Paths::Flat, Paths::Scoped(ANY)];

/// A question that shows no credential to whoever answers.
pub fn question(paths: Paths) -> Request {
    tokens::list(paths).signed(Signature::Nobody)
}

/// Whether the answer to [`question`] is one of the Management API: without a credential it says in its own words that it
/// wants one, or that it knows no such account.
pub fn is_it_us(response: &Response) -> bool {
    matches!(response.status, 400 | 401 | 403 | 404) && is_own(response)
}
