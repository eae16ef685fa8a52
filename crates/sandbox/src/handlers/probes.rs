//! What can be learned of the server itself: health, version, resource types, flags.

use crate::answer::{Answer, Handled, JSON, Refusal, ok};
use crate::call::Call;
use crate::moment;
use crate::profile::VersionHeaders;
use crate::wire::{Style, render};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};
use std::time::Duration;

/// The commit that the health check names.
const COMMIT: &str = "0000000000";

/// Adds the headers that tell the version.
pub fn with_version(world: &World, call: &Call, answer: Answer) -> Answer {
    let version = world.profile.version;
    let answer = answer.with("x-influxdb-build", "OSS").with("x-influxdb-version", version);
    if world.profile.version_headers == VersionHeaders::TwiceOnPing && call.path == "/ping" {
        return answer.with("x-influxdb-build", "oss2").with("x-influxdb-version", version);
    }
    answer
}

/// `/health`: always well, whatever the method.
pub fn health(world: &World) -> Answer {
    compact(&json!({
        "name": "influxdb",
        "message": "ready for queries and writes",
        "status": "pass",
        "checks": [],
        "version": world.profile.version,
        "commit": COMMIT,
    }))
}

/// `/ready`.
pub fn ready(world: &World) -> Answer {
    compact(&json!({
        "status": "ready",
        "started": moment::written(world.started),
        "up": go_duration(world.running_since.elapsed()),
    }))
}

fn compact(value: &Value) -> Answer {
    Answer::written(200, render(Style::Compact, value))
}

/// A duration as Go writes it, such as `1h2m3.5s`.
fn go_duration(d: Duration) -> String {
    let seconds = d.as_secs();
    if seconds == 0 {
        return format!("{}ms", d.as_micros() as f64 / 1000.0);
    }
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, (seconds % 60) as f64 + f64::from(d.subsec_millis()) / 1000.0);
    match (h, m) {
        (0, 0) => format!("{s}s"),
        (0, m) => format!("{m}m{s}s"),
        (h, m) => format!("{h}h{m}m{s}s"),
    }
}

/// `/ping`.
pub fn ping(call: &Call) -> Answer {
    let answer = |status| Answer::empty(status).with("vary", "Accept-Encoding");
    match call.method {
        Method::GET | Method::HEAD => answer(204),
        Method::OPTIONS => answer(200).with("allow", "GET, HEAD, OPTIONS"),
        _ => answer(405)
            .with("allow", "GET, HEAD, OPTIONS")
            .with("content-type", "text/plain; charset=utf-8")
            .with("x-content-type-options", "nosniff")
            .body(b"Method Not Allowed\n".to_vec()),
    }
}

/// `/metrics`: a few lines of the kind.
pub fn metrics(world: &World) -> Answer {
    let text = format!(
        "# HELP influxdb_tokens_total Number of total tokens on the server\n\
         # TYPE influxdb_tokens_total counter\n\
         influxdb_tokens_total {}\n\
         # HELP influxdb_users_total Number of total users on the server\n\
         # TYPE influxdb_users_total counter\n\
         influxdb_users_total {}\n",
        world.store.authorizations.len(),
        world.store.users.len()
    );
    Answer::empty(200)
        .with("content-type", "text/plain; version=0.0.4; charset=utf-8; escaping=values")
        .body(text.into_bytes())
}

/// Every other path, of a server that was built without its web interface.
pub fn no_assets() -> Answer {
    Answer::text(404, "no assets included in binary\n").with("cache-control", "public, max-age=3600")
}

/// `GET /api/v2`: where everything is.
pub fn links() -> Handled {
    ok(json!({
        "authorizations": "/api/v2/authorizations",
        "backup": "/api/v2/backup",
        "buckets": "/api/v2/buckets",
        "checks": "/api/v2/checks",
        "dashboards": "/api/v2/dashboards",
        "delete": "/api/v2/delete",
        "external": {"statusFeed": "https://www.influxdata.com/feed/json"},
        "flags": "/api/v2/flags",
        "labels": "/api/v2/labels",
        "me": "/api/v2/me",
        "notificationEndpoints": "/api/v2/notificationEndpoints",
        "notificationRules": "/api/v2/notificationRules",
        "orgs": "/api/v2/orgs",
        "plugins": "/api/v2/telegraf/plugins",
        "query": {
            "analyze": "/api/v2/query/analyze",
            "ast": "/api/v2/query/ast",
            "self": "/api/v2/query",
            "suggestions": "/api/v2/query/suggestions",
        },
        "restore": "/api/v2/restore",
        "scrapers": "/api/v2/scrapers",
        "setup": "/api/v2/setup",
        "signin": "/api/v2/signin",
        "signout": "/api/v2/signout",
        "sources": "/api/v2/sources",
        "swagger": "/api/v2/swagger.json",
        "system": {"debug": "/debug/pprof", "health": "/health", "metrics": "/metrics"},
        "tasks": "/api/v2/tasks",
        "telegrafs": "/api/v2/telegrafs",
        "users": "/api/v2/users",
        "variables": "/api/v2/variables",
        "write": "/api/v2/write",
    }))
}

/// `GET /api/v2/swagger.json` of a build without assets.
pub fn contract() -> Handled {
    Err(Refusal::not_found("this developer binary not built with assets"))
}

/// `/api/v2/resources`: the types of this version, for anybody who is known and whatever the method.
pub fn resources(world: &World, rest: &[&str]) -> Answer {
    if !rest.is_empty() {
        return crate::manner::no_such_path();
    }
    let names: Value = world.profile.types.iter().map(|t| t.name()).collect();
    Answer::empty(200).with("content-type", "application/json").body(render(Style::Line, &names))
}

/// `/api/v2/flags`, whatever the method: its handler is no router (`NewFlagsHandler` in `kit/feature`). Shown are
/// the flags that `kit/feature/list.go` exposes in 2.7.12 and 2.9.1, with their defaults.
pub fn flags(rest: &[&str]) -> Answer {
    if !rest.is_empty() {
        return crate::manner::no_such_path();
    }
    let flags = json!({
        "appMetrics": false,
        "cursorAtEOF": false,
        "newAutoRefresh": true,
        "refreshSingleCell": true,
        "timeFilterFlags": false,
    });
    Answer::empty(200).with("content-type", JSON).body(render(Style::Line, &flags))
}
