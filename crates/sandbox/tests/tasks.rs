//! Tasks: the one list that pages by `after` alone, and its way with refusals (`http/task_service.go`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::{Value, json};

const TASKS: &str = "/api/v2/tasks";

async fn make(asked: &Asked, name: &str) -> String {
    let flux = format!("option task = {{name: \"{name}\", every: 1h}}\nfrom(bucket: \"telemetry\")");
    asked.ask("POST", TASKS, OPERATOR, json!({"orgID": asked.org, "flux": flux})).await.at("/id")
}

#[tokio::test]
async fn a_page_of_tasks_is_cut_before_rights_filter_it() {
    let asked = Asked::set_up("oss-2.9").await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c"] {
        ids.push(make(&asked, name).await);
    }
    let only = permission("read", json!({"type": "tasks", "id": ids[1], "orgID": asked.org}));
    let caller = asked.mint(json!([only])).await;
    for (limit, seen) in [(1, 0), (2, 1)] {
        let list = asked.get(&format!("{TASKS}?orgID={}&limit={limit}", asked.org), &caller).await.json();
        assert_eq!(list["tasks"].as_array().unwrap().len(), seen, "{limit}");
        assert_eq!(list["links"].get("next"), None, "{limit}");
    }
    let whole = asked.get(&format!("{TASKS}?orgID={}&limit=2", asked.org), OPERATOR).await.json();
    assert!(whole["links"]["next"].as_str().unwrap().contains(&format!("after={}", ids[1])));
}

#[tokio::test]
async fn the_page_behind_a_task_that_is_gone_leaves_out_one_more() {
    let asked = Asked::set_up("oss-2.9").await;
    let mut ids = Vec::new();
    for name in ["a", "b", "c", "d"] {
        ids.push(make(&asked, name).await);
    }
    let behind = async |id: &str| {
        let list = asked.get(&format!("{TASKS}?orgID={}&after={id}", asked.org), OPERATOR).await.json();
        list["tasks"].as_array().unwrap().iter().map(|t| t["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(behind(&ids[1]).await, ["c", "d"]);
    asked.ask("DELETE", &format!("{TASKS}/{}", ids[1]), OPERATOR, Value::Null).await;
    assert_eq!(behind(&ids[1]).await, ["d"]);
}

#[tokio::test]
async fn the_parameters_of_the_list_are_read_in_the_order_of_the_server() {
    let asked = Asked::set_up("oss-2.9").await;
    for (query, message) in [
        ("after=x&org=nope&orgID=x", "id must have a length of 16 bytes"),
        ("org=nope&orgID=x", "organization name \"nope\" not found"),
        ("org=acme&orgID=zzzzzzzzzzzzzzzz&limit=0", "invalid ID"),
        ("user=x&limit=0", "id must have a length of 16 bytes"),
        ("limit=x", "strconv.Atoi: parsing \"x\": invalid syntax"),
        ("limit=99999999999999999999", "strconv.Atoi: parsing \"99999999999999999999\": value out of range"),
    ] {
        let got = asked.get(&format!("{TASKS}?{query}"), OPERATOR).await;
        assert_eq!((got.status, got.message()), (400, format!("failed to decode request: {message}")), "{query}");
        assert_eq!(got.at("/code"), "invalid", "{query}");
    }
}

#[tokio::test]
async fn a_task_that_may_not_be_touched_is_refused_as_the_task_handlers_do() {
    let asked = Asked::set_up("oss-2.9").await;
    let id = make(&asked, "a").await;
    let caller = asked.mint(json!([permission("read", json!({"type": "buckets"}))])).await;
    let body = json!({"description": "x"});
    for (method, path, status, message) in [
        ("GET", "x", 400, "failed to decode request: id must have a length of 16 bytes"),
        ("PATCH", "x", 400, "failed to decode request: id must have a length of 16 bytes"),
        ("DELETE", "x", 400, "failed to decode request: id must have a length of 16 bytes"),
        ("GET", "00000000000000aa", 404, "failed to find task: task not found"),
        ("PATCH", "00000000000000aa", 404, "failed to update task: task not found"),
        ("DELETE", "00000000000000aa", 404, "failed to delete task: task not found"),
        ("GET", id.as_str(), 404, "failed to find task: unauthorized"),
        ("PATCH", id.as_str(), 500, "failed to update task: unauthorized"),
        ("DELETE", id.as_str(), 500, "failed to delete task: unauthorized"),
    ] {
        let got = asked.ask(method, &format!("{TASKS}/{path}"), &caller, body.clone()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{method} {path}");
    }
    let header = format!("Token {OPERATOR}");
    let broken = asked.send("PATCH", &format!("{TASKS}/{id}"), &[("authorization", &header)], "{".into()).await;
    assert_eq!(broken.message(), "failed to decode request: unexpected EOF");
    for (body, status, message) in [
        (json!({"orgID": asked.org}), 400, "failed to decode request: missing flux"),
        (json!({"flux": "x"}), 400, "failed to decode request: missing orgID and org"),
        (
            json!({"flux": "x", "orgID": "00000000000000aa"}),
            404,
            "could not identify organization: organization not found",
        ),
        (json!({"flux": "x", "orgID": asked.org}), 500, "failed to create task: unauthorized"),
    ] {
        let got = asked.ask("POST", TASKS, &caller, body).await;
        assert_eq!((got.status, got.message().as_str()), (status, message));
    }
    assert_eq!(asked.ask("DELETE", &format!("{TASKS}/{id}"), OPERATOR, Value::Null).await.status, 204);
}
