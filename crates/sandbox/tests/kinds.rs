//! Resources beside tokens, asked by who may and who may not, as InfluxDB 2.9.1 answers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::{Value, json};

const NOWHERE: &str = "0000000000000bad";

#[tokio::test]
async fn some_stores_name_the_id_that_they_do_not_have() {
    let asked = Asked::set_up("oss-2.9").await;
    for (resource, words) in [
        ("checks", "check not found for key \"0000000000000bad\""),
        ("notificationEndpoints", "notification endpoint not found for key \"0000000000000bad\""),
        ("notificationRules", "notification rule not found"),
        ("telegrafs", "telegraf configuration not found"),
        ("variables", "variable not found for key \"0000000000000bad\""),
    ] {
        let got = asked.get(&format!("/api/v2/{resource}/{NOWHERE}"), OPERATOR).await;
        assert_eq!((got.status, got.message().as_str()), (404, words));
    }
}

#[tokio::test]
async fn some_things_must_be_readable_to_be_changed() {
    let asked = Asked::set_up("oss-2.9").await;
    let body = json!({"orgID": asked.org, "name": "v", "arguments": {"type": "constant", "values": []}});
    let id = asked.ask("POST", "/api/v2/variables", OPERATOR, body).await.at("/id");
    let path = format!("/api/v2/variables/{id}");
    let write = permission("write", json!({"type": "variables", "orgID": asked.org}));
    let token = asked.mint(json!([write])).await;
    let got = asked.ask("PATCH", &path, &token, json!({"name": "w"})).await;
    assert_eq!(got.message(), format!("read:orgs/{}/variables/{id} is unauthorized", asked.org));
    // What was sent is read before anything is looked at.
    let got = asked.ask("PATCH", &path, &token, json!({"name": 5})).await;
    let words = "json: cannot unmarshal number into Go struct field VariableUpdate.name of type string";
    assert_eq!((got.status, got.message().as_str()), (400, words));
}

#[tokio::test]
async fn a_thing_of_no_type_is_refused_for_that_alone() {
    let asked = Asked::set_up("oss-2.9").await;
    for (resource, words) in
        [("checks", "check"), ("notificationRules", "notification"), ("notificationEndpoints", "notification endpoint")]
    {
        let path = format!("/api/v2/{resource}");
        let got = asked.ask("POST", &path, OPERATOR, Value::Null).await;
        assert_eq!((got.status, got.message()), (400, format!("unable to detect the {words} type from json")));
        let got = asked.ask("POST", &path, OPERATOR, json!({"type": "none"})).await;
        assert_eq!((got.status, got.message()), (400, format!("invalid {words} type none")));
    }
    let got = asked.ask("POST", "/api/v2/variables", OPERATOR, json!({})).await;
    assert_eq!((got.status, got.message().as_str()), (400, "missing variable name"));
}

#[tokio::test]
async fn a_configuration_hides_why_it_was_not_read_and_links_members_to_their_log() {
    let asked = Asked::set_up("oss-2.9").await;
    let bare = json!({"orgID": asked.org, "name": "bare"});
    let bare = asked.ask("POST", "/api/v2/telegrafs", OPERATOR, bare).await.json();
    assert_eq!((&bare["name"], bare.get("config")), (&json!("bare"), None));
    let body = json!({"orgID": asked.org, "name": "t", "config": "[agent]"});
    let id = asked.ask("POST", "/api/v2/telegrafs", OPERATOR, body).await.at("/id");
    let got = asked.ask("PUT", &format!("/api/v2/telegrafs/{id}"), OPERATOR, Value::Null).await;
    assert_eq!((got.status, got.message().as_str()), (500, "An internal error has occurred - check server logs"));
    let cid = asked.ask("POST", "/api/v2/users", OPERATOR, json!({"name": "cid"})).await.at("/id");
    let got = asked.ask("POST", &format!("/api/v2/telegrafs/{id}/members"), OPERATOR, json!({"id": cid})).await;
    assert_eq!((got.status, got.at("/links/logs")), (201, format!("/api/v2/users/{cid}/logs")));
}

#[tokio::test]
async fn what_is_wrong_with_the_id_of_a_notebook_is_not_told() {
    let asked = Asked::set_up("oss-2.9").await;
    for (path, words) in [("notebooks", "notebook id is invalid"), ("streams", "annotation id is invalid")] {
        for method in ["PUT", "DELETE"] {
            let got = asked.ask(method, &format!("/api/v2private/{path}/x"), OPERATOR, json!({})).await;
            assert_eq!((got.status, got.message().as_str()), (400, words));
        }
    }
}

#[tokio::test]
async fn the_probes_do_not_mind_a_slash() {
    let asked = Asked::set_up("oss-2.9").await;
    for path in ["/health/", "/ready/", "/metrics/"] {
        assert_eq!(asked.send("GET", path, &[], String::new()).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_scraper_without_an_organization_has_none_to_ask_rights_of() {
    let asked = Asked::set_up("oss-2.9").await;
    let got = asked.ask("POST", "/api/v2/scrapers", OPERATOR, json!({})).await;
    assert_eq!((got.status, got.message().as_str()), (400, "invalid org id for permission: invalid ID"));
}
