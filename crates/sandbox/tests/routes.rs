//! Paths and methods beside those that the console uses, as InfluxDB 2.9.1 answers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::{Value, json};

#[tokio::test]
async fn a_method_that_no_router_knows_is_refused_before_everything_else() {
    let asked = Asked::set_up("oss-2.9").await;
    for path in ["/api/v2/authorizations", "/api/v2", "/health", "/nothing/here"] {
        let got = asked.send("FOO", path, &[("origin", "http://example.com")], String::new()).await;
        assert_eq!((got.status, got.text.as_str()), (405, ""), "{path}");
        assert_eq!(got.header("access-control-allow-origin"), None, "{path}");
    }
}

#[tokio::test]
async fn an_empty_origin_is_none() {
    let asked = Asked::set_up("oss-2.9").await;
    let got = asked.send("OPTIONS", "/api/v2/me", &[("origin", "")], String::new()).await;
    assert_eq!((got.status, got.header("access-control-allow-methods")), (405, None));
}

#[tokio::test]
async fn a_slash_too_many_leads_to_the_path_without_it() {
    let asked = Asked::set_up("oss-2.9").await;
    for resource in ["checks", "tasks", "telegrafs", "variables"] {
        let path = format!("/api/v2/{resource}");
        let got = asked.get(&format!("{path}/?limit=1&offset=2"), OPERATOR).await;
        assert_eq!((got.status, got.header("location").unwrap()), (301, &*format!("{path}?limit=1&offset=2")));
        assert_eq!(got.text, format!("<a href=\"{path}?limit=1&amp;offset=2\">Moved Permanently</a>.\n\n"));
        let got = asked.ask("POST", &format!("{path}/"), OPERATOR, json!({})).await;
        assert_eq!((got.status, got.header("location"), got.text.as_str()), (308, Some(path.as_str()), ""));
        let got = asked.ask("DELETE", &format!("{path}/"), OPERATOR, Value::Null).await;
        assert_eq!((got.status, got.message().as_str()), (404, "path not found"));
    }
    assert_eq!(asked.get("/api/v2/buckets/", OPERATOR).await.status, 200);
    assert_eq!(asked.get("/api/v2/query/", OPERATOR).await.status, 404);
}

#[tokio::test]
async fn oneself_has_two_paths_and_no_id() {
    let asked = Asked::set_up("oss-2.9").await;
    assert_eq!(asked.get("/api/v2/me/password", OPERATOR).await.status, 405);
    let got = asked.get(&format!("/api/v2/me/{}", asked.user), OPERATOR).await;
    assert_eq!((got.status, got.text.as_str()), (404, "404 page not found\n"));
}

#[tokio::test]
async fn an_organization_that_is_gone_cannot_be_deleted() {
    for (profile, named) in [("oss-2.9", true), ("oss-2.7", false)] {
        let asked = Asked::set_up(profile).await;
        let made = asked.ask("POST", "/api/v2/orgs", OPERATOR, json!({"name": "short-lived"})).await.at("/id");
        let path = format!("/api/v2/orgs/{made}");
        assert_eq!(asked.ask("DELETE", &path, OPERATOR, Value::Null).await.status, 204);
        let got = asked.ask("DELETE", &path, OPERATOR, Value::Null).await;
        let words = if named { format!("error deleting organization id: {made}: ") } else { String::new() };
        assert_eq!((got.status, got.message()), (404, format!("{words}organization not found")), "{profile}");
    }
}

#[tokio::test]
async fn stacks_are_shown_to_who_may_read_the_organization() {
    let asked = Asked::set_up("oss-2.9").await;
    let path = format!("/api/v2/stacks?orgID={}", asked.org);
    assert_eq!(asked.get(&path, OPERATOR).await.json(), json!({"stacks": []}));
    let token = asked.mint(json!([permission("read", json!({"type": "buckets", "orgID": asked.org}))])).await;
    let got = asked.get(&path, &token).await;
    assert_eq!((got.status, got.message()), (401, format!("read:orgs/{} is unauthorized", asked.org)));
    let got = asked.get("/api/v2/stacks", OPERATOR).await;
    assert_eq!(got.message(), "organization id[\"\"] is invalid: id must have a length of 16 bytes");
    let got = asked.get("/api/v2/templates", OPERATOR).await;
    assert_eq!((got.status, got.text.as_str()), (404, "404 page not found\n"));
}

#[tokio::test]
async fn flags_and_settings_are_those_of_the_server() {
    let asked = Asked::set_up("oss-2.9").await;
    let flags = asked.get("/api/v2/flags", OPERATOR).await.json();
    let names: Vec<_> = flags.as_object().unwrap().keys().cloned().collect();
    assert_eq!(names, ["appMetrics", "cursorAtEOF", "newAutoRefresh", "refreshSingleCell", "timeFilterFlags"]);
    let config = asked.get("/api/v2/config", OPERATOR).await.json();
    assert_eq!(config["config"]["http-idle-timeout"], json!(180_000_000_000_u64));
    assert_eq!(
        (&config["config"]["feature-flags"], &config["config"]["use-hashed-tokens"]),
        (&json!(null), &json!(true))
    );
    // Who is no operator learns nothing of methods.
    let token = asked.mint(json!([permission("read", json!({"type": "buckets", "orgID": asked.org}))])).await;
    assert_eq!(asked.ask("PUT", "/api/v2/config", &token, Value::Null).await.status, 401);
    assert_eq!(asked.ask("PUT", "/api/v2/config", OPERATOR, Value::Null).await.status, 405);
}

#[tokio::test]
async fn a_malformed_id_of_an_annotation_is_told_without_what_is_wrong() {
    let asked = Asked::set_up("oss-2.9").await;
    for method in ["GET", "PUT", "DELETE"] {
        let got = asked.ask(method, "/api/v2private/annotations/streams", OPERATOR, json!({})).await;
        assert_eq!((got.status, got.message().as_str()), (400, "annotation id is invalid"), "{method}");
    }
}
