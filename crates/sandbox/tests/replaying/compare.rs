//! Compares an answer with the recorded one: status, headers, body, or the part of the body that was
//! recorded instead.

use super::{Got, OPERATOR, pattern};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

type Bound = HashMap<String, String>;

/// Headers that were recorded whenever they were there, so that one more is a difference too.
const WATCHED: [&str; 13] = [
    "access-control-allow-credentials",
    "access-control-allow-headers",
    "access-control-allow-methods",
    "access-control-allow-origin",
    "access-control-expose-headers",
    "allow",
    "cache-control",
    "content-type",
    "set-cookie",
    "vary",
    "www-authenticate",
    "x-content-type-options",
    "x-platform-error-code",
];

/// Adds to `wrong` everything in which `got` is not what was recorded.
pub fn answer(recorded: &Value, got: &Got, bound: &Bound, wrong: &mut Vec<String>) {
    let status = recorded["status"].as_u64().unwrap_or(0);
    if status != u64::from(got.status) {
        wrong.push(format!("status {} instead of {status}", got.status));
    }
    headers(&recorded["headers"], got, bound, wrong);
    let unordered = recorded["unordered"] == true;
    if let Some(expected) = recorded.get("body") {
        body(expected, got, bound, unordered, wrong);
    }
    parts(recorded, &got.json(), bound, unordered, wrong);
}

fn headers(recorded: &Value, got: &Got, bound: &Bound, wrong: &mut Vec<String>) {
    for (name, expected) in recorded.as_object().into_iter().flatten() {
        let expected = pattern::fill(expected.as_str().unwrap_or(""), bound);
        match got.header(name) {
            Some(actual) if pattern::matches(&expected, &actual) => {}
            actual => wrong.push(format!("header {name}: {actual:?} instead of {expected:?}")),
        }
    }
    for name in WATCHED {
        if recorded.get(name).is_none()
            && let Some(actual) = got.header(name)
        {
            wrong.push(format!("header {name}: {actual:?}, but none was recorded"));
        }
    }
}

fn body(expected: &Value, got: &Got, bound: &Bound, unordered: bool, wrong: &mut Vec<String>) {
    if expected.is_null() {
        if !got.body.is_empty() {
            wrong.push(format!("a body of {} bytes instead of none", got.body.len()));
        }
        return;
    }
    let actual = match serde_json::from_slice(&got.body) {
        Ok(value) => value,
        Err(_) => Value::String(String::from_utf8_lossy(&got.body).into_owned()),
    };
    value("", expected, &actual, bound, unordered, wrong);
}

/// Compares values; the order of members never counts, that of items only if it was kept.
fn value(at: &str, expected: &Value, actual: &Value, bound: &Bound, unordered: bool, wrong: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(e), Value::Object(a)) => {
            for (key, e) in e {
                match a.get(key) {
                    Some(a) => value(&format!("{at}/{key}"), e, a, bound, unordered, wrong),
                    None => wrong.push(format!("{at}/{key} is missing")),
                }
            }
            for key in a.keys().filter(|key| !e.contains_key(*key)) {
                wrong.push(format!("{at}/{key} is too much: {}", a[key]));
            }
        }
        (Value::Array(e), Value::Array(a)) if e.len() == a.len() && unordered => {
            for expected in e {
                if !a.iter().any(|actual| is_same(expected, actual, bound)) {
                    wrong.push(format!("{at} has nothing like {expected}"));
                }
            }
        }
        (Value::Array(e), Value::Array(a)) if e.len() == a.len() => {
            for (i, (e, a)) in e.iter().zip(a).enumerate() {
                value(&format!("{at}/{i}"), e, a, bound, unordered, wrong);
            }
        }
        (Value::String(e), Value::String(a)) => {
            if !text_is_same(e, a, bound) {
                wrong.push(format!("{at}: {a:?} instead of {:?}", pattern::fill(e, bound)));
            }
        }
        _ if expected == actual => {}
        _ => wrong.push(format!("{at}: {actual} instead of {expected}")),
    }
}

fn is_same(expected: &Value, actual: &Value, bound: &Bound) -> bool {
    let mut wrong = Vec::new();
    value("", expected, actual, bound, true, &mut wrong);
    wrong.is_empty()
}

fn text_is_same(expected: &str, actual: &str, bound: &Bound) -> bool {
    // The one hash in the recordings is that of the operator's token, which is another one here.
    if expected.starts_with("$influxdb2-sha256$") {
        let hash = URL_SAFE.encode(Sha256::digest(OPERATOR.as_bytes()));
        return actual == format!("$influxdb2-sha256${hash}");
    }
    pattern::matches(&pattern::fill(expected, bound), actual)
}

/// Compares the parts that were recorded where the whole body was not.
fn parts(recorded: &Value, actual: &Value, bound: &Bound, unordered: bool, wrong: &mut Vec<String>) {
    let items = || {
        let members = actual.as_object().into_iter().flatten();
        members.filter_map(|(_, member)| member.as_array()).next().cloned().unwrap_or_default()
    };
    // A full page of a list whose order is random holds other items each time.
    let is_cut = unordered && actual["links"].get("next").is_some();
    for (part, member) in [("names", "name"), ("ids", "id")] {
        if let Some(expected) = recorded.get(part) {
            let shown: Value = items().iter().map(|item| item[member].clone()).collect();
            let lengths = [expected, &shown].map(|list| list.as_array().map_or(0, Vec::len));
            if lengths[0] != lengths[1] {
                wrong.push(format!("{} {part} instead of {}: {shown}", lengths[1], lengths[0]));
            } else if !is_cut {
                value(part, expected, &shown, bound, unordered, wrong);
            }
        }
    }
    if let Some(expected) = recorded.get("links") {
        value("links", expected, &actual["links"], bound, false, wrong);
    }
    if let Some(expected) = recorded.get("keys") {
        let mut keys: Vec<_> = actual["config"].as_object().into_iter().flat_map(|c| c.keys()).collect();
        keys.sort();
        value("keys", expected, &keys.into_iter().map(String::as_str).collect(), bound, false, wrong);
    }
}
