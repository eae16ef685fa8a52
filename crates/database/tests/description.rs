//! A generated description says what is granted, and different grants are described differently.

use database::description::{describe, is_untrue, read};
use database::permission::{Action, Permission, PermissionSet, Resource, Verb};
use proptest::prelude::*;

fn permissions() -> impl Strategy<Value = PermissionSet> {
    let name = prop_oneof![3 => "[a-zA-Z0-9][a-z0-9_/-]{0,3}", 1 => Just("*".to_owned()), 1 => Just("all".to_owned())];
    let permission = (name, any::<bool>()).prop_map(|(name, write)| {
        Permission::new(if write { Action::Write } else { Action::Read }, Resource::parse(&name))
    });
    prop::collection::vec(permission, 0..15).prop_map(PermissionSet::from_iter)
}

proptest! {
    #[test]
    fn what_is_described_is_read_back(permissions in permissions()) {
        let text = describe(&permissions);
        prop_assert_eq!(read(&text), Some(permissions.clone()), "{}", text);
        prop_assert!(!is_untrue(&text, &permissions));
    }

    #[test]
    fn any_text_is_read_or_left(text in any::<String>()) {
        if let Some(permissions) = read(&text) {
            prop_assert_eq!(read(&describe(&permissions)), Some(permissions));
        }
    }
}

#[test]
fn the_products_own_manner_is_kept() {
    let set = |grants: &[(Action, &str)]| -> PermissionSet {
        grants.iter().map(|(action, name)| Permission::new(*action, Resource::parse(name))).collect()
    };
    use Action::{Read, Write};
    for (grants, text) in [
        (vec![], "No access"),
        (vec![(Read, "plant_a"), (Read, "plant_b"), (Write, "plant_b")], "Read-only on plant_a, Read/write on plant_b"),
        (vec![(Read, "*")], "Read-only on all databases"),
        (vec![(Read, "line10"), (Read, "line9"), (Read, "*")], "Read-only on all databases, line9, line10"),
        (vec![(Write, "x")], "Write-only on x"),
    ] {
        assert_eq!(describe(&set(&grants)), text);
    }
    let many: PermissionSet = (0..1_025).map(|n| Permission::on(Read, &format!("db{n}"))).collect();
    let text = describe(&many);
    assert!(text.ends_with(" and 1,005 more") && text.len() < 200, "{text}");
    assert!(!is_untrue(&text, &set(&[])), "it does not name all, so nobody can tell");
    let odd = Permission { resource: Resource::parse("a\u{202e}"), verb: Verb::parse("annotate") };
    assert_eq!(describe(&[odd].into_iter().collect()), "annotate on a[U+202E]");
    let beside = [("read", "a"), ("compact", "a"), ("read", "b")];
    let beside = beside.map(|(verb, name)| Permission { resource: Resource::parse(name), verb: Verb::parse(verb) });
    assert_eq!(
        describe(&beside.into_iter().collect()),
        "Read-only on b, read on a, compact on a",
        "nothing is only read"
    );
}
