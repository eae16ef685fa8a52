//! Answers that are given in place of the server's.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is answered instead of JSON.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// A page, as a proxy or a sign-in portal answers.
    Html,
    /// JSON that breaks off, with a correct length.
    Json,
    /// Bytes that are no text.
    Binary,
    /// Nothing at all, with status 200.
    Empty,
}

impl What {
    /// As a response with status 200.
    pub fn response(self) -> Response {
        let (kind, body): (_, &[u8]) = match self {
            Self::Html => (
                "text/html; charset=utf-8",
                b"<!doctype html><html><head><title>Sign in to the network</title></head><body><h1>Welcome</h1></body></html>",
            ),
            Self::Json => ("application/json; charset=utf-8", b"{\"links\":{\"self\":\"/api/v2/auth"),
            Self::Binary => ("application/octet-stream", b"\x00\xff\xfe\x1f\x8b\x08\xc3\x28"),
            Self::Empty => ("application/json; charset=utf-8", b""),
        };
        let mut response = Response::new(Body::from(body));
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        response
    }
}

/// An answer that replaces the server's.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Instead {
    /// Its status.
    pub status: u16,
    /// The code of the server's error shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The message of the server's error shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// A whole body: a text is sent as it is, anything else as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Value>,
    /// Header lines, such as `Retry-After`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Whether the request is carried out all the same.
    #[serde(default)]
    pub stored: bool,
    /// Carried out only so many milliseconds after this was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_ms: Option<u64>,
}

impl Instead {
    /// As a response.
    pub fn response(&self) -> Response {
        let (kind, body) = match &self.body {
            Some(Value::String(text)) => ("text/plain; charset=utf-8", text.clone()),
            Some(other) => ("application/json; charset=utf-8", other.to_string()),
            None => {
                let body = json!({
                    "code": self.code.as_deref().unwrap_or("internal error"),
                    "message": self.message.as_deref().unwrap_or("ordered by a test"),
                });
                ("application/json; charset=utf-8", body.to_string())
            }
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value)) {
                headers.insert(name, value);
            }
        }
        response
    }
}
