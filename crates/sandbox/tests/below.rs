//! What hangs below a resource: each router refuses what it does not know in its own way.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::{Value, json};

async fn telegraf(asked: &Asked) -> String {
    let body = json!({"orgID": asked.org, "name": "t", "config": "[[inputs.cpu]]\n"});
    asked.ask("POST", "/api/v2/telegrafs", OPERATOR, body).await.at("/id")
}

#[tokio::test]
async fn httprouter_refuses_what_it_does_not_know_without_looking_at_the_object() {
    let asked = Asked::set_up("oss-2.9").await;
    for (method, path, status, message) in [
        ("GET", "telegrafs/x/nope", 404, "path not found"),
        ("GET", "telegrafs/x/labels/y/z", 404, "path not found"),
        ("PUT", "checks/x/labels", 405, "allow: GET, OPTIONS, POST"),
        ("GET", "checks/x/members/y", 405, "allow: DELETE, OPTIONS"),
        ("GET", "variables/x/members", 404, "path not found"),
        ("GET", "scrapers/x/labels", 404, "path not found"),
        ("GET", "telegrafs/x/labels", 400, "id must have a length of 16 bytes"),
        ("POST", "telegrafs/00000000000000aa/labels", 400, "Invalid post label map request"),
    ] {
        let got = asked.ask(method, &format!("/api/v2/{path}"), OPERATOR, Value::Null).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{method} {path}");
        assert!(!got.text.contains('\n'), "{method} {path}");
    }
    let nobody = asked.get("/api/v2/telegrafs/00000000000000aa/owners", OPERATOR).await;
    assert_eq!((nobody.status, nobody.json()["users"].clone()), (200, json!([])));
}

#[tokio::test]
async fn members_of_a_telegraf_configuration_are_added_listed_and_removed() {
    let asked = Asked::set_up("oss-2.9").await;
    let path = format!("/api/v2/telegrafs/{}/members", telegraf(&asked).await);
    let header = format!("Token {OPERATOR}");
    let hidden = "An internal error has occurred - check server logs";
    for (body, status, message) in [
        ("{", 500, hidden),
        (r#"{"id":"x"}"#, 400, "id must have a length of 16 bytes"),
        ("{}", 400, "user id missing or invalid"),
        (r#"{"id":"00000000000000aa"}"#, 404, "user not found"),
    ] {
        let got = asked.send("POST", &path, &[("authorization", &header)], body.into()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{body}");
    }
    let body = json!({"id": asked.user});
    assert_eq!(asked.ask("POST", &path, OPERATOR, body.clone()).await.status, 201);
    assert_eq!(asked.get(&path, OPERATOR).await.at("/users/0/name"), "admin");
    let stranger = asked.mint(json!([permission("read", json!({"type": "buckets"}))])).await;
    assert_eq!(asked.get(&path, &stranger).await.json()["users"], json!([]));
    assert_eq!(asked.ask("DELETE", &format!("{path}/{}", asked.user), &stranger, Value::Null).await.status, 401);
    assert_eq!(asked.ask("DELETE", &format!("{path}/{}", asked.user), OPERATOR, Value::Null).await.status, 204);
    assert_eq!(asked.get(&path, OPERATOR).await.json()["users"], json!([]));
}

/// The backend of these resources has the label service that asks for no rights (`launcher.go`).
#[tokio::test]
async fn everybody_labels_what_is_on_httprouter() {
    let asked = Asked::set_up("oss-2.9").await;
    let label = asked.ask("POST", "/api/v2/labels", OPERATOR, json!({"orgID": asked.org, "name": "blue"})).await;
    let label = label.at("/label/id");
    let stranger = asked.mint(json!([permission("read", json!({"type": "views"}))])).await;
    let path = format!("/api/v2/telegrafs/{}/labels", telegraf(&asked).await);
    for (body, status, message) in [
        (json!({}), 400, "label id is required"),
        (json!({"labelID": "00000000000000aa"}), 404, "label not found"),
        (json!({"labelID": label}), 201, ""),
        (json!({"labelID": label}), 422, "Cannot add label, label already exists on resource"),
    ] {
        let got = asked.ask("POST", &path, &stranger, body.clone()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{body}");
    }
    assert_eq!(asked.get(&path, &stranger).await.at("/labels/0/name"), "blue");
    assert_eq!(asked.ask("DELETE", &format!("{path}/{label}"), &stranger, Value::Null).await.status, 204);
    assert_eq!(asked.get("/api/v2/tasks/00000000000000aa/labels", &stranger).await.json()["labels"], json!([]));
}

/// `CreateLabelMapping` and `DeleteLabelMapping` in `label/middleware_auth.go`.
#[tokio::test]
async fn labelling_takes_the_right_to_write_the_label_then_the_thing() {
    let asked = Asked::set_up("oss-2.9").await;
    let label = asked.ask("POST", "/api/v2/labels", OPERATOR, json!({"orgID": asked.org, "name": "blue"})).await;
    let label = label.at("/label/id");
    let (read, write) = (("read", "labels"), ("write", "labels"));
    let rights = async |rights: &[(&str, &str)]| {
        let resource = |kind: &str| json!({"type": kind, "orgID": asked.org});
        let mut all = vec![permission("read", resource("buckets"))];
        all.extend(rights.iter().map(|(action, kind)| permission(action, resource(kind))));
        asked.mint(json!(all)).await
    };
    let path = format!("/api/v2/buckets/{}/labels", asked.bucket);
    let needed = |action: &str, what: &str| format!("{action}:orgs/{}/{what} is unauthorized", asked.org);
    for (token, status, message) in [
        (rights(&[]).await, 401, needed("read", &format!("labels/{label}"))),
        (rights(&[read]).await, 401, needed("write", &format!("labels/{label}"))),
        (rights(&[read, write]).await, 401, needed("write", &format!("buckets/{}", asked.bucket))),
        (rights(&[read, write, ("write", "buckets")]).await, 201, String::new()),
    ] {
        let got = asked.ask("POST", &path, &token, json!({"labelID": label})).await;
        assert_eq!((got.status, got.message()), (status, message));
    }
    assert_eq!(asked.get(&path, &rights(&[]).await).await.json()["labels"], json!([]));
    assert_eq!(asked.get(&path, &rights(&[read]).await).await.at("/labels/0/name"), "blue");
    let bucket = format!("/api/v2/buckets/{}", asked.bucket);
    assert_eq!(asked.get(&bucket, &rights(&[]).await).await.json()["labels"], json!([]));
    assert_eq!(asked.get(&bucket, &rights(&[read]).await).await.at("/labels/0/name"), "blue");
    for (method, path, status, message) in [
        ("DELETE", format!("{path}/00000000000000aa"), 404, "label not found"),
        ("PUT", path.clone(), 405, "allow: "),
        ("GET", format!("{path}/x/y"), 404, "path not found"),
        ("DELETE", format!("{path}/{label}"), 204, ""),
        ("DELETE", format!("{path}/{label}"), 204, ""),
    ] {
        let got = asked.ask(method, &path, OPERATOR, Value::Null).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{method} {path}");
    }
}

#[tokio::test]
async fn below_a_dashboard_that_is_hidden_or_malformed_nothing_is_found() {
    let asked = Asked::set_up("oss-2.9").await;
    let id =
        asked.ask("POST", "/api/v2/dashboards", OPERATOR, json!({"orgID": asked.org, "name": "d"})).await.at("/id");
    let stranger = asked.mint(json!([permission("read", json!({"type": "buckets"}))])).await;
    for below in ["members", "owners", "labels"] {
        let hidden = asked.get(&format!("/api/v2/dashboards/{id}/{below}"), &stranger).await;
        assert_eq!((hidden.status, hidden.message().as_str()), (404, "404 page not found"));
        let malformed = asked.get(&format!("/api/v2/dashboards/x/{below}"), OPERATOR).await;
        let words = "corrupt ID provided: id must have a length of 16 bytes";
        assert_eq!((malformed.status, malformed.message().as_str()), (400, words));
    }
}

/// `decodePatchDashboardRequest` in `dashboards/transport/http.go`.
#[tokio::test]
async fn a_dashboard_s_change_is_read_before_its_id_and_must_say_something() {
    let asked = Asked::set_up("oss-2.9").await;
    let id =
        asked.ask("POST", "/api/v2/dashboards", OPERATOR, json!({"orgID": asked.org, "name": "d"})).await.at("/id");
    let header = format!("Token {OPERATOR}");
    for (id, body, status, message) in [
        ("x", "{", 400, "unexpected EOF"),
        ("x", "{}", 400, "id must have a length of 16 bytes"),
        (id.as_str(), "{}", 400, "must update at least one attribute"),
        (id.as_str(), r#"{"cells":[]}"#, 400, "must update at least one attribute"),
        (id.as_str(), r#"{"name":"e"}"#, 200, ""),
    ] {
        let path = format!("/api/v2/dashboards/{id}");
        let got = asked.send("PATCH", &path, &[("authorization", &header)], body.into()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{id} {body}");
    }
}
