//! Testing a new token against the data plane, by one request that changes nothing, again and again until it works.
//!
//! A cluster needs some time to synchronize new tokens, seconds to minutes, and until then answers 401. A read is asked where
//! one is granted; else a write whose body is one comment. Whether a cluster takes a write without points is documented
//! nowhere, so a refusal of its form says only that the token was let in.

use crate::ApiError;
use crate::api::read_error;
use crate::database::Database;
use crate::permission::Action;
use crate::token::Token;
use console_core::Secret;
use console_core::http::{Request, Response, Signature, encode};

/// A line that a server reads and drops.
const COMMENT: &[u8] = b"# Token Console tests this token.";
/// How many seconds to wait before each further try: about three minutes in all.
const WAITS: [u32; 8] = [2, 3, 5, 10, 20, 30, 60, 60];

/// A request that tests a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// What is tried.
    pub action: Action,
    /// On which database.
    pub database: String,
}

/// What came of one try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server did what was asked: the token grants it.
    Works,
    /// The server let the token in, and did not take the test as a write.
    LetIn,
    /// The server does not know the token yet, or is busy: it may come out otherwise in a moment.
    NotYet(ApiError),
    /// It will not come out otherwise.
    Refused(ApiError),
}

/// Finds the request; none where the token grants nothing on a database that exists.
pub fn plan(token: &Token, databases: &[Database]) -> Option<Proof> {
    Action::BOTH.into_iter().find_map(|action| {
        let granted = databases.iter().find(|database| token.permissions.grants(action, &database.name))?;
        Some(Proof { action, database: granted.name.to_string() })
    })
}

/// The request, sent with the new token instead of the session's credential.
pub fn request(proof: &Proof, secret: Secret) -> Request {
    let database = encode(&proof.database);
    let request = match proof.action {
        Action::Read => crate::api::read_data(&format!("/query?db={database}&q=SHOW%20MEASUREMENTS")),
        Action::Write => {
            let request = crate::api::write_data(&format!("/api/v2/write?bucket={database}"));
            request.with_body("text/plain; charset=utf-8", COMMENT.to_vec())
        }
    };
    request.signed(Signature::Token(secret))
}

/// Reads the answer.
pub fn decode(proof: &Proof, response: &Response) -> Answer {
    if response.is_success() {
        return if response.is_html() { Answer::Refused(ApiError::WebPage) } else { Answer::Works };
    }
    match read_error(response) {
        ApiError::Rejected { .. } if proof.action == Action::Write => Answer::LetIn,
        error => judge(error),
    }
}

/// What an error says, also one of the way to the server.
pub fn judge(error: ApiError) -> Answer {
    match error {
        ApiError::NotSignedIn
        | ApiError::TooManyRequests { .. }
        | ApiError::Unavailable { .. }
        | ApiError::Server { .. }
        | ApiError::TimedOut { .. } => Answer::NotYet(error),
        error => Answer::Refused(error),
    }
}

/// How many seconds to wait before the next try, after so many; none when it was tried long enough.
pub fn wait_after(tries: usize) -> Option<u32> {
    WAITS.get(tries.checked_sub(1)?).copied()
}
