//! The test of a token asks what real servers were asked, and reads their answers as they were meant.

mod recorded;

use console_core::Secret;
use console_core::http::{Method, Request, Response, Signature};
use influxdb2::authorization::{Authorization, Status};
use influxdb2::permission::{Action, Permission, PermissionSet, ResourceType as T};
use influxdb2::session::{Server, Version};
use influxdb2::token_test::{Answer, Plan, Proof, plan, tries, wait_seconds};
use influxdb2::{ApiError, Id, Names};
use recorded::{named, permission, recording};
use serde_json::Value;

fn token(permissions: impl IntoIterator<Item = Permission>) -> Authorization {
    Authorization {
        id: id(0x90),
        org: named("org"),
        user: named("bob"),
        status: Status::Active,
        description: "d".into(),
        permissions: permissions.into_iter().collect::<PermissionSet>(),
        created_ms: None,
        changed_ms: None,
    }
}

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

fn nothing_known(_: &T) -> Option<Id> {
    None
}

fn telemetry_known(resource: &T) -> Option<Id> {
    (*resource == T::Buckets).then(|| named("telemetry"))
}

fn planned(token: &Authorization, known: &dyn Fn(&T) -> Option<Id>) -> Option<Proof> {
    match plan(token, &Names::default(), known) {
        Plan::Ask(proof) => Some(proof),
        Plan::Inactive | Plan::Unprovable => None,
    }
}

fn asked(proof: &Proof) -> Request {
    proof.request(Secret::new("the-token".to_owned()))
}

fn line(request: &Request) -> String {
    format!("{} {}", request.method().as_str(), request.path())
}

/// A text of a recording with its names replaced by ids.
fn with_ids(text: &str) -> String {
    ["org", "telemetry", "tele"]
        .iter()
        .fold(text.to_owned(), |text, name| text.replace(&format!("{{{{{name}}}}}"), &named(name).to_string()))
}

/// What the server of a recording answered to a token.
fn answered(recording: &Value, token: &str, line: &str) -> Option<Response> {
    let exchanges = recording["exchanges"].as_array().expect("exchanges");
    let exchange = exchanges.iter().find(|exchange| {
        let request = &exchange["request"];
        let text = |key: &str| request[key].as_str().unwrap_or_default();
        request["headers"]["Authorization"] == format!("Token {{{{{token}}}}}")
            && with_ids(&format!("{} {}", text("method"), text("path"))) == line
    })?;
    let response = &exchange["response"];
    let body = response.get("body").map(|body| with_ids(&body.to_string())).unwrap_or_default();
    let status = response["status"].as_u64().expect("a status") as u16;
    Some(Response::new(status, "application/json", body))
}

/// The permissions that a token of the recording was made with.
fn minted(recording: &Value, token: &str) -> Authorization {
    let exchanges = recording["exchanges"].as_array().expect("exchanges");
    let exchange = exchanges.iter().find(|exchange| exchange["id"] == format!("mint-{token}")).expect("it was made");
    let permissions = exchange["request"]["body"]["permissions"].as_array().expect("permissions");
    self::token(permissions.iter().map(permission))
}

#[test]
fn what_is_asked_was_answered_by_real_servers() {
    for version in ["2.9", "2.7"] {
        let recording = recording(&format!("{version}/proving.json"));
        let bucket = format!("GET /api/v2/buckets/{}", named("telemetry"));
        let write = format!("POST /api/v2/write?orgID={}&bucket={}", named("org"), named("telemetry"));
        for (name, expected) in [("r", &bucket), ("rw", &bucket), ("w", &write), ("all", &write)] {
            let proof = planned(&minted(&recording, name), &telemetry_known).expect("it can be proven");
            assert_eq!(line(&asked(&proof)), *expected, "{version} {name}");
            let answer = answered(&recording, name, expected).expect("it was recorded");
            assert_eq!(proof.judge(Ok(answer)), Answer::Works, "{version} {name}");
            // The same question by a token that was not granted it.
            let other = if *expected == bucket { "w" } else { "r" };
            let answer = answered(&recording, other, expected).expect("it was recorded");
            assert!(matches!(proof.judge(Ok(answer)), Answer::Refused(ApiError::Refused(_))), "{version} {name}");
            // And by one that somebody deactivated meanwhile.
            let answer = answered(&recording, "off", expected).expect("it was recorded");
            assert_eq!(proof.judge(Ok(answer)), Answer::Refused(ApiError::TokenInactive), "{version} {name}");
        }
    }
}

#[test]
fn a_list_proves_only_what_it_shows() {
    for version in ["2.9", "2.7"] {
        let recording = recording(&format!("{version}/proving.json"));
        let reads_all = token([Permission::in_org(Action::Read, T::Telegrafs, named("org"))]);
        let proof = planned(&reads_all, &nothing_known).expect("it can be asked");
        let list = line(&asked(&proof));
        let answer = |token| proof.judge(Ok(answered(&recording, token, &list).expect("it was recorded")));
        assert_eq!(answer("t"), Answer::Works);
        // Even an inactive token gets the list, with nothing in it.
        assert_eq!((answer("w"), answer("off")), (Answer::ShowedNothing, Answer::ShowedNothing));
    }
}

#[test]
fn a_token_that_is_not_known_may_be_known_in_a_moment() {
    let proof = planned(&token([Permission::in_org(Action::Read, T::Buckets, named("org"))]), &telemetry_known);
    let judge = |status, message: &str| {
        let body = serde_json::json!({ "code": "x", "message": message }).to_string();
        proof.as_ref().expect("it can be proven").judge(Ok(Response::new(status, "application/json", body)))
    };
    assert_eq!(judge(401, "unauthorized access"), Answer::NotYet(ApiError::NotSignedIn));
    assert!(matches!(judge(503, "busy"), Answer::NotYet(ApiError::Unavailable { .. })));
    assert!(matches!(judge(429, "slow down"), Answer::NotYet(ApiError::TooManyRequests { .. })));
    assert!(matches!(judge(401, "read:buckets is unauthorized"), Answer::Refused(ApiError::Refused(_))));
    assert!(matches!(judge(404, "bucket not found"), Answer::Refused(ApiError::NotFound { .. })));
    let page = Response::new(200, "text/html", "<!doctype html>");
    assert_eq!(proof.expect("it can be proven").judge(Ok(page)), Answer::Refused(ApiError::WebPage));
}

#[test]
fn it_is_asked_as_the_token_and_writes_nothing_but_a_comment() {
    let org = named("org");
    for (resource, action) in [(T::Buckets, Action::Write), (T::Buckets, Action::Read), (T::Tasks, Action::Read)] {
        let proof =
            planned(&token([Permission::in_org(action, resource.clone(), org)]), &telemetry_known).expect("a plan");
        let request = asked(&proof);
        assert!(matches!(request.signature(), Signature::Token(secret) if secret.expose() == "the-token"));
        match request.method() {
            Method::Get => assert!(request.body().is_none()),
            Method::Post => {
                let body = String::from_utf8(request.body().expect("a body").text.clone()).expect("text");
                assert!(body.starts_with('#') && !body.contains('\n'), "one comment line: {body}");
            }
            other => panic!("{other:?} changes something"),
        }
        assert!(!request.path().contains("the-token"));
    }
}

#[test]
fn system_buckets_are_read_by_those_who_may_read_the_organization() {
    let mut names = Names::default();
    names.insert(&T::Buckets, id(5), "_monitoring");
    names.insert(&T::Buckets, id(6), "_tasks");
    let org = named("org");
    let on = |action, bucket| Permission::on_object(action, T::Buckets, id(bucket), org);
    let plain = token([on(Action::Read, 5), on(Action::Write, 6)]);
    let Plan::Ask(proof) = plan(&plain, &names, &nothing_known) else { panic!("the write proves it") };
    assert!(line(&asked(&proof)).starts_with("POST /api/v2/write?"));
    let reads_org = Permission::on_object(Action::Read, T::Orgs, org, org);
    let Plan::Ask(proof) = plan(&token([on(Action::Read, 5), reads_org]), &names, &nothing_known) else {
        panic!("a read")
    };
    assert_eq!(line(&asked(&proof)), format!("GET /api/v2/buckets/{}", id(5)));
    assert_eq!(proof.shown(&names).name.as_deref(), Some("_monitoring"));
}

#[test]
fn other_types_are_read_by_object_or_listed() {
    let org = named("org");
    let ask = |permission: Permission| planned(&token([permission]), &nothing_known).map(|proof| line(&asked(&proof)));
    let task = Permission::on_object(Action::Read, T::Tasks, id(7), org);
    assert_eq!(ask(task), Some(format!("GET /api/v2/tasks/{}", id(7))));
    assert_eq!(
        ask(Permission::in_org(Action::Read, T::Dashboards, org)),
        Some(format!("GET /api/v2/dashboards?orgID={org}&limit=100&offset=0"))
    );
    let own_user = Permission::on_object(Action::Read, T::Users, named("bob"), org);
    assert_eq!(ask(own_user.clone()), Some(format!("GET /api/v2/users/{}", named("bob"))));
    let stream = Permission::on_object(Action::Read, T::Annotations, id(7), org);
    assert_eq!(ask(stream), None, "single streams can't be asked for");
    // The own entry needs the right on its user too; lists of other tokens are never asked for.
    let tokens = Permission::in_org(Action::Read, T::Authorizations, org);
    assert_eq!(ask(tokens), None);
}

#[test]
fn what_could_only_be_proven_by_a_change_is_not_tried() {
    let org = named("org");
    for resource in [T::Tasks, T::Dashboards, T::Authorizations, T::Secrets] {
        let writes = token([Permission::in_org(Action::Write, resource, org)]);
        assert_eq!(plan(&writes, &Names::default(), &telemetry_known), Plan::Unprovable);
    }
    let inert =
        token([Permission::in_org(Action::Read, T::Orgs, org), Permission::in_org(Action::Read, T::Views, org)]);
    assert_eq!(plan(&inert, &Names::default(), &telemetry_known), Plan::Unprovable);
    let writes_all = token([Permission::in_org(Action::Write, T::Buckets, org)]);
    assert_eq!(plan(&writes_all, &Names::default(), &nothing_known), Plan::Unprovable, "there is no bucket to try");
}

#[test]
fn an_inactive_token_is_not_tried() {
    let mut inactive = token([Permission::in_org(Action::Read, T::Buckets, named("org"))]);
    inactive.status = Status::Inactive;
    assert_eq!(plan(&inactive, &Names::default(), &telemetry_known), Plan::Inactive);
}

#[test]
fn waiting_grows_and_ends() {
    let oss = Server { version: Some(Version { major: 2, minor: 9, patch: 1 }), build: None, fresh: false };
    assert_eq!((tries(&oss), tries(&Server::default())), (3, 5));
    assert_eq!([1, 2, 3, 4].map(|made| wait_seconds(made, &ApiError::NotSignedIn)), [1, 2, 3, 4]);
    let busy = |retry_after| ApiError::TooManyRequests { retry_after };
    assert_eq!((wait_seconds(1, &busy(Some(4))), wait_seconds(1, &busy(Some(600)))), (4, 5));
}
