//! The list of tokens as a screen works with it: classified, searchable, newest first.

use super::{Authorization, AuthorizationTable};
use crate::permission::{Action, Classifier, Kind, Permission, ResourceType, Scope};
use crate::{Id, Names};
use console_core::sort::sort_by_key;
use console_core::table::{Haystack, Query};

/// A list of tokens with everything that was worked out about them once.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    table: AuthorizationTable,
    kinds: Vec<Kind>,
    haystack: Haystack,
    /// Places in the table, newest first.
    order: Vec<u32>,
}

/// One grant as a row shows it: the same object with its actions.
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

impl Listing {
    /// Works a table up. `types` is what the server lists; it decides what counts as all access.
    pub fn new(table: AuthorizationTable, types: &[ResourceType]) -> Self {
        let classifier = Classifier::new(types);
        let mut haystack = Haystack::default();
        let mut kinds = Vec::with_capacity(table.rows.len());
        for row in &table.rows {
            let kind = classifier.kind(&row.permissions, row.org, Some(row.user));
            haystack.push(searchable(row, kind, &table.names));
            kinds.push(kind);
        }
        let mut order: Vec<u32> = (0..u32::try_from(table.rows.len()).unwrap_or(u32::MAX)).collect();
        // Ids are made in order of time, so they decide where a server does not tell the time.
        sort_by_key(&mut order, |place| {
            let row = &table.rows[*place as usize];
            let made = row.created_ms.unwrap_or_else(|| i64::try_from(row.id.generated_at_ms()).unwrap_or(0));
            std::cmp::Reverse((made, row.id))
        });
        Self { table, kinds, haystack, order }
    }

    /// All tokens, and what came with them.
    pub const fn table(&self) -> &AuthorizationTable {
        &self.table
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.table.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// The places of the tokens that match, newest first.
    pub fn find(&self, query: &Query) -> Vec<u32> {
        if query.is_empty() {
            return self.order.clone();
        }
        self.order.iter().copied().filter(|place| self.haystack.matches(*place as usize, query)).collect()
    }

    /// The token at a place.
    pub fn row(&self, place: u32) -> Option<(&Authorization, Kind)> {
        let place = place as usize;
        Some((self.table.rows.get(place)?, *self.kinds.get(place)?))
    }

    /// The place of a token.
    pub fn place_of(&self, id: Id) -> Option<u32> {
        let place = self.table.rows.iter().position(|row| row.id == id)?;
        u32::try_from(place).ok()
    }
}

/// What a token grants, the strongest first: everywhere, then whole types, then single objects; read and write side by side.
pub fn grants(row: &Authorization) -> Vec<Grant<'_>> {
    let mut grants: Vec<Grant> = Vec::new();
    for Permission { action, resource, scope } in &row.permissions {
        let (read, write) = (*action == Action::Read, *action == Action::Write);
        match grants.iter_mut().find(|grant| grant.resource == resource && grant.scope == *scope) {
            Some(grant) => {
                grant.read |= read;
                grant.write |= write;
            }
            None => grants.push(Grant { resource, scope: *scope, read, write }),
        }
    }
    sort_by_key(&mut grants, |grant| match grant.scope {
        Scope::Everywhere => 0,
        Scope::Org(_) => 1,
        Scope::Object { .. } => 2,
    });
    grants
}

fn searchable<'a>(row: &'a Authorization, kind: Kind, names: &'a Names) -> impl Iterator<Item = &'a str> {
    let objects = row.permissions.iter().filter_map(|permission| match permission.scope {
        Scope::Object { id, .. } => names.get(&permission.resource, id),
        Scope::Everywhere | Scope::Org(_) => Some(permission.resource.as_str()),
    });
    // An operator token would otherwise repeat every type for each action.
    let objects = objects.take(if matches!(kind, Kind::Operator | Kind::AllAccess) { 0 } else { usize::MAX });
    [&*row.description, kind.title(), row.status.as_str()]
        .into_iter()
        .chain(names.get(&ResourceType::Users, row.user))
        .chain(objects)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Status;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn row(number: u64, description: &str, created_ms: Option<i64>) -> Authorization {
        let bucket = Permission::on_object(Action::Read, ResourceType::Buckets, id(7), id(0xaa));
        Authorization {
            id: id(number),
            org: id(0xaa),
            user: id(0xbb),
            status: Status::Active,
            description: description.into(),
            permissions: [bucket.clone(), Permission { action: Action::Write, ..bucket }].into_iter().collect(),
            created_ms,
            changed_ms: None,
        }
    }

    fn listing() -> Listing {
        let mut table = AuthorizationTable::default();
        table.names.insert(&ResourceType::Buckets, id(7), "plant-a/metrics");
        table.names.insert(&ResourceType::Users, id(0xbb), "svc-telegraf");
        table.rows = vec![row(1, "old", Some(1_000)), row(2, "New one", Some(3_000)), row(3, "", Some(2_000))];
        Listing::new(table, &ResourceType::KNOWN)
    }

    #[test]
    fn the_newest_token_comes_first() {
        assert_eq!(listing().find(&Query::default()), [1, 2, 0]);
    }

    #[test]
    fn tokens_are_found_by_description_owner_bucket_and_kind() {
        let listing = listing();
        let found = |text: &str| listing.find(&Query::parse(text)).len();
        assert_eq!(found("new"), 1);
        assert_eq!(found("svc-telegraf"), 3);
        assert_eq!(found("plant-a old"), 1);
        assert_eq!(found("read/write"), 3);
        assert_eq!(found("nothing like it"), 0);
    }

    #[test]
    fn read_and_write_of_one_object_stand_side_by_side() {
        let row = row(1, "", None);
        let [grant] = &grants(&row)[..] else { panic!("one grant") };
        assert!(grant.read && grant.write);
    }
}
