//! Laws of the permission algebra, tried on generated sets: more than a hundred thousand cases a run.
//!
//! Sets are drawn from a small universe on purpose. In a large one two permissions would hardly ever meet.

use console_core::text::{foreign, natural};
use influxdb2::description::{DescriptionContext, LONGEST};
use influxdb2::permission::effect::EffectContext;
use influxdb2::permission::{
    Action, Checked, Classifier, Generation, Kind, Permission, PermissionSet, Relation, ResourceType as T, Scope,
    classify, effect, preset,
};
use influxdb2::{Id, Names, description};
use proptest::collection::vec;
use proptest::prelude::*;
use std::cmp::Ordering;
use std::sync::LazyLock;

/// Cases for each law on small sets.
const CASES: u32 = 10_000;
/// Cases for each law on whole presets.
const PRESET_CASES: u32 = 3_000;

const ORG: Id = id(0xaa);
const OTHER: Id = id(0xab);
const USER: Id = id(0xbb);
const OBJECTS: [Id; 4] = [id(1), id(2), id(3), USER];

const fn id(number: u64) -> Id {
    match Id::from_number(number) {
        Some(id) => id,
        None => panic!("not zero"),
    }
}

/// The organization that an object is really in.
fn home(object: Id) -> Id {
    if object.number() % 2 == 1 { ORG } else { OTHER }
}

/// Every permission of a small world, also those that name a wrong organization beside an object.
static UNIVERSE: LazyLock<Vec<Permission>> = LazyLock::new(|| {
    let other = T::parse("pipelines");
    let types =
        [T::Authorizations, T::Buckets, T::Orgs, T::Users, T::Secrets, T::Views, T::Telegrafs, T::Instance, other];
    let objects =
        OBJECTS.into_iter().flat_map(|id| [None, Some(ORG), Some(OTHER)].map(|org| Scope::Object { id, org }));
    let scopes: Vec<Scope> =
        [Scope::Everywhere, Scope::Org(ORG), Scope::Org(OTHER)].into_iter().chain(objects).collect();
    let mut all = Vec::new();
    for action in Action::BOTH {
        for resource in &types {
            all.extend(scopes.iter().map(|scope| Permission::new(action, resource.clone(), *scope)));
        }
    }
    all
});

/// The part of the universe in which every organization beside an object is the one that it is in.
static TRUE: LazyLock<Vec<Permission>> = LazyLock::new(|| {
    let is_true = |permission: &&Permission| match permission.scope {
        Scope::Object { id, org } => org.is_none_or(|org| org == home(id)),
        Scope::Everywhere | Scope::Org(_) => true,
    };
    UNIVERSE.iter().filter(is_true).cloned().collect()
});

/// What a server asks for in such a world: users and organizations by id alone, other objects with their organization.
static ASKED: LazyLock<Vec<Permission>> = LazyLock::new(|| {
    let is_asked = |permission: &&Permission| match permission.scope {
        Scope::Object { org, .. } => org.is_none() == (permission.resource.checked() == Checked::IdOnly),
        Scope::Everywhere | Scope::Org(_) => true,
    };
    TRUE.iter().filter(is_asked).cloned().collect()
});

/// A failing case is printed in full and belongs into a test of its own, so none is kept in a file.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn drawn(from: &'static [Permission], most: usize) -> impl Strategy<Value = Vec<Permission>> {
    vec(0..from.len(), 0..=most).prop_map(move |places| places.into_iter().map(|place| from[place].clone()).collect())
}

fn permission() -> impl Strategy<Value = Permission> {
    (0..UNIVERSE.len()).prop_map(|place| UNIVERSE[place].clone())
}

fn set() -> impl Strategy<Value = PermissionSet> {
    drawn(&UNIVERSE, 7).prop_map(PermissionSet::from_iter)
}

fn true_set() -> impl Strategy<Value = PermissionSet> {
    drawn(&TRUE, 7).prop_map(PermissionSet::from_iter)
}

fn joined(one: &PermissionSet, other: &PermissionSet) -> PermissionSet {
    one.iter().chain(other).cloned().collect()
}

fn generation() -> impl Strategy<Value = Generation> {
    (0..Generation::ALL.len()).prop_map(|place| Generation::ALL[place])
}

/// What servers of a generation list, with `instance` where they may.
fn listed() -> impl Strategy<Value = Vec<T>> {
    (generation(), any::<bool>()).prop_map(|(generation, instance)| {
        let mut types = generation.types().to_vec();
        types.extend(instance.then_some(T::Instance));
        types
    })
}

/// Names that are hard to sort and to write.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[aAb0-9_/-]{0,5}",
        1 => "[a-c, \"\\\\\n\u{202e}İß10]{0,5}",
        1 => "[a-z]{30,60}",
    ]
}

fn context<'a>(types: &'a [T], names: &'a Names) -> DescriptionContext<'a> {
    DescriptionContext { org: ORG, org_name: "my-org", user: Some(USER), types, names }
}

fn around(names: &Names) -> EffectContext<'_> {
    EffectContext { token_values_shown: None, org: ORG, user: Some(USER), names, system_buckets: &OBJECTS[..1] }
}

proptest! {
    #![proptest_config(cases(CASES))]

    #[test]
    fn comparing_is_fair_and_its_request_tells_the_two_apart(a in set(), b in set()) {
        let (there, back) = (a.compare(&b), b.compare(&a));
        prop_assert_eq!(&there.only_left, &back.only_right);
        prop_assert_eq!(&there.only_right, &back.only_left);
        prop_assert_eq!(there.relation == Relation::Equal, back.relation == Relation::Equal);
        prop_assert_eq!(there.relation == Relation::LeftIsWider, back.relation == Relation::RightIsWider);
        if let Some(seen) = there.only_left {
            prop_assert!(a.contains(&seen.permission) && b.including(&seen.permission).is_none());
        }
        prop_assert_eq!(a.compare(&a).relation, Relation::Equal);
    }

    #[test]
    fn the_first_covering_permission_is_found_without_looking_at_all(set in set(), needed in prop::sample::select(UNIVERSE.clone())) {
        prop_assert_eq!(set.covering(&needed), set.iter().find(|held| held.covers(&needed)));
        prop_assert_eq!(set.including(&needed).is_some(), set.iter().any(|held| held == &needed || held.includes(&needed)));
    }

    #[test]
    fn coverage_is_reflexive_and_keeps_to_one_action(held in permission(), needed in permission()) {
        prop_assert!(held.covers(&held));
        prop_assert!(held.includes(&held));
        if held.covers(&needed) {
            prop_assert_eq!(held.action, needed.action);
        }
        if held.includes(&needed) {
            prop_assert!(held.covers(&needed));
        }
    }

    #[test]
    fn more_rights_never_cover_less(one in set(), more in set(), needed in permission()) {
        if one.covers(&needed) {
            prop_assert!(joined(&one, &more).covers(&needed));
        }
        prop_assert!(joined(&one, &more).lacking(&one).is_empty());
    }

    #[test]
    fn what_is_included_lets_one_do_nothing_more(one in (0..TRUE.len()), other in (0..TRUE.len())) {
        let (wide, narrow) = (&TRUE[one], &TRUE[other]);
        if wide.includes(narrow) {
            prop_assert!(ASKED.iter().all(|asked| !narrow.covers(asked) || wide.covers(asked)));
        }
    }

    #[test]
    fn minimising_keeps_the_meaning(set in true_set()) {
        let smallest = set.minimised();
        prop_assert!(ASKED.iter().all(|asked| set.covers(asked) == smallest.covers(asked)));
    }

    #[test]
    fn a_minimised_set_is_an_equivalent_part_from_which_nothing_can_be_dropped(set in set()) {
        let smallest = set.minimised();
        prop_assert!(smallest.iter().all(|held| set.contains(held)));
        prop_assert!(smallest.equivalent(&set) && set.equivalent(&smallest));
        prop_assert_eq!(&smallest.minimised(), &smallest);
        for held in &smallest {
            let rest: PermissionSet = smallest.iter().filter(|other| *other != held).cloned().collect();
            prop_assert!(!rest.iter().any(|other| other.includes(held)));
            prop_assert!(!rest.equivalent(&set));
        }
    }

    #[test]
    fn a_difference_leads_from_one_set_to_the_other(before in set(), after in set()) {
        let difference = before.difference(&after);
        let kept = difference.same.iter();
        prop_assert_eq!(kept.clone().chain(&difference.removed).cloned().collect::<PermissionSet>(), before.clone());
        prop_assert_eq!(kept.chain(&difference.added).cloned().collect::<PermissionSet>(), after.clone());
        prop_assert!(difference.added.iter().all(|added| !before.contains(added)));
        prop_assert!(difference.removed.iter().all(|removed| !after.contains(removed)));
        prop_assert_eq!(difference.is_empty(), before == after);
        let back = after.difference(&before);
        prop_assert_eq!((back.added, back.removed, back.same), (difference.removed, difference.added, difference.same));
    }

    #[test]
    fn a_printed_permission_is_read_back(permission in permission()) {
        let line = permission.to_string();
        prop_assert_eq!(Permission::parse(&line), Ok(permission.clone()));
        if permission.scope.org().is_none() {
            let of_the_cli = line.replacen(':', ":/", 1);
            prop_assert_eq!(Permission::parse(&of_the_cli), Ok(permission));
        }
    }

    #[test]
    fn the_kind_alone_is_the_kind_of_the_whole_answer(set in set(), types in listed(), known in any::<bool>()) {
        let user = known.then_some(USER);
        prop_assert_eq!(Classifier::new(&types).kind(&set, ORG, user), classify(&set, &types, ORG, user).kind);
    }

    #[test]
    fn a_description_is_one_line_that_does_not_depend_on_order(
        held in drawn(&UNIVERSE, 7),
        names in vec(name(), OBJECTS.len()),
        turn in any::<prop::sample::Index>(),
    ) {
        let mut dictionary = Names::default();
        for (object, name) in OBJECTS.into_iter().zip(&names) {
            dictionary.insert(&T::Buckets, object, name);
            dictionary.insert(&T::Telegrafs, object, name);
        }
        let types = Generation::V2_2.types();
        let context = context(types, &dictionary);
        let text = description::describe(&held.iter().cloned().collect(), &context);
        let mut turned = held.clone();
        if !held.is_empty() {
            turned.rotate_left(turn.index(held.len()));
        }
        turned.extend(held.iter().take(2).cloned());
        prop_assert_eq!(&description::describe(&turned.into_iter().collect(), &context), &text);
        prop_assert_eq!(text.is_empty(), held.is_empty());
        prop_assert_eq!(foreign::visible(&text), text.as_str());
        prop_assert!(text.chars().count() <= LONGEST, "{}", text);
    }

    #[test]
    fn sets_that_mean_the_same_are_described_alike(set in set()) {
        let names = Names::default();
        let context = context(Generation::V2_2.types(), &names);
        prop_assert_eq!(description::describe(&set, &context), description::describe(&set.minimised(), &context));
    }

    #[test]
    fn names_are_totally_ordered(a in name(), b in name(), c in name()) {
        prop_assert_eq!(natural::compare(&a, &b), natural::compare(&b, &a).reverse());
        prop_assert_eq!(natural::compare(&a, &b) == Ordering::Equal, a == b);
        let mut sorted = [&a, &b, &c];
        sorted.sort_by(|one, other| natural::compare(one, other));
        for (place, one) in sorted.iter().enumerate() {
            for other in &sorted[place..] {
                prop_assert_ne!(natural::compare(one, other), Ordering::Greater);
            }
        }
    }

    #[test]
    fn dangers_name_permissions_of_the_set_and_more_rights_never_hide_one(one in set(), more in set()) {
        let names = Names::default();
        let context = around(&names);
        let findings = effect::effects(&one, &context);
        let after: Vec<_> = effect::effects(&joined(&one, &more), &context).iter().map(|finding| finding.effect).collect();
        prop_assert!(findings.windows(2).all(|pair| pair[0].effect < pair[1].effect));
        for finding in findings {
            prop_assert!(finding.permissions.iter().all(|cause| one.contains(cause)));
            prop_assert!(after.contains(&finding.effect));
            let less = finding.alternative.and_then(|other| other.apply(&one, &finding.permissions, &context));
            if let Some(less) = less {
                prop_assert!(one.lacking(&less).is_empty(), "a safer way grants nothing new");
                prop_assert_ne!(less, one.clone());
            }
        }
    }

    #[test]
    fn inert_grants_are_of_the_set_and_each_has_one_reason(set in set()) {
        let names = Names::default();
        let findings = effect::inert(&set, &around(&names));
        let named: Vec<&Permission> = findings.iter().flat_map(|finding| &finding.permissions).collect();
        let distinct: PermissionSet = named.iter().copied().cloned().collect();
        prop_assert_eq!(distinct.len(), named.len());
        prop_assert!(named.iter().all(|held| set.contains(held)));
    }

    #[test]
    fn a_copy_has_a_text_that_is_not_taken(text in name(), existing in vec(name(), 0..4)) {
        let mut taken = existing;
        for _ in 0..3 {
            let copy = description::copy_of(&text, |other| taken.iter().any(|known| known == other));
            prop_assert!(!taken.contains(&copy) && copy != text);
            taken.push(copy);
        }
    }
}

proptest! {
    #![proptest_config(cases(PRESET_CASES))]

    #[test]
    fn every_preset_of_every_generation_is_recognised(types in listed(), of in generation(), turn in 0..44_usize) {
        let own = types.iter().filter(|resource| resource.is_grantable()).eq(of.types());
        let classifier = Classifier::new(&types);
        for (set, kind) in [
            (preset::operator(of.types()), Kind::Operator),
            (preset::all_access(of.types(), ORG, USER), Kind::AllAccess),
        ] {
            let mut held: Vec<Permission> = set.iter().cloned().collect();
            held.rotate_left(turn % set.len());
            held.push(held[0].clone());
            let found = classifier.classify(&held.into_iter().collect(), ORG, Some(USER));
            prop_assert_eq!(found.kind, kind);
            prop_assert_eq!(found.as_of.map(|as_of| as_of.generation), (!own).then_some(of));
        }
    }

    #[test]
    fn a_preset_with_a_few_changes_is_custom_and_the_changes_are_told(
        types in listed(),
        drop in vec(any::<prop::sample::Index>(), 0..3),
        more in permission(),
    ) {
        let complete = preset::operator(&types);
        let mut changed: Vec<Permission> = complete.iter().cloned().collect();
        for place in drop {
            changed.remove(place.index(changed.len()));
        }
        changed.push(more);
        let changed: PermissionSet = changed.into_iter().collect();
        let found = classify(&changed, &types, ORG, Some(USER));
        if changed == complete {
            prop_assert_eq!(found.kind, Kind::Operator);
        } else {
            prop_assert_eq!(found.kind, Kind::Custom);
            let near = found.near.expect("nearly an operator set");
            let difference = complete.difference(&changed);
            prop_assert_eq!((near.of, near.missing, near.extra), (Kind::Operator, difference.removed, difference.added));
        }
    }

    #[test]
    fn a_preset_is_its_own_smallest_form(types in listed(), of_org in any::<bool>()) {
        let org = if of_org { ORG } else { OTHER };
        for set in [preset::operator(&types), preset::all_access(&types, org, USER), preset::org_owner(&types, org)] {
            prop_assert_eq!(set.minimised(), set);
        }
    }
}

#[test]
fn more_than_a_hundred_thousand_cases_are_tried() {
    let (laws, laws_on_presets) = (14, 3);
    let cases = laws * CASES + laws_on_presets * PRESET_CASES;
    println!("{cases} generated cases");
    assert!(cases >= 100_000);
}
