//! Reading a request body as Go's `encoding/json` decoder does, with its error texts.
//!
//! The real server shows those texts to its callers, so a stand-in that answers alike must make them.
//! As there: only the first value of the body counts, members are found whatever their case, `null`
//! leaves a field as it is, unknown members are ignored, a wrong type is remembered while decoding
//! goes on, and a malformed id ends decoding at once.

mod fields;
mod report;
mod scan;

pub use fields::Fields;
pub use report::{Place, Report};

use crate::answer::{Code, Refusal};

/// What went wrong while a body was decoded, in Go's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DecodeError {
    /// The decoder's text.
    pub text: String,
    /// Whether the text is the server's own about an id; such an error carries its own code.
    pub about_id: bool,
}

impl DecodeError {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), about_id: false }
    }

    /// As a handler answers that passes the error on untouched: 500, except for an id.
    pub fn untouched(self) -> Refusal {
        let code = if self.about_id { Code::Invalid } else { Code::Internal };
        Refusal::new(code, self.text)
    }

    /// As a handler on httprouter answers that passes the error on: an error without a code is not shown.
    pub fn hidden(self) -> Refusal {
        if self.about_id {
            return self.untouched();
        }
        Refusal::new(Code::Internal, "An internal error has occurred - check server logs")
    }

    /// As a handler answers that puts words before it: always 400.
    pub fn prefixed(self, words: &str) -> Refusal {
        Refusal::new(Code::Invalid, format!("{words}: {}", self.text))
    }

    /// As the handlers of orgs, buckets and labels answer.
    pub fn unmarshal(self) -> Refusal {
        self.prefixed("failed to unmarshal json")
    }

    /// As the password handlers answer: the bare text with 400.
    pub fn invalid(self) -> Refusal {
        Refusal::new(Code::Invalid, self.text)
    }
}
