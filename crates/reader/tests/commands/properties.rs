//! Properties over generated requests and over any text at all.

use crate::world::{ORG, USER, exact, id, target, types};
use influxdb2::authorization::{NewAuthorization, Status};
use influxdb2::permission::{Action, Permission, PermissionSet, ResourceType};
use influxdb2::{Id, Names};
use proptest::prelude::*;
use reader::command::{CliVersion, Found, Resolver, Shell, Span, print, read_anything, redact};

/// Text with everything that shells, JSON and the CLI treat in a special way.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[ -~]{0,6}".prop_map(String::from),
        1 => "\\PC{0,4}".prop_map(String::from),
        2 => prop::sample::select(vec![
            "'", "\"", "\\", "`", "$HOME", "$(x)", "!", "^", "%PATH%", "#", "--", "-t", "=", "’", "“", "—", "é", "\u{a0}", "\n",
            "~", "*", "{a,b}", "@", "&", "|", ";", "<<EOF", ">", "influx", "--org", "\u{200b}", "😀",
        ]).prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// Pieces of commands and bodies in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scrap = prop_oneof![
        3 => prop::sample::select(vec![
            "influx", "auth", "create", "v1", "curl", "docker exec", "sudo", "kubectl exec", "--", "-d", "--data", "@-", "<<EOF",
            "--read-bucket", "--org", "-o", "--org-id", "--user=", "--all-access", "--description=", "-t", "--token", "'", "\"",
            "$(", "${", "`", "\\", "\n", "{", "}", "[", "]", ":", ",", "\"permissions\"", "\"resource\"", "\"type\"",
            "read:", "write:/users", "orgs/", "0000000000000001", "PS C:\\>", "$ ", "^\n", "`\n", "\\\n", "#", ";", "–org",
            "http://h/api/v2/authorizations", "EOF", "%A%", "$'\\x", "$'\\u", "\\ud83d", "```", "=", "-", "—", "‘", "“",
        ]).prop_map(String::from),
        1 => hostile(),
    ];
    prop::collection::vec((scrap, prop::bool::ANY), 0..24)
        .prop_map(|scraps| scraps.into_iter().map(|(scrap, blank)| if blank { scrap + " " } else { scrap }).collect())
}

fn secret() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9_-]{12,40}(==)?".prop_map(|text| format!("Zq9{text}"))
}

/// A request that the newest CLI can say.
fn expressible() -> impl Strategy<Value = NewAuthorization> {
    let buckets = prop::collection::vec((any::<bool>(), 1..200u64), 0..6);
    let whole = prop::collection::vec((any::<bool>(), 0..22usize), 0..10);
    ("[^\\p{Cc}]{0,20}|[ -~\u{202e}\u{2066}\u{2028}\u{200b}\u{e0041}]{0,20}", buckets, whole).prop_filter_map(
        "grants something",
        |(description, buckets, whole)| {
            let action = |write| if write { Action::Write } else { Action::Read };
            let org = id(ORG);
            let mut permissions: Vec<Permission> = buckets
                .into_iter()
                .filter_map(|(write, number)| {
                    Some(Permission::on_object(action(write), ResourceType::Buckets, Id::from_number(number)?, org))
                })
                .collect();
            permissions.extend(whole.into_iter().map(|(write, index)| match types(3)[index].clone() {
                // Only these two have flags that reach everywhere.
                global @ (ResourceType::Orgs | ResourceType::Users) => Permission::everywhere(action(write), global),
                resource => Permission::in_org(action(write), resource, org),
            }));
            let request =
                NewAuthorization { org, user: Some(id(USER)), status: Status::Active, description, permissions };
            (!request.permissions.is_empty()).then_some(request)
        },
    )
}

fn set(request: &NewAuthorization) -> PermissionSet {
    request.permissions.iter().cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_printed_command_is_read_as_the_same_request(request in expressible(), user in "[^\\p{Cc}]{1,12}") {
        let types = types(9);
        let mut names = Names::default();
        names.insert(&ResourceType::Users, id(USER), &user);
        let known = |resource: &ResourceType, name: &str, _: Option<Id>| match *resource == ResourceType::Users && name == user {
            true => Found::One(id(USER)),
            false => Found::Nothing,
        };
        let resolver = Resolver {
            types: &types, cli: CliVersion::NEWEST, org: None, caller: None, first_user: None, find: &known,
        };
        for shell in [Shell::Posix, Shell::PowerShell, Shell::Cmd] {
            let printed = match print(&request, &target(&types, &names, shell, CliVersion::NEWEST)) {
                Ok(printed) => printed.text,
                Err(_) if shell != Shell::Posix => continue,
                Err(error) => panic!("{error:?}"),
            };
            prop_assert!(printed.lines().all(console_core::text::foreign::is_plain), "{printed:?}");
            let reading = read_anything(&printed);
            prop_assert!(reading.problems.is_empty(), "{printed}\n{:?}", reading.problems);
            let again = exact(reading.request().expect("a draft"), &resolver);
            prop_assert!(again.is_ok(), "{printed}\n{again:?}");
            let again = again.expect("checked above");
            prop_assert_eq!(set(&again), set(&request), "{}", printed);
            prop_assert_eq!((again.org, again.user, &again.description), (request.org, request.user, &request.description), "{}", printed);
        }
    }

    #[test]
    fn any_text_is_read_without_failing_and_places_lie_in_it(text in prop_oneof![scraps(), hostile(), "\\PC{0,60}"]) {
        let reading = read_anything(&text);
        let places = reading.notes.iter().map(|note| note.span).chain(reading.problems.iter().map(|problem| problem.span));
        for Span { start, end } in places {
            prop_assert!(start <= end && end <= text.len(), "{start}..{end} in {text:?}");
            prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end), "{start}..{end} in {text:?}");
        }
        for note in &reading.notes {
            prop_assert!(note.kind.message().ends_with('.'));
        }
        for problem in &reading.problems {
            prop_assert!(problem.kind.message().ends_with(['.', '?']));
        }
        redact(&text, &reading);
    }

    #[test]
    fn a_credential_never_comes_out(secret in secret(), around in scraps(), form in 0..11usize) {
        let text = match form {
            0 => format!("influx auth create --org o --token {secret} --read-tasks {around}"),
            1 => format!("influx auth create --org o -t={secret} --user u {around}"),
            2 => format!("INFLUX_TOKEN={secret} influx auth create --org o --read-tasks"),
            3 => format!("export INFLUX_TOKEN='{secret}'\ninflux auth create --org o --read-tasks {around}"),
            4 => format!("docker exec -e INFLUX_TOKEN={secret} influxdb influx auth create {around}"),
            5 => format!("influx v1 auth create --username u --password \"{secret}\" {around}"),
            6 => format!("curl -H \"Authorization: Token {secret}\" http://h/api/v2/authorizations -d '{{}}'"),
            7 => format!("{{\"token\": \"{secret}\", \"permissions\": [\"write:/users\"]}}"),
            9 => format!("Invoke-RestMethod -Uri http://h/api/v2/authorizations -Headers @{{ Authorization = \"Token {secret}\" }} -Body '{{}}'"),
            8 => format!("influx auth create --description --token={secret} --read-tasks"),
            _ => format!("influx auth create -t{secret} --org o --read-tasks"),
        };
        let reading = read_anything(&text);
        prop_assert!(!format!("{reading:?}").contains(&secret), "{text}\n{reading:?}");
        let messages: String = reading.problems.iter().map(|problem| problem.kind.message())
            .chain(reading.notes.iter().map(|note| note.kind.message())).collect();
        prop_assert!(!messages.contains(&secret), "{text}\n{messages}");
        prop_assert!(!redact(&text, &reading).contains(&secret), "{text}\n{:?}", reading.notes);
    }
}
