//! The grammar of `influx auth create` as tables: parsing of flags, versions, organizations, owners, presets.

use crate::world::{B1, B2, ORG, USER, bucket, exact, id, in_org, read_well, resolver, types};
use influxdb2::authorization::NewAuthorization;
use influxdb2::permission::{Action, Permission, ResourceType};
use reader::command::{
    CliVersion, CliVersions, Draft, NoteKind, OrgRef, Owner, Problem, ProblemKind, Reading, Subject, read_anything,
};

use Action::{Read, Write};
use CliVersion as V;
use ResourceType as T;

const START: &str = "influx auth create --org my-org --user alice";

fn draft(reading: &Reading) -> &Draft {
    reading.request().unwrap_or_else(|| panic!("no request: {reading:?}"))
}

fn resolve(text: &str, cli: CliVersion) -> Result<NewAuthorization, Vec<Problem>> {
    let reading = read_anything(text);
    if !reading.problems.is_empty() {
        return Err(reading.problems);
    }
    exact(draft(&reading), &resolver(&types(9), cli))
}

fn permissions(flags: &str) -> Vec<Permission> {
    let text = format!("{START} {flags}");
    resolve(&text, V::NEWEST).unwrap_or_else(|problems| panic!("{text}: {problems:?}")).permissions
}

/// The problems of a command, each with the text at its place.
fn problems(text: &str) -> Vec<(String, ProblemKind)> {
    let reading = read_anything(text);
    reading.problems.iter().map(|problem| (problem.span.of(text).to_owned(), problem.kind.clone())).collect()
}

#[test]
fn one_dash_is_as_good_as_two_and_a_value_may_follow_a_sign() {
    for flags in [
        "--read-bucket 0000000000000001",
        "-read-bucket 0000000000000001",
        "--read-bucket=0000000000000001",
        "-read-bucket=0000000000000001",
    ] {
        assert_eq!(permissions(flags), [bucket(Read, B1)], "{flags}");
    }
}

#[test]
fn switches_take_true_and_false_after_a_sign_only() {
    for (flags, count) in [
        ("--read-tasks --read-checks=true", 2),
        ("--read-tasks --read-checks=1", 2),
        ("--read-tasks --read-checks=T", 2),
        ("--read-tasks --read-checks=false", 1),
        ("--read-tasks --read-checks=0", 1),
        ("--read-tasks --read-checks --read-checks=FALSE", 1),
    ] {
        assert_eq!(permissions(flags).len(), count, "{flags}");
    }
    let text = format!("{START} --read-tasks=yes");
    assert_eq!(problems(&text), [("--read-tasks=yes".into(), ProblemKind::NotABoolean("--read-tasks".into()))]);
    let text = format!("{START} --read-tasks false --read-checks");
    let reading = read_well(&text);
    let titles: Vec<&str> = reading.questions[0].answers.iter().map(|answer| &answer.title[..]).collect();
    assert_eq!(titles, ["All tasks, also future ones", "Leave it out"]);
    assert_eq!(draft(&reading).list().len(), 1, "the tasks stay open");
}

#[test]
fn the_last_of_repeated_values_counts_and_buckets_add_up() {
    let reading = read_well(&format!("{START} --org other --read-bucket {B1} --write-bucket {B2} --read-bucket {B2}"));
    assert_eq!(draft(&reading).org, OrgRef::Name("other".into()));
    assert!(reading.notes.iter().any(|note| note.kind == NoteKind::LastOneCounts("--org".into())));
    assert_eq!(
        permissions(&format!("--write-bucket {B1} --read-bucket {B2} --read-bucket {B1}")),
        [bucket(Read, B2), bucket(Read, B1), bucket(Write, B1)]
    );
}

#[test]
fn words_that_the_cli_refuses_are_named_with_their_place() {
    for (flags, place, kind) in [
        (
            "--read-buckts",
            "--read-buckts",
            ProblemKind::UnknownFlag { flag: "--read-buckts".into(), nearest: Some("--read-buckets".into()) },
        ),
        (
            "--expires-at=tomorrow --read-tasks",
            "--expires-at=tomorrow",
            ProblemKind::UnknownFlag { flag: "--expires-at".into(), nearest: None },
        ),
        ("-ou x --read-tasks", "-ou", ProblemKind::UnknownFlag { flag: "-ou".into(), nearest: None }),
        ("--read-tasks --description", "--description", ProblemKind::MissingValue("--description".into())),
        ("---read-tasks", "---read-tasks", ProblemKind::BadFlag),
        ("stray --read-tasks", "stray", ProblemKind::Positional { after: None }),
        ("--read-tasks -- stray", "stray", ProblemKind::Positional { after: None }),
        ("--read-tasks --help", "--help", ProblemKind::Help),
        ("--read-bucket telegraf", "telegraf", ProblemKind::BucketIsNoId("telegraf".into())),
        ("--read-bucket 0000000000000000", "0000000000000000", ProblemKind::BucketIsNoId("0000000000000000".into())),
        (
            "--read-bucket=0000000000000001,0000000000000002",
            "0000000000000001,0000000000000002",
            ProblemKind::BucketList,
        ),
        ("--all-access --operator", "--operator", ProblemKind::TwoPresets),
        ("--read-tasks --operator", "--operator", ProblemKind::PresetNotAlone),
        ("", "influx auth create --org my-org --user alice", ProblemKind::NoPermissions),
    ] {
        let text = format!("{START} {flags}");
        let text = text.trim_end();
        assert_eq!(problems(text), [(place.to_owned(), kind)], "{text}");
    }
}

#[test]
fn a_bucket_named_instead_of_given_by_id_can_still_be_looked_up() {
    let reading = read_anything(&format!("{START} --read-bucket telegraf --write-bucket 'twin'"));
    let draft = draft(&reading);
    let wanted: Vec<(ResourceType, &str)> = draft.wanted().into_iter().map(|one| (one.resource, one.name)).collect();
    assert_eq!(wanted, [(T::Orgs, "my-org"), (T::Users, "alice"), (T::Buckets, "telegraf"), (T::Buckets, "twin")]);
    let problems = exact(draft, &resolver(&types(9), V::NEWEST)).expect_err("two buckets have the name");
    assert_eq!(problems[0].kind, ProblemKind::NameAmbiguous { resource: T::Buckets, name: "twin".into(), count: 2 });
    let reading = read_anything(&format!("{START} --read-bucket telegraf"));
    let request = exact(reading.request().expect("a draft"), &resolver(&types(9), V::NEWEST)).expect("a request");
    assert_eq!(request.permissions, [bucket(Read, B1)]);
}

#[test]
fn a_value_that_starts_with_a_dash_swallows_or_is_refused() {
    // The next flag becomes the description, and its grant vanishes without a word.
    let text = format!("{START} --description --read-tasks --read-checks");
    let reading = read_well(&text);
    assert_eq!(draft(&reading).description, "--read-tasks");
    assert_eq!(draft(&reading).list().len(), 1);
    let kind = NoteKind::TookFlagForValue { flag: "--description".into(), value: "--read-tasks".into() };
    assert!(reading.notes.iter().any(|note| note.kind == kind && note.span.of(&text) == "--description"));
    // The value is moved behind all flags, and so the next flag is swallowed before the value is refused.
    let text = format!("{START} --description -x --read-tasks");
    let kind = ProblemKind::UnknownFlag { flag: "-x".into(), nearest: None };
    let limits = &draft(&read_anything(&text)).limits.clone();
    assert_eq!(limits[0].problem.kind, kind, "2.0 took it, all later versions refuse it");
    assert_eq!(draft(&read_well(&format!("{START} --description=-x --read-tasks"))).description, "-x");
}

#[test]
fn the_token_flag_holds_on_to_its_value_since_2_4() {
    let text = format!("{START} --token --hush-hush --read-tasks");
    let reading = read_well(&text);
    assert_eq!(draft(&reading).versions(), CliVersions::only(V::V2_0).or(CliVersions::since(V::V2_4)));
    assert!(!format!("{reading:?}").contains("hush"));
}

#[test]
fn two_forms_of_one_flag_are_an_error_since_2_1() {
    let text = format!("{START} -o other --read-tasks");
    let reading = read_well(&text);
    assert_eq!(draft(&reading).versions(), CliVersions::only(V::V2_0));
    let problems = exact(draft(&reading), &resolver(&types(9), V::NEWEST)).expect_err("refused");
    assert_eq!(problems[0].kind, ProblemKind::TwoForms("--org".into()));
}

#[test]
fn version_2_0_has_a_parser_of_its_own() {
    for (text, versions) in [
        ("influx --host http://h auth create -o my-org -u alice --read-tasks", CliVersions::only(V::V2_0)),
        ("influx auth create -omy-org -ualice --read-tasks", CliVersions::only(V::V2_0)),
        ("influx auth create -org my-org -user alice --read-tasks", CliVersions::since(V::V2_1_0)),
        ("influx auth create --org my-org --user alice --read-tasks", CliVersions::ALL),
    ] {
        let reading = read_well(text);
        let draft = draft(&reading);
        assert_eq!(draft.versions(), versions, "{text}");
        let request = exact(draft, &resolver(&types(0), draft.best_version())).expect(text);
        assert_eq!((request.org, request.user), (id(ORG), Some(id(USER))), "{text}");
    }
    assert!(matches!(
        problems("influx --host http://h auth create -org my-org --read-tasks")[0].1,
        ProblemKind::FlagBeforeCommand
    ));
}

#[test]
fn flags_limit_the_versions_of_the_command() {
    for (flags, versions) in [
        ("--read-buckets", CliVersions::ALL),
        ("--read-user", CliVersions::until(V::V2_1_1)),
        ("--write-dbrps", CliVersions::until(V::V2_1_1)),
        ("--read-users --write-dbrp", CliVersions::since(V::V2_2)),
        ("--read-remotes", CliVersions::since(V::V2_3)),
        ("--read-subscriptions", CliVersions::since(V::V2_5)),
        ("--operator", CliVersions::since(V::V2_2)),
        ("--read-user --read-remotes", CliVersions::NONE),
        ("--read-user --read-subscriptions=false", CliVersions::NONE),
    ] {
        let reading = read_anything(&format!("{START} {flags}"));
        assert_eq!(draft(&reading).versions(), versions, "{flags}");
        let none = reading.notes.iter().any(|note| note.kind == NoteKind::NoVersion);
        assert_eq!(none, versions.is_empty(), "{flags}");
    }
    let text = format!("{START} --read-user --read-remotes");
    assert_eq!(resolve(&text, V::NEWEST).map(|request| request.permissions.len()), Ok(2), "a finding, not a failure");
}

#[test]
fn an_old_flag_is_read_and_its_new_name_said() {
    let text = format!("{START} --read-user");
    let reading = read_well(&text);
    let kind = NoteKind::OldFlag { flag: "--read-user".into(), now: "--read-users".into() };
    assert!(reading.notes.iter().any(|note| note.kind == kind && note.span.of(&text) == "--read-user"));
    assert_eq!(draft(&reading).best_version(), V::V2_1_1);
}

#[test]
fn every_type_flag_grants_its_type_in_the_order_of_the_cli() {
    let flags = "--write-replications --read-subscriptions --read-functions --read-flows --read-remotes --read-notebooks \
        --read-scrapers --read-sources --read-annotations --read-dbrp --read-checks --read-notificationEndpoints \
        --read-notificationRules --read-documents --read-views --read-labels --read-secrets --read-variables --read-users \
        --read-telegrafs --read-tasks --read-orgs --read-dashboards --write-buckets --read-buckets --read-authorizations";
    let reading = read_well(&format!("{START} {flags}"));
    let types: Vec<&str> = draft(&reading).list().iter().map(|grant| grant.resource.as_str()).collect();
    assert_eq!(
        types.join(" "),
        "authorizations buckets buckets dashboards orgs tasks telegrafs users variables secrets labels views documents \
         notificationRules notificationEndpoints checks dbrp annotations sources scrapers notebooks remotes replications \
         flows functions subscriptions"
    );
}

#[test]
fn what_the_server_does_not_know_is_refused_by_it() {
    let problems = resolve(&format!("{START} --read-flows"), V::NEWEST).expect_err("an OSS server has no flows");
    assert_eq!(problems[0].kind, ProblemKind::TypeUnknownToServer(T::Flows));
    let problems = resolve(&format!("{START} --read-instance"), V::V2_4).expect_err("nobody grants it");
    assert_eq!(problems[0].kind, ProblemKind::InstanceNotGrantable { preset_of: None });
}

#[test]
fn the_organization_is_found_as_the_cli_finds_it() {
    for (text, org, versions) in [
        (format!("influx auth create --org-id {ORG} -u alice --read-tasks"), OrgRef::Id(id(ORG)), CliVersions::ALL),
        (
            format!("influx auth create --org-id {ORG} -o other -u alice --read-tasks"),
            OrgRef::Id(id(ORG)),
            CliVersions::until(V::V2_3),
        ),
        (
            format!("INFLUX_ORG=other influx auth create --org-id {ORG} -u alice --read-tasks"),
            OrgRef::Id(id(ORG)),
            CliVersions::until(V::V2_3),
        ),
        (
            "INFLUX_ORG=my-org influx auth create -u alice --read-tasks".into(),
            OrgRef::Name("my-org".into()),
            CliVersions::ALL,
        ),
        (
            "export INFLUX_ORG='my org'\nexport INFLUX_TOKEN=hush\ninflux auth create -u alice --read-tasks".into(),
            OrgRef::Name("my org".into()),
            CliVersions::ALL,
        ),
        ("influx auth create -u alice --read-tasks".into(), OrgRef::NotSaid, CliVersions::ALL),
        ("influx auth create -o '' -u alice --read-tasks".into(), OrgRef::NotSaid, CliVersions::ALL),
    ] {
        let reading = read_well(&text);
        assert_eq!((&draft(&reading).org, draft(&reading).versions()), (&org, versions), "{text}");
        let silent = reading.notes.iter().any(|note| note.kind == NoteKind::OrganizationNotSaid);
        assert_eq!(silent, org == OrgRef::NotSaid, "{text}");
    }
    let found = problems("influx auth create --org-id my-org -u alice --read-tasks");
    assert_eq!(found, [("my-org".into(), ProblemKind::NotAnId { what: "organization", value: "my-org".into() })]);
}

#[test]
fn without_a_user_the_owner_is_not_the_caller() {
    let reading = read_well("influx auth create --org my-org --read-tasks");
    assert_eq!(draft(&reading).owner, Owner::FirstListed);
    assert!(reading.notes.iter().any(|note| note.kind == NoteKind::OwnerIsFirstListed));
    let types = types(9);
    let first = id("00000000000000cc");
    let mut resolver = resolver(&types, V::NEWEST);
    let problems = exact(draft(&reading), &resolver).expect_err("nobody knows the first user");
    assert_eq!(problems[0].kind, ProblemKind::OwnerUnknown);
    resolver.first_user = Some(first);
    assert_eq!(exact(draft(&reading), &resolver).expect("a request").user, Some(first));
    resolver.cli = V::V2_0;
    assert_eq!(exact(draft(&reading), &resolver).expect("a request").user, Some(id(USER)), "2.0 takes the caller");
}

#[test]
fn orgs_and_users_reach_everywhere_since_2_4() {
    let text = format!("{START} --read-orgs --write-users");
    let reading = read_well(&text);
    assert_eq!(reading.notes.iter().filter(|n| matches!(n.kind, NoteKind::ScopeDependsOnVersion(_))).count(), 2);
    let old = resolve(&text, V::V2_3).expect("a request").permissions;
    assert_eq!(old, [in_org(Read, T::Orgs), in_org(Write, T::Users)]);
    let new = resolve(&text, V::V2_4).expect("a request").permissions;
    assert_eq!(new, [Permission::everywhere(Read, T::Orgs), Permission::everywhere(Write, T::Users)]);
}

#[test]
fn presets_are_what_the_server_lists() {
    for (flag, cli, server, expected) in [
        ("--all-access", V::V2_8, 0, Ok(35)),
        ("--all-access", V::V2_2, 1, Ok(39)),
        ("--all-access", V::V2_4, 3, Ok(43)),
        ("--all-access", V::V2_5, 9, Ok(43)),
        ("--operator", V::V2_5, 0, Ok(36)),
        ("--operator", V::V2_2, 2, Ok(44)),
        ("--operator", V::V2_8, 9, Ok(44)),
        ("--operator", V::V2_4, 4, Err(ProblemKind::InstanceNotGrantable { preset_of: Some(V::V2_4) })),
        ("--all-access", V::V2_2, 9, Err(ProblemKind::InstanceNotGrantable { preset_of: Some(V::V2_2) })),
    ] {
        let reading = read_well(&format!("{START} {flag}"));
        let result = exact(draft(&reading), &resolver(&types(server), cli));
        let result = result.map(|request| request.permissions.len()).map_err(|problems| problems[0].kind.clone());
        assert_eq!(result, expected, "{flag} with CLI {cli} and server 2.{server}");
    }
}

#[test]
fn the_workaround_of_2_4_is_no_preset() {
    let types = "authorizations buckets dashboards tasks telegrafs users variables secrets labels views documents \
        notificationRules notificationEndpoints checks dbrp annotations sources scrapers notebooks remotes replications";
    let flags: String = types.split_whitespace().map(|t| format!(" --read-{t} --write-{t}")).collect();
    for more in ["", " --read-orgs --write-orgs"] {
        let reading = read_well(&format!("{START}{flags}{more}"));
        assert!(reading.notes.iter().any(|note| note.kind == NoteKind::NotAPreset), "{more}");
    }
    let reading = read_well(&format!("{START} --read-buckets --write-buckets"));
    assert!(!reading.notes.iter().any(|note| note.kind == NoteKind::NotAPreset));
}

#[test]
fn what_only_the_shell_knows_is_asked_for() {
    for (text, places) in [
        ("influx auth create --org $ORG --user alice --read-bucket \"$BUCKET_ID\"", vec!["$ORG", "$BUCKET_ID"]),
        ("influx auth create --org my-org --user `whoami` --read-tasks", vec!["`whoami`"]),
        ("influx auth create --org my-org --user alice -d \"for ${HOST}\" --read-tasks", vec!["${HOST}"]),
        (
            "influx auth create --org my-org --user alice --read-bucket $(influx bucket list | head)",
            vec!["$(influx bucket list | head)"],
        ),
        ("influx auth create --org my-org --user alice --read-bucket *", vec!["*"]),
        (
            "influx auth create --host <URL> --token <TOKEN> --org <ORG NAME> --user=<USER> --read-tasks",
            vec!["<ORG NAME>", "<USER>"],
        ),
        // The caller's own credential and the host don't matter.
        ("influx auth create --token $T --host $H --org my-org --user alice --read-tasks", vec![]),
    ] {
        let found = problems(text);
        assert!(found.iter().all(|(_, kind)| matches!(kind, ProblemKind::Unresolved(_))), "{text}: {found:?}");
        let found: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(found, places, "{text}");
    }
}

#[test]
fn the_command_is_found_in_what_surrounds_it() {
    let flags = "auth create --org my-org --user alice --read-tasks";
    for text in [
        format!("$ influx {flags}"),
        format!("PS C:\\Users\\me> .\\influx.exe {flags}"),
        format!("C:\\influx>influx.exe {flags}"),
        format!("/usr/local/bin/influx {flags}"),
        format!("sudo -u influxdb influx {flags}"),
        format!("INFLUX_HOST=http://h influx {flags}"),
        format!("docker exec -it influxdb influx {flags}"),
        format!("docker exec influx influx {flags}"),
        format!("docker compose exec -T influxdb influx {flags}"),
        format!("kubectl -n monitoring exec -it influxdb-0 -- influx {flags}"),
        format!("# makes a token\ninflux {flags}  # done"),
        format!("```sh\ninflux {flags}\n```"),
        format!("influx {}", flags.replace(" --", " \\\n  --")),
        format!("influx {}", flags.replace(" --", " \\\r\n  --")),
        format!("influx {}", flags.replace(" --", " `\n  --")),
        format!("influx {}", flags.replace(" --", " ^\r\n  --")),
        format!("influx {}", flags.replace(" --", " —")),
        format!("influx {}", flags.replace("my-org", "“my-org”")),
        format!("influx {}", flags.replace(' ', "\u{a0}")),
        flags.to_owned(),
        format!("influx {}", flags.replace("auth ", "authorization ")),
        format!("influx {flags} | jq .token"),
        format!("influx {flags} --json > token.json"),
    ] {
        let reading = read_well(&text);
        let request = exact(draft(&reading), &resolver(&types(9), draft(&reading).best_version()));
        assert_eq!(request.map(|request| request.permissions), Ok(vec![in_org(Read, T::Tasks)]), "{text}");
    }
}

#[test]
fn what_follows_the_command_is_said_to_be_ignored() {
    let base = format!("{START} --read-tasks");
    for (more, ignored) in [
        ("", false),
        ("\n", false),
        (" # note", false),
        ("\ninflux auth list", true),
        (" && ls", true),
        (" > file", true),
        (" | jq", true),
    ] {
        let reading = read_well(&format!("{base}{more}"));
        assert_eq!(reading.notes.iter().any(|note| note.kind == NoteKind::OthersLeftOut), ignored, "{more:?}");
    }
}

#[test]
fn an_open_quote_is_named() {
    let text = format!("{START} --read-tasks -d 'open");
    assert_eq!(problems(&text), [("'".into(), ProblemKind::UnclosedQuote)]);
}

#[test]
fn a_1_x_credential_is_a_request_of_its_own() {
    let text = format!("influx v1 auth create -o my-org --username grafana --password hush --read-bucket {B1}");
    let reading = read_well(&text);
    let Subject::V1(draft) = &reading.subject else { panic!("{reading:?}") };
    assert_eq!(draft.username, "grafana");
    assert!(!format!("{reading:?}").contains("hush"));
    for (flags, kind) in [
        ("--username g --password x --no-password --read-bucket 0000000000000001", ProblemKind::TwoPasswords),
        ("--no-password --read-bucket 0000000000000001", ProblemKind::NoUsername),
        (
            "--username g --no-password --read-buckets",
            ProblemKind::UnknownFlag { flag: "--read-buckets".into(), nearest: Some("--read-bucket".into()) },
        ),
    ] {
        let text = format!("influx v1 auth create -o my-org {flags}");
        assert_eq!(problems(&text).first().map(|(_, kind)| kind.clone()), Some(kind), "{text}");
    }
}
