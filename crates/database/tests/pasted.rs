//! Texts that people paste, read into the form of a new token; what the console writes is read back as the same request.

use console_core::text::foreign;
use console_core::text::shell::Shell;
use console_core::time::Wall;
use database::connection::{ANY, Paths};
use database::create::{ExpirySpelling, NewToken};
use database::influxctl::{self, Command, Invocation, Missing, Release};
use database::pasted::{Problem, read};
use database::permission::{Action, Permission, PermissionSet, Resource};
use proptest::prelude::*;

fn asked(names: Vec<(String, bool)>, description: &str, expires_ms: Option<i64>) -> NewToken {
    let permissions = names
        .iter()
        .map(|(name, write)| Permission::new(if *write { Action::Write } else { Action::Read }, Resource::parse(name)));
    NewToken { description: description.to_owned(), permissions: permissions.collect(), expires_ms }
}

/// The request that the form stands for, once a person has confirmed what it asks for.
fn request(text: &str) -> NewToken {
    let mut pasted = read(text).expect(text);
    pasted.draft.without_expiry = true;
    pasted.draft.read(0, Wall::UTC, true).expect("complete")
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(
        names in prop::collection::vec(("[a-z][a-z0-9_/\u{202e}\u{2028}-]{0,8}|[*]", any::<bool>()), 1..5),
        description in "[ -~äß\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}]{1,30}",
        expires in prop::option::of(Just(1_893_456_000_000_i64)),
    ) {
        prop_assume!(!description.trim().is_empty());
        let new = asked(names, description.trim(), expires);
        let invocation = Invocation { command: Command::Create(new.clone()), ..Invocation::default() };
        let command = influxctl::write(&invocation, Release::Since2_10, Shell::Posix).expect("a command");
        prop_assert!(is_seen(&command), "{}", command);
        prop_assert_eq!(request(&command), new.clone());
        for paths in [Paths::Flat, Paths::Scoped(ANY)] {
            let curl = database::curl::create("https://cluster.example", paths, &new, ExpirySpelling::WithType);
            let curl = curl.expect("a command");
            prop_assert!(is_seen(&curl), "{}", curl);
            prop_assert_eq!(request(&curl), new.clone());
        }
        let body = database::api::tokens::pretty_body(&new, ExpirySpelling::Alone);
        prop_assert!(is_seen(&body), "{}", body);
        prop_assert_eq!(request(&body), new);
    }
}

/// Whether a person sees every character of a text in lines.
fn is_seen(text: &str) -> bool {
    text.lines().all(foreign::is_plain)
}

#[test]
fn what_is_not_seen_is_written_as_its_number() {
    let new = asked(vec![("plant\u{2066}a".to_owned(), false)], "it's \u{202e}gnp\u{2028}", None);
    let invocation = Invocation { command: Command::Create(new.clone()), ..Invocation::default() };
    let command = influxctl::write(&invocation, Release::Since2_10, Shell::Posix).expect("a command");
    assert_eq!(
        command,
        "influxctl token create \\\n  --read-database $'plant\\u2066a' \\\n  $'it\\'s \\u202egnp\\u2028'"
    );
    assert!(influxctl::write(&invocation, Release::Since2_10, Shell::PowerShell).is_err());
    let body = database::api::tokens::pretty_body(&new, ExpirySpelling::Alone);
    assert!(body.contains(r"it's \u202egnp\u2028") && body.contains(r"plant\u2066a"), "{body}");
}

#[test]
fn the_escapes_of_a_shell_are_read_and_bytes_are_asked_for() {
    let pasted =
        read(r"influxctl token create --read-database a $'it\'s\x21\041 \u00e4\U0001F600\q'").expect("a command");
    assert_eq!(pasted.draft.description(), r"it's!! ä😀\q");
    let bytes = read(r"influxctl token create --read-database a $'\xe2\x80\xae'").expect("a command");
    assert_eq!(bytes.missing, [Missing::Description]);
    assert_eq!(read("influxctl token create --read-database a $'open"), Err(Problem::OpenQuote));
}

#[test]
fn a_command_is_found_behind_a_prompt_and_before_others() {
    let text = "$ sudo influxctl token create \\\n  --read-database plant_a 'my token'\ninfluxctl token list\n";
    let pasted = read(text).expect("a command");
    assert_eq!(pasted.draft.permissions(), PermissionSet::from_iter([Permission::on(Action::Read, "plant_a")]));
    assert_eq!((pasted.draft.description(), pasted.more), ("my token".to_owned(), 1));
}

#[test]
fn what_only_a_shell_knows_is_asked_for() {
    let pasted = read("influxctl token create --write-database \"$DATABASE\" press").expect("a command");
    assert_eq!(pasted.missing, [Missing::Database(Action::Write)]);
    assert!(pasted.draft.permissions().is_empty(), "nothing is granted on a name that nobody knows");
    let body = r#"curl https://c.example/api/v0/tokens -d "{\"description\":\"$D\",\"permissions\":[]}""#;
    assert_eq!(read(body), Err(Problem::BodyUnresolved));
}

#[test]
fn an_update_names_the_token_that_it_would_change() {
    let id = "55555555-5555-4555-8555-555555555555";
    let command = format!("influxctl token update --read-database plant_a {id}");
    let curl = format!(
        "curl -X PATCH https://c.example/api/v0/tokens/{id} -d '{{\"permissions\":[{{\"action\":\"read\",\"resource\":\"plant_a\"}}]}}'"
    );
    for text in [command, curl] {
        let pasted = read(&text).expect("an update");
        assert_eq!(pasted.updates.map(|id| id.to_string()).as_deref(), Some(id));
        assert_eq!(pasted.draft.permissions(), PermissionSet::from_iter([Permission::on(Action::Read, "plant_a")]));
    }
}

#[test]
fn curl_is_read_as_curl_reads_it() {
    let body = r#"{"description":"edge","permissions":[{"action":"read","resource":"plant_a"}]}"#;
    let url = "https://c.example/api/v0/tokens";
    for text in [
        format!("curl {url} -d'{body}'"),
        format!("curl -XPOST {url} --json '{body}'"),
        format!("curl {url} -H 'Referer: https://other.example/api/v2/authorizations' -d '{body}'"),
        format!("curl {url} -e https://other.example/api/v2/authorizations --data='{body}'"),
        format!("curl -sSLX POST --url {url} -sd '{body}'"),
        format!("curl --connect-timeout 5 \"$HOST/api/v0/tokens\" -d '{body}'"),
        format!("curl \"$URL\" -d '{body}'"),
    ] {
        let permissions = request(&text).permissions;
        assert_eq!(permissions, PermissionSet::from_iter([Permission::on(Action::Read, "plant_a")]), "{text}");
    }
    for (text, problem) in [
        (format!("curl {url} -d '{body}' -d '{body}'"), Problem::Several),
        (format!("curl {url} https://d.example/api/v0/tokens -d '{body}'"), Problem::Several),
        (format!("curl -G {url} -d '{body}'"), Problem::NoForm),
        (format!("curl -X DELETE {url} -d '{body}'"), Problem::NoForm),
        (format!("curl --request=PUT {url} -d '{body}'"), Problem::NoForm),
        (format!("curl -sT body.json {url} -d '{body}'"), Problem::NoForm),
        (format!("curl {url}/55555555-5555-4555-8555-555555555555 -d '{body}'"), Problem::NoForm),
        (format!("curl -X PATCH {url} -d '{body}'"), Problem::NoForm),
        ("curl https://c.example/api/v0/databases -d '{\"name\":\"a\"}'".to_owned(), Problem::NoForm),
    ] {
        assert_eq!(read(&text), Err(problem), "{text}");
    }
}

#[test]
fn a_request_may_leave_its_permissions_out_and_other_json_is_none() {
    let new = request(r#"{"description":"edge","expirationType":"noExpiration"}"#);
    assert_eq!((&*new.description, new.permissions.is_empty()), ("edge", true));
    for text in [
        r#"{"name":"plant_a","maxTables":500}"#,
        r#"{"expiresAt":"2030-01-01T00:00:00Z"}"#,
        r#"{"id":"5","token_prefix":"M.V1.+5Jk","description":"of a manager"}"#,
    ] {
        assert_eq!(read(text), Err(Problem::Json("it has no permissions".to_owned())), "{text}");
    }
    let renames = r#"curl -X PATCH "https://c.example/api/v0/tokens/$ID" -d '{"description":"edge"}'"#;
    assert_eq!(read(renames), Err(Problem::DescriptionAlone));
    let grants = r#"curl -X PATCH "https://c.example/api/v0/tokens/$ID" -d '{"permissions":[]}'"#;
    assert_eq!(read(grants).map(|pasted| pasted.missing), Ok(vec![Missing::Id]), "which one only a shell knows");
}

#[test]
fn what_belongs_elsewhere_says_where() {
    for (text, place) in [
        ("influx auth create --read-buckets", "InfluxDB 2"),
        ("influxdb3 create token --admin", "InfluxDB 3 Core and Enterprise"),
        ("curl -d '{}' http://localhost:8086/api/v2/authorizations", "InfluxDB 2"),
        (r#"{"orgID":"0b7d4f6e0c2a1000","permissions":[]}"#, "InfluxDB 2"),
    ] {
        let problem = read(text).expect_err(text).to_string();
        assert!(problem.contains(place) && problem.contains("belongs"), "{problem}");
    }
    for text in ["hello", "{\"permissions\":3}", "influxctl token list", "curl https://c.example/api/v0/tokens"] {
        assert!(read(text).is_err(), "{text}");
    }
    assert_eq!(read(" \n"), Err(Problem::Empty));
    assert_eq!(read("influxctl token create 'a"), Err(Problem::OpenQuote));
}
