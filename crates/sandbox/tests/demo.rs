//! The demo data is what the console needs to show, the same at every start, in every version.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::Asked;
use console_sandbox::{DEMO_PASSWORD, DEMO_TOKEN, DEMO_USER, Data, Profile};
use serde_json::Value;

const EVERYTHING: &str = "/api/v2/authorizations";

async fn tokens(asked: &Asked) -> Vec<Value> {
    asked.get(EVERYTHING, DEMO_TOKEN).await.json()["authorizations"].as_array().unwrap().clone()
}

#[tokio::test]
async fn there_are_sixty_tokens_forty_buckets_and_two_organizations() {
    let asked = Asked::started("oss-2.9", Data::Demo);
    assert_eq!(tokens(&asked).await.len(), 60);
    let count = async |path: &str, key: &str| asked.get(path, DEMO_TOKEN).await.json()[key].as_array().unwrap().len();
    assert_eq!(count("/api/v2/buckets?limit=100", "buckets").await, 40);
    assert_eq!(count("/api/v2/orgs?limit=100", "orgs").await, 2);
    assert_eq!(count("/api/v2/users?limit=100", "users").await, 8);
    assert_eq!(count("/api/v2/telegrafs", "configurations").await, 18);
}

#[tokio::test]
async fn every_kind_of_token_is_there() {
    let asked = Asked::started("oss-2.9", Data::Demo);
    let all = tokens(&asked).await;
    let grants = |t: &Value| t["permissions"].as_array().unwrap().len();
    let some = |is: &dyn Fn(&Value) -> bool| all.iter().any(is);
    assert!(some(&|t| grants(t) == 44), "an operator");
    assert!(some(&|t| grants(t) == 43), "all access");
    assert!(some(&|t| grants(t) == 40), "an operator from before an upgrade");
    assert!(some(&|t| t["status"] == "inactive"));
    assert!(some(&|t| t["description"] == ""));
    assert!(some(&|t| t["user"] == "t.lindqvist"), "an owner who is inactive");
    assert!(some(&|t| t["createdAt"] == "0001-01-01T00:00:00Z"));
    let is_dead = |p: &Value| {
        p["resource"]["type"] == "buckets" && p["resource"].get("id").is_some() && p["resource"].get("name").is_none()
    };
    assert!(some(&|t| t["permissions"].as_array().unwrap().iter().any(is_dead)), "a bucket that is gone");
    for sign in ["<img", "\u{202e}", "\u{7}", "\u{0}"] {
        assert!(some(&|t| t["description"].as_str().unwrap().contains(sign)), "{sign:?}");
    }
    assert!(some(&|t| t["description"].as_str().unwrap().len() > 500));
}

#[tokio::test]
async fn clients_of_1x_find_names_with_passwords_and_databases() {
    let asked = Asked::started("oss-2.9", Data::Demo);
    let all = asked.get("/private/legacy/authorizations", DEMO_TOKEN).await.json()["authorizations"].clone();
    let all = all.as_array().unwrap();
    assert_eq!(all.len(), 4);
    assert!(all.iter().any(|credential| credential["status"] == "inactive"));
    let of = async |name: &str, query: &str| {
        let path = format!("/write?u={name}&p={DEMO_PASSWORD}&{query}");
        asked.send("POST", &path, &[], "# nothing".to_owned()).await.status
    };
    assert_eq!(of("collectd-plant-a", "db=plant-a&rp=metrics").await, 204);
    assert_eq!(of("historian", "db=scada").await, 401, "it is inactive");
    assert_eq!(of("kiosk", "db=plant-a&rp=metrics").await, 401, "it has no password");
    let mapped = asked.get("/api/v2/dbrps?org=brackwater-plants", DEMO_TOKEN).await.json()["content"].clone();
    let own = mapped.as_array().unwrap().iter().filter(|mapping| mapping["virtual"] == false).count();
    assert_eq!(own, 4);
}

#[tokio::test]
async fn the_demo_user_signs_in() {
    let asked = Asked::started("oss-2.9", Data::Demo);
    let cookie = asked.sign_in(DEMO_USER, DEMO_PASSWORD).await;
    let me = asked.send("GET", "/api/v2/me", &[("cookie", &cookie)], String::new()).await;
    assert_eq!(me.at("/name"), DEMO_USER);
    assert_eq!(DEMO_TOKEN.len(), 88);
}

#[tokio::test]
async fn two_starts_list_the_same() {
    let (one, other) = (Asked::started("oss-2.9", Data::Demo), Asked::started("oss-2.9", Data::Demo));
    for path in [
        EVERYTHING,
        "/api/v2/buckets?limit=100",
        "/api/v2/users",
        "/api/v2/telegrafs",
        "/api/v2/tasks?org=brackwater-lab",
    ] {
        let (one, other) = (one.get(path, DEMO_TOKEN).await.text, other.get(path, DEMO_TOKEN).await.text);
        assert!(one == other && one.len() > 100, "{path}");
    }
}

#[tokio::test]
async fn scaling_fills_the_first_organization_up_to_the_number() {
    let asked = Asked::started("oss-2.9", Data::Scaled(300));
    let state = asked.sandbox.state();
    let org =
        state["orgs"].as_array().unwrap().iter().find(|org| org["name"] == "brackwater-plants").unwrap()["id"].clone();
    for key in ["authorizations", "buckets"] {
        let there = state[key].as_array().unwrap().iter().filter(|item| item["orgID"] == org).count();
        assert_eq!(there, 300, "{key}");
    }
}

#[tokio::test]
async fn every_profile_can_show_the_demo_data() {
    for profile in Profile::ALL {
        let asked = Asked::started(profile.name, Data::Demo);
        assert_eq!(tokens(&asked).await.len(), 60, "{}", profile.name);
    }
}
