//! The list of tokens as a screen works with it: classified, searchable, sortable.

use super::filter::{Filter, FilterContext, Matcher};
use super::grant::{Grant, granted, whole};
use super::note::{self, Note};
use super::{Authorization, AuthorizationTable, Status, sort};
use crate::permission::{Action, Classifier, Kind, OtherPermission, ResourceType};
use crate::{Id, Names};
use console_core::date::Date;
use console_core::sort::{in_order, sort_by_key, sort_by_number};
use console_core::table::{Haystack, Rows};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A list of tokens with everything that was worked out about them once.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    table: AuthorizationTable,
    kinds: Vec<Kind>,
    facts: Vec<Facts>,
    haystack: Haystack,
    /// Places in the table, newest first.
    order: Vec<u32>,
    /// Where each description stands among all; worked out when somebody sorts by it.
    name_ranks: OnceLock<Vec<Option<u32>>>,
    /// The same of each owner's name.
    owner_ranks: OnceLock<Vec<u32>>,
    /// Places in the table by id; worked out when somebody looks for one.
    by_id: OnceLock<Vec<u32>>,
}

/// What filters ask of a token and would have to read of its description or all of its permissions each time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Whether it has no name before its notes.
    pub nameless: bool,
    /// Whether it is revoked: it carries the note, and nobody activated it since.
    pub revoked: bool,
    /// The day by which it is to be looked at, if one is noted.
    pub review_by: Option<Date>,
    /// Whether it grants reading other tokens.
    pub reads_tokens: bool,
    /// How many grants a row tells of.
    pub grants: usize,
}

impl Facts {
    fn of(row: &Authorization) -> Self {
        let noted = note::read(&row.description);
        // Of several notes about the same the last one counts.
        let review_by = noted.notes.iter().rev().find_map(|note| match note {
            Note::ReviewBy(day) => Some(*day),
            _ => None,
        });
        Self {
            nameless: noted.name.trim().is_empty(),
            revoked: row.status == Status::Inactive && noted.notes.iter().any(|note| matches!(note, Note::Revoked(_))),
            review_by,
            reads_tokens: reads_tokens(row),
            grants: granted(row).count(),
        }
    }
}

/// Whether the token grants reading tokens of others or its own: that takes a right on their owner, too.
fn reads_tokens(row: &Authorization) -> bool {
    let reads = |wanted: &ResourceType| {
        row.permissions.iter().any(|held| {
            held.action == Action::Read && (held.resource == *wanted || held.resource == ResourceType::Instance)
        })
    };
    reads(&ResourceType::Authorizations) && reads(&ResourceType::Users)
}

/// A list that is worked up row by row.
#[derive(Debug)]
pub struct ListingBuilder {
    classifier: Classifier,
    listing: Listing,
}

impl ListingBuilder {
    /// Starts an empty one. `types` is what the server lists; it decides what counts as all access.
    pub fn new(types: &[ResourceType]) -> Self {
        Self { classifier: Classifier::new(types), listing: Listing::default() }
    }

    /// Works up what `add` puts behind the rows that are there, with the names of what those rows speak of.
    pub fn add(&mut self, add: impl FnOnce(&mut AuthorizationTable)) {
        let Listing { table, kinds, facts, haystack, .. } = &mut self.listing;
        add(table);
        for row in &table.rows[kinds.len()..] {
            let kind = if table.others.contains_key(&row.id) {
                // It holds something that no named set has.
                Kind::Custom
            } else {
                self.classifier.kind(&row.permissions, row.org, Some(row.user))
            };
            push_searchable(haystack, row, kind, &table.names);
            facts.push(Facts::of(row));
            kinds.push(kind);
        }
    }

    /// The names that came with the rows, for those of a row that is not read to its end.
    pub const fn names(&mut self) -> &mut Names {
        &mut self.listing.table.names
    }

    /// The list.
    pub fn finish(mut self) -> Listing {
        let rows = &self.listing.table.rows;
        let mut order: Vec<u32> = (0..u32::try_from(rows.len()).unwrap_or(u32::MAX)).collect();
        // By id first, so that the newer id comes first among those that were made at once.
        sort_by_number(&mut order, |place| !rows[place as usize].id.number());
        sort_by_number(&mut order, |place| !in_order(rows[place as usize].made_ms()));
        self.listing.order = order;
        self.listing
    }
}

impl Listing {
    /// Works a table up. `types` is what the server lists; it decides what counts as all access.
    pub fn new(table: AuthorizationTable, types: &[ResourceType]) -> Self {
        let mut builder = ListingBuilder::new(types);
        builder.add(|empty| *empty = table);
        builder.finish()
    }

    /// All tokens, and what came with them.
    pub const fn table(&self) -> &AuthorizationTable {
        &self.table
    }

    /// The tokens alone, to be worked up anew.
    pub fn into_table(self) -> AuthorizationTable {
        self.table
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.table.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.table.rows.is_empty()
    }

    /// The places of the tokens that a filter shows, newest first.
    pub fn find(&self, filter: &Filter, context: FilterContext<'_>) -> Vec<u32> {
        if filter.is_empty() {
            return self.order.clone();
        }
        let matcher = Matcher::new(filter, self, context);
        self.order.iter().copied().filter(|place| matcher.takes(self, *place)).collect()
    }

    /// The token at a place.
    pub fn row(&self, place: u32) -> Option<(&Authorization, Kind)> {
        let place = place as usize;
        Some((self.table.rows.get(place)?, *self.kinds.get(place)?))
    }

    /// The token with an id.
    pub fn get(&self, id: Id) -> Option<(&Authorization, Kind)> {
        self.row(self.place_of(id)?)
    }

    /// The place of a token.
    pub fn place_of(&self, id: Id) -> Option<u32> {
        let id_at = |place: &u32| self.table.rows.get(*place as usize).map(|row| row.id);
        let by_id = self.by_id.get_or_init(|| {
            let mut places = self.order.clone();
            sort_by_key(&mut places, id_at);
            places
        });
        let place = *by_id.get(by_id.partition_point(|place| id_at(place) < Some(id)))?;
        (id_at(&place) == Some(id)).then_some(place)
    }

    /// Permissions of a token with an action that this console does not know.
    pub fn others(&self, id: Id) -> &[OtherPermission] {
        self.table.others.get(&id).map_or(&[], |others| others)
    }

    /// How many permissions a token holds, also those with an action that this console does not know.
    pub fn permission_count(&self, id: Id) -> usize {
        let row = self.get(id);
        row.map_or(0, |(row, _)| row.permissions.len()) + self.others(id).len()
    }

    /// The searchable text of a token, a line for each field, in small letters.
    pub(super) fn text(&self, place: u32) -> &str {
        self.haystack.text(place as usize)
    }

    /// What was read of a token once, for filters.
    pub(super) fn facts(&self, place: u32) -> Facts {
        self.facts.get(place as usize).copied().unwrap_or_default()
    }

    /// How many grants the token at a place has.
    pub fn grant_count(&self, place: u32) -> usize {
        self.facts(place).grants
    }

    /// In which rows of the searchable text a word stands.
    pub(super) fn rows_with(&self, word: &str) -> Rows {
        self.haystack.rows_with(word)
    }

    pub(super) fn owner_ranks(&self) -> &[u32] {
        self.owner_ranks.get_or_init(|| sort::owner_ranks(&self.table))
    }

    pub(super) fn name_ranks(&self) -> &[Option<u32>] {
        self.name_ranks.get_or_init(|| sort::name_ranks(&self.table.rows))
    }
}

/// Adds what a row shows: name, owner, and its grants in the words of the list.
fn push_searchable(haystack: &mut Haystack, row: &Authorization, kind: Kind, names: &Names) {
    let mut labels: Vec<Cow<'_, str>> = Vec::new();
    match whole(kind, names.get(&ResourceType::Orgs, row.org)) {
        Some(text) => labels.push(text.into()),
        None => {
            for (resource, scope) in granted(row) {
                match scope.object().map(|id| names.get(resource, id)) {
                    Some(Some(name)) if !name.is_empty() => labels.push(name.into()),
                    // Ids are compared as numbers and need no text.
                    Some(None) => {}
                    Some(Some(_)) | None => {
                        labels.push(Grant { resource, scope, read: false, write: false }.label(names).into());
                    }
                }
            }
        }
    }
    let owner = names.get(&ResourceType::Users, row.user);
    haystack.push([&*row.description].into_iter().chain(owner).chain(labels.iter().map(|label| &**label)));
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::authorization::{Column, Sort};
    use crate::permission::{Permission, Scope};
    use std::collections::BTreeSet;

    pub(in crate::authorization) fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    pub(in crate::authorization) fn row(number: u64, description: &str, permissions: &[&str]) -> Authorization {
        Authorization {
            id: id(number),
            org: id(0xaa),
            user: id(0xbb),
            status: Status::Active,
            description: description.into(),
            permissions: permissions.iter().map(|line| Permission::parse(line).expect("a permission")).collect(),
            created_ms: None,
            changed_ms: None,
        }
    }

    fn made(number: u64, description: &str, created_ms: i64) -> Authorization {
        Authorization { created_ms: Some(created_ms), ..row(number, description, &[]) }
    }

    pub(in crate::authorization) fn listing(rows: Vec<Authorization>) -> Listing {
        let mut table = AuthorizationTable::default();
        table.names.insert(&ResourceType::Buckets, id(7), "plant-a/metrics");
        table.names.insert(&ResourceType::Buckets, id(8), "hall 3");
        table.names.insert(&ResourceType::Users, id(0xbb), "svc-telegraf");
        table.names.insert(&ResourceType::Users, id(0xcc), "ana.lindqvist");
        table.names.insert(&ResourceType::Orgs, id(0xaa), "brackwater");
        table.rows = rows;
        Listing::new(table, &ResourceType::KNOWN)
    }

    #[test]
    fn the_newest_token_comes_first() {
        let listing = listing(vec![made(1, "old", 1_000), made(2, "new", 3_000), made(3, "", 2_000)]);
        assert_eq!(listing.find(&Filter::default(), FilterContext::at(0)), [1, 2, 0]);
    }

    #[test]
    fn a_token_with_an_action_that_nobody_knows_is_never_empty() {
        let mut table = AuthorizationTable { rows: vec![row(1, "", &[])], ..AuthorizationTable::default() };
        let other = OtherPermission {
            action: "own".into(),
            resource: ResourceType::Buckets,
            scope: Scope::Object { id: id(7), org: None },
        };
        table.others.insert(id(1), vec![other]);
        let listing = Listing::new(table, &ResourceType::KNOWN);
        assert_eq!(listing.row(0).map(|(_, kind)| kind), Some(Kind::Custom));
        assert_eq!(listing.others(id(1))[0].to_string(), "own:buckets/0000000000000007");
        assert_eq!(listing.permission_count(id(1)), listing.table().rows[0].permissions.len() + 1);
    }

    #[test]
    fn every_column_sorts_both_ways_with_the_newest_first_among_equals_and_blanks_last() {
        let other = |row: Authorization| Authorization { user: id(0xcc), ..row };
        let off = |row: Authorization| Authorization { status: Status::Inactive, ..row };
        let listing = listing(vec![
            off(other(made(1, "line-10", 1))),
            made(2, "line-9 (revoked 2026-11-21)", 2),
            other(made(3, "", 3)),
            made(4, "line-9", 4),
        ]);
        let sorted = |column, descending| {
            let mut places = listing.find(&Filter::default(), FilterContext::at(0));
            listing.sort(&mut places, Sort { column, descending }, &BTreeSet::from([id(0xcc)]));
            places
        };
        assert_eq!(sorted(Column::Token, false), [3, 1, 0, 2]);
        assert_eq!(sorted(Column::Token, true), [0, 3, 1, 2]);
        assert_eq!(sorted(Column::Status, false), [3, 1, 2, 0]);
        assert_eq!(sorted(Column::Owner, false), [2, 0, 3, 1]);
        assert_eq!(sorted(Column::Created, false), [0, 1, 2, 3]);
        assert_eq!(sorted(Column::Changed, true), [3, 2, 1, 0]);
        assert_eq!(Sort::default().pressed(Column::Created), Sort { column: Column::Created, descending: false });
        assert_eq!(Sort::default().pressed(Column::Owner), Sort { column: Column::Owner, descending: false });
    }

    #[test]
    fn one_token_with_a_hundred_thousand_permissions_costs_nothing_noticeable() {
        let mut table = AuthorizationTable::default();
        let lines = (1..=50_000).flat_map(|number| {
            table.names.insert(&ResourceType::Buckets, id(number), &format!("bucket-{number}"));
            ["read", "write"].map(|action| format!("{action}:orgs/00000000000000aa/buckets/{number:016x}"))
        });
        let lines: Vec<String> = lines.collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        table.rows = vec![row(1, "", &lines)];
        let started = std::time::Instant::now();
        let listing = Listing::new(table, &ResourceType::KNOWN);
        assert_eq!(listing.find(&Filter::parse("bucket-49999 read/write").filter, FilterContext::at(0)), [0]);
        // It took half a minute when each permission was compared with each other one.
        assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
    }

    #[test]
    fn ten_thousand_tokens_are_searched_and_sorted_while_one_types() {
        let wide = ["read:orgs/00000000000000aa/buckets/0000000000000007", "write:orgs/00000000000000aa/tasks"];
        let rows = (1..=10_000).map(|number| Authorization {
            permissions: wide.iter().map(|line| Permission::parse(line).expect("a permission")).collect(),
            ..made(number, &format!("device-{:05} telegraf", number * 7_919 % 10_000), 0)
        });
        let listing = listing(rows.collect());
        let started = std::time::Instant::now();
        let filter = Filter::parse("dev*09 status:active can:read:plant-* created:<1y !owner:ana").filter;
        let mut found = listing.find(&filter, FilterContext::at(1_800_000_000_000));
        assert_eq!(found.len(), 0, "the pattern ends at 09");
        found = listing.find(&Filter::default(), FilterContext::at(0));
        listing.sort(&mut found, Sort { column: Column::Token, descending: false }, &BTreeSet::new());
        assert_eq!(listing.row(found[9_999]).map(|(row, _)| &*row.description), Some("device-09999 telegraf"));
        // Generous, for a build without optimization beside other work: it is there for what grows with the square.
        assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
    }
}
