//! Each difference between versions, asked of each profile.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use console_sandbox::Profile;
use serde_json::{Value, json};

const OSS: [&str; 10] = [
    "oss-2.0",
    "oss-2.1",
    "oss-2.2",
    "oss-2.4",
    "oss-2.6",
    "oss-2.7",
    "oss-2.8",
    "oss-2.8-hashed",
    "oss-2.9",
    "oss-2.9-unhashed",
];

/// Asks every profile and compares with what is expected from each name on.
async fn since<F>(expected: &[(&str, Value)], ask: F)
where
    F: AsyncFn(&Asked) -> Value,
{
    let mut current = &Value::Null;
    for name in OSS {
        if let Some((_, value)) = expected.iter().find(|(from, _)| *from == name) {
            current = value;
        }
        let asked = Asked::set_up(name).await;
        assert_eq!(&ask(&asked).await, current, "{name}");
    }
}

#[tokio::test]
async fn each_version_lists_its_resource_types() {
    since(
        &[("oss-2.0", json!(18)), ("oss-2.1", json!(20)), ("oss-2.2", json!(22)), ("oss-2.4", json!(23))],
        async |asked| asked.get("/api/v2/resources", OPERATOR).await.json().as_array().unwrap().len().into(),
    )
    .await;
}

#[tokio::test]
async fn the_operator_token_of_each_version_has_its_size() {
    since(&[("oss-2.0", json!(36)), ("oss-2.1", json!(40)), ("oss-2.2", json!(44))], async |asked| {
        let list = asked.get("/api/v2/authorizations", OPERATOR).await.json();
        list["authorizations"][0]["permissions"].as_array().unwrap().len().into()
    })
    .await;
}

#[tokio::test]
async fn the_cookie_of_each_version_has_its_name_and_attributes() {
    since(
        &[
            ("oss-2.0", json!("session=*")),
            ("oss-2.1", json!("influxdb-oss-session=*; Path=/api/")),
            ("oss-2.2", json!("influxdb-oss-session=*; Path=/api/; Expires=*")),
            ("oss-2.6", json!("influxdb-oss-session=*; Path=/api/; Expires=*; SameSite=Strict")),
            ("oss-2.7", json!("influxdb-oss-session=*; Path=/api/; Expires=*; HttpOnly; SameSite=Strict")),
        ],
        async |asked| {
            let basic = [("authorization", "Basic YWRtaW46Y29ycmVjdC1ob3JzZQ==")];
            let got = asked.send("POST", "/api/v2/signin", &basic, String::new()).await;
            let line = got.header("set-cookie").unwrap().to_owned();
            let parts: Vec<_> = line
                .split("; ")
                .map(|part| match part.split_once('=') {
                    Some((name, _)) if name == "Expires" || name.contains("session") => format!("{name}=*"),
                    _ => part.to_owned(),
                })
                .collect();
            parts.join("; ").into()
        },
    )
    .await;
}

#[tokio::test]
async fn bearer_and_schemes_in_any_case_came_with_2_1() {
    since(&[("oss-2.0", json!([200, 401, 401])), ("oss-2.1", json!([200, 200, 200]))], async |asked| {
        let mut statuses = Vec::new();
        for scheme in ["Token", "token", "Bearer"] {
            let header = format!("{scheme} {OPERATOR}");
            let got = asked.send("GET", "/api/v2/me", &[("authorization", &header)], String::new()).await;
            statuses.push(got.status);
        }
        json!(statuses)
    })
    .await;
}

#[tokio::test]
async fn secrets_are_listed_as_each_version_stores_them() {
    since(
        &[("oss-2.0", json!("shown")), ("oss-2.8-hashed", json!("")), ("oss-2.9-unhashed", json!("shown"))],
        async |asked| {
            let made = asked.mint(json!([permission("read", json!({"type": "buckets"}))])).await;
            let list = asked.get("/api/v2/authorizations", OPERATOR).await.json();
            let listed = list["authorizations"][1]["token"].as_str().unwrap().to_owned();
            assert_eq!(made.len(), 88);
            if listed == made { "shown".into() } else { listed.into() }
        },
    )
    .await;
}

#[tokio::test]
async fn setup_shows_the_hash_only_where_tokens_are_hashed() {
    for name in OSS {
        let asked = Asked::started(name, console_sandbox::Data::Empty);
        let setup = json!({"username": "u", "org": "o", "bucket": "b"});
        let got = asked.send("POST", "/api/v2/setup", &[], setup.to_string()).await;
        let hashed = matches!(name, "oss-2.8-hashed" | "oss-2.9");
        assert_eq!(got.json()["auth"].get("hashedToken").is_some(), hashed, "{name}");
        assert_eq!(got.at("/auth/token").len(), 88);
    }
}

#[tokio::test]
async fn the_setup_user_owns_the_instance_since_2_4() {
    since(&[("oss-2.0", json!(false)), ("oss-2.4", json!(true))], async |asked| {
        let path = format!("/api/v2/users/{}/permissions", asked.user);
        let list = asked.get(&path, OPERATOR).await.json();
        list.as_array().unwrap().iter().any(|p| p["resource"]["type"] == "instance").into()
    })
    .await;
}

#[tokio::test]
async fn the_instance_type_is_unknown_then_granted_then_refused() {
    since(
        &[
            ("oss-2.0", json!([400, "invalid resource type for permission: unknown resource type for permission"])),
            ("oss-2.4", json!([201, ""])),
            (
                "oss-2.6",
                json!([500, "authorizations cannot be created with the instance type, it is only used during setup"]),
            ),
        ],
        async |asked| {
            let cookie = asked.sign_in("admin", "correct-horse").await;
            let body = json!({"orgID": asked.org, "permissions": [permission("read", json!({"type": "instance"}))]});
            let got = asked.send("POST", "/api/v2/authorizations", &[("cookie", &cookie)], body.to_string()).await;
            json!([got.status, got.message()])
        },
    )
    .await;
}

#[tokio::test]
async fn newer_paths_exist_only_in_newer_versions() {
    since(
        &[
            ("oss-2.0", json!([404, 404, 404, 404])),
            ("oss-2.1", json!([404, 404, 404, 200])),
            ("oss-2.2", json!([200, 200, 200, 200])),
        ],
        async |asked| {
            let org = &asked.org;
            let mut statuses = Vec::new();
            for path in [
                "/api/v2/config".to_owned(),
                format!("/api/v2/remotes?orgID={org}"),
                format!("/api/v2/replications?orgID={org}"),
                format!("/api/v2private/notebooks?orgID={org}"),
            ] {
                statuses.push(asked.get(&path, OPERATOR).await.status);
            }
            json!(statuses)
        },
    )
    .await;
}

#[tokio::test]
async fn the_hashing_setting_is_listed_since_2_8() {
    for (name, expected) in [
        ("oss-2.2", Value::Null),
        ("oss-2.7", Value::Null),
        ("oss-2.8", json!(false)),
        ("oss-2.8-hashed", json!(true)),
        ("oss-2.9", json!(true)),
        ("oss-2.9-unhashed", json!(false)),
    ] {
        let asked = Asked::set_up(name).await;
        let config = asked.get("/api/v2/config", OPERATOR).await.json();
        assert_eq!(config["config"]["use-hashed-tokens"], expected, "{name}");
        assert_eq!(config["config"]["session-length"], 60);
    }
}

#[tokio::test]
async fn the_list_of_users_is_paged_since_2_1() {
    since(&[("oss-2.0", json!(2)), ("oss-2.1", json!(1))], async |asked| {
        asked.ask("POST", "/api/v2/users", OPERATOR, json!({"name": "second"})).await;
        let list = asked.get("/api/v2/users?limit=1", OPERATOR).await.json();
        list["users"].as_array().unwrap().len().into()
    })
    .await;
}

#[tokio::test]
async fn passwords_are_ruled_and_changed_as_each_version_can() {
    let long = "x".repeat(73);
    since(
        &[
            ("oss-2.0", json!(["passwords must be at least 8 characters long", 204, 500])),
            ("oss-2.6", json!(["passwords must be at least 8 characters long", 204, 204])),
            ("oss-2.7", json!(["passwords must be between 8 and 72 characters long", 400, 204])),
        ],
        async |asked| {
            let path = format!("/api/v2/users/{}/password", asked.user);
            let short = asked.ask("POST", &path, OPERATOR, json!({"password": "short"})).await.message();
            let cookie = asked.sign_in("admin", "correct-horse").await;
            let headers = [("cookie", cookie.as_str()), ("authorization", "Basic YWRtaW46Y29ycmVjdC1ob3JzZQ==")];
            let body = json!({"password": "another-horse"}).to_string();
            let changed = asked.send("PUT", "/api/v2/me/password", &headers, body).await.status;
            let long = asked.ask("POST", &path, OPERATOR, json!({"password": long})).await.status;
            json!([short, long, changed])
        },
    )
    .await;
}

#[tokio::test]
async fn an_unknown_status_gets_the_words_of_its_version() {
    since(
        &[
            ("oss-2.0", json!("unknown authorization status")),
            ("oss-2.8", json!("encodeAuthorization: unknown authorization status")),
        ],
        async |asked| {
            let list = asked.get("/api/v2/authorizations", OPERATOR).await;
            let path = format!("/api/v2/authorizations/{}", list.at("/authorizations/0/id"));
            asked.ask("PATCH", &path, OPERATOR, json!({"status": "paused"})).await.message().into()
        },
    )
    .await;
}

#[tokio::test]
async fn a_1_x_authorization_must_name_real_buckets_since_2_3() {
    since(&[("oss-2.0", json!(201)), ("oss-2.4", json!(404))], async |asked| {
        let dead = permission("read", json!({"type": "buckets", "id": "00000000000000aa", "orgID": asked.org}));
        let body = json!({"orgID": asked.org, "token": "v1", "permissions": [dead]});
        asked.ask("POST", "/private/legacy/authorizations", OPERATOR, body).await.status.into()
    })
    .await;
}

#[tokio::test]
async fn a_second_setup_user_can_be_made_in_2_0_only() {
    since(&[("oss-2.0", json!(201)), ("oss-2.1", json!(404))], async |asked| {
        let body = json!({"username": "second", "password": "correct-horse", "org": "o2", "bucket": "b2"});
        asked.ask("POST", "/api/v2/setup/user", OPERATOR, body).await.status.into()
    })
    .await;
}

#[tokio::test]
async fn the_version_is_told_on_every_answer_and_twice_by_old_pings() {
    for name in OSS {
        let asked = Asked::set_up(name).await;
        let profile = Profile::ALL.iter().find(|profile| profile.name == name).unwrap();
        for path in ["/api/v2/me", "/health", "/ping", "/nowhere"] {
            let got = asked.get(path, OPERATOR).await;
            let versions: Vec<_> = got.headers.get_all("x-influxdb-version").iter().collect();
            let twice = path == "/ping" && matches!(name, "oss-2.0" | "oss-2.1");
            assert_eq!(versions.len(), if twice { 2 } else { 1 }, "{name} {path}");
            assert_eq!(versions[0], profile.version);
        }
    }
}

#[tokio::test]
async fn cloud_lists_its_own_types_and_redacts_tokens() {
    let asked = Asked::set_up("cloud").await;
    let types = asked.get("/api/v2/resources", OPERATOR).await.json();
    assert_eq!(types.as_array().unwrap().len(), 20);
    assert!(types.as_array().unwrap().contains(&json!("flows")));
    let list = asked.get("/api/v2/authorizations", OPERATOR).await;
    assert_eq!(list.at("/authorizations/0/token"), "redacted");
    assert_eq!(asked.get("/api/v2/config", OPERATOR).await.status, 404);
}

#[tokio::test]
async fn types_of_a_later_version_are_refused_by_an_earlier_one() {
    for (name, unknown) in
        [("oss-2.0", "notebooks"), ("oss-2.1", "remotes"), ("oss-2.9", "flows"), ("cloud", "remotes")]
    {
        let asked = Asked::set_up(name).await;
        let body = json!({"orgID": asked.org, "permissions": [permission("read", json!({"type": unknown}))]});
        let got = asked.ask("POST", "/api/v2/authorizations", OPERATOR, body).await;
        assert_eq!(got.status, 400, "{name} {unknown}");
    }
}
