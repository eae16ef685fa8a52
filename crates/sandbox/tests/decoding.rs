//! What bodies get that cannot be decoded, as InfluxDB 2.9.1 answers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::{Value, json};

async fn refused(asked: &Asked, body: Value) -> String {
    let got = asked.ask("POST", "/api/v2/authorizations", OPERATOR, body).await;
    assert_eq!(got.status, 400, "{got:?}");
    got.message()
}

#[tokio::test]
async fn an_id_of_a_wrong_type_is_told_with_its_type_in_go() {
    let asked = Asked::set_up("oss-2.9").await;
    let words = "invalid json structure: json: cannot unmarshal number into Go struct field";
    for (body, rest) in [
        (json!({"orgID": 5}), "postAuthorizationRequest.orgID of type platform.ID"),
        (json!({"userID": 5}), "postAuthorizationRequest.userID of type *platform.ID"),
        (json!({"permissions": [{"resource": {"id": 5}}]}), "Resource.permissions.resource.id of type *platform.ID"),
        (
            json!({"permissions": [{"resource": {"orgID": 5}}]}),
            "Resource.permissions.resource.orgID of type *platform.ID",
        ),
    ] {
        assert_eq!(refused(&asked, body).await, format!("{words} {rest}"));
    }
}

#[tokio::test]
async fn only_a_user_of_1_x_is_given_its_token() {
    let asked = Asked::set_up("oss-2.9").await;
    let permissions = json!([permission("read", json!({"type": "buckets", "orgID": asked.org}))]);
    let body = json!({"orgID": asked.org, "permissions": permissions, "token": 5});
    assert_eq!(asked.ask("POST", "/api/v2/authorizations", OPERATOR, body.clone()).await.status, 201);
    assert_eq!(asked.ask("POST", "/private/legacy/authorizations", OPERATOR, body).await.status, 400);
}

#[tokio::test]
async fn a_body_that_is_too_deep_is_told_with_the_character_that_goes_too_deep() {
    let asked = Asked::set_up("oss-2.9").await;
    for (open, shown) in [("[", '['), ("{\"a\":", '{')] {
        let token = format!("Token {OPERATOR}");
        let got = asked.send("POST", "/api/v2/authorizations", &[("authorization", &token)], open.repeat(10_001)).await;
        assert_eq!(got.message(), format!("invalid json structure: invalid character '{shown}' exceeded max depth"));
    }
}

#[tokio::test]
async fn a_change_of_password_that_cannot_be_read_says_what_was_read() {
    let asked = Asked::set_up("oss-2.9").await;
    let cookie = asked.sign_in("admin", "correct-horse").await;
    let path = format!("/api/v2/users/{}/password", asked.user);
    let words = "error decoding password reset request: invalid basic auth";
    let got = asked.send("PUT", &path, &[("cookie", &cookie)], "{}".to_owned()).await;
    assert_eq!((got.status, got.message().as_str()), (500, words));
    let basic = [("cookie", cookie.as_str()), ("authorization", "Basic YWRtaW46Y29ycmVjdC1ob3JzZQ==")];
    let got = asked.send("PUT", &path, &basic, "{".to_owned()).await;
    assert_eq!(got.message(), "error decoding password reset request: unexpected EOF");
    // One's own password has a handler of its own, which crashes behind the refusal.
    let got = asked.send("PUT", "/api/v2/me/password", &[("cookie", &cookie)], "{}".to_owned()).await;
    let documents: Vec<Value> =
        serde_json::Deserializer::from_str(&got.text).into_iter().collect::<Result<_, _>>().unwrap();
    assert_eq!((got.status, &documents[0]["message"]), (500, &json!(words)));
    let crash = "a panic has occurred: /api/v2/me/password: runtime error: slice bounds out of range [-1:]";
    assert_eq!(documents[1]["message"], crash);
}

#[tokio::test]
async fn a_retention_of_centuries_comes_round_to_less_than_an_hour() {
    let asked = Asked::set_up("oss-2.9").await;
    let rules = json!([{"type": "expire", "everySeconds": i64::MAX}]);
    let body = json!({"orgID": asked.org, "name": "long", "retentionRules": rules});
    let got = asked.ask("POST", "/api/v2/buckets", OPERATOR, body).await;
    assert_eq!((got.status, got.message().as_str()), (500, "retention policy duration must be at least 1h0m0s"));
}
