//! Labels (`label/http_server.go`, `label/storage_label.go`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR};
use serde_json::json;

const LABELS: &str = "/api/v2/labels";

async fn make(asked: &Asked, name: &str) -> String {
    let body = json!({"orgID": asked.org, "name": name, "properties": {"b": "2", "a": "1"}});
    asked.ask("POST", LABELS, OPERATOR, body).await.at("/label/id")
}

#[tokio::test]
async fn a_label_is_named_without_spaces_around_it_and_found_in_any_case() {
    let asked = Asked::set_up("oss-2.9").await;
    make(&asked, "  Blue ").await;
    for (query, found) in [("name=BLUE", 1), ("name=%20Blue%20", 0), ("name=blu", 0)] {
        let list = asked.get(&format!("{LABELS}?{query}"), OPERATOR).await.json();
        assert_eq!(list["labels"].as_array().unwrap().len(), found, "{query}");
    }
    let again = asked.ask("POST", LABELS, OPERATOR, json!({"orgID": asked.org, "name": " bLUE"})).await;
    assert_eq!((again.status, again.message().as_str()), (422, "label with name bLUE already exists"));
}

#[tokio::test]
async fn a_label_is_changed_key_by_key() {
    let asked = Asked::set_up("oss-2.9").await;
    let id = make(&asked, "blue").await;
    make(&asked, "red").await;
    let path = format!("{LABELS}/{id}");
    let header = format!("Token {OPERATOR}");
    for (path, body, status, message) in [
        (format!("{LABELS}/x"), "{", 400, "id must have a length of 16 bytes"),
        (path.clone(), "{", 500, "unexpected EOF"),
        (
            path.clone(),
            r#"{"properties":{"a":1}}"#,
            500,
            "json: cannot unmarshal number into Go struct field LabelUpdate.properties of type string",
        ),
        (path.clone(), r#"{"name":"RED"}"#, 422, "label with name RED already exists"),
        (path.clone(), r#"{"name":"  "}"#, 400, "label name is required"),
        (path.clone(), r#"{"name":" BLUE ","properties":{"a":"","c":"3"}}"#, 200, ""),
        (path.clone(), r#"{"name":""}"#, 200, ""),
    ] {
        let got = asked.send("PATCH", &path, &[("authorization", &header)], body.into()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{body}");
    }
    let label = asked.get(&path, OPERATOR).await.json()["label"].clone();
    assert_eq!(label["name"], "BLUE");
    assert_eq!(label["properties"].to_string(), r#"{"b":"2","c":"3"}"#);
    let emptied = asked.ask("PATCH", &path, OPERATOR, json!({"properties": {"b": "", "c": ""}})).await.json();
    assert_eq!(emptied["label"].get("properties"), None);
}
