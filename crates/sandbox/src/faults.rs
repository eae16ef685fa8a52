//! Faults on demand: what to do to which of the next requests.
//!
//! A fault is ordered as JSON, `{"method": "POST", "path": "/api/v2/authorizations", "times": 1,
//! "fault": {"kind": "cut", "when": "after"}}`. The path is exact, or a prefix if it ends in `*`; without
//! a method every method fits; `times` is 1 if it is left out. The oldest fault that fits is used.

mod body;

pub use body::{Damage, harmed};

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// On which side of the change the connection is cut.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// Nothing was stored.
    Before,
    /// The change is stored, only the answer is lost.
    After,
}

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

/// What goes wrong.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Fault {
    /// The answer comes late; the request is carried out after the wait.
    Delay {
        /// By so many milliseconds.
        ms: u64,
    },
    /// The connection is closed without an answer.
    Cut {
        /// Before or after the request was carried out.
        when: When,
    },
    /// Another answer.
    Status(Instead),
    /// Something that is no answer of this server.
    Garbage {
        /// What it is.
        what: What,
        /// Whether the request is carried out all the same.
        #[serde(default)]
        stored: bool,
    },
    /// The connection is closed after so many bytes of the body; its length was announced in full.
    Truncate {
        /// How many.
        bytes: usize,
    },
    /// After so many bytes of the body nothing more comes, and the connection stays open.
    Stall {
        /// How many.
        bytes: usize,
    },
    /// All sessions are forgotten before the request is carried out.
    LoseSessions,
    /// The body comes slowly.
    Rate {
        /// So many bytes a second.
        bytes_per_second: usize,
    },
}

/// A fault with the requests that it is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ordered {
    /// Only this method.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// This path, or those that begin so if it ends in `*`.
    pub path: String,
    /// How many more requests it is for.
    #[serde(default = "once")]
    pub times: u32,
    /// What goes wrong.
    pub fault: Fault,
}

fn once() -> u32 {
    1
}

impl Ordered {
    fn fits(&self, method: &Method, path: &str) -> bool {
        self.method.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(method.as_str()))
            && match self.path.strip_suffix('*') {
                Some(prefix) => path.starts_with(prefix),
                None => path == self.path,
            }
    }
}

/// The faults to come.
#[derive(Default, Debug)]
pub struct Faults(Vec<Ordered>);

impl Faults {
    /// Adds one.
    pub fn order(&mut self, fault: Ordered) {
        if fault.times > 0 {
            self.0.push(fault);
        }
    }

    /// All of them.
    pub fn all(&self) -> &[Ordered] {
        &self.0
    }

    /// Forgets them.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The fault of this request, used up by one.
    pub fn take(&mut self, method: &Method, path: &str) -> Option<Fault> {
        let at = self.0.iter().position(|ordered| ordered.fits(method, path))?;
        let ordered = self.0.get_mut(at)?;
        let fault = ordered.fault.clone();
        ordered.times -= 1;
        if ordered.times == 0 {
            self.0.remove(at);
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Ordered {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn every_kind_of_fault_is_read_and_written() {
        for fault in [
            r#"{"kind":"delay","ms":5}"#,
            r#"{"kind":"cut","when":"before"}"#,
            r#"{"kind":"status","status":429,"headers":{"Retry-After":"2"},"stored":false}"#,
            r#"{"kind":"garbage","what":"html","stored":false}"#,
            r#"{"kind":"truncate","bytes":10}"#,
            r#"{"kind":"stall","bytes":10}"#,
            r#"{"kind":"lose-sessions"}"#,
            r#"{"kind":"rate","bytesPerSecond":1000}"#,
        ] {
            let ordered = read(&format!(r#"{{"path":"/x","fault":{fault}}}"#));
            assert_eq!(serde_json::to_string(&ordered.fault).unwrap(), fault);
            assert_eq!(ordered.times, 1);
        }
    }

    #[test]
    fn a_fault_is_used_as_often_as_ordered_and_only_where_it_fits() {
        let mut faults = Faults::default();
        faults.order(read(r#"{"method":"POST","path":"/api/v2/a*","times":2,"fault":{"kind":"delay","ms":1}}"#));
        assert_eq!(faults.take(&Method::GET, "/api/v2/a"), None);
        assert_eq!(faults.take(&Method::POST, "/api/v2/b"), None);
        for _ in 0..2 {
            assert!(faults.take(&Method::POST, "/api/v2/authorizations").is_some());
        }
        assert_eq!(faults.take(&Method::POST, "/api/v2/authorizations"), None);
        assert!(faults.all().is_empty());
    }
}
