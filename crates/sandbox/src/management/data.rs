//! As much of the data plane as it takes to see whether a database token works: writes are taken and dropped, queries find
//! nothing. Its error bodies are documented nowhere and are those of InfluxDB 2, whose paths these are.

use super::cluster::Cluster;
use crate::answer::{Answer, Code, Refusal};
use crate::call::Call;
use crate::wire::{Style, render};
use axum::http::{Method, header};
use serde_json::json;

/// Whether a path belongs to it.
pub fn is_path(path: &str) -> bool {
    matches!(path, "/api/v2/write" | "/write" | "/query")
}

/// Answers a write or a query.
pub fn answer(cluster: &Cluster, call: &Call) -> Answer {
    let (action, name) = match call.path.as_str() {
        "/query" => ("read", "db"),
        "/write" => ("write", "db"),
        _ => ("write", "bucket"),
    };
    let database = call.query.get(name).unwrap_or_default();
    if !matches!((&call.method, action), (&Method::POST, _) | (&Method::GET, "read")) {
        return Answer::empty(405);
    }
    if let Err(refusal) = may(cluster, call, action, database) {
        return refusal.answer(Style::Compact);
    }
    if action == "write" {
        return Answer::empty(204);
    }
    let found = json!({"results": [{"statement_id": 0}]});
    Answer::empty(200).with("content-type", "application/json").body(render(Style::Line, &found))
}

fn may(cluster: &Cluster, call: &Call, action: &str, database: &str) -> Result<(), Refusal> {
    let secret = secret(call).ok_or_else(|| Refusal::unauthorized("unauthorized"))?;
    let token = cluster.working_token(&secret).ok_or_else(|| Refusal::unauthorized("unauthorized"))?;
    if !token.grants(action, database) {
        return Err(Refusal::new(Code::Forbidden, "forbidden"));
    }
    cluster.database(database).map(|_| ()).ok_or_else(|| Refusal::not_found("database not found"))
}

/// The secret, from the Bearer or Token scheme, or as the password of the Basic scheme or the address.
fn secret(call: &Call) -> Option<String> {
    if let Some(password) = call.query.get("p") {
        return Some(password.to_owned());
    }
    let value = call.header(header::AUTHORIZATION)?;
    let token = value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("Token "));
    token.map(str::to_owned).or_else(|| call.basic().map(|(_, password)| password))
}
