//! What the console says that permissions do agrees with what a real server let them do; dangers and inert grants, case by case.

mod recorded;

use influxdb2::permission::effect::{
    Alternative, Effect, EffectContext, Inert, Operation, allows, effects, inert, is_operator_like,
};
use influxdb2::permission::{Action, Generation, Permission, PermissionSet, ResourceType as T, Scope, preset};
use influxdb2::{Id, Names};
use recorded::{named, permission, recording};

/// An object of which the recording tells nothing but its type.
const SOME: Id = id(0x99);
/// The user whose token was tried; it is not bob.
const CALLER: Id = id(0x98);

const fn id(number: u64) -> Id {
    match Id::from_number(number) {
        Some(id) => id,
        None => panic!("not zero"),
    }
}

/// The operation that the recording calls by this name.
fn operation(name: &str) -> Operation {
    let (org, bucket, user) = (named("org"), named("telemetry"), named("bob"));
    let see = |resource, id| Operation::See { resource, id, org };
    match name {
        "read bucket telemetry" | "list buckets shows telemetry" => see(T::Buckets, bucket),
        "write a point to telemetry" => Operation::WritePoints { bucket, org },
        "query telemetry by name" => Operation::QueryByName { bucket, org },
        "query telemetry by id" => Operation::QueryById { bucket },
        "create a bucket" => Operation::Create { resource: T::Buckets, org },
        "change bucket telemetry" => Operation::Change { resource: T::Buckets, id: bucket, org },
        "read the org" => Operation::SeeOrg { org },
        "list members" => Operation::ListMembers { org },
        "change the org" => Operation::ChangeOrg { org },
        "read telegraf config" | "list telegrafs shows it" => see(T::Telegrafs, named("tele")),
        "read user bob" | "list users shows bob" => Operation::SeeUser { user },
        "own me" => Operation::SeeUser { user: CALLER },
        "create a user" => Operation::CreateUser,
        "list secret keys" => Operation::ListSecretKeys { org },
        "set a secret" => Operation::SetSecret { org },
        "read label" | "list org labels" => see(T::Labels, SOME),
        "create a label" => Operation::Create { resource: T::Labels, org },
        "read dashboard" => see(T::Dashboards, named("dash")),
        "change dashboard" => Operation::Change { resource: T::Dashboards, id: named("dash"), org },
        "read task" | "list tasks shows it" => see(T::Tasks, SOME),
        "create a dbrp mapping" => Operation::CreateDbrpMapping { bucket, org },
        "list dbrps" => Operation::ListDbrpMappings,
        "flags" => Operation::SeeFlags,
        other => panic!("the recording has a new operation: {other}"),
    }
}

#[test]
fn every_recorded_effect_is_told_as_the_server_had_it() {
    let recording = recording("permission-effects.json");
    let texts = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().expect("a list");
        list.iter().map(|text| text.as_str().expect("text").to_owned()).collect()
    };
    let operations = texts(&recording["operations"]);
    let rows = recording["rows"].as_array().expect("rows");
    let mut wrong = Vec::new();
    for row in rows {
        let held = permission(&row["held"]);
        let set: PermissionSet = [held.clone()].into_iter().collect();
        let can = texts(&row["can"]);
        for name in &operations {
            if allows(&set, &operation(name)) != can.contains(name) {
                wrong.push(format!("{held}: {name}, the server says {}", can.contains(name)));
            }
        }
    }
    println!("{} effects of {} permissions agreed", rows.len() * operations.len() - wrong.len(), rows.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((rows.len(), operations.len()), (48, 28), "the recording is complete");
}

/// A token's surroundings with one system bucket by id and one by name.
struct World {
    names: Names,
    token_values_shown: Option<bool>,
}

const ORG: Id = id(0xaa);
const USER: Id = id(0xbb);
const SYSTEM: Id = id(0x1);

impl World {
    fn new() -> Self {
        let mut names = Names::default();
        names.insert(&T::Buckets, id(0x2), "_tasks");
        names.insert(&T::Buckets, id(0x3), "telemetry");
        Self { names, token_values_shown: None }
    }

    fn context(&self) -> EffectContext<'_> {
        EffectContext {
            token_values_shown: self.token_values_shown,
            org: ORG,
            user: Some(USER),
            names: &self.names,
            system_buckets: &[SYSTEM],
        }
    }

    fn effects(&self, lines: &[&str]) -> Vec<Effect> {
        effects(&set(lines), &self.context()).into_iter().map(|finding| finding.effect).collect()
    }

    fn inert(&self, lines: &[&str]) -> Vec<(Inert, Vec<String>)> {
        let text = |permissions: &[Permission]| permissions.iter().map(ToString::to_string).collect();
        inert(&set(lines), &self.context()).iter().map(|finding| (finding.inert, text(&finding.instead))).collect()
    }
}

fn set(lines: &[&str]) -> PermissionSet {
    lines.iter().map(|line| Permission::parse(line).expect("a permission")).collect()
}

fn newest() -> Vec<T> {
    Generation::V2_2.types().to_vec()
}

#[test]
fn each_dangerous_scope_is_named() {
    let table: &[(&[&str], &[Effect])] = &[
        (&["read:orgs/00000000000000aa/buckets/0000000000000003"], &[]),
        (&["read:labels"], &[Effect::EveryOrganization]),
        (&["read:orgs/00000000000000aa/authorizations"], &[]),
        (&["read:orgs/00000000000000aa/authorizations", "read:users/00000000000000bb"], &[Effect::ReadsTokenSecrets]),
        (
            &["write:orgs/00000000000000aa/authorizations", "write:users/00000000000000bb"],
            &[Effect::ManagesTokens, Effect::ChangesUsers],
        ),
        // A right on one token creates none.
        (
            &["write:orgs/00000000000000aa/authorizations/0000000000000003", "write:users/00000000000000bb"],
            &[Effect::EndsTokens, Effect::ChangesUsers],
        ),
        (&["write:users/00000000000000bb"], &[Effect::ChangesUsers]),
        (&["write:orgs/00000000000000aa/users"], &[]),
        (&["write:orgs/00000000000000aa"], &[Effect::ChangesOrganization]),
        (
            &["read:orgs/00000000000000aa", "write:orgs/00000000000000aa"],
            &[Effect::AddsOwners, Effect::ChangesOrganization],
        ),
        (&["read:orgs/00000000000000ab", "write:orgs/00000000000000aa"], &[Effect::ChangesOrganization]),
        (&["write:orgs/00000000000000aa/orgs"], &[]),
        (&["write:orgs/00000000000000aa/buckets"], &[Effect::ChangesEveryBucket]),
        (&["read:orgs/00000000000000aa/buckets"], &[Effect::ReadsEveryBucket]),
        (&["write:orgs/00000000000000aa/buckets/0000000000000003"], &[Effect::ChangesBuckets]),
        (&["write:orgs/00000000000000aa/tasks"], &[Effect::RunsCode]),
        (&["write:orgs/00000000000000aa/notificationEndpoints/0000000000000007"], &[Effect::RunsCode]),
        (&["read:orgs/00000000000000aa/secrets"], &[Effect::UsesStoredSecrets]),
        (&["read:orgs/00000000000000aa/secrets/0000000000000007"], &[]),
        (&["write:orgs/00000000000000aa/secrets"], &[]),
        (&["write:orgs/00000000000000aa/secrets", "read:orgs/00000000000000aa"], &[Effect::ChangesStoredSecrets]),
        (&["write:orgs/00000000000000aa/remotes"], &[]),
        (
            &["write:orgs/00000000000000aa/remotes", "write:orgs/00000000000000aa/replications"],
            &[Effect::ReplicatesData],
        ),
        (&["read:orgs/00000000000000aa/telegrafs"], &[Effect::ReadsTelegrafConfigurations]),
        (&["read:orgs/00000000000000aa/telegrafs/0000000000000007"], &[Effect::ReadsTelegrafConfigurations]),
    ];
    for (lines, expected) in table {
        assert_eq!(World::new().effects(lines), *expected, "{lines:?}");
    }
}

#[test]
fn effects_are_told_strongest_first_and_an_operator_has_all_of_the_wide_ones() {
    let found: Vec<Effect> = effects(&preset::operator(&newest()), &World::new().context())
        .into_iter()
        .map(|finding| finding.effect)
        .collect();
    let single = [Effect::ChangesBuckets, Effect::EndsTokens];
    let wide: Vec<Effect> = Effect::ALL.into_iter().filter(|effect| !single.contains(effect)).collect();
    assert_eq!(found, wide);
}

/// Single permissions of each type and reach, and all pairs of them.
fn ones_and_pairs() -> Vec<Vec<Permission>> {
    let scopes = |resource: &T| {
        let object = if *resource == T::Orgs { ORG } else { USER };
        [
            Scope::Everywhere,
            Scope::Org(ORG),
            Scope::Object { id: object, org: None },
            Scope::Object { id: SYSTEM, org: Some(ORG) },
        ]
    };
    let types = [T::Authorizations, T::Users, T::Orgs, T::Secrets, T::Documents, T::Views, T::Buckets, T::Instance];
    let ones: Vec<Permission> = types
        .iter()
        .flat_map(|resource| scopes(resource).map(|scope| (resource.clone(), scope)))
        .flat_map(|(resource, scope)| Action::BOTH.map(|action| Permission::new(action, resource.clone(), scope)))
        .collect();
    ones.iter().flat_map(|one| ones.iter().map(|other| vec![one.clone(), other.clone()])).collect()
}

#[test]
fn what_is_said_to_do_nothing_is_never_said_to_be_a_danger() {
    let world = World::new();
    for list in ones_and_pairs() {
        let set: PermissionSet = list.into_iter().collect();
        let idle: Vec<Permission> =
            inert(&set, &world.context()).into_iter().flat_map(|finding| finding.permissions).collect();
        for finding in effects(&set, &world.context()) {
            // A right in every organization can be granted to others even where it does nothing.
            let both = finding.permissions.iter().find(|held| idle.contains(held));
            assert!(both.is_none() || finding.effect == Effect::EveryOrganization, "{both:?}: {:?}", finding.effect);
        }
    }
}

#[test]
fn a_takeover_is_told_exactly_where_the_server_allows_it() {
    let world = World::new();
    for list in ones_and_pairs() {
        let set: PermissionSet = list.into_iter().collect();
        if set.iter().any(|held| held.resource == T::Instance) {
            // It does everything, is told as such, and is in no token.
            continue;
        }
        let told: Vec<Effect> = effects(&set, &world.context()).iter().map(|finding| finding.effect).collect();
        let one_of =
            |operation: fn(Id) -> Operation| [ORG, USER, SYSTEM].map(operation).iter().any(|one| allows(&set, one));
        let cases = [
            (Effect::ChangesUsers, one_of(|user| Operation::SetPassword { user })),
            (Effect::AddsOwners, one_of(|org| Operation::AddOwner { org })),
            (Effect::ChangesOrganization, one_of(|org| Operation::ChangeOrg { org })),
            (Effect::UsesStoredSecrets, one_of(|org| Operation::UseSecret { org })),
            (Effect::ChangesStoredSecrets, one_of(|org| Operation::SetSecret { org })),
        ];
        for (effect, allowed) in cases {
            assert_eq!(told.contains(&effect), allowed, "{effect:?} of {:?}", set.as_slice());
        }
    }
    assert!(Effect::ChangesUsers.reason().contains("set a user's password and sign in as that user"));
    assert!(Effect::AddsOwners.title().contains("add owners"));
}

#[test]
fn token_secrets_are_in_danger_only_where_the_server_may_show_them() {
    let lines = ["read:authorizations", "read:users"];
    for (shown, named) in [(Some(true), true), (None, true), (Some(false), false)] {
        let world = World { token_values_shown: shown, ..World::new() };
        assert_eq!(world.effects(&lines).contains(&Effect::ReadsTokenSecrets), named, "{shown:?}");
    }
}

#[test]
fn a_finding_names_the_permissions_that_cause_it() {
    let held = set(&[
        "read:orgs/00000000000000aa/buckets",
        "write:orgs/00000000000000aa/buckets",
        "write:orgs/00000000000000aa/tasks",
    ]);
    let world = World::new();
    let findings = effects(&held, &world.context());
    let finding = findings.iter().find(|finding| finding.effect == Effect::ChangesEveryBucket).expect("found");
    assert_eq!(finding.permissions, [Permission::in_org(Action::Write, T::Buckets, ORG)]);
    assert_eq!(finding.alternative, Some(Alternative::LimitToBuckets));
}

#[test]
fn a_safer_alternative_ends_the_effect_and_keeps_the_rest() {
    let world = World::new();
    let context = world.context();
    let held = set(&[
        "read:buckets",
        "write:users",
        "write:orgs",
        "write:orgs/00000000000000aa/tasks",
        "write:instance",
        "read:orgs/00000000000000aa/labels",
    ]);
    let findings = effects(&held, &context);
    let finding = findings.first().expect("it reaches every organization");
    let limited = finding.alternative.and_then(|alternative| alternative.apply(&held, &finding.permissions, &context));
    let expected = set(&[
        "read:orgs/00000000000000aa/buckets",
        "write:users/00000000000000bb",
        "write:orgs/00000000000000aa",
        "write:orgs/00000000000000aa/tasks",
        "read:orgs/00000000000000aa/labels",
    ]);
    assert_eq!(limited, Some(expected));
    for finding in findings {
        if let Some(less) = finding.alternative.and_then(|other| other.apply(&held, &finding.permissions, &context)) {
            assert!(finding.permissions.iter().all(|cause| !less.contains(cause)), "{:?}", finding.effect);
        }
    }
}

/// Grants, and if they do nothing: why, and what would.
type Case<'a> = (&'a [&'a str], Option<(Inert, &'a [&'a str])>);

#[test]
fn grants_that_do_nothing_are_named_with_what_would_do_something() {
    let table: &[Case] = &[
        (&["read:orgs/00000000000000aa/buckets/0000000000000003"], None),
        (&["read:orgs/00000000000000aa/orgs"], Some((Inert::OrgsByOrganization, &["read:orgs/00000000000000aa"]))),
        (&["read:orgs/00000000000000aa"], None),
        (&["write:orgs/00000000000000aa/users"], Some((Inert::UsersByOrganization, &["write:users/00000000000000bb"]))),
        (&["write:users/00000000000000bb"], None),
        (&["read:users"], None),
        (&["read:orgs/00000000000000aa/views"], Some((Inert::Views, &[]))),
        (&["write:orgs/00000000000000aa/dbrp"], Some((Inert::Dbrp, &[]))),
        (
            &["read:orgs/00000000000000aa/secrets/0000000000000007", "read:orgs/00000000000000aa"],
            Some((Inert::ByObject, &["read:orgs/00000000000000aa/secrets"])),
        ),
        (
            &["read:orgs/00000000000000aa/documents/0000000000000007"],
            Some((Inert::ByObject, &["read:orgs/00000000000000aa/documents"])),
        ),
        (
            &["write:orgs/00000000000000aa/secrets"],
            Some((Inert::SecretsWithoutOrganization, &["read:orgs/00000000000000aa"])),
        ),
        (&["write:orgs/00000000000000aa/secrets", "read:orgs/00000000000000aa"], None),
        (&["write:secrets", "read:orgs/00000000000000ab"], None),
        (&["read:orgs/00000000000000aa/secrets"], None),
        (
            &["read:orgs/00000000000000aa/buckets/0000000000000001"],
            Some((Inert::SystemBucket, &["read:orgs/00000000000000aa"])),
        ),
        (
            &["read:orgs/00000000000000aa/buckets/0000000000000002"],
            Some((Inert::SystemBucket, &["read:orgs/00000000000000aa"])),
        ),
        (&["read:orgs/00000000000000aa/buckets/0000000000000001", "read:orgs/00000000000000aa"], None),
        (&["write:orgs/00000000000000aa/buckets/0000000000000001"], None),
        (
            &["read:orgs/00000000000000aa/authorizations"],
            Some((Inert::TokensWithoutUsers, &["read:users/00000000000000bb"])),
        ),
        (&["read:orgs/00000000000000aa/authorizations", "read:users/00000000000000bb"], None),
        (
            &["read:orgs/00000000000000aa/authorizations", "write:users/00000000000000bb"],
            Some((Inert::TokensWithoutUsers, &["read:users/00000000000000bb"])),
        ),
        (&["read:instance"], Some((Inert::Instance, &[]))),
    ];
    for (lines, expected) in table {
        let expected: Vec<(Inert, Vec<String>)> = expected
            .iter()
            .map(|(inert, instead)| (*inert, instead.iter().map(ToString::to_string).collect()))
            .collect();
        assert_eq!(World::new().inert(lines), expected, "{lines:?}");
    }
}

#[test]
fn the_inert_grants_of_the_recording_let_nobody_do_more_than_any_active_token() {
    let recording = recording("permission-effects.json");
    let names = Names::default();
    let context = EffectContext {
        token_values_shown: None,
        org: named("org"),
        user: Some(CALLER),
        names: &names,
        system_buckets: &[],
    };
    let mut found = 0;
    for row in recording["rows"].as_array().expect("rows") {
        let held: PermissionSet = [permission(&row["held"])].into_iter().collect();
        if !inert(&held, &context).is_empty() {
            found += 1;
            assert_eq!(row["can"].as_array().map(Vec::len), Some(3), "{}", row["held"]);
        }
    }
    // Queries were not asked for secrets there, so their read does something that the recording does not know.
    assert_eq!(found, 9, "orgs and users by organization, views and dbrp, each read and written, and secrets written");
}

#[test]
fn all_access_has_inert_parts_but_none_that_is_only_waiting_for_another_right() {
    let held = preset::all_access(&newest(), ORG, USER);
    let world = World::new();
    let found: Vec<Inert> = inert(&held, &world.context()).into_iter().map(|finding| finding.inert).collect();
    assert_eq!(found, [Inert::Views, Inert::Dbrp]);
}

#[test]
fn only_what_reaches_beyond_the_organization_is_operator_like() {
    assert!(is_operator_like(&preset::operator(&newest())));
    assert!(is_operator_like(&set(&["read:buckets"])));
    assert!(is_operator_like(&preset::instance_owner()));
    assert!(!is_operator_like(&preset::all_access(&newest(), ORG, USER)));
    assert!(!is_operator_like(&set(&["write:users/00000000000000bb", "read:buckets/0000000000000003"])));
}

#[test]
fn making_a_token_asks_for_the_right_to_make_it_the_owner_and_each_permission() {
    let caller = preset::all_access(&newest(), ORG, USER);
    let make = |owner: Id, permissions: PermissionSet| Operation::CreateToken { owner, org: ORG, permissions };
    assert!(allows(&caller, &make(USER, preset::all_access(&newest(), ORG, USER))));
    assert!(!allows(&caller, &make(id(0xbc), set(&["read:orgs/00000000000000aa/buckets"]))));
    assert!(!allows(&caller, &make(USER, preset::org_owner(&newest(), ORG))));
    assert!(!allows(&caller, &make(USER, set(&["read:users"]))));
    let one_token =
        set(&["write:orgs/00000000000000aa/authorizations/0000000000000007", "write:users/00000000000000bb"]);
    assert!(!allows(&one_token, &make(USER, one_token.clone())), "a right on one token makes no token");
}

#[test]
fn no_text_says_cannot() {
    for effect in Effect::ALL {
        assert!(!format!("{} {}", effect.title(), effect.reason()).contains("cannot"), "{effect:?}");
    }
}

#[test]
fn a_right_on_all_users_is_limited_to_the_owner_and_left_out_while_there_is_none() {
    let world = World::new();
    let held = set(&["read:tasks", "write:users"]);
    for (owner, offered, kept) in [
        (
            Some(USER),
            Alternative::LimitToOrganization,
            vec![format!("read:orgs/{ORG}/tasks"), format!("write:users/{USER}")],
        ),
        (None, Alternative::LimitToOrganization, vec![format!("read:orgs/{ORG}/tasks")]),
    ] {
        let context = EffectContext { user: owner, ..world.context() };
        let finding = effects(&held, &context).remove(0);
        assert_eq!((finding.effect, finding.alternative), (Effect::EveryOrganization, Some(offered)));
        let smaller = offered.apply(&held, &finding.permissions, &context).expect("no choice is needed");
        assert_eq!(smaller.iter().map(ToString::to_string).collect::<Vec<_>>(), kept);
    }
    let context = EffectContext { user: None, ..world.context() };
    let finding = effects(&set(&["write:users"]), &context).remove(0);
    assert_eq!(finding.alternative, Some(Alternative::Remove), "nothing of it has a place in the organization");
}

#[test]
fn a_hundred_thousand_permissions_are_judged_and_left_out_at_once() {
    let many = 1..=50_000_u64;
    // Each has another way to do something, and the set has as many causes as it has permissions.
    let set: PermissionSet = many
        .flat_map(|number| {
            [
                Permission::in_org(Action::Read, T::Orgs, id(number)),
                Permission::on_object(Action::Write, T::Tasks, id(number), SOME),
            ]
        })
        .collect();
    let names = Names::default();
    let context = EffectContext { token_values_shown: None, org: SOME, user: None, names: &names, system_buckets: &[] };
    let started = std::time::Instant::now();
    let found = inert(&set, &context);
    assert_eq!(found.iter().map(|finding| finding.instead.len()).sum::<usize>(), 50_000);
    let found = effects(&set, &context);
    let runs = found.iter().find(|finding| finding.effect == Effect::RunsCode).expect("tasks run code");
    let left = Alternative::Remove.apply(&set, &runs.permissions, &context).expect("the rest");
    assert_eq!(left.len(), 50_000);
    assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
}
