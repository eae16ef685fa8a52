//! The tester tested: a replay must report an answer that is wrong in one place only.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod replaying;

use replaying::{Replay, scenarios};
use serde_json::{Value, json};

/// A scenario whose one exchange was altered, and what the replay says of that exchange.
async fn altered(scenario: &str, id: &str, alter: impl Fn(&mut Value)) -> Vec<String> {
    let (_, mut recorded) = scenarios("2.9").into_iter().find(|(name, _)| name == scenario).unwrap();
    let exchanges = recorded["exchanges"].as_array_mut().unwrap();
    let exchange = exchanges.iter_mut().find(|e| e["id"] == id).unwrap();
    alter(&mut exchange["response"]);
    let mut replay = Replay::new("oss-2.9");
    for exchange in recorded["exchanges"].as_array().unwrap() {
        let result = replay.exchange(exchange).await;
        if exchange["id"] == id {
            return result.err().unwrap_or_default();
        }
        assert_eq!(result, Ok(()), "{}", exchange["id"]);
    }
    panic!("the scenario has no exchange {id}")
}

#[tokio::test]
async fn an_unaltered_recording_is_not_reported() {
    assert_eq!(altered("life", "rename", |_| {}).await, Vec::<String>::new());
}

#[tokio::test]
async fn an_altered_status_is_reported() {
    let wrong = altered("life", "delete", |response| response["status"] = json!(200)).await;
    assert_eq!(wrong, ["status 204 instead of 200"]);
}

#[tokio::test]
async fn an_altered_member_is_reported_with_its_place() {
    let wrong = altered("life", "rename", |response| response["body"]["description"] = json!("other")).await;
    assert_eq!(wrong, ["/description: \"renamed\" instead of \"other\""]);
}

#[tokio::test]
async fn a_member_too_much_or_too_little_is_reported() {
    let more = altered("life", "rename", |response| response["body"]["expiresAt"] = json!("never")).await;
    assert_eq!(more, ["/expiresAt is missing"]);
    let less = altered("life", "rename", |response| {
        response["body"].as_object_mut().unwrap().remove("token");
    })
    .await;
    assert_eq!(less, ["/token is too much: \"\""]);
}

#[tokio::test]
async fn an_altered_or_additional_header_is_reported() {
    let other = altered("cors", "list", |response| {
        response["headers"]["access-control-allow-origin"] = json!("*");
    })
    .await;
    assert_eq!(other.len(), 1, "{other:?}");
    let none = altered("cors", "list", |response| {
        response["headers"].as_object_mut().unwrap().remove("access-control-allow-origin");
    })
    .await;
    assert!(none[0].contains("but none was recorded"), "{none:?}");
}

#[tokio::test]
async fn items_in_another_order_are_reported_where_the_order_was_recorded() {
    let swap = |response: &mut Value| response["body"]["authorizations"].as_array_mut().unwrap().swap(0, 1);
    assert!(!altered("life", "list", swap).await.is_empty());
    let names = altered("buckets", "list?orgID=org&limit=100", |response| {
        response["names"].as_array_mut().unwrap().swap(3, 4);
    })
    .await;
    assert_eq!(names.len(), 2, "{names:?}");
}

#[tokio::test]
async fn a_value_of_the_wrong_kind_is_reported() {
    let wrong = altered("life", "make", |response| response["body"]["description"] = json!("<id>")).await;
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    let wrong = altered("life", "get", |response| response["body"]["createdAt"] = json!("<token>")).await;
    assert_eq!(wrong.len(), 1, "{wrong:?}");
}
