//! Commands of `influxctl token`, read and written: every pair of `cli-examples.json` both ways, and whatever else can be asked for.

use console_core::text::shell::Shell;
use console_core::time::Wall;
use database::Id;
use database::api::tokens;
use database::create::{ExpirySpelling, NewToken};
use database::draft::DraftProblem;
use database::expiry;
use database::influxctl::{
    Command, Globals, Inexpressible, Invocation, Missing, Note, Order, Output, Problem, Reading, Release, Word, read,
    write,
};
use database::permission::{Action, Permission, PermissionSet, Resource, Verb};
use database::update::Change;
use proptest::prelude::*;
use serde_json::Value;

/// A command on one line: the reader of words that is used here knows no continued lines.
fn joined(command: &str) -> String {
    command.replace(" \\\n  ", " ")
}

/// The words of a line, with what only a shell could fill in as one word.
fn words(line: &str) -> Vec<(String, bool)> {
    const STAND_IN: &str = "only-a-shell-knows";
    let plain = match (line.find("$("), line.rfind(')')) {
        (Some(from), Some(to)) => format!("{}{STAND_IN}{}", &line[..from], &line[to + 1..]),
        _ => line.to_owned(),
    };
    let words = shlex::split(&plain).expect("a line of a shell");
    words.into_iter().map(|word| (word.clone(), word.contains(STAND_IN))).collect()
}

fn parse(line: &str) -> Result<Reading, Problem> {
    let words = words(line);
    let words: Vec<Word<'_>> = words.iter().map(|(text, unresolved)| Word { text, unresolved: *unresolved }).collect();
    read(&words)
}

/// What the command sends, as JSON; nothing for one that sends no body.
fn sent(invocation: &Invocation) -> Option<Value> {
    let text = match &invocation.command {
        Command::Create(new) => tokens::body(new, ExpirySpelling::Alone),
        Command::Update { description, permissions, .. } => {
            let change = Change { description: description.clone(), permissions: Some(permissions.clone()) };
            tokens::change_body(&change)
        }
        _ => return None,
    };
    Some(serde_json::from_str(&text).expect("JSON"))
}

fn sorted(mut body: Value) -> Value {
    if let Some(permissions) = body["permissions"].as_array_mut() {
        permissions.sort_by_key(Value::to_string);
    }
    body
}

#[test]
fn every_pair_is_read_as_its_request_and_written_as_a_command_that_means_it() {
    let fixture = include_str!("../../reader/tests/fixtures/cli-examples.json");
    let fixture: Value = serde_json::from_str(fixture).expect("JSON");
    let pairs = fixture["influxctl"].as_array().expect("pairs");
    assert_eq!(pairs.len(), 9);
    for pair in pairs {
        let line = pair["command"].as_str().expect("a command");
        let reading = parse(line).unwrap_or_else(|problem| panic!("{line}: {problem}"));
        if pair["expect"] == "unresolved" {
            assert_eq!(reading.missing, [Missing::Expiry], "{line}");
            continue;
        }
        assert_eq!(reading.missing, [], "{line}");
        if pair["request"].is_object() {
            assert_eq!(sent(&reading.invocation).map(sorted), Some(sorted(pair["request"].clone())), "{line}");
        }
        let written = write(&reading.invocation, Release::Since2_10, Shell::Posix).expect("a command");
        assert_eq!(parse(&joined(&written)).map(|reading| reading.invocation), Ok(reading.invocation), "{written}");
    }
}

#[test]
fn a_command_stands_on_lines_as_people_write_it() {
    let line = "influxctl --profile plants token create --read-database plant_a --read-database plant_b \
                --write-database plant_b --expires-at 2027-11-21T22:59:59Z 'Read-only on plant_a, Read/write on plant_b'";
    let invocation = parse(line).expect("a command").invocation;
    let expected = "influxctl --profile plants token create \\\n  --read-database plant_a \\\n  --read-database plant_b \\\n  \
                    --write-database plant_b \\\n  --expires-at 2027-11-21T22:59:59Z \\\n  \
                    'Read-only on plant_a, Read/write on plant_b'";
    assert_eq!(write(&invocation, Release::Since2_10, Shell::Posix).as_deref(), Ok(expected));
    let powershell = write(&invocation, Release::Since2_10, Shell::PowerShell).expect("a command");
    assert!(powershell.contains(" `\n  --read-database"), "{powershell}");
    assert_eq!(write(&invocation, Release::UpTo2_9, Shell::Posix), Err(Inexpressible::Expiry));
}

#[test]
fn old_and_new_spellings_and_flags_before_the_command_mean_the_same() {
    let id = "55555555-5555-4555-8555-555555555555";
    for line in [
        format!("influxctl token revoke --force {id}"),
        format!("/usr/local/bin/influxctl --account-id a --cluster=c token delete -force=true {id}"),
        format!("influxctl.exe --debug --timeout 10s token revoke --force -- {id}"),
    ] {
        let reading = parse(&line).unwrap_or_else(|problem| panic!("{line}: {problem}"));
        let expected = Command::Revoke { ids: vec![Id::parse(id).expect("an id")], force: true };
        assert_eq!(reading.invocation.command, expected, "{line}");
        assert_eq!(reading.release == Release::Since2_10, line.contains("revoke"), "{line}");
    }
    let reading =
        parse("influxctl --account-id a token create --format json --read-database=mydb ro").expect("a command");
    assert_eq!(reading.notes, [Note::Elsewhere, Note::OutputOnly]);
    assert_eq!(reading.invocation.globals.account.as_deref(), Some("a"));
    let list = parse("influxctl token list --include-revoked --sort description --format json").expect("a command");
    let expected = Command::List { include_revoked: true, order: Some(Order::Description), output: Output::Json };
    assert_eq!((list.invocation.command, list.release), (expected, Release::Since2_10));
}

#[test]
fn what_is_no_such_command_says_what_it_is() {
    let id = "55555555-5555-4555-8555-555555555555";
    for (line, problem) in [
        ("influx auth create --org o".to_owned(), Problem::OtherProgram("InfluxDB 2")),
        ("influxdb3 create token --admin".to_owned(), Problem::OtherProgram("InfluxDB 3 Core and Enterprise")),
        ("ls".to_owned(), Problem::NotInfluxctl),
        ("influxctl management create".to_owned(), Problem::Management),
        ("influxctl database list".to_owned(), Problem::OtherCommand("database list".to_owned())),
        ("influxctl token create --read-table t d".to_owned(), Problem::UnknownFlag("--read-table".to_owned())),
        ("influxctl token create --read-database".to_owned(), Problem::NoValue("--read-database")),
        ("influxctl token create --read-database a".to_owned(), Problem::NoArgument("description")),
        ("influxctl token create d --read-database a".to_owned(), Problem::TooMany("--read-database".to_owned())),
        (
            "influxctl token create --read-database plant_a,plant_b edge".to_owned(),
            Problem::Comma { flag: "--read-database", value: "plant_a,plant_b".to_owned() },
        ),
        (
            "influxctl token create --write-database '*,x' edge".to_owned(),
            Problem::Comma { flag: "--write-database", value: "*,x".to_owned() },
        ),
        ("influxctl token update --read-database a x".to_owned(), Problem::NoId("x".to_owned())),
        (format!("influxctl token get {id} {id}"), Problem::TooMany(id.to_owned())),
        ("influxctl token revoke".to_owned(), Problem::NoArgument("token id")),
    ] {
        assert_eq!(parse(&line), Err(problem), "{line}");
    }
}

#[test]
fn a_form_asks_for_what_only_a_shell_knows_and_never_makes_a_token_without_end_of_it() {
    let reading = parse("influxctl token create --expires-at $(date) --read-database a d").expect("a command");
    let draft = reading.draft().expect("a form");
    assert_eq!(draft.read(0, Wall::UTC, true), Err(DraftProblem::Expiry(expiry::Problem::Empty)));
    let plain = parse("influxctl token create --expires-at 2030-01-01T00:00:00+0000 d").expect("a command");
    let problem = plain.draft().expect("a form").read(0, Wall::UTC, true);
    assert_eq!(problem, Err(DraftProblem::Expiry(expiry::Problem::Unreadable)));
    let never = parse("influxctl token create --read-database a d").expect("a command");
    assert_eq!(never.draft().expect("a form").read(0, Wall::UTC, true), Err(DraftProblem::WithoutExpiry));
    let missing = parse("influxctl token create --read-database $(db) --write-database b d").expect("a command");
    assert_eq!(missing.missing, [Missing::Database(Action::Read)]);
}

#[test]
fn what_no_flag_says_is_not_written() {
    let odd = Permission { resource: Resource::parse("a"), verb: Verb::parse("annotate") };
    let create = |permission: Permission| Invocation {
        globals: Globals::default(),
        command: Command::Create(NewToken {
            description: "d".to_owned(),
            permissions: [permission].into_iter().collect(),
            expires_ms: None,
        }),
    };
    let written = |permission| write(&create(permission), Release::Since2_10, Shell::Posix);
    assert_eq!(written(odd.clone()), Err(Inexpressible::Action(odd)));
    assert_eq!(written(Permission::on(Action::Read, "a,b")), Err(Inexpressible::Comma("a,b".to_owned())));
}

fn commands() -> impl Strategy<Value = Command> {
    let permission = ("[a-z0-9*-][a-z0-9 $'/_-]{0,4}", any::<bool>()).prop_map(|(name, write)| {
        Permission::new(if write { Action::Write } else { Action::Read }, Resource::parse(&name))
    });
    let permissions = prop::collection::vec(permission, 0..4).prop_map(PermissionSet::from_iter);
    let text = "[ -~äß“]{1,12}";
    let id = any::<u128>().prop_map(Id::from_number);
    prop_oneof![
        (text, permissions.clone(), prop::option::of(0..4_000_000_000_000_i64)).prop_map(
            |(description, permissions, expires_ms)| Command::Create(NewToken { description, permissions, expires_ms })
        ),
        (id.clone(), prop::option::of(text), permissions).prop_map(|(id, description, permissions)| Command::Update {
            id,
            description,
            permissions
        }),
        (prop::collection::vec(id.clone(), 1..3), any::<bool>())
            .prop_map(|(ids, force)| Command::Revoke { ids, force }),
        (id, any::<bool>()).prop_map(|(id, include_revoked)| Command::Get {
            id,
            include_revoked,
            output: Output::Json
        }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_back(command in commands(), profile in prop::option::of("[ -~]{1,6}")) {
        let invocation = Invocation { globals: Globals { profile, ..Globals::default() }, command };
        let written = write(&invocation, Release::Since2_10, Shell::Posix).expect("a command");
        let words = shlex::split(&joined(&written)).expect("a line of a shell");
        let words: Vec<Word<'_>> = words.iter().map(|text| Word { text, unresolved: false }).collect();
        prop_assert_eq!(read(&words).map(|reading| reading.invocation), Ok(invocation), "{}", written);
    }

    #[test]
    fn no_words_make_it_fail(words in prop::collection::vec("[a-z=*-]{0,12}|--read-database|token|create|update|influxctl", 0..8)) {
        let words: Vec<Word<'_>> = words.iter().map(|text| Word { text, unresolved: text.len() == 3 }).collect();
        let _read = read(&words);
    }
}
