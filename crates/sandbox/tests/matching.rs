//! The rule by which a held permission covers a needed one, against every pair that a real server was
//! asked, and what a token with one permission can do, against what it could do there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;
mod replaying;

use asking::{Asked, OPERATOR, permission};
use replaying::{pattern, read, recordings};
use serde_json::{Value, json};
use std::collections::HashMap;

/// A server with the things that the recordings name.
async fn with_things(profile: &str) -> (Asked, HashMap<String, String>) {
    let asked = Asked::set_up(profile).await;
    let mut names =
        HashMap::from([("org".to_owned(), asked.org.clone()), ("telemetry".to_owned(), asked.bucket.clone())]);
    let org = asked.org.clone();
    for (name, path, body) in [
        ("org2", "/api/v2/orgs", json!({"name": "beta"})),
        ("bob", "/api/v2/users", json!({"name": "bob"})),
        ("cold", "/api/v2/buckets", json!({"orgID": org, "name": "cold"})),
        ("tele", "/api/v2/telegrafs", json!({"orgID": org, "name": "t", "config": "[[inputs.cpu]]"})),
        ("dash", "/api/v2/dashboards", json!({"orgID": org, "name": "d"})),
        ("task", "/api/v2/tasks", json!({"orgID": org, "flux": "option task = {name: \"t\", every: 1h}"})),
        ("label", "/api/v2/labels", json!({"orgID": org, "name": "blue"})),
    ] {
        let got = asked.ask("POST", path, OPERATOR, body).await;
        assert_eq!(got.status, 201, "{got:?}");
        let id = got.json().pointer("/id").or(got.json().pointer("/label/id")).cloned().unwrap();
        names.insert(name.to_owned(), id.as_str().unwrap().to_owned());
    }
    (asked, names)
}

fn filled(value: &Value, names: &HashMap<String, String>) -> Value {
    serde_json::from_str(&pattern::fill(&value.to_string(), names)).unwrap()
}

/// The organization in which a permission can be asked for.
fn org_of(permission: &Value, asked: &Asked) -> Value {
    permission["resource"].get("orgID").cloned().unwrap_or_else(|| asked.org.clone().into())
}

#[tokio::test]
async fn a_held_permission_covers_what_a_real_server_said_it_covers() {
    let (asked, names) = with_things("oss-2.9").await;
    let pairs = read(&recordings().join("permission-matching.json"));
    let pairs = pairs["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 941);
    for pair in pairs {
        let held = filled(&pair["held"], &names);
        let needed = filled(&pair["needed"], &names);
        // The right to mint is given for all organizations, and none of the pairs is about it.
        let caller = json!({"orgID": org_of(&held, &asked), "permissions": [
            held,
            permission("write", json!({"type": "authorizations"})),
            permission("write", json!({"type": "users", "id": asked.user})),
        ]});
        let caller = asked.ask("POST", "/api/v2/authorizations", OPERATOR, caller).await;
        assert_eq!(caller.status, 201, "{caller:?}");
        let wanted = json!({"orgID": org_of(&needed, &asked), "permissions": [needed]});
        let got = asked.ask("POST", "/api/v2/authorizations", &caller.at("/token"), wanted).await;
        let expected = if pair["granted"] == true { 201 } else { 403 };
        assert_eq!(got.status, expected, "{pair} {got:?}");
    }
    println!("{} pairs agreed", pairs.len());
}

/// Carries out one operation of the recording and tells whether it succeeded.
async fn can(asked: &Asked, names: &HashMap<String, String>, operation: &str, token: &str, turn: usize) -> bool {
    let fill = |text: &str| pattern::fill(text, names);
    let query = |text: &str| json!({"type": "flux", "query": fill(text)});
    let org = &asked.org;
    let none = Value::Null;
    let (method, path, body, shows) = match operation {
        "read bucket telemetry" => ("GET", "/api/v2/buckets/{{telemetry}}", none, ""),
        "list buckets shows telemetry" => ("GET", "/api/v2/buckets?limit=100", none, "telemetry"),
        "write a point to telemetry" => ("POST", "/api/v2/write?org=acme&bucket=telemetry", none, ""),
        "query telemetry by name" => {
            ("POST", "/api/v2/query?org=acme", query("from(bucket: \"telemetry\") |> range(start: -1h)"), "")
        }
        "query telemetry by id" => {
            ("POST", "/api/v2/query?org=acme", query("from(bucketID: \"{{telemetry}}\") |> range(start: -1h)"), "")
        }
        "create a bucket" => ("POST", "/api/v2/buckets", json!({"orgID": org, "name": format!("new{turn}")}), ""),
        "change bucket telemetry" => ("PATCH", "/api/v2/buckets/{{telemetry}}", json!({"description": "x"}), ""),
        "read the org" => ("GET", "/api/v2/orgs/{{org}}", none, ""),
        "list members" => ("GET", "/api/v2/orgs/{{org}}/members", none, ""),
        "change the org" => ("PATCH", "/api/v2/orgs/{{org}}", json!({"description": "x"}), ""),
        "read telegraf config" => ("GET", "/api/v2/telegrafs/{{tele}}", none, ""),
        "list telegrafs shows it" => ("GET", "/api/v2/telegrafs?orgID={{org}}", none, "tele"),
        "read user bob" => ("GET", "/api/v2/users/{{bob}}", none, ""),
        "list users shows bob" => ("GET", "/api/v2/users", none, "bob"),
        "create a user" => ("POST", "/api/v2/users", json!({"name": format!("new{turn}")}), ""),
        "list secret keys" => ("GET", "/api/v2/orgs/{{org}}/secrets", none, ""),
        "set a secret" => ("PATCH", "/api/v2/orgs/{{org}}/secrets", json!({"K": "v"}), ""),
        "read label" => ("GET", "/api/v2/labels/{{label}}", none, ""),
        "create a label" => ("POST", "/api/v2/labels", json!({"orgID": org, "name": format!("new{turn}")}), ""),
        "read dashboard" => ("GET", "/api/v2/dashboards/{{dash}}", none, ""),
        "change dashboard" => ("PATCH", "/api/v2/dashboards/{{dash}}", json!({"description": "x"}), ""),
        "read task" => ("GET", "/api/v2/tasks/{{task}}", none, ""),
        "list tasks shows it" => ("GET", "/api/v2/tasks?orgID={{org}}", none, "task"),
        "create a dbrp mapping" => (
            "POST",
            "/api/v2/dbrps",
            json!({"orgID": org, "bucketID": names["telemetry"], "database": format!("d{turn}"), "retention_policy": "r"}),
            "",
        ),
        "list dbrps" => ("GET", "/api/v2/dbrps?orgID={{org}}", none, ""),
        "list org labels" => ("GET", "/api/v2/labels?orgID={{org}}", none, "label"),
        "flags" => ("GET", "/api/v2/flags", none, ""),
        "own me" => ("GET", "/api/v2/me", none, ""),
        other => panic!("the recording has an operation that this test does not know: {other}"),
    };
    let got = if operation.starts_with("write a point") {
        let header = format!("Token {token}");
        asked.send(method, path, &[("authorization", &header)], "m f=1".to_owned()).await
    } else {
        asked.ask(method, &fill(path), token, body).await
    };
    (200..300).contains(&got.status) && (shows.is_empty() || got.text.contains(&names[shows]))
}

#[tokio::test]
async fn a_token_with_one_permission_can_do_what_it_could_do_on_a_real_server() {
    for profile in ["oss-2.9", "oss-2.7"] {
        let (asked, names) = with_things(profile).await;
        let effects = read(&recordings().join("permission-effects.json"));
        for (turn, row) in effects["rows"].as_array().unwrap().iter().enumerate() {
            let held = filled(&row["held"], &names);
            let mut body = json!({"orgID": org_of(&held, &asked), "permissions": [held]});
            body["description"] = "one permission alone".into();
            let token = asked.ask("POST", "/api/v2/authorizations", OPERATOR, body).await.at("/token");
            let mut did = Vec::new();
            for operation in effects["operations"].as_array().unwrap() {
                let operation = operation.as_str().unwrap();
                if can(&asked, &names, operation, &token, turn).await {
                    did.push(operation);
                }
            }
            assert_eq!(json!(did), row["can"], "{profile} {}", row["held"]);
        }
    }
}
