//! The Management API is answered as its published contract says: every operation on tokens, every status that is declared.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;
mod contract;

use asking::{Asked, Got};
use console_sandbox::Data;
use console_sandbox::management::{ACCOUNT, AUDITOR_TOKEN, CLUSTER, EXPIRED_TOKEN, MANAGEMENT_TOKEN};
use contract::Contract;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;

/// A cluster that is asked through its contract.
struct Managed {
    asked: Asked,
    contract: Contract,
    /// What stands before the paths of the contract.
    before: String,
    /// What the paths of the contract begin with.
    scope: String,
}

impl Managed {
    fn start(profile: &str) -> Self {
        let scope = format!("/accounts/{ACCOUNT}/clusters/{CLUSTER}");
        let (document, before, scope) = match profile {
            "dedicated" => ("management-cloud-dedicated.yml", String::new(), scope),
            "clustered" => ("management-clustered.yml", scope, String::new()),
            _ => ("management-clustered.yml", String::new(), String::new()),
        };
        Self {
            asked: Asked::started(profile, Data::Demo),
            contract: Contract::read(document),
            before: format!("/api/v0{before}"),
            scope,
        }
    }

    /// Asks with a management token, and holds the answer to the contract.
    async fn ask_as(&mut self, token: &str, method: &str, path: &str, body: Value) -> Got {
        let path = format!("{}{path}", self.scope);
        let text = if body.is_null() { String::new() } else { body.to_string() };
        let bearer = format!("Bearer {token}");
        let got = self.asked.send(method, &format!("{}{path}", self.before), &[("authorization", &bearer)], text).await;
        self.contract.answer(method, &path, got.status, &got.text);
        if got.status == 200 && !body.is_null() {
            self.contract.request(method, &path, &body).unwrap();
        }
        got
    }

    async fn ask(&mut self, method: &str, path: &str, body: Value) -> Got {
        self.ask_as(MANAGEMENT_TOKEN, method, path, body).await
    }

    async fn create(&mut self, body: Value) -> Value {
        let got = self.ask("POST", "/tokens", body).await;
        assert_eq!(got.status, 200, "{got:?}");
        got.json()
    }

    async fn writes(&self, secret: &str, database: &str) -> u16 {
        let bearer = format!("Bearer {secret}");
        let path = format!("/api/v2/write?bucket={database}");
        self.asked.send("POST", &path, &[("authorization", &bearer)], "m f=1".to_owned()).await.status
    }
}

const WITH_API: [&str; 3] = ["clustered", "clustered-flat-paths", "dedicated"];

#[tokio::test]
async fn a_token_is_created_read_changed_and_revoked_as_the_contract_says() {
    for profile in WITH_API {
        let mut managed = Managed::start(profile);
        let body = json!({
            "description": "Read-only on weather",
            "permissions": [{"action": "read", "resource": "weather"}],
            "expiresAt": "2030-01-01T00:00:00Z",
        });
        let made = managed.create(body).await;
        assert!(made["accessToken"].as_str().unwrap().starts_with("apiv1_"), "{profile}");
        assert_eq!(made["accountId"].is_string(), profile == "dedicated");
        let path = format!("/tokens/{}", made["id"].as_str().unwrap());
        let found = managed.ask("GET", &path, Value::Null).await.json();
        assert_eq!((&found["expiresAt"], &found["accessToken"]), (&json!("2030-01-01T00:00:00Z"), &Value::Null));
        let changed = managed.ask("PATCH", &path, json!({"permissions": []})).await.json();
        assert_eq!((&changed["permissions"], &changed["description"]), (&json!([]), &json!("Read-only on weather")));
        let changed = managed.ask("PATCH", &path, json!({"description": "None"})).await.json();
        assert_eq!((&changed["permissions"], &changed["description"]), (&json!([]), &json!("None")));
        assert_eq!(managed.ask("DELETE", &path, Value::Null).await.status, 204);
        assert_eq!(managed.ask("DELETE", &path, Value::Null).await.status, 404);
        let all = managed.ask("GET", "/tokens", Value::Null).await.json();
        let listed = all.as_array().unwrap().iter().find(|token| token["id"] == made["id"]);
        assert_eq!(listed.is_some_and(|token| token["revokedAt"].is_string()), profile != "clustered-flat-paths");
    }
}

#[tokio::test]
async fn every_declared_status_of_every_operation_on_tokens_is_answered() {
    for profile in WITH_API {
        let mut managed = Managed::start(profile);
        let token = json!({"description": "x"});
        let made = managed.create(token.clone()).await;
        let own = format!("/tokens/{}", made["id"].as_str().unwrap());
        let unknown = format!("/tokens/{CLUSTER}");
        let operations = [
            ("GET", "/tokens", Value::Null),
            ("POST", "/tokens", token.clone()),
            ("GET", own.as_str(), Value::Null),
            ("PATCH", own.as_str(), token.clone()),
            ("DELETE", own.as_str(), Value::Null),
        ];
        for (method, path, body) in &operations {
            for not_known in ["wrong", EXPIRED_TOKEN, ""] {
                assert_eq!(managed.ask_as(not_known, method, path, body.clone()).await.status, 401, "{method} {path}");
            }
            let may_read = if *method == "GET" { 200 } else { 403 };
            assert_eq!(managed.ask_as(AUDITOR_TOKEN, method, path, body.clone()).await.status, may_read);
            // What the server does not say by itself can be ordered, as for any path.
            let declared: &[u16] = if matches!(*method, "POST" | "PATCH") { &[403, 409, 500] } else { &[403, 500] };
            for status in declared {
                let full = format!("{}{}{path}", managed.before, managed.scope);
                let instead =
                    json!({"kind": "status", "status": status, "body": {"code": status, "message": "ordered"}});
                let order = json!({"method": method, "path": full, "fault": instead}).to_string();
                managed.asked.send("POST", "/__sandbox/faults", &[], order).await;
                assert_eq!(managed.ask(method, path, body.clone()).await.status, *status, "{method} {path}");
            }
        }
        for method in ["GET", "PATCH", "DELETE"] {
            let body = if method == "PATCH" { token.clone() } else { Value::Null };
            assert_eq!(managed.ask(method, &unknown, body.clone()).await.status, 404, "{method}");
            assert_eq!(managed.ask(method, "/tokens/no-uuid", body).await.status, 400, "{method}");
        }
        for (method, path, body) in &operations {
            assert!(managed.ask(method, path, body.clone()).await.status < 300, "{method} {path}");
        }
        let judged: BTreeSet<_> = managed.contract.judged.iter().cloned().collect();
        println!("{profile}: {} answers held to the contract", managed.contract.judged.len());
        assert!(judged.len() >= 26, "{judged:?}");
    }
}

#[tokio::test]
async fn what_the_contract_does_not_allow_is_a_bad_request() {
    let mut managed = Managed::start("clustered");
    for body in [
        json!({}),
        json!({"description": 1}),
        json!({"description": "x", "permissions": "read"}),
        json!({"description": "x", "permissions": [{"action": 1, "resource": "weather"}]}),
        json!({"description": "x", "permissions": [{"action": "read", "resource": "n".repeat(65)}]}),
        json!({"description": "x", "expiresAt": "tomorrow"}),
    ] {
        assert!(managed.contract.request("POST", "/tokens", &body).is_err(), "{body}");
        assert_eq!(managed.ask("POST", "/tokens", body.clone()).await.status, 400, "{body}");
    }
    let path = format!("/tokens/{}", managed.create(json!({"description": "x"})).await["id"].as_str().unwrap());
    assert!(managed.contract.request("PATCH", &path, &json!({})).is_err());
    assert_eq!(managed.ask("PATCH", &path, json!({})).await.status, 400);
}

#[tokio::test]
async fn databases_are_listed_created_changed_renamed_and_deleted_as_the_contract_says() {
    for profile in WITH_API {
        let mut managed = Managed::start(profile);
        let all = managed.ask("GET", "/databases", Value::Null).await.json();
        assert_eq!(all.as_array().unwrap().len(), 12, "{profile}");
        let made = managed.ask("POST", "/databases", json!({"name": "new_one"})).await.json();
        assert_eq!((&made["maxTables"], &made["retentionPeriod"]), (&json!(500), &json!(0)));
        assert_eq!(managed.ask("POST", "/databases", json!({"name": "new_one"})).await.status, 409);
        for wrong in ["", "-first", "with space", &"n".repeat(65)] {
            assert_eq!(managed.ask("POST", "/databases", json!({"name": wrong})).await.status, 400, "{wrong}");
        }
        let changed = managed.ask("PATCH", "/databases/plant-a%2Fmetrics", json!({"maxTables": 7})).await.json();
        assert_eq!((&changed["name"], &changed["maxTables"]), (&json!("plant-a/metrics"), &json!(7)));
        assert_eq!(managed.ask("PUT", "/databases/new_one/rename", json!({"name": "weather"})).await.status, 409);
        let renamed = managed.ask("PUT", "/databases/new_one/rename", json!({"name": "newer"})).await.json();
        assert!(renamed["id"].is_u64() && renamed["name"] == "newer", "{renamed}");
        assert_eq!(managed.ask("DELETE", "/databases/newer", Value::Null).await.status, 204);
        assert_eq!(managed.ask("DELETE", "/databases/newer", Value::Null).await.status, 404);
        assert_eq!(managed.ask_as("wrong", "GET", "/databases", Value::Null).await.status, 401);
    }
}

#[tokio::test]
async fn a_new_token_works_after_a_while_and_until_it_is_revoked() {
    let mut managed = Managed::start("clustered");
    let write = json!([{"action": "write", "resource": "weather"}]);
    let made = managed.create(json!({"description": "x", "permissions": write})).await;
    let secret = made["accessToken"].as_str().unwrap();
    assert_eq!(managed.writes(secret, "weather").await, 401, "it is not known yet");
    tokio::time::sleep(Duration::from_millis(2_100)).await;
    assert_eq!(managed.writes(secret, "weather").await, 204);
    assert_eq!(managed.writes(secret, "Weather").await, 403, "names differ by case");
    let bearer = format!("Bearer {secret}");
    let asked = managed.asked.send("GET", "/query?db=weather", &[("authorization", &bearer)], String::new()).await;
    assert_eq!(asked.status, 403, "write does not imply read");
    managed.ask("DELETE", &format!("/tokens/{}", made["id"].as_str().unwrap()), Value::Null).await;
    assert_eq!(managed.writes(secret, "weather").await, 401);
    assert_eq!(managed.writes(MANAGEMENT_TOKEN, "weather").await, 401, "it manages and writes nothing");
}

#[tokio::test]
async fn each_profile_has_its_own_paths() {
    let tokens = format!("/api/v0/accounts/{ACCOUNT}/clusters/{CLUSTER}/tokens");
    let dummy =
        "/api/v0/accounts/11111111-1111-1111-1111-111111111111/clusters/11111111-1111-1111-1111-111111111111/tokens";
    for (profile, flat, own, any, malformed) in [
        ("clustered", 404, 200, 200, 400),
        ("clustered-flat-paths", 200, 404, 404, 404),
        ("clustered-2025-03", 404, 404, 404, 404),
        ("dedicated", 404, 200, 404, 400),
    ] {
        let asked = Asked::started(profile, Data::Demo);
        let bearer = format!("Bearer {MANAGEMENT_TOKEN}");
        for (path, expected) in [
            ("/api/v0/tokens", flat),
            (tokens.as_str(), own),
            (dummy, any),
            ("/api/v0/accounts/me/clusters/mine/tokens", malformed),
        ] {
            let got = asked.send("GET", path, &[("authorization", &bearer)], String::new()).await;
            assert_eq!(got.status, expected, "{profile} {path}");
        }
    }
}

#[tokio::test]
async fn the_demo_data_has_every_kind_of_token_and_no_secret_is_told() {
    let mut managed = Managed::start("clustered");
    let all = managed.ask("GET", "/tokens", Value::Null).await;
    let tokens = all.json();
    let some = |is: &dyn Fn(&Value) -> bool| tokens.as_array().unwrap().iter().any(is);
    assert!(some(&|token| token["revokedAt"].is_string()));
    assert!(some(&|token| token["expiresAt"].as_str().is_some_and(|at| at < "2026")));
    assert!(some(&|token| token["permissions"] == json!([])));
    assert!(some(&|token| token["permissions"][0]["resource"] == "*"));
    assert!(some(&|token| token["permissions"][0]["resource"] == "scada_archive"), "a database that is gone");
    assert!(some(&|token| token["permissions"][1]["action"] == "annotate"), "an action that nobody knows");
    let state = managed.asked.sandbox.state().to_string();
    for text in [all.text, state] {
        assert!(!text.contains("apiv1_"));
    }
}
