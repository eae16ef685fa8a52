//! Names of 1.x databases, remotes and replications: which ids and parameters they insist on.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::{Value, json};

async fn mapping(asked: &Asked, policy: &str) -> String {
    let body = json!({"orgID": asked.org, "bucketID": asked.bucket, "database": "db", "retention_policy": policy});
    asked.ask("POST", "/api/v2/dbrps", OPERATOR, body).await.at("/id")
}

#[tokio::test]
async fn one_mapping_is_found_only_with_its_organization() {
    let asked = Asked::set_up("oss-2.9").await;
    let id = mapping(&asked, "rp").await;
    let org = asked.org.as_str();
    for (path, status, message) in [
        ("x".to_owned(), 400, "id must have a length of 16 bytes"),
        (id.clone(), 400, "either 'org' or 'orgID' must be provided"),
        (format!("{id}?orgID=x"), 400, "invalid org ID \"x\": id must have a length of 16 bytes"),
        (format!("{id}?orgID=00000000000000aa"), 404, "unable to find DBRP"),
        (format!("{}?orgID=00000000000000aa", asked.bucket), 404, "unable to find DBRP"),
        (format!("{id}?orgID={org}"), 200, ""),
        (format!("{id}?org=acme"), 200, ""),
        (format!("{}?org=acme", asked.bucket), 200, ""),
    ] {
        let got = asked.get(&format!("/api/v2/dbrps/{path}"), OPERATOR).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{path}");
    }
    let header = format!("Token {OPERATOR}");
    for (path, body, status, message) in [
        ("00000000000000aa", "{", 404, "unable to find DBRP"),
        (id.as_str(), "{", 400, "invalid json structure: unexpected EOF"),
        (
            id.as_str(),
            r#"{"default":"x"}"#,
            400,
            "invalid json structure: json: cannot unmarshal string into Go struct field .default of type bool",
        ),
        (id.as_str(), r#"{"retention_policy":"other"}"#, 200, ""),
    ] {
        let path = format!("/api/v2/dbrps/{path}?orgID={org}");
        let got = asked.send("PATCH", &path, &[("authorization", &header)], body.into()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{path} {body}");
    }
    let gone = asked.ask("DELETE", &format!("/api/v2/dbrps/{id}"), OPERATOR, Value::Null).await;
    assert_eq!(gone.message(), "either 'org' or 'orgID' must be provided");
    let gone = asked.ask("DELETE", &format!("/api/v2/dbrps/{id}?org=acme"), OPERATOR, Value::Null).await;
    assert_eq!(gone.status, 204);
}

#[tokio::test]
async fn the_list_of_mappings_reads_ids_and_yes_or_no_as_go_does() {
    let asked = Asked::set_up("oss-2.9").await;
    mapping(&asked, "one").await;
    mapping(&asked, "two").await;
    for (query, status, message) in [
        ("id=x&bucketID=y", 400, "invalid DBRP ID \"x\": id must have a length of 16 bytes"),
        ("bucketID=zzzzzzzzzzzzzzzz", 400, "invalid bucket ID \"zzzzzzzzzzzzzzzz\": invalid ID"),
        ("default=yes", 400, "invalid default parameter"),
    ] {
        let got = asked.get(&format!("/api/v2/dbrps?org=acme&{query}"), OPERATOR).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{query}");
    }
    for (query, expected) in [("default=1", 1), ("default=T", 1), ("default=FALSE", 1), ("default=0", 1)] {
        let list = asked.get(&format!("/api/v2/dbrps?org=acme&db=db&{query}"), OPERATOR).await.json();
        assert_eq!(list["content"].as_array().unwrap().len(), expected, "{query}");
    }
}

#[tokio::test]
async fn the_default_of_a_database_is_passed_on() {
    let asked = Asked::set_up("oss-2.9").await;
    let one = mapping(&asked, "one").await;
    let two = mapping(&asked, "two").await;
    let default = async || {
        let list = asked.get("/api/v2/dbrps?org=acme&db=db&default=true", OPERATOR).await.json();
        list["content"].as_array().unwrap().iter().map(|m| m["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let set = async |id: &str, yes: bool| {
        asked.ask("PATCH", &format!("/api/v2/dbrps/{id}?org=acme"), OPERATOR, json!({"default": yes})).await
    };
    assert_eq!(default().await, [one.as_str()]);
    set(&two, true).await;
    assert_eq!(default().await, [two.as_str()]);
    set(&two, false).await;
    assert_eq!(default().await, [one.as_str()]);
    asked.ask("DELETE", &format!("/api/v2/dbrps/{one}?org=acme"), OPERATOR, Value::Null).await;
    assert_eq!(default().await, [two.as_str()]);
    assert_eq!(set(&two, false).await.json()["content"]["default"], false);
    assert_eq!(default().await, [two]);
}

#[tokio::test]
async fn remotes_and_replications_have_their_own_words_for_a_bad_id_and_their_own_filters() {
    let asked = Asked::set_up("oss-2.9").await;
    for (path, words) in [("remotes", "remote-connection ID is invalid"), ("replications", "replication ID is invalid")]
    {
        for method in ["GET", "PATCH", "DELETE"] {
            let got = asked.ask(method, &format!("/api/v2/{path}/x"), OPERATOR, Value::Null).await;
            assert_eq!((got.status, got.message().as_str()), (400, words), "{method} {path}");
        }
        assert_eq!(asked.ask("PUT", &format!("/api/v2/{path}/x"), OPERATOR, Value::Null).await.status, 405);
    }
    let mut remotes = Vec::new();
    for url in ["http://a", "http://b"] {
        let body = json!({"orgID": asked.org, "name": "edge", "remoteURL": url});
        remotes.push(asked.ask("POST", "/api/v2/remotes", OPERATOR, body).await.at("/id"));
        let body = json!({"orgID": asked.org, "name": "r", "remoteID": remotes.last(), "localBucketID": asked.bucket});
        assert_eq!(asked.ask("POST", "/api/v2/replications", OPERATOR, body).await.status, 201);
    }
    let count = async |path: &str, key: &str| {
        let list = asked.get(&format!("/api/v2/{path}"), OPERATOR).await.json();
        list[key].as_array().unwrap().len()
    };
    let org = &asked.org;
    assert_eq!(count(&format!("remotes?orgID={org}&remoteURL=http://a"), "remotes").await, 1);
    assert_eq!(count(&format!("replications?orgID={org}&remoteID={}", remotes[1]), "replications").await, 1);
    assert_eq!(count(&format!("replications?orgID={org}&localBucketID={}", asked.bucket), "replications").await, 2);
    for (query, words) in [
        ("remoteID=x", "invalid or missing org ID"),
        (&format!("orgID={org}&remoteID=x&localBucketID=y"), "invalid remote ID"),
        (&format!("orgID={org}&localBucketID=y"), "invalid local bucket ID"),
    ] {
        assert_eq!(asked.get(&format!("/api/v2/replications?{query}"), OPERATOR).await.message(), words);
    }
    let stranger = asked.mint(json!([permission("read", json!({"type": "buckets"}))])).await;
    assert_eq!(asked.get(&format!("/api/v2/remotes?orgID={org}"), &stranger).await.json()["remotes"], json!([]));
}
