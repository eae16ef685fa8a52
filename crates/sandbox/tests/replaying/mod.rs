//! Replays recorded exchanges against a stand-in and says where an answer differs.
//!
//! The format is told in `recordings/README.md`. Values of an answer are bound to names and stand for
//! themselves in later requests and answers; `<id>` and its like stand for any value of that kind.

#![allow(dead_code, reason = "each test binary uses its own part of this module")]

pub mod compare;
pub mod pattern;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request};
use console_sandbox::{Data, Options, Plays, Sandbox};
use http_body_util::BodyExt;
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use tower::ServiceExt;

/// The folders of recordings and the profile that each is replayed against.
pub const FOLDERS: [(&str, &str); 3] = [("2.9", "oss-2.9"), ("2.9-unhashed", "oss-2.9-unhashed"), ("2.7", "oss-2.7")];

/// The token that setup is given; it has the form of a real one.
pub const OPERATOR: &str = "replayed-operator-token_0123456789-0123456789-0123456789-0123456789-0123456789-0123456A==";

/// Where the recordings lie.
pub fn recordings() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../recordings")
}

/// A scenario's file as JSON.
pub fn read(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The scenarios of a folder by name.
pub fn scenarios(folder: &str) -> Vec<(String, Value)> {
    let dir = recordings().join(folder);
    let mut found: Vec<_> = std::fs::read_dir(&dir)
        .unwrap_or_else(|e| panic!("{}: {e}", dir.display()))
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), read(&path)))
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// What was answered.
pub struct Got {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Got {
    /// The body as JSON, or null.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// A header as text; several lines of one name are joined.
    pub fn header(&self, name: &str) -> Option<String> {
        let lines: Vec<_> = self.headers.get_all(name).iter().filter_map(|v| v.to_str().ok()).collect();
        (!lines.is_empty()).then(|| lines.join(", "))
    }
}

/// One stand-in being replayed against.
pub struct Replay {
    router: Router,
    pub bound: HashMap<String, String>,
}

impl Replay {
    /// A fresh stand-in on which nobody has run setup.
    pub fn new(profile: &str) -> Self {
        let plays: Plays = profile.parse().unwrap_or_else(|e| panic!("{e}"));
        let options = Options { plays, data: Data::Empty, ..Options::default() };
        let sandbox = Sandbox::new(options).unwrap_or_else(|e| panic!("{e}"));
        let bound = HashMap::from([("operator".to_owned(), OPERATOR.to_owned())]);
        Self { router: sandbox.router(), bound }
    }

    /// Sends one exchange's request and compares the answer; `Err` says each difference.
    pub async fn exchange(&mut self, exchange: &Value) -> Result<(), Vec<String>> {
        let got = self.send(&exchange["request"]).await;
        let mut wrong = Vec::new();
        self.bind(&exchange["bind"], &got, &mut wrong);
        compare::answer(&exchange["response"], &got, &self.bound, &mut wrong);
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }

    async fn send(&self, request: &Value) -> Got {
        let text = |value: &Value| pattern::fill(value.as_str().unwrap_or(""), &self.bound);
        let mut builder =
            Request::builder().method(request["method"].as_str().unwrap_or("GET")).uri(text(&request["path"]));
        for (name, value) in request["headers"].as_object().into_iter().flatten() {
            builder = builder.header(name, text(value));
        }
        let body = match (&request["body"], &request["raw"]) {
            (Value::Null, Value::Null) => String::new(),
            (Value::Null, raw) => text(raw),
            (body, _) => pattern::fill(&body.to_string(), &self.bound),
        };
        let request = builder.body(Body::from(body)).unwrap_or_else(|e| panic!("{e}"));
        let Ok(response) = self.router.clone().oneshot(request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map(|b| b.to_bytes().to_vec()).unwrap_or_default();
        Got { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    fn bind(&mut self, wanted: &Value, got: &Got, wrong: &mut Vec<String>) {
        let body = got.json();
        for (name, pointer) in wanted.as_object().into_iter().flatten() {
            let pointer = pointer.as_str().unwrap_or("");
            let value = if pointer == "cookie" {
                got.header("set-cookie").and_then(|line| Some(line.split(';').next()?.split_once('=')?.1.to_owned()))
            } else {
                body.pointer(pointer).and_then(Value::as_str).map(str::to_owned)
            };
            match value {
                Some(value) => {
                    self.bound.insert(name.clone(), value);
                }
                None => wrong.push(format!("nothing to bind {name} to at {pointer}")),
            }
        }
    }
}
