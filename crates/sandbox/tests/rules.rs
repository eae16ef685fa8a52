//! Rules of the server beyond what was recorded: each is asked in a variant that no recording holds.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod asking;

use asking::{Asked, OPERATOR, permission};
use serde_json::{Value, json};

const AUTHORIZATIONS: &str = "/api/v2/authorizations";

fn names(list: &Value, key: &str) -> Vec<String> {
    list[key].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn creating_is_checked_in_the_order_of_the_server() {
    let asked = Asked::set_up("oss-2.9").await;
    let org = asked.org.as_str();
    let caller = asked
        .mint(json!([
            permission("write", json!({"type": "authorizations", "orgID": org})),
            permission("write", json!({"type": "users", "id": asked.user})),
            permission("read", json!({"type": "buckets", "id": asked.bucket, "orgID": org})),
        ]))
        .await;
    let other = "00000000000000aa";
    let good = permission("read", json!({"type": "buckets", "id": asked.bucket, "orgID": org}));
    let foreign = permission("write", json!({"type": "users", "id": asked.user, "orgID": other}));
    let lacking = permission("write", json!({"type": "orgs", "id": org}));
    // Each body has every fault of those below it as well, so the first one must be told.
    for (body, status, message) in [
        (
            json!({"orgID": "x", "status": "?", "permissions": []}),
            400,
            "invalid json structure: id must have a length of 16 bytes",
        ),
        (json!({"status": "?", "permissions": []}), 400, "authorization must include permissions"),
        (
            json!({"status": "?", "permissions": [{"action": "?", "resource": {"type": "?"}}]}),
            400,
            "invalid resource type for permission: unknown resource type for permission",
        ),
        (
            json!({"status": "?", "permissions": [{"action": "?", "resource": {"type": "buckets"}}]}),
            400,
            "invalid action type for permission: unknown action for permission",
        ),
        (json!({"status": "?", "permissions": [lacking]}), 400, "org id required: invalid ID"),
        (
            json!({"orgID": other, "status": "?", "permissions": [lacking]}),
            400,
            "invalid status: must be active or inactive",
        ),
        (
            json!({"orgID": other, "userID": other, "permissions": [lacking]}),
            401,
            "write:orgs/00000000000000aa/authorizations is unauthorized",
        ),
        (
            json!({"orgID": org, "userID": other, "permissions": [lacking]}),
            401,
            "write:users/00000000000000aa is unauthorized",
        ),
        (
            json!({"orgID": org, "permissions": [good, lacking, foreign]}),
            403,
            &format!("permission write:orgs/{org} is not allowed: write:orgs/{org} is unauthorized"),
        ),
        (
            json!({"orgID": org, "permissions": [good, foreign]}),
            400,
            &format!("permission write:orgs/{other}/users/{} is not for org id {org}", asked.user),
        ),
        (json!({"orgID": org, "permissions": [good]}), 201, ""),
    ] {
        let got = asked.ask("POST", AUTHORIZATIONS, &caller, body.clone()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{body}");
    }
}

#[tokio::test]
async fn odd_json_gets_the_words_of_go() {
    let asked = Asked::set_up("oss-2.9").await;
    let header = format!("Token {OPERATOR}");
    let good = format!(r#"[{{"action":"read","resource":{{"type":"buckets","orgID":"{}"}}}}]"#, asked.org);
    for (body, status, message) in [
        (
            "\"text\"".to_owned(),
            400,
            "invalid json structure: json: cannot unmarshal string into Go value of type authorization.postAuthorizationRequest",
        ),
        (
            r#"{"permissions":{}}"#.to_owned(),
            400,
            "invalid json structure: json: cannot unmarshal object into Go struct field postAuthorizationRequest.permissions of type []influxdb.Permission",
        ),
        (
            r#"{"permissions":[{"action":1}]}"#.to_owned(),
            400,
            "invalid json structure: json: cannot unmarshal number into Go struct field Permission.permissions.action of type influxdb.Action",
        ),
        (
            format!(r#"{{"orgID":"{}","description":true,"permissions":{good}}}"#, asked.org),
            400,
            "invalid json structure: json: cannot unmarshal bool into Go struct field postAuthorizationRequest.description of type string",
        ),
        (
            r#"{"userID":"zzzzzzzzzzzzzzzz","permissions":[{"resource":{"id":"x"}}],"orgID":"x"}"#.to_owned(),
            400,
            "invalid json structure: invalid ID",
        ),
        (
            r#"{"status":1,"description":2,"orgID":3}"#.to_owned(),
            400,
            "invalid json structure: json: cannot unmarshal number into Go struct field postAuthorizationRequest.status of type influxdb.Status",
        ),
        (format!(r#"{{"ORGID":"{}","Permissions":{good}}} and more"#, asked.org), 201, ""),
        (format!(r#"{{"orgID":"{}","userID":null,"description":null,"permissions":{good}}}"#, asked.org), 201, ""),
    ] {
        let got = asked.send("POST", AUTHORIZATIONS, &[("authorization", &header)], body.clone()).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{body}");
    }
}

#[tokio::test]
async fn a_page_is_cut_before_rights_filter_it() {
    let asked = Asked::set_up("oss-2.9").await;
    let mut last = String::new();
    for n in 0..25 {
        let body = json!({"orgID": asked.org, "name": format!("c{n:02}")});
        last = asked.ask("POST", "/api/v2/buckets", OPERATOR, body).await.at("/id");
    }
    let one = asked.mint(json!([permission("read", json!({"type": "buckets", "id": last, "orgID": asked.org}))])).await;
    let page = |offset: usize| format!("/api/v2/buckets?orgID={}&limit=10&offset={offset}", asked.org);
    for (offset, expected) in [(0, vec![]), (10, vec![]), (20, vec!["c24"])] {
        let list = asked.get(&page(offset), &one).await.json();
        assert_eq!(names(&list, "buckets"), expected, "{offset}");
        assert_eq!(list["links"].get("next"), None);
    }
}

#[tokio::test]
async fn a_token_is_rotated() {
    let asked = Asked::set_up("oss-2.9").await;
    let rights = json!([permission("read", json!({"type": "buckets", "orgID": asked.org}))]);
    let make = |description: &str| json!({"orgID": asked.org, "description": description, "permissions": rights});
    let old = asked.ask("POST", AUTHORIZATIONS, OPERATOR, make("grafana")).await;
    let new = asked.ask("POST", AUTHORIZATIONS, OPERATOR, make("grafana")).await;
    assert_ne!(old.at("/token"), new.at("/token"));
    let path = format!("{AUTHORIZATIONS}/{}", old.at("/id"));
    let off = asked.ask("PATCH", &path, OPERATOR, json!({"status": "inactive"})).await;
    assert_eq!((off.at("/status").as_str(), off.at("/token").as_str()), ("inactive", ""));
    assert_ne!(off.at("/updatedAt"), off.at("/createdAt"));
    let buckets = format!("/api/v2/buckets?orgID={}", asked.org);
    assert_eq!(names(&asked.get(&buckets, &old.at("/token")).await.json(), "buckets"), Vec::<String>::new());
    assert_eq!(names(&asked.get(&buckets, &new.at("/token")).await.json(), "buckets"), ["telemetry"]);
    assert_eq!(asked.ask("DELETE", &path, OPERATOR, Value::Null).await.status, 204);
    assert_eq!(asked.get("/api/v2/me", &old.at("/token")).await.message(), "unauthorized access");
    let list = asked.get(AUTHORIZATIONS, OPERATOR).await.json();
    assert_eq!(list["authorizations"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_session_keeps_the_rights_of_tokens_that_are_inactive_until_they_are_deleted() {
    let asked = Asked::set_up("oss-2.9").await;
    let user = asked.ask("POST", "/api/v2/users", OPERATOR, json!({"name": "eve"})).await.at("/id");
    let password = format!("/api/v2/users/{user}/password");
    asked.ask("POST", &password, OPERATOR, json!({"password": "eves-password"})).await;
    let cookie = asked.sign_in("eve", "eves-password").await;
    let seen = async || {
        let got = asked.send("GET", "/api/v2/users", &[("cookie", &cookie)], String::new()).await;
        got.json()["users"].as_array().unwrap().len()
    };
    assert_eq!(seen().await, 1);
    let body =
        json!({"orgID": asked.org, "userID": user, "permissions": [permission("read", json!({"type": "users"}))]});
    let token = asked.ask("POST", AUTHORIZATIONS, OPERATOR, body).await.at("/id");
    let path = format!("{AUTHORIZATIONS}/{token}");
    assert_eq!(seen().await, 2);
    asked.ask("PATCH", &path, OPERATOR, json!({"status": "inactive"})).await;
    assert_eq!(seen().await, 2);
    asked.ask("DELETE", &path, OPERATOR, Value::Null).await;
    assert_eq!(seen().await, 1);
}

#[tokio::test]
async fn users_are_paged_backwards_and_behind_a_user() {
    let asked = Asked::set_up("oss-2.9").await;
    let mut ids = vec![asked.user.clone()];
    for name in ["b", "c", "d"] {
        ids.push(asked.ask("POST", "/api/v2/users", OPERATOR, json!({"name": name})).await.at("/id"));
    }
    for (query, expected) in [
        ("descending=true".to_owned(), vec!["d", "c", "b", "admin"]),
        ("limit=2&offset=1".to_owned(), vec!["b", "c"]),
        (format!("after={}&limit=1", ids[1]), vec!["c"]),
        ("offset=9".to_owned(), vec![]),
        (format!("descending=true&after={}", ids[0]), vec!["b", "admin"]),
        (format!("descending=true&after={}", ids[3]), vec!["d", "c", "b", "admin"]),
        ("descending=true&after=fffffffffffffff0&limit=1".to_owned(), vec!["d"]),
        ("limit=1&offset=%zz".to_owned(), vec!["admin"]),
        (format!("id={}", ids[2]), vec!["c"]),
    ] {
        let list = asked.get(&format!("/api/v2/users?{query}"), OPERATOR).await.json();
        assert_eq!(names(&list, "users"), expected, "{query}");
    }
}

#[tokio::test]
async fn dashboards_and_variables_of_an_organization_come_whole_and_still_announce_a_next_page() {
    let asked = Asked::set_up("oss-2.9").await;
    for n in 0..23 {
        let body =
            json!({"orgID": asked.org, "name": format!("n{n}"), "arguments": {"type": "constant", "values": []}});
        for path in ["/api/v2/dashboards", "/api/v2/variables"] {
            assert_eq!(asked.ask("POST", path, OPERATOR, body.clone()).await.status, 201);
        }
    }
    for kind in ["dashboards", "variables"] {
        for query in [format!("orgID={}&limit=5&offset=20", asked.org), "org=acme&limit=5".to_owned()] {
            let list = asked.get(&format!("/api/v2/{kind}?{query}"), OPERATOR).await.json();
            assert_eq!(names(&list, kind).len(), 23, "{kind} {query}");
            assert!(list["links"]["next"].is_string(), "{kind} {query}");
        }
    }
}

#[tokio::test]
async fn lists_refuse_odd_parameters_each_in_its_own_way() {
    let asked = Asked::set_up("oss-2.9").await;
    for (path, status, message) in [
        ("/api/v2/orgs?orgID=zzz", 200, ""),
        ("/api/v2/orgs?org=nobody", 404, "organization name \"nobody\" not found"),
        ("/api/v2/labels?orgID=zzz", 200, ""),
        ("/api/v2/telegrafs?orgID=zzz", 400, "orgID is invalid: id must have a length of 16 bytes"),
        ("/api/v2/telegrafs?org=nobody", 200, ""),
        ("/api/v2/checks?orgID=zzz", 400, "orgID is invalid: id must have a length of 16 bytes"),
        ("/api/v2/variables?org=nobody", 500, "could not read variables: organization name \"nobody\" not found"),
        ("/api/v2/tasks?limit=501", 400, "failed to decode request: limit must be between 1 and 500"),
        ("/api/v2/tasks?orgID=zzz", 400, "failed to decode request: id must have a length of 16 bytes"),
        ("/api/v2/dbrps", 400, "either 'org' or 'orgID' must be provided"),
        ("/api/v2/remotes", 400, "invalid or missing org ID"),
        ("/api/v2private/notebooks?orgID=zzz", 400, "invalid or missing org id"),
        ("/api/v2/orgs/abc/members", 400, "corrupt ID provided: id must have a length of 16 bytes"),
        ("/api/v2/users?name=nobody", 404, "user not found"),
        ("/api/v2/buckets?after=abc", 400, "decoding after: id must have a length of 16 bytes"),
        ("/api/v2/nothing", 404, "path not found"),
    ] {
        let got = asked.get(path, OPERATOR).await;
        assert_eq!((got.status, got.message().as_str()), (status, message), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_method_is_refused_as_each_router_does() {
    let asked = Asked::set_up("oss-2.9").await;
    for path in ["/api/v2/users", "/api/v2/setup", "/api/v2/me", "/private/legacy/authorizations"] {
        let got = asked.ask("PUT", path, OPERATOR, Value::Null).await;
        assert_eq!((got.status, got.text.as_str()), (405, ""), "{path}");
    }
    let got = asked.ask("PUT", "/api/v2/telegrafs", OPERATOR, Value::Null).await;
    assert_eq!((got.status, got.message().as_str()), (405, "allow: GET, OPTIONS, POST"));
}

#[tokio::test]
async fn members_are_added_listed_and_removed() {
    let asked = Asked::set_up("oss-2.9").await;
    let bob = asked.ask("POST", "/api/v2/users", OPERATOR, json!({"name": "bob"})).await.at("/id");
    let path = format!("/api/v2/orgs/{}/members", asked.org);
    let add = asked.ask("POST", &path, OPERATOR, json!({"id": bob})).await;
    assert_eq!((add.status, add.at("/role").as_str()), (201, "member"));
    let again = asked.ask("POST", &path, OPERATOR, json!({"id": bob})).await;
    assert_eq!(again.status, 500);
    assert!(again.message().ends_with("already exists"));
    let missing = asked.ask("POST", &path, OPERATOR, json!({"name": "bob"})).await;
    assert_eq!((missing.status, missing.message().as_str()), (400, "user id missing or invalid"));
    let unknown = asked.ask("POST", &path, OPERATOR, json!({"id": "00000000000000aa"})).await;
    assert_eq!((unknown.status, unknown.message().as_str()), (404, "user not found"));
    for _ in 0..2 {
        let removed = asked.ask("DELETE", &format!("{path}/{bob}"), OPERATOR, Value::Null).await;
        assert_eq!(removed.status, 204);
    }
    assert_eq!(names(&asked.get(&path, OPERATOR).await.json(), "users"), Vec::<String>::new());
}

/// `ownerPerms` and `memberPerms` in `user_resource_mapping.go`.
#[tokio::test]
async fn owning_a_bucket_or_a_dashboard_gives_a_session_nothing_and_a_bucket_s_member_may_read_it() {
    let asked = Asked::set_up("oss-2.9").await;
    let dashboard = json!({"orgID": asked.org, "name": "d"});
    let dashboard = asked.ask("POST", "/api/v2/dashboards", OPERATOR, dashboard).await.at("/id");
    for (name, path, gained) in [
        ("owner", format!("/api/v2/buckets/{}/owners", asked.bucket), vec![]),
        ("member", format!("/api/v2/buckets/{}/members", asked.bucket), vec![("read", asked.bucket.as_str())]),
        ("viewer", format!("/api/v2/dashboards/{dashboard}/members"), vec![]),
        ("editor", format!("/api/v2/dashboards/{dashboard}/owners"), vec![]),
    ] {
        let user = asked.ask("POST", "/api/v2/users", OPERATOR, json!({"name": name})).await.at("/id");
        assert_eq!(asked.ask("POST", &path, OPERATOR, json!({"id": user})).await.status, 201, "{path}");
        let held = asked.get(&format!("/api/v2/users/{user}/permissions"), OPERATOR).await.json();
        let beyond: Vec<_> = held.as_array().unwrap().iter().filter(|p| p["resource"]["type"] != "users").collect();
        assert_eq!(beyond.len(), gained.len(), "{path}");
        for (permission, (action, id)) in beyond.iter().zip(gained) {
            assert_eq!(permission["action"], action);
            assert_eq!(permission["resource"], json!({"type": "buckets", "id": id}));
        }
    }
}

#[tokio::test]
async fn a_telegraf_configuration_is_toml_unless_json_is_asked_for() {
    let asked = Asked::set_up("oss-2.9").await;
    let body = json!({"orgID": asked.org, "name": "t", "config": "[[inputs.cpu]]\n"});
    let id = asked.ask("POST", "/api/v2/telegrafs", OPERATOR, body).await.at("/id");
    let path = format!("/api/v2/telegrafs/{id}");
    let toml = asked.get(&path, OPERATOR).await;
    assert_eq!(
        (toml.header("content-type").unwrap(), toml.text.as_str()),
        ("application/toml; charset=utf-8", "[[inputs.cpu]]\n")
    );
    let token = format!("Token {OPERATOR}");
    let headers = [("authorization", token.as_str()), ("accept", "application/json")];
    assert_eq!(asked.send("GET", &path, &headers, String::new()).await.at("/name"), "t");
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_the_old_one_and_is_signed_in() {
    let asked = Asked::set_up("oss-2.9").await;
    let cookie = asked.sign_in("admin", "correct-horse").await;
    let change = async |basic: &str, new: &str| {
        let headers = [("cookie", cookie.as_str()), ("authorization", basic)];
        let got = asked.send("PUT", "/api/v2/me/password", &headers, json!({"password": new}).to_string()).await;
        (got.status, got.message())
    };
    let wrong = "Basic YWRtaW46d3Jvbmc=";
    let right = "Basic YWRtaW46Y29ycmVjdC1ob3JzZQ==";
    assert_eq!(change(wrong, "battery-staple").await, (403, "your username or password is incorrect".to_owned()));
    assert_eq!(change(right, "short").await, (400, "passwords must be between 8 and 72 characters long".to_owned()));
    assert_eq!(change(right, "battery-staple").await, (204, String::new()));
    asked.sign_in("admin", "battery-staple").await;
}

#[tokio::test]
async fn nothing_outside_the_api_tree_answers_another_origin() {
    let asked = Asked::set_up("oss-2.9").await;
    for path in ["/health", "/ready", "/ping", "/metrics", "/query", "/"] {
        let got = asked.send("GET", path, &[("origin", "https://console.example")], String::new()).await;
        assert_eq!(got.header("access-control-allow-origin"), None, "{path}");
    }
    let got = asked.send("GET", "/v1/x", &[("origin", "https://console.example")], String::new()).await;
    assert_eq!(got.header("access-control-allow-origin"), Some("https://console.example"));
    assert_eq!(got.header("access-control-allow-credentials"), None);
}

/// `tenant/http_server_org.go` links to labels of an organization and mounts nothing there.
#[tokio::test]
async fn an_organization_is_linked_by_its_bare_name_and_has_no_labels() {
    let asked = Asked::set_up("oss-2.9").await;
    let made = asked.ask("POST", "/api/v2/orgs", OPERATOR, json!({"name": "a b&c/é"})).await;
    for (name, below) in [("buckets", "buckets"), ("tasks", "tasks"), ("dashboards", "dashboards")] {
        assert_eq!(made.at(&format!("/links/{name}")), format!("/api/v2/{below}?org=a b&c/é"));
    }
    let labels = made.at("/links/labels");
    for token in [OPERATOR, &asked.mint(json!([permission("read", json!({"type": "labels"}))])).await] {
        let got = asked.get(&labels, token).await;
        assert_eq!((got.status, got.text.as_str()), (404, "404 page not found\n"));
    }
}

/// `DeleteOrganization` in `tenant/service_org.go` finds the buckets as one page of the default length.
#[tokio::test]
async fn a_deleted_organization_leaves_the_buckets_behind_its_first_twenty() {
    let asked = Asked::set_up("oss-2.9").await;
    let org = asked.ask("POST", "/api/v2/orgs", OPERATOR, json!({"name": "big"})).await.at("/id");
    for n in 0..20 {
        let body = json!({"orgID": org, "name": format!("b{n:02}")});
        assert_eq!(asked.ask("POST", "/api/v2/buckets", OPERATOR, body).await.status, 201);
    }
    assert_eq!(asked.ask("DELETE", &format!("/api/v2/orgs/{org}"), OPERATOR, Value::Null).await.status, 204);
    let left = asked.get(&format!("/api/v2/buckets?orgID={org}"), OPERATOR).await.json();
    assert_eq!(names(&left, "buckets"), ["b18", "b19"]);
}

#[tokio::test]
async fn links_and_flags_are_given_for_any_method_to_who_is_known() {
    let asked = Asked::set_up("oss-2.9").await;
    for (method, path, known, unknown) in [
        ("GET", "/api/v2", 200, 200),
        ("GET", "/api/v2/", 200, 401),
        ("POST", "/api/v2", 200, 401),
        ("HEAD", "/api/v2", 200, 401),
        ("DELETE", "/api/v2/flags", 200, 401),
    ] {
        let by_known = asked.ask(method, path, OPERATOR, Value::Null).await;
        let by_unknown = asked.send(method, path, &[], String::new()).await;
        assert_eq!((by_known.status, by_unknown.status), (known, unknown), "{method} {path}");
        assert_eq!(by_known.text.is_empty(), method == "HEAD", "{method} {path}");
    }
}

#[tokio::test]
async fn a_head_request_is_answered_with_headers_alone() {
    let asked = Asked::set_up("oss-2.9").await;
    for (path, status) in [("/health", 200), ("/api/v2/telegrafs", 405), ("/api/v2/nope", 404)] {
        let got = asked.ask("HEAD", path, OPERATOR, Value::Null).await;
        assert_eq!((got.status, got.text.as_str()), (status, ""), "{path}");
        assert!(got.header("content-length").unwrap().parse::<usize>().unwrap() > 0, "{path}");
    }
}
