//! Buckets: how long data may last, and in which order a change is checked.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR};
use serde_json::{Value, json};

const BUCKETS: &str = "/api/v2/buckets";

fn rules(every: i64, shard_group: i64) -> Value {
    json!([{"type": "expire", "everySeconds": every, "shardGroupDurationSeconds": shard_group}])
}

/// The engine's errors (`v1/services/meta/errors.go`) have no code, so they are internal ones; a bucket that
/// the engine refused is taken back.
#[tokio::test]
async fn a_bucket_that_keeps_data_too_shortly_is_refused_by_the_engine() {
    let asked = Asked::set_up("oss-2.9").await;
    let short = "retention policy duration must be at least 1h0m0s";
    let uneven = "retention policy duration must be greater than the shard duration";
    for (name, rule, status, message) in [
        ("a", rules(60, 0), 500, short),
        ("a", rules(7200, 86_400), 500, uneven),
        ("telemetry", rules(60, 0), 422, "bucket with name telemetry already exists"),
        ("_a", rules(60, 0), 400, "bucket name _a is invalid. Buckets may not start with underscore"),
        ("a", rules(3600, 60), 201, ""),
    ] {
        let body = json!({"orgID": asked.org, "name": name, "retentionRules": rule});
        let got = asked.ask("POST", BUCKETS, OPERATOR, body).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{name} {rule}");
    }
    let made = asked.get(&format!("{BUCKETS}?orgID={}&name=a", asked.org), OPERATOR).await.json();
    assert_eq!(made["buckets"][0]["retentionRules"], rules(3600, 3600));
}

#[tokio::test]
async fn the_engine_is_asked_before_a_new_name_is_looked_at() {
    let asked = Asked::set_up("oss-2.9").await;
    let body = json!({"orgID": asked.org, "name": "a", "retentionRules": rules(7 * 86_400, 0)});
    let path = format!("{BUCKETS}/{}", asked.ask("POST", BUCKETS, OPERATOR, body).await.at("/id"));
    let uneven = "shard-group duration must also be updated to be smaller than new retention duration";
    for (body, status, message) in [
        (
            json!({"name": "_x", "retentionRules": [{"everySeconds": 60}]}),
            500,
            "retention policy duration must be at least 1h0m0s",
        ),
        (json!({"name": "_x", "retentionRules": [{"everySeconds": 7200}]}), 422, uneven),
        (json!({"retentionRules": [{"shardGroupDurationSeconds": 30 * 86_400}]}), 422, uneven),
        (json!({"name": "_x"}), 400, "bucket name _x is invalid. Buckets may not start with underscore"),
        (json!({"name": "telemetry"}), 422, "bucket name is not unique"),
        (json!({"retentionRules": [{"everySeconds": 7200, "shardGroupDurationSeconds": 3600}]}), 200, ""),
    ] {
        let got = asked.ask("PATCH", &path, OPERATOR, body.clone()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{body}");
    }
    assert_eq!(asked.get(&path, OPERATOR).await.json()["retentionRules"], rules(7200, 3600));
    // Without a word about shard groups they stay as they are.
    asked.ask("PATCH", &path, OPERATOR, json!({"retentionRules": [{"everySeconds": 0}]})).await;
    assert_eq!(asked.get(&path, OPERATOR).await.json()["retentionRules"], rules(0, 3600));
}

#[tokio::test]
async fn the_answer_to_a_changed_bucket_lists_no_labels() {
    let asked = Asked::set_up("oss-2.9").await;
    let label = asked.ask("POST", "/api/v2/labels", OPERATOR, json!({"orgID": asked.org, "name": "blue"})).await;
    let path = format!("{BUCKETS}/{}", asked.bucket);
    let body = json!({"labelID": label.at("/label/id")});
    assert_eq!(asked.ask("POST", &format!("{path}/labels"), OPERATOR, body).await.status, 201);
    let changed = asked.ask("PATCH", &path, OPERATOR, json!({"description": "x"})).await;
    assert_eq!(changed.json()["labels"], json!([]));
    assert_eq!(asked.get(&path, OPERATOR).await.at("/labels/0/name"), "blue");
}
