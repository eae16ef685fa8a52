//! What a handler answers: a body with its status, or a refusal with the server's code and message.

use crate::wire::{Style, render};
use serde_json::{Value, json};

/// The content type of nearly every JSON answer.
pub const JSON: &str = "application/json; charset=utf-8";

/// A finished answer, independent of any HTTP library.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The status line's number.
    pub status: u16,
    /// Header lines in order; names are lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer without a body or a content type.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A JSON answer that was already written.
    pub fn written(status: u16, body: Vec<u8>) -> Self {
        Self::empty(status).with("content-type", JSON).body(body)
    }

    /// Go's plain-text error answer.
    pub fn text(status: u16, text: &str) -> Self {
        Self::empty(status)
            .with("content-type", "text/plain; charset=utf-8")
            .with("x-content-type-options", "nosniff")
            .body(text.as_bytes().to_vec())
    }

    /// What a mounted chi router says to a path it does not know.
    pub fn page_not_found() -> Self {
        Self::text(404, "404 page not found\n")
    }

    /// Adds a header line.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sets the body.
    #[must_use]
    pub fn body(mut self, body: Vec<u8>) -> Self {
        self.body = body;
        self
    }
}

/// The server's error codes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    /// `internal error`
    Internal,
    /// `not found`
    NotFound,
    /// `conflict`
    Conflict,
    /// `invalid`
    Invalid,
    /// `unprocessable entity`
    Unprocessable,
    /// `empty value`
    EmptyValue,
    /// `forbidden`
    Forbidden,
    /// `unauthorized`
    Unauthorized,
    /// `method not allowed`
    MethodNotAllowed,
}

impl Code {
    /// The code as bodies and the error-code header show it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Internal => "internal error",
            Self::NotFound => "not found",
            Self::Conflict => "conflict",
            Self::Invalid => "invalid",
            Self::Unprocessable => "unprocessable entity",
            Self::EmptyValue => "empty value",
            Self::Forbidden => "forbidden",
            Self::Unauthorized => "unauthorized",
            Self::MethodNotAllowed => "method not allowed",
        }
    }

    /// The status that goes with it.
    pub fn status(self) -> u16 {
        match self {
            Self::Internal => 500,
            Self::NotFound => 404,
            Self::Conflict | Self::Unprocessable => 422,
            Self::Invalid | Self::EmptyValue => 400,
            Self::Forbidden => 403,
            Self::Unauthorized => 401,
            Self::MethodNotAllowed => 405,
        }
    }
}

/// An error answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// Its code.
    pub code: Code,
    /// Its message.
    pub message: String,
}

impl Refusal {
    /// A refusal with these words.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// 400.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::Invalid, message)
    }

    /// 404.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(Code::NotFound, message)
    }

    /// 401.
    pub fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(Code::Unauthorized, message)
    }

    /// 422 for something that is there already.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(Code::Conflict, message)
    }

    /// The same refusal with words before its message.
    #[must_use]
    pub fn within(self, words: &str) -> Self {
        Self { message: format!("{words}: {}", self.message), ..self }
    }

    /// As an answer.
    pub fn answer(&self, style: Style) -> Answer {
        let body = json!({"code": self.code.text(), "message": self.message});
        Answer::written(self.code.status(), render(style, &body)).with("x-platform-error-code", self.code.text())
    }
}

impl From<crate::id::IdError> for Refusal {
    fn from(error: crate::id::IdError) -> Self {
        Self::invalid(error.message())
    }
}

/// What a handler gives back when it does not refuse.
#[derive(Clone, PartialEq, Debug)]
pub enum Reply {
    /// A status with a JSON body, laid out in the style of the handler's router.
    Json(u16, Value),
    /// 204.
    NoContent,
    /// Anything else, finished.
    Finished(Answer),
}

/// What every handler returns.
pub type Handled = Result<Reply, Refusal>;

/// 200 with a body.
pub fn ok(value: Value) -> Handled {
    Ok(Reply::Json(200, value))
}

/// 201 with a body.
pub fn created(value: Value) -> Handled {
    Ok(Reply::Json(201, value))
}

/// Lays out what a handler returned.
pub fn finish(style: Style, handled: Handled) -> Answer {
    match handled {
        Ok(Reply::Json(status, value)) => Answer::written(status, render(style, &value)),
        Ok(Reply::NoContent) => Answer::empty(204),
        Ok(Reply::Finished(answer)) => answer,
        Err(refusal) => refusal.answer(style),
    }
}
