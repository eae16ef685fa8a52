//! What the API answers: JSON, and errors with the status as their code.

use crate::answer::Answer;
use crate::wire::{Style, render};
use serde_json::{Value, json};

/// A refusal that the contract declares, with the words of its examples.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    BadRequest,
    Unauthorized,
    Forbidden,
    NotFound,
    Conflict,
}

/// What a handler returns: a body with 200, no body with 204, or a refusal.
pub type Handled = Result<Option<Value>, Refusal>;

impl Refusal {
    fn words(self) -> (u16, &'static str) {
        match self {
            Self::BadRequest => (400, "bad request"),
            Self::Unauthorized => (401, "unauthorized"),
            Self::Forbidden => (403, "forbidden"),
            Self::NotFound => (404, "not found"),
            Self::Conflict => (409, "conflict"),
        }
    }
}

/// Writes what a handler returned.
pub fn finish(handled: Handled) -> Answer {
    match handled {
        Ok(Some(body)) => written(200, &body),
        Ok(None) => Answer::empty(204),
        Err(refusal) => {
            let (status, message) = refusal.words();
            written(status, &json!({"code": status, "message": message}))
        }
    }
}

fn written(status: u16, body: &Value) -> Answer {
    Answer::empty(status).with("content-type", "application/json").body(render(Style::Compact, body))
}
