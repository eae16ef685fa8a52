//! The order of the list, by any column. Equals stay in the order of their creation, the newest first.

use super::{Authorization, Listing, TokenStatus, note};
use crate::Id;
use crate::permission::ResourceType;
use console_core::sort::{set_of, sort_by, sort_by_key};
use console_core::text::natural;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A column that the list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Status,
    Token,
    Kind,
    Grants,
    Owner,
    Created,
    Changed,
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Whether the greatest comes first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { column: Column::Created, descending: true }
    }
}

impl Column {
    /// All columns, in the order in which they stand.
    pub const ALL: [Self; 7] =
        [Self::Status, Self::Token, Self::Kind, Self::Grants, Self::Owner, Self::Created, Self::Changed];

    /// The word in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Token => "token",
            Self::Kind => "kind",
            Self::Grants => "grants",
            Self::Owner => "owner",
            Self::Created => "created",
            Self::Changed => "changed",
        }
    }

    /// Reads the word in an address.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.word() == word)
    }
}

impl Sort {
    /// The order after one more press on a column: its natural direction first, then the other one.
    #[must_use]
    pub const fn pressed(self, column: Column) -> Self {
        let newest_first = matches!(column, Column::Created | Column::Changed | Column::Grants);
        let again = self.column as u8 == column as u8;
        Self { column, descending: if again { !self.descending } else { newest_first } }
    }

    /// What the foot of the list says.
    pub const fn words(self) -> &'static str {
        match (self.column, self.descending) {
            (Column::Status, false) => "Active first",
            (Column::Status, true) => "Inactive first",
            (Column::Token, false) => "By name, A to Z",
            (Column::Token, true) => "By name, Z to A",
            (Column::Kind, false) => "Widest kind first",
            (Column::Kind, true) => "Narrowest kind first",
            (Column::Grants, false) => "Fewest grants first",
            (Column::Grants, true) => "Most grants first",
            (Column::Owner, false) => "By owner, A to Z",
            (Column::Owner, true) => "By owner, Z to A",
            (Column::Created, false) => "Oldest first",
            (Column::Created, true) => "Newest first",
            (Column::Changed, false) => "First changed first",
            (Column::Changed, true) => "Last changed first",
        }
    }
}

impl Listing {
    /// Sorts places of this list. What has no value comes last in both directions.
    pub fn sort(&self, places: &mut Vec<u32>, sort: Sort, inactive: &BTreeSet<Id>) {
        let owners = if sort.column == Column::Owner { self.owner_ranks() } else { BTreeMap::new() };
        let names = if sort.column == Column::Token { Some(self.name_ranks()) } else { None };
        let key = |place: u32, row: &Authorization| -> Option<i64> {
            Some(match sort.column {
                Column::Status => TokenStatus::of(row, inactive) as i64,
                Column::Token => i64::from(*names?.get(place as usize)?.as_ref()?),
                Column::Kind => self.row(place)?.1 as i64,
                Column::Grants => i64::try_from(row.permissions.len()).unwrap_or(i64::MAX),
                Column::Owner => *owners.get(&row.user)?,
                Column::Created => row.made_ms(),
                Column::Changed => row.changed_ms?,
            })
        };
        let direction = if sort.descending { -1 } else { 1 };
        let mut keyed: Vec<_> = places
            .iter()
            .filter_map(|place| {
                let (row, _) = self.row(*place)?;
                let key = key(*place, row);
                let newest = Reverse((row.made_ms(), row.id));
                Some(((key.is_none(), key.unwrap_or(0).saturating_mul(direction), newest), *place))
            })
            .collect();
        sort_by_key(&mut keyed, |(key, _)| *key);
        places.clear();
        places.extend(keyed.into_iter().map(|(_, place)| place));
    }

    /// Where each owner stands among the names; ids come after names.
    fn owner_ranks(&self) -> BTreeMap<Id, i64> {
        let users = set_of(self.table().rows.iter().map(|row| row.user));
        let mut users: Vec<Id> = users.into_iter().collect();
        let name = |user: &Id| self.table().names.get(&ResourceType::Users, *user);
        sort_by(&mut users, |a, b| match (name(a), name(b)) {
            (Some(a), Some(b)) => natural::compare(a, b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        users.into_iter().zip(0..).collect()
    }
}

/// Where each description stands among all, without its notes; none for a token without one.
pub(super) fn name_ranks(rows: &[Authorization]) -> Vec<Option<u32>> {
    let names: Vec<&str> = rows.iter().map(|row| note::read(&row.description).name).collect();
    let keys: Vec<Vec<u8>> = names.iter().map(|name| natural::key(name)).collect();
    let mut places: Vec<usize> = (0..rows.len()).filter(|place| !names[*place].trim().is_empty()).collect();
    sort_by(&mut places, |a, b| keys[*a].cmp(&keys[*b]).then_with(|| names[*a].cmp(names[*b])));
    let mut ranks = vec![None; rows.len()];
    let mut rank = 0;
    for (at, place) in places.iter().enumerate() {
        if at > 0 && names[*place] != names[places[at - 1]] {
            rank += 1;
        }
        ranks[*place] = Some(rank);
    }
    ranks
}
