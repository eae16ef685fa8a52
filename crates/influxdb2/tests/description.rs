//! What generated descriptions say, case by case.

use influxdb2::description::{DescriptionContext, LONGEST, describe, phrase};
use influxdb2::permission::{Action, Generation, Permission, PermissionSet, ResourceType, Scope, preset};
use influxdb2::{Id, Names};

const ORG: u64 = 0xaa;
const OTHER: u64 = 0xab;
const THIRD: u64 = 0xac;
const USER: u64 = 0xbb;

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

/// A server of 2.4 or later with some names.
struct World {
    types: Vec<ResourceType>,
    names: Names,
    next: u64,
    held: Vec<Permission>,
}

impl World {
    fn new() -> Self {
        let mut types = Generation::V2_2.types().to_vec();
        types.push(ResourceType::Instance);
        let mut names = Names::default();
        names.insert(&ResourceType::Orgs, id(OTHER), "other-org");
        names.insert(&ResourceType::Users, id(USER), "mira.okafor");
        Self { types, names, next: 0x1000, held: Vec::new() }
    }

    fn read(self, resource: ResourceType, names: &[&str]) -> Self {
        self.on(Action::Read, &resource, names)
    }

    fn write(self, resource: ResourceType, names: &[&str]) -> Self {
        self.on(Action::Write, &resource, names)
    }

    /// Grants an action on new objects with these names.
    fn on(mut self, action: Action, resource: &ResourceType, names: &[&str]) -> Self {
        for name in names {
            self.next += 1;
            self.names.insert(resource, id(self.next), name);
            self.held.push(Permission::on_object(action, resource.clone(), id(self.next), id(ORG)));
        }
        self
    }

    /// Grants what a line of text says.
    fn line(mut self, line: &str) -> Self {
        self.held.push(Permission::parse(line).expect("a permission"));
        self
    }

    fn grants(mut self, set: &PermissionSet) -> Self {
        self.held.extend(set.iter().cloned());
        self
    }

    fn context(&self) -> DescriptionContext<'_> {
        DescriptionContext {
            org: id(ORG),
            org_name: "my-org",
            user: Some(id(USER)),
            types: &self.types,
            names: &self.names,
        }
    }

    fn phrased(&self) -> String {
        phrase(&self.held.iter().cloned().collect(), &self.context())
    }

    fn described(&self) -> String {
        let context = self.context();
        let text = describe(&self.held.iter().cloned().collect(), &context);
        let reversed = describe(&self.held.iter().rev().chain(&self.held).cloned().collect(), &context);
        assert_eq!(text, reversed, "the order of the grants and their repetition make no difference");
        text
    }
}

#[track_caller]
fn check(world: World, expected: &str) {
    assert_eq!(world.described(), expected);
}

use ResourceType as T;

#[test]
fn the_documented_example_comes_out_letter_for_letter() {
    check(
        World::new().write(T::Buckets, &["_tasks"]).read(T::Buckets, &["_monitoring"]),
        "Read buckets _monitoring Write buckets _tasks",
    );
}

#[test]
fn a_few_objects_are_named() {
    check(
        World::new().read(T::Buckets, &["weather", "sensors"]).write(T::Buckets, &["alerts"]),
        "Read buckets sensors, weather Write buckets alerts",
    );
    check(World::new().write(T::Tasks, &["downsample"]), "Write tasks downsample");
    check(
        World::new().read(T::Telegrafs, &["press-gw-07"]).read(T::Buckets, &["energy"]),
        "Read buckets energy telegrafs press-gw-07",
    );
    check(
        World::new().read(T::NotificationRules, &["page-me"]).read(T::NotificationEndpoints, &["pager"]),
        "Read notificationRules page-me notificationEndpoints pager",
    );
}

#[test]
fn names_are_sorted_as_people_sort() {
    check(World::new().read(T::Buckets, &["b10", "B9", "a", "b1"]), "Read buckets a, b1, B9, b10");
}

#[test]
fn many_objects_are_named_in_part() {
    let sensors: Vec<String> = (1..=37).map(|number| format!("sensors-{number}")).collect();
    let sensors: Vec<&str> = sensors.iter().map(String::as_str).collect();
    check(
        World::new().read(T::Buckets, &sensors).write(T::Buckets, &["audit"]),
        "Read buckets sensors-1, sensors-2 and 35 more Write buckets audit",
    );
}

#[test]
fn the_longest_list_gives_way_first_and_only_as_far_as_it_must() {
    check(
        World::new()
            .read(T::Buckets, &["plant-a/metrics", "plant-a/vibration", "plant-a/energy"])
            .read(T::Telegrafs, &["press-gw-07"])
            .write(T::Buckets, &["plant-a/metrics", "plant-a/alarms"]),
        "Read buckets plant-a/energy and 2 more telegrafs press-gw-07 Write buckets plant-a/alarms, plant-a/metrics",
    );
}

#[test]
fn a_whole_type_is_all_of_it() {
    check(
        World::new().line("read:orgs/00000000000000aa/buckets").line("write:orgs/00000000000000aa/tasks"),
        "Read all buckets Write all tasks",
    );
    check(
        World::new()
            .line("read:orgs/00000000000000aa/buckets")
            .line("read:orgs/00000000000000aa/dashboards")
            .read(T::Tasks, &["downsample"]),
        "Read all buckets all dashboards tasks downsample",
    );
}

#[test]
fn what_a_wider_grant_includes_is_not_repeated() {
    check(World::new().line("read:orgs/00000000000000aa/buckets").read(T::Buckets, &["a", "b"]), "Read all buckets");
}

#[test]
fn types_stand_in_the_order_of_the_server() {
    let world = || World::new().read(T::Tasks, &["t"]).read(T::Buckets, &["b"]).read(T::Authorizations, &["x"]);
    check(world(), "Read authorizations x buckets b tasks t");
    let mut turned = world();
    turned.types.reverse();
    check(turned, "Read tasks t buckets b authorizations x");
    let mut unlisted = world();
    unlisted.types = vec![T::Tasks];
    check(unlisted, "Read tasks t authorizations x buckets b");
}

#[test]
fn the_whole_sets_have_sentences_of_their_own() {
    let types = World::new().types;
    check(World::new().grants(&preset::operator(&types)), "Operator: all organizations");
    check(World::new().grants(&preset::all_access(&types, id(ORG), id(USER))), "All access to my-org");
    check(
        World::new().grants(&preset::all_access(Generation::V2_1.types(), id(ORG), id(USER))),
        "All access to my-org as of 2.1",
    );
    check(World::new().grants(&preset::operator(Generation::V2_0.types())), "Operator as of 2.0: all organizations");
    check(
        World::new().grants(&preset::instance_owner()),
        "Read everything in every organization Write everything in every organization",
    );
    check(World::new(), "");
}

#[test]
fn all_access_for_somebody_else_is_not_called_all_access() {
    let set = preset::all_access(&World::new().types, id(ORG), id(0xbc));
    let text = World::new().grants(&set).described();
    assert_eq!(
        text,
        "Read all authorizations all buckets and 20 more types Write all authorizations all buckets and 19 more types",
    );
}

#[test]
fn within_a_text_there_are_signs_between_the_parts() {
    let few = World::new().write(T::Buckets, &["_tasks"]).read(T::Buckets, &["_monitoring"]);
    assert_eq!(few.phrased(), "Read buckets _monitoring; Write buckets _tasks");
    assert_eq!(World::new().write(T::Buckets, &["_tasks"]).phrased(), "Write buckets _tasks");
    let set = preset::all_access(&World::new().types, id(ORG), id(0xbc));
    assert_eq!(
        World::new().grants(&set).phrased(),
        "Read all authorizations, all buckets and 20 more types; Write all authorizations, all buckets and 19 more types",
    );
}

#[test]
fn rights_without_an_organization_say_so() {
    check(World::new().line("read:buckets"), "Read all buckets in every organization");
    check(
        World::new().line("read:users").line("write:orgs"),
        "Read all users of the server Write all orgs of the server",
    );
}

#[test]
fn rights_on_another_organization_name_it() {
    check(World::new().line("read:orgs/00000000000000ab/buckets"), "Read all buckets in other-org");
    check(World::new().line("read:orgs/00000000000000ac/buckets"), "Read all buckets in 00000000000000ac");
    check(
        World::new().line("read:orgs/00000000000000ab/buckets").line("read:orgs/00000000000000aa/buckets"),
        "Read all buckets all buckets in other-org",
    );
    let many = [OTHER, THIRD, 0xad].map(|org| Permission::in_org(Action::Read, T::Buckets, id(org)));
    check(World::new().grants(&many.into_iter().collect()), "Read all buckets in 3 organizations");
}

#[test]
fn users_and_organizations_are_named_by_id() {
    check(
        World::new().line("read:orgs/00000000000000aa").line("read:users/00000000000000bb"),
        "Read orgs my-org users mira.okafor",
    );
    check(World::new().line("read:orgs/00000000000000aa/users"), "Read all users in my-org");
}

#[test]
fn an_object_without_a_known_name_is_written_by_its_id() {
    check(
        World::new().line("read:orgs/00000000000000aa/buckets/00000000000000f1").read(T::Buckets, &["a"]),
        "Read buckets 00000000000000f1, a",
    );
}

#[test]
fn the_same_object_is_named_once_whatever_organization_stands_beside_it() {
    let scopes = [None, Some(id(ORG)), Some(id(OTHER))].map(|org| Scope::Object { id: id(0xf1), org });
    let set = scopes.into_iter().map(|scope| Permission::new(Action::Read, T::Buckets, scope)).collect();
    check(World::new().grants(&set), "Read buckets 00000000000000f1");
}

#[test]
fn objects_that_share_a_name_are_told_apart_by_their_ids() {
    check(
        World::new().read(T::Dashboards, &["ops", "ops", "air"]),
        "Read dashboards air, ops (0000000000001001), ops (0000000000001002)",
    );
}

#[test]
fn a_name_cannot_pretend_to_be_a_part_of_the_sentence() {
    check(World::new().read(T::Buckets, &["a, b", "c"]), r#"Read buckets "a, b", c"#);
    check(World::new().read(T::Buckets, &["a Write all buckets"]), r#"Read buckets "a Write all buckets""#);
    check(World::new().read(T::Tasks, &["line\nbreak"]), "Read tasks line␊break");
    check(World::new().read(T::Tasks, &["evil\u{202e}txt"]), "Read tasks evil\u{fffd}txt");
}

#[test]
fn a_type_that_nobody_knows_is_written_as_it_is() {
    let pipelines = T::parse("pipelines");
    check(World::new().read(pipelines, &["p"]).line("read:orgs/00000000000000aa/views"), "Read all views pipelines p");
}

#[test]
fn very_long_names_are_cut_only_where_they_must() {
    let ninety = "n".repeat(90);
    check(World::new().read(T::Buckets, &[&ninety]), &format!("Read buckets {ninety}"));
    let twice = World::new().read(T::Buckets, &[&ninety]).write(T::Buckets, &[&ninety]);
    let cut = format!("{}…", "n".repeat(39));
    check(twice, &format!("Read buckets {cut} Write buckets {cut}"));
}

#[test]
fn many_types_are_named_in_part_and_the_word_all_stays() {
    let all = |action| {
        Generation::V2_2.types().iter().map(move |resource| Permission::in_org(action, resource.clone(), id(ORG)))
    };
    let reads: PermissionSet = all(Action::Read).collect();
    check(
        World::new().grants(&reads),
        "Read all authorizations all buckets all dashboards all orgs in my-org all sources and all of 17 more types",
    );
    let both: PermissionSet = all(Action::Read).chain(all(Action::Write)).collect();
    let text = World::new().grants(&both).described();
    assert!(text.starts_with("Read all authorizations") && text.contains(" Write all authorizations"), "{text}");
    assert!(text.chars().count() <= LONGEST, "{text}");
}

#[test]
fn organizations_are_counted_where_naming_them_takes_too_much() {
    let world = World::new().line("read:orgs/00000000000000ab/users").line("read:orgs/00000000000000ac/users");
    check(world, "Read all users in 00000000000000ac all users in other-org");
    let world = World::new()
        .line("read:orgs/00000000000000ab/users")
        .line("read:orgs/00000000000000ac/users")
        .line("write:orgs/00000000000000ab/users")
        .line("write:orgs/00000000000000ac/users");
    check(world, "Read all users in 2 organizations Write all users in 00000000000000ac all users in other-org");
}

#[test]
fn what_nothing_else_makes_fit_is_counted_by_type() {
    let mut world = World::new();
    for resource in ["authorizations", "notificationEndpoints"] {
        for action in ["read", "write"] {
            world = world.line(&format!("{action}:orgs/00000000000000ab/{resource}"));
            world = world.line(&format!("{action}:orgs/00000000000000ac/{resource}"));
            world = world.line(&format!("{action}:orgs/00000000000000aa/{resource}/0000000000000001"));
        }
    }
    let text =
        "Read all authorizations in 2 organizations authorizations 0000000000000001 and 1 more type Write 2 types";
    check(world, text);
}

#[test]
fn a_set_of_ten_thousand_buckets_in_every_type_still_fits() {
    let mut world = World::new();
    for resource in [T::Buckets, T::Dashboards, T::Tasks, T::NotificationEndpoints] {
        for number in 0..2_500 {
            let name = format!("{resource}-with-a-rather-long-name-for-plant-{number}");
            world = world.read(resource.clone(), &[&name]).write(resource.clone(), &[&name]);
        }
    }
    let text = world.described();
    assert!(text.chars().count() <= LONGEST, "{text}");
    assert!(text.starts_with("Read 2,500 buckets and 3 more types Write buckets "), "{text}");
}
