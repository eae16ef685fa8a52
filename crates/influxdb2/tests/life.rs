//! The requests of a token's life are those that real servers were sent, and their answers are read as they were meant.

use console_core::Secret;
use console_core::http::{Method, Request, Response};
use influxdb2::api::{authorizations, dbrps, users, v1_credentials};
use influxdb2::authorization::{Change, NewV1Authorization, Status};
use influxdb2::permission::{Action, Permission, ResourceType};
use influxdb2::{ApiError, Id};
use serde_json::Value;
use std::path::Path;

const VERSIONS: [&str; 2] = ["2.9", "2.7"];

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

fn recording(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../recordings").join(path);
    serde_json::from_str(&std::fs::read_to_string(path).expect("a recording")).expect("a recording is JSON")
}

/// A text of a recording with an id for each of its words.
fn with_ids(text: &str) -> String {
    let words =
        ["org", "org2", "admin", "telemetry", "cold", "a", "ia", "l", "iot", "operatorAuth", "iotTAuth", "o2Auth"];
    let text = words.iter().zip(0xa0..).fold(text.to_owned(), |text, (word, number)| {
        text.replace(&format!("{{{{{word}}}}}"), &id(number).to_string())
    });
    text.replace("<id>", "00000000000000ff").replace("<time>", "2026-05-12T09:30:00Z")
}

fn word(name: &str) -> Id {
    Id::parse(&with_ids(&format!("{{{{{name}}}}}"))).expect("a known word")
}

/// The answers that a recorded server gave to exactly this request, in order.
fn answers(version: &str, file: &str, request: &Request) -> Vec<Response> {
    let body = request.body().map(|body| serde_json::from_slice::<Value>(&body.text).expect("JSON"));
    recorded(version, file, request.method(), request.path(), body)
}

fn recorded(version: &str, file: &str, method: Method, path: &str, body: Option<Value>) -> Vec<Response> {
    let recording = recording(&format!("{version}/{file}.json"));
    let exchanges = recording["exchanges"].as_array().expect("exchanges");
    let alike = |exchange: &&Value| {
        let asked = &exchange["request"];
        let text = |key: &str| with_ids(asked[key].as_str().unwrap_or_default());
        let asked_body =
            asked.get("body").map(|body| serde_json::from_str(&with_ids(&body.to_string())).expect("JSON"));
        text("method") == method.as_str() && text("path") == path && asked_body == body
    };
    exchanges
        .iter()
        .filter(alike)
        .map(|exchange| {
            let response = &exchange["response"];
            let body = response.get("body").map(|body| with_ids(&body.to_string())).unwrap_or_default();
            let status = response["status"].as_u64().expect("a status") as u16;
            Response::new(status, "application/json; charset=utf-8", body)
        })
        .collect()
}

fn first(version: &str, file: &str, request: &Request) -> Response {
    let mut answers = answers(version, file, request);
    assert!(!answers.is_empty(), "{version}: {} {} was never recorded", request.method().as_str(), request.path());
    answers.remove(0)
}

#[test]
fn one_token_is_read_renamed_switched_and_deleted() {
    for version in VERSIONS {
        let a = word("a");
        let read = authorizations::decode_one(&first(version, "life", &authorizations::get(a))).expect("a token");
        assert_eq!((read.authorization.id, read.authorization.status), (a, Status::Active));
        assert_eq!(read.names.get(&ResourceType::Buckets, word("telemetry")), Some("telemetry"));
        let rename = Change { description: Some("renamed".to_owned()), status: None };
        let on = Change::to_status(Status::Active);
        for (token, change) in [(a, rename), (word("ia"), on)] {
            let answer = first(version, "life", &authorizations::change(token, &change));
            let changed = authorizations::decode_changed(&answer, &change).expect("a token");
            assert!(change.is_in(&changed.authorization));
        }
        let deleted: Vec<_> = answers(version, "life", &authorizations::delete(a));
        let deleted: Vec<_> = deleted.iter().map(authorizations::decode_deleted).collect();
        assert_eq!(deleted[0], Ok(()));
        assert_eq!(deleted[1], Ok(()), "sent twice, it ends in the same state: gone is gone");
    }
}

#[test]
fn the_token_of_a_user_who_is_gone_is_told_from_one_that_is_gone() {
    for version in VERSIONS {
        let off = Change::to_status(Status::Inactive);
        let answer = first(version, "users", &authorizations::change(word("iotTAuth"), &off));
        let error = authorizations::decode_changed(&answer, &off).expect_err("its owner is gone");
        assert!(error.leaves_outcome_unknown(), "the change is stored all the same: {error:?}");
        assert!(!authorizations::is_gone(&error));
        assert_eq!(
            authorizations::decode_deleted(&first(version, "users", &authorizations::delete(word("iotTAuth")))),
            Ok(())
        );
    }
}

#[test]
fn the_tokens_of_a_user_are_listed_until_the_user_is_gone() {
    for version in VERSIONS {
        let lists = answers(version, "users", &authorizations::list_of(word("iot")));
        let read = |list| authorizations::decode_list(list).expect("a list").rows;
        assert_eq!(read(&lists[0])[0].id, word("iotTAuth"));
        assert_eq!(read(lists.last().expect("a last one")), [], "dead tokens are in no list");
    }
}

#[test]
fn a_user_is_switched_and_deleted() {
    for version in VERSIONS {
        let iot = word("iot");
        for status in [Status::Inactive, Status::Active] {
            let answer = first(version, "users", &users::set_status(iot, status));
            assert_eq!(users::decode_changed(&answer).map(|user| user.status), Ok(status), "{version}");
        }
        let read = users::decode_one(&first(version, "users", &users::get_one(iot))).expect("a user");
        assert_eq!((read.named.id, read.named.name.as_str(), read.status), (iot, "iot-center", Status::Active));
        let nobody = users::decode_one(&first(version, "users", &users::get_one(id(0xaa))));
        assert!(users::is_gone(&nobody.expect_err("nobody")), "{version}");
        let deleted = answers(version, "users", &users::delete(iot));
        assert_eq!(users::decode_deleted(&deleted[0]), Ok(()));
        assert!(matches!(users::decode_deleted(&deleted[1]), Err(ApiError::NotFound { .. })));
    }
}

#[test]
fn a_credential_of_1_x_is_listed_made_given_a_password_switched_and_deleted() {
    for version in VERSIONS {
        let bucket = |id| Permission::on_object(Action::Read, ResourceType::Buckets, id, word("org"));
        let new = NewV1Authorization {
            org: word("org"),
            username: "grafana".to_owned(),
            description: "v1 reader".to_owned(),
            permissions: vec![bucket(word("telemetry"))],
        };
        let made = answers(version, "legacy", &v1_credentials::create(&new));
        let credential = v1_credentials::decode_created(&made[0]).expect("a credential");
        assert_eq!((&*credential.username, credential.authorization.id), ("grafana", word("l")));
        let taken = v1_credentials::decode_created(&made[1]);
        assert!(matches!(taken, Err(ApiError::Conflict { message }) if message == "token already exists"));

        assert_eq!(
            v1_credentials::list(word("org")).path(),
            format!("/private/legacy/authorizations?orgID={}", word("org"))
        );
        let lists = recorded(version, "legacy", Method::Get, "/private/legacy/authorizations", None);
        let shown = v1_credentials::decode_all(&lists[1]).expect("a list");
        assert_eq!((shown.rows, shown.unreadable), (vec![credential], 0));

        let password = Secret::new("long-enough-1".to_owned());
        let set = v1_credentials::set_password(word("l"), &password);
        assert!(!format!("{set:?}").contains("long-enough"), "a request that is logged tells no password");
        assert_eq!(v1_credentials::decode_password_set(&first(version, "legacy", &set)), Ok(()));
        let short = v1_credentials::set_password(word("l"), &Secret::new("x".to_owned()));
        assert!(matches!(
            v1_credentials::decode_password_set(&first(version, "legacy", &short)),
            Err(ApiError::Rejected { .. })
        ));

        let off = Change::to_status(Status::Inactive);
        let switched =
            authorizations::decode_changed(&first(version, "legacy", &v1_credentials::change(word("l"), &off)), &off);
        assert_eq!(switched.map(|credential| credential.authorization.status), Ok(Status::Inactive));
        let deleted = authorizations::decode_deleted(&first(version, "legacy", &v1_credentials::delete(word("l"))));
        assert_eq!(deleted, Ok(()));
    }
}

#[test]
fn mappings_are_listed_with_those_that_go_with_a_bucket() {
    for version in VERSIONS {
        let answer = first(version, "other-types", &dbrps::list(word("org")));
        let mappings = dbrps::decode_list(&answer).expect("a list");
        let made = mappings.iter().find(|mapping| &*mapping.database == "db").expect("the one that was made");
        assert_eq!(
            (&*made.retention_policy, made.bucket, made.default, made.is_virtual),
            ("rp", word("telemetry"), true, false)
        );
    }
}
