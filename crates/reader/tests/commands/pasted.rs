//! JSON, curl, permissions, and commands that belong elsewhere.

use crate::world::{B1, ORG, USER, bucket, exact, id, in_org, object, resolver, types};
use influxdb2::authorization::{NewAuthorization, Status};
use influxdb2::permission::{Action, Permission, ResourceType};
use reader::command::{
    CliVersion, Elsewhere, Form, NoteKind, Owner, ProblemKind, Reading, SecretPlace, Subject, curl, invoke_rest_method,
    read_anything, redact,
};

use Action::{Read, Write};
use ResourceType as T;

fn resolve(reading: &Reading) -> NewAuthorization {
    let draft = reading.request().unwrap_or_else(|| panic!("{reading:?}"));
    exact(draft, &resolver(&types(9), CliVersion::NEWEST)).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn body() -> String {
    format!(
        r#"{{"orgID":"{ORG}","userID":"{USER}","description":"caf\u00e9","status":"inactive",
        "permissions":[{{"action":"read","resource":{{"type":"buckets","id":"{B1}","orgID":"{ORG}"}}}}]}}"#
    )
}

#[test]
fn the_body_of_a_request_is_read() {
    let reading = read_anything(&body());
    assert_eq!((reading.form, reading.problems.len()), (Form::Json, 0));
    assert_eq!(
        resolve(&reading),
        NewAuthorization {
            org: id(ORG),
            user: Some(id(USER)),
            status: Status::Inactive,
            description: "café".into(),
            permissions: vec![bucket(Read, B1)],
        }
    );
}

#[test]
fn what_a_server_or_the_cli_answers_is_read_too() {
    let answer = format!(
        r#"{{"id":"0b1c2d3e4f506000","token":"hush-hush","status":"active","description":"","orgID":"{ORG}","org":"my-org",
        "userID":"{USER}","user":"alice","permissions":[{{"action":"read","resource":{{"type":"buckets","id":"{B1}",
        "orgID":"{ORG}","name":"telegraf","org":"my-org"}}}}],"links":{{"self":"/x"}},"createdAt":"2026-05-12T09:30:00Z"}}"#
    );
    let listed = format!(r#"{{"links":{{}},"authorizations":[{answer}]}}"#);
    let cli = format!(
        r#"{{"id":"0b1c2d3e4f506000","description":"","token":"hush-hush","status":"active","userName":"alice",
        "userID":"{USER}","permissions":["read:orgs/{ORG}/buckets/{B1}"]}}"#
    );
    for text in [&answer, &listed, &cli] {
        let reading = read_anything(text);
        assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
        let request = resolve(&reading);
        assert_eq!((request.org, request.user), (id(ORG), Some(id(USER))), "{text}");
        assert_eq!(request.permissions, [bucket(Read, B1)], "{text}");
        assert_eq!(reading.secrets().map(|span| span.of(text)).collect::<Vec<_>>(), ["hush-hush"], "{text}");
        let others = reading.notes.iter().filter(|note| !matches!(note.kind, NoteKind::SecretDropped(_)));
        assert_eq!(others.count(), 0, "{text}: {:?}", reading.notes);
    }
}

#[test]
fn a_name_without_an_id_is_looked_up_and_said_to_be_no_grant_on_one_bucket() {
    let text = format!(
        r#"{{"orgID":"{ORG}","permissions":[{{"action":"write","resource":{{"type":"buckets","name":"telegraf"}}}}]}}"#
    );
    let reading = read_anything(&text);
    assert_eq!(resolve(&reading).permissions, [bucket(Write, B1)]);
    let note = &reading.notes[0];
    assert_eq!(note.span.of(&text), "\"telegraf\"");
    assert_eq!(
        note.kind.message(),
        "Servers ignore names in permissions. Sent as written, this would have granted write on all buckets. \
         The bucket “telegraf” was looked up instead."
    );
}

#[test]
fn a_type_alone_means_every_organization() {
    let text = format!(r#"{{"orgID":"{ORG}","permissions":[{{"action":"read","resource":{{"type":"buckets"}}}}]}}"#);
    let reading = read_anything(&text);
    assert_eq!(resolve(&reading).permissions, [Permission::everywhere(Read, T::Buckets)]);
    assert_eq!(reading.notes[0].kind, NoteKind::EveryOrganization { action: Read, resource: T::Buckets });
    assert_eq!(reading.notes[0].span.of(&text), r#"{"action":"read","resource":{"type":"buckets"}}"#);
}

#[test]
fn lists_of_permissions_are_read_in_every_spelling() {
    let expected = vec![
        bucket(Read, B1),
        in_org(Write, T::Tasks),
        object(Read, T::Orgs, ORG),
        Permission::everywhere(Write, T::Users),
    ];
    for text in [
        format!("[read:orgs/{ORG}/buckets/{B1} write:orgs/{ORG}/tasks read:/orgs/{ORG} write:/users]"),
        format!("read:orgs/{ORG}/buckets/{B1}\nwrite:orgs/{ORG}/tasks\nread:orgs/{ORG}\nwrite:users\n"),
        format!(r#"["read:orgs/{ORG}/buckets/{B1}","write:orgs/{ORG}/tasks","read:/orgs/{ORG}","write:/users"]"#),
        format!(
            r#"[{{"action":"read","resource":{{"type":"buckets","id":"{B1}","orgID":"{ORG}"}}}},
            {{"action":"write","resource":{{"type":"tasks","orgID":"{ORG}"}}}},
            {{"action":"read","resource":{{"type":"orgs","id":"{ORG}"}}}},{{"action":"write","resource":{{"type":"users"}}}}]"#
        ),
        format!(
            "0b1c2d3e4f506000\tmine\t\talice\t{USER}\t[read:orgs/{ORG}/buckets/{B1} write:orgs/{ORG}/tasks read:/orgs/{ORG} write:/users]"
        ),
    ] {
        let reading = read_anything(&text);
        assert!(reading.problems.is_empty(), "{text}: {:?}", reading.problems);
        assert_eq!(resolve(&reading).permissions, expected, "{text}");
        assert_eq!(reading.request().map(|draft| &draft.owner), Some(&Owner::Caller), "{text}");
    }
    let message = format!("permission read:orgs/{ORG}/tasks is not allowed: read:orgs/{ORG}/tasks is unauthorized");
    assert_eq!(resolve(&read_anything(&message)).permissions, [in_org(Read, T::Tasks)]);
}

#[test]
fn json_that_means_nothing_is_named_with_its_place() {
    for (text, place, kind) in [
        (r#"{"permissions": [}"#, "}", ProblemKind::BadJson("this is not a JSON value")),
        (
            r#"{"orgID":"00000000000000aa"}"#,
            r#"{"orgID":"00000000000000aa"}"#,
            ProblemKind::MissingMember("permissions"),
        ),
        (
            r#"{"orgID":"my-org","permissions":[]}"#,
            "\"my-org\"",
            ProblemKind::NotAnId { what: "organization", value: "my-org".into() },
        ),
        (
            r#"[{"action":"own","resource":{"type":"buckets"}}]"#,
            "\"own\"",
            ProblemKind::WrongMember { member: "action", wanted: "read or write" },
        ),
        (r#"[{"action":"read"}]"#, r#"{"action":"read"}"#, ProblemKind::MissingMember("resource")),
        (r#"[{"action":"read","resource":{"id":"x"}}]"#, r#"{"id":"x"}"#, ProblemKind::MissingMember("type")),
        (r#"["read:nonsense/x"]"#, r#""read:nonsense/x""#, ProblemKind::NoPermission("read:nonsense/x".into())),
        ("[]", "[]", ProblemKind::NoPermissions),
    ] {
        let reading = read_anything(text);
        let problem = reading.problems.first().unwrap_or_else(|| panic!("{text}"));
        assert_eq!((problem.span.of(text), &problem.kind), (place, &kind), "{text}");
    }
}

#[test]
fn a_permission_for_another_organization_is_refused() {
    let text = format!(
        r#"{{"orgID":"{ORG}","permissions":[{{"action":"read","resource":{{"type":"tasks","orgID":"00000000000000cc"}}}}]}}"#
    );
    let reading = read_anything(&text);
    let draft = reading.request().expect("a draft");
    let problems = exact(draft, &resolver(&types(9), CliVersion::NEWEST)).expect_err("refused");
    assert_eq!(problems[0].kind, ProblemKind::OtherOrganization(id("00000000000000cc")));
}

#[test]
fn unknown_members_are_named() {
    let text = format!(r#"{{"orgID":"{ORG}","expiresAt":"tomorrow","permissions":["read:orgs/{ORG}/tasks"]}}"#);
    let reading = read_anything(&text);
    assert_eq!(reading.notes[0].kind, NoteKind::UnknownMember("expiresAt".into()));
    assert_eq!(reading.notes[0].span.of(&text), "expiresAt");
}

#[test]
fn the_body_of_a_curl_command_is_read() {
    let body = body();
    let url = "http://localhost:8086/api/v2/authorizations";
    for text in [
        format!("curl -X POST {url} -H 'Authorization: Token hush' -d '{body}'"),
        format!(
            "curl --request POST \"$HOST/api/v2/authorizations\" --header \"Authorization: Token hush\" --data-raw '{body}'"
        ),
        format!(
            "curl -sS -XPOST {url} \\\n  -H \"Authorization: Bearer hush\" \\\n  --data-binary \"{}\"",
            body.replace('\\', "\\\\").replace('"', "\\\"")
        ),
        format!("curl {url} -u admin:hush --json '{body}'"),
        format!("curl {url} -u admin:hush -d @- <<'EOF'\n{body}\nEOF"),
        format!("curl {url} -u admin:hush -d @- << EOF\n{body}\nEOF\necho done"),
    ] {
        let reading = read_anything(&text);
        assert_eq!((reading.form, &reading.problems[..]), (Form::Curl, &[][..]), "{text}");
        assert_eq!(resolve(&reading).permissions, [bucket(Read, B1)], "{text}");
        assert!(!format!("{reading:?}").contains("hush"), "{text}");
        assert_eq!(reading.secrets().count(), 1, "{text}");
        assert!(!redact(&text, &reading).contains("hush"), "{text}");
    }
}

#[test]
fn places_in_a_quoted_body_are_places_in_the_pasted_text() {
    let text = r#"curl -d "{\"permissions\": [{\"action\": \"own\", \"resource\": {\"type\": \"buckets\"}}]}" http://h/api/v2/authorizations"#;
    let reading = read_anything(text);
    assert_eq!(reading.problems[0].span.of(text), r#"\"own\""#);
    let text =
        "curl http://h/api/v2/authorizations -d '{\"orgID\": \"'\"$ORG_ID\"'\", \"permissions\": [\"write:/users\"]}'";
    let reading = read_anything(text);
    assert!(matches!(reading.problems[0].kind, ProblemKind::Unresolved(_)), "{:?}", reading.problems);
    assert_eq!(reading.problems[0].span.of(text), "$ORG_ID");
    let text = "curl http://h/api/v2/authorizations -d @- <<EOF\n{\"orgID\": \"${ORG_ID}\", \"permissions\": [\"write:/users\"]}\nEOF";
    assert!(matches!(read_anything(text).problems[0].kind, ProblemKind::Unresolved(_)));
}

#[test]
fn other_requests_are_told_apart() {
    for (text, kind) in [
        ("curl http://h/api/v2/buckets -d '{}'", ProblemKind::OtherRequest),
        ("curl -X PATCH http://h/api/v2/authorizations/0000000000000001 -d '{}'", ProblemKind::OtherRequest),
        ("curl -X GET http://h/api/v2/authorizations -d '{}'", ProblemKind::OtherRequest),
        ("curl -X POST http://h/api/v2/authorizations", ProblemKind::NoBody),
        ("curl http://h/api/v2/authorizations -d @body.json", ProblemKind::BodyInFile),
    ] {
        assert_eq!(read_anything(text).problems.first().map(|problem| problem.kind.clone()), Some(kind), "{text}");
    }
}

#[test]
fn a_printed_curl_command_is_read_back() {
    let body = body();
    let printed = curl("https://db.example:8086", &body).expect("printable");
    let reading = read_anything(&printed);
    assert_eq!(resolve(&reading), resolve(&read_anything(&body)));
    assert_eq!(reading.secrets().count(), 0, "a variable is no secret");
    assert!(invoke_rest_method("https://db.example", &body).expect("printable").contains("$env:INFLUX_TOKEN"));
    assert!(curl("https://db.example", "a\u{1b}[2J").is_err(), "a terminal would act on it");
}

#[test]
fn commands_that_belong_elsewhere_are_recognized() {
    for (text, what) in [
        ("influx auth list --json", Elsewhere::AuthList),
        ("influx auth find", Elsewhere::AuthList),
        ("influx auth inactive -i 0000000000000001", Elsewhere::AuthStatus),
        ("influx auth delete --id 0000000000000001", Elsewhere::AuthDelete),
        ("influx v1 auth set-password --username u", Elsewhere::V1Other),
        ("influxctl --profile prod token create --read-database db 'x'", Elsewhere::ClusterTokenCreate),
        ("influxctl token list", Elsewhere::ClusterTokenOther),
        ("influxctl management create", Elsewhere::ClusterManagement),
        ("influxdb3 create token --admin", Elsewhere::V3TokenCreate),
        ("influxdb3 show tokens", Elsewhere::V3TokenOther),
        (
            r#"{"token_name":"x","permissions":[{"resource_type":"db","resource_names":["a"],"actions":["read"]}]}"#,
            Elsewhere::V3TokenCreate,
        ),
    ] {
        assert_eq!(read_anything(text).subject, Subject::Elsewhere(what), "{text}");
    }
}

#[test]
fn what_is_no_request_is_said_so() {
    for (text, kind) in [
        ("", ProblemKind::Empty),
        (" \n\t", ProblemKind::Empty),
        ("hello world", ProblemKind::NotUnderstood),
        ("INFLUX_ORG=x", ProblemKind::NotUnderstood),
        ("influx bucket create -n x", ProblemKind::UnknownCommand("influx")),
        ("influxd inspect", ProblemKind::NotUnderstood),
        ("bash -c 'influx auth create'", ProblemKind::NoPermissions),
        ("docker exec influxdb sh -c 'influx auth create'", ProblemKind::NoPermissions),
        ("42", ProblemKind::NotUnderstood),
    ] {
        assert_eq!(read_anything(text).problems.first().map(|problem| problem.kind.clone()), Some(kind), "{text:?}");
    }
}

#[test]
fn a_bare_token_is_recognized_and_dropped() {
    let token = "q1WfakeFAKEfakeFAKEfakeFAKEfakeFAKEfakeFAKEfake_-fakeFAKEfakeFAKE==";
    for text in [
        token.to_owned(),
        format!("influx auth create {token} --read-tasks"),
        format!("influx auth create -o my-org -u alice -d {token} --read-tasks"),
        format!("influx auth create --tokn={token}"),
        format!("influx auth create --read-bucket {token}"),
        format!("{{\"description\":\"{token}\",\"permissions\":[\"{token}\"]}}"),
        format!("0b1c2d3e4f506000\tmine\t{token}\talice\t{USER}\t[write:/users]"),
        format!("read:{token}"),
    ] {
        let reading = read_anything(&text);
        assert!(!format!("{reading:?}").contains(token), "{text}");
        let messages: String = reading.problems.iter().map(|problem| problem.kind.message()).collect();
        assert!(!messages.contains(token), "{text}");
        assert!(
            reading.notes.iter().any(|note| matches!(note.kind, NoteKind::SecretDropped(SecretPlace::Form))),
            "{text}"
        );
        assert!(!redact(&text, &reading).contains(token), "{text}");
    }
}

#[test]
fn ten_thousand_permissions_are_read_at_once() {
    let list: Vec<String> = (1..=10_000).map(|number| format!("\"read:orgs/{ORG}/buckets/{number:016x}\"")).collect();
    let reading = read_anything(&format!("{{\"orgID\":\"{ORG}\",\"permissions\":[{}]}}", list.join(",")));
    assert_eq!(resolve(&reading).permissions.len(), 10_000);
    let flags: String = (1..=10_000).map(|number| format!(" --read-bucket {number:016x}")).collect();
    let reading = read_anything(&format!("influx auth create -o my-org -u alice{flags}"));
    assert_eq!(resolve(&reading).permissions.len(), 10_000);
}
