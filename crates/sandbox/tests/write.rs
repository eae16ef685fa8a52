//! Writing and deleting points: how organization and bucket are named, and whose right is asked for
//! (`http/write_handler.go`, `http/delete_handler.go`, `http/requests.go`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::json;

const UNKNOWN: &str = "00000000000000aa";

async fn post(asked: &Asked, path: &str, token: &str, body: &str) -> (u16, String) {
    let header = format!("Token {token}");
    let got = asked.send("POST", &format!("/api/v2/{path}"), &[("authorization", &header)], body.into()).await;
    (got.status, got.message())
}

#[tokio::test]
async fn what_reads_as_an_id_is_one() {
    let asked = Asked::set_up("oss-2.9").await;
    let (org, bucket) = (&asked.org, &asked.bucket);
    let times = r#"{"start":"2020-01-01T00:00:00Z","stop":"2021-01-01T00:00:00+01:00"}"#;
    for (path, body, status, message) in [
        (format!("write?org={UNKNOWN}&bucket=telemetry"), "m v=1", 404, "organization not found".to_owned()),
        (format!("write?org={org}&bucket={UNKNOWN}"), "m v=1", 404, format!("bucket \"{UNKNOWN}\" not found")),
        (format!("write?org={org}&bucket={bucket}"), "m v=1", 204, String::new()),
        (
            "write?org=acme&orgID=x&bucket=telemetry".to_owned(),
            "m v=1",
            400,
            "id must have a length of 16 bytes".to_owned(),
        ),
        (format!("delete?org=acme&bucket={bucket}"), times, 204, String::new()),
        (format!("delete?org=acme&bucket={UNKNOWN}"), times, 404, "bucket not found".to_owned()),
        ("delete?org=acme&bucket=telemetry".to_owned(), times, 204, String::new()),
        ("delete?org=acme".to_owned(), times, 400, "Please provide either bucketID or bucket".to_owned()),
    ] {
        assert_eq!(post(&asked, &path, OPERATOR, body).await, (status, message), "{path}");
    }
}

#[tokio::test]
async fn a_bucket_of_another_organization_is_found_by_id_and_the_right_is_asked_under_the_one_given() {
    let asked = Asked::set_up("oss-2.9").await;
    let other = asked.ask("POST", "/api/v2/orgs", OPERATOR, json!({"name": "other"})).await.at("/id");
    let caller = asked.mint(json!([permission("write", json!({"type": "buckets", "orgID": asked.org}))])).await;
    let path = |org: &str| format!("write?orgID={org}&bucket={}", asked.bucket);
    assert_eq!(post(&asked, &path(&asked.org), &caller, "m v=1").await.0, 204);
    let refused = (403, "insufficient permissions for write".to_owned());
    assert_eq!(post(&asked, &path(&other), &caller, "m v=1").await, refused);
    assert_eq!(post(&asked, &path(&other), OPERATOR, "m v=1").await.0, 204);
}

#[tokio::test]
async fn every_bad_line_is_told_on_a_line_of_its_own() {
    let asked = Asked::set_up("oss-2.9").await;
    let got = post(&asked, "write?org=acme&bucket=telemetry", OPERATOR, "one\nm v=1\n# fine\ntwo x\n").await;
    let words = "unable to parse 'one': missing fields\nunable to parse 'two x': invalid field format";
    assert_eq!(got, (400, words.to_owned()));
}

#[tokio::test]
async fn the_body_of_a_deletion_is_read_before_the_parameters() {
    let asked = Asked::set_up("oss-2.9").await;
    let prefix = "invalid request; error parsing request json";
    for (body, message) in [
        ("{", "unexpected EOF".to_owned()),
        (
            r#"{"start":1}"#,
            "Invalid delete predicate node request: json: cannot unmarshal number into Go struct field deleteRequestDecode.start of type string".to_owned(),
        ),
        (
            "{}",
            "invalid RFC3339Nano for field start, please format your time with RFC3339Nano format, example: 2009-01-02T23:00:00Z".to_owned(),
        ),
        (
            r#"{"start":"2020-01-01T00:00:00.5Z","stop":"tomorrow"}"#,
            "invalid RFC3339Nano for field stop, please format your time with RFC3339Nano format, example: 2009-01-01T23:00:00Z".to_owned(),
        ),
    ] {
        assert_eq!(post(&asked, "delete?org=nope", OPERATOR, body).await, (400, format!("{prefix}: {message}")));
    }
    let off = asked.mint(json!([permission("read", json!({"type": "buckets"}))])).await;
    let times = r#"{"start":"2020-01-01T00:00:00Z","stop":"2021-01-01T00:00:00Z"}"#;
    let got = post(&asked, "delete?org=acme&bucket=telemetry", &off, times).await;
    assert_eq!(got, (403, "insufficient permissions to delete".to_owned()));
}
