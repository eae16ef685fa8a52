//! What a token grants as a row shows it: one object with its actions.

use super::Authorization;
use crate::Names;
use crate::permission::{Action, Kind, Permission, ResourceType, Scope};

/// The same object with its actions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant<'a> {
    /// The type.
    pub resource: &'a ResourceType,
    /// What of it.
    pub scope: Scope,
    /// Whether it may be read.
    pub read: bool,
    /// Whether it may be written.
    pub write: bool,
}

impl Grant<'_> {
    /// What it is called: `plant-a/metrics`, `all buckets`, `all buckets, every organization`, `task 0b1c…` without a name.
    ///
    /// A name is foreign text.
    pub fn label(&self, names: &Names) -> String {
        match self.scope {
            Scope::Object { id, .. } => match names.get(self.resource, id) {
                Some(name) if !name.is_empty() => name.to_owned(),
                _ => format!("{} {id}", self.resource.singular()),
            },
            Scope::Org(_) => format!("all {}", self.resource.plural()),
            Scope::Everywhere => format!("all {}, every organization", self.resource.plural()),
        }
    }
}

/// What a token grants, the strongest first: everywhere, then whole types, then single objects; read and write side by side.
pub fn grants(row: &Authorization) -> Vec<Grant<'_>> {
    strongest(row, usize::MAX)
}

/// As many of the first [`grants`] of a token as are asked for, without a look at the rest.
pub fn strongest(row: &Authorization, most: usize) -> Vec<Grant<'_>> {
    // The set is sorted by action first, so both halves are sorted alike and one is looked up in the other.
    let (reads, writes) = halves(row);
    let mut grants = Vec::new();
    for strength in 0..=2 {
        for (half, read) in [(reads, true), (writes, false)] {
            let mut rest = half;
            while let Some(first) = rest.first() {
                let (of_type, others) = rest.split_at(rest.partition_point(|held| held.resource <= first.resource));
                rest = others;
                let from = of_type.partition_point(|held| strength_of(held.scope) < strength);
                let to = of_type.partition_point(|held| strength_of(held.scope) <= strength);
                for held in &of_type[from..to] {
                    let both = is_in(if read { writes } else { reads }, held);
                    if !read && both {
                        continue;
                    }
                    if grants.len() == most {
                        return grants;
                    }
                    let write = !read || both;
                    grants.push(Grant { resource: &held.resource, scope: held.scope, read, write });
                }
            }
        }
    }
    grants
}

/// What each of the [`grants`] of a token is on, in the order of its permissions.
pub(super) fn granted(row: &Authorization) -> impl Iterator<Item = (&ResourceType, Scope)> {
    let (reads, writes) = halves(row);
    // Both are gone through side by side.
    let mut read = reads.iter().map(about).peekable();
    let only_written = writes.iter().map(about).filter(move |held| {
        while read.next_if(|read| read < held).is_some() {}
        read.peek() != Some(held)
    });
    reads.iter().map(about).chain(only_written)
}

fn halves(row: &Authorization) -> (&[Permission], &[Permission]) {
    let all = row.permissions.as_slice();
    all.split_at(all.partition_point(|held| held.action == Action::Read))
}

fn is_in(half: &[Permission], held: &Permission) -> bool {
    half.binary_search_by(|other| about(other).cmp(&about(held))).is_ok()
}

const fn about(held: &Permission) -> (&ResourceType, Scope) {
    (&held.resource, held.scope)
}

/// The wider, the smaller.
const fn strength_of(scope: Scope) -> u8 {
    match scope {
        Scope::Everywhere => 0,
        Scope::Org(_) => 1,
        Scope::Object { .. } => 2,
    }
}

/// The one line that stands for all grants of a token of a named kind; `None` where the grants themselves are shown.
pub fn whole(kind: Kind, org: Option<&str>) -> Option<String> {
    match kind {
        Kind::Operator => Some("everything, in every organization".to_owned()),
        Kind::AllAccess => Some(org.map_or_else(|| "everything".to_owned(), |org| format!("everything in {org}"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::authorization::Status;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn row(permissions: Vec<Permission>) -> Authorization {
        Authorization {
            id: id(1),
            org: id(0xaa),
            user: id(0xbb),
            status: Status::Active,
            description: "".into(),
            permissions: permissions.into_iter().collect(),
            created_ms: None,
            changed_ms: None,
        }
    }

    fn told(row: &Authorization, names: &Names) -> Vec<String> {
        grants(row)
            .iter()
            .map(|grant| {
                let actions = [grant.read.then_some("R"), grant.write.then_some("W")];
                format!("{} {}", actions.into_iter().flatten().collect::<String>(), grant.label(names))
            })
            .collect()
    }

    #[test]
    fn read_and_write_of_one_object_stand_side_by_side_the_strongest_first() {
        let parse = |line: &str| Permission::parse(line).expect("a permission");
        let row = row(vec![
            parse("read:orgs/00000000000000aa/buckets/0000000000000007"),
            parse("write:orgs/00000000000000aa/buckets/0000000000000007"),
            parse("write:orgs/00000000000000aa/buckets/0000000000000008"),
            parse("read:orgs/00000000000000aa/notificationEndpoints"),
            parse("write:tasks"),
        ]);
        let mut names = Names::default();
        names.insert(&ResourceType::Buckets, id(7), "plant-a/metrics");
        assert_eq!(
            told(&row, &names),
            [
                "W all tasks, every organization",
                "R all notification endpoints",
                "RW plant-a/metrics",
                "W bucket 0000000000000008"
            ]
        );
        assert_eq!(granted(&row).count(), 4);
        assert_eq!(strongest(&row, 2), grants(&row)[..2]);
    }

    #[test]
    fn a_hundred_thousand_permissions_cost_nothing_noticeable() {
        let bucket = |number| Permission::on_object(Action::Read, ResourceType::Buckets, id(number), id(0xaa));
        let both = |number| [bucket(number), Permission { action: Action::Write, ..bucket(number) }];
        let row = row((1..=50_000).flat_map(both).collect());
        let started = std::time::Instant::now();
        assert_eq!((grants(&row).len(), granted(&row).count()), (50_000, 50_000));
        assert_eq!(strongest(&row, 12), grants(&row)[..12]);
        assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
    }
}
