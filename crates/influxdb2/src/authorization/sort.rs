//! The order of the list, by any column. Equals stay in the order of their creation, the newest first.

use super::{Authorization, AuthorizationTable, Listing, TokenStatus, note};
use crate::Id;
use crate::permission::ResourceType;
use console_core::sort::{in_order, set_of, sort_by, sort_by_number};
use console_core::table;
use console_core::text::natural;
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

/// The order of this list.
pub type Sort = table::Sort<Column>;

/// Filter and order of this list, as they stand in an address.
pub type ListView = table::ListView<Column>;

impl table::Column for Column {
    const ALL: &'static [Self] =
        &[Self::Status, Self::Token, Self::Kind, Self::Grants, Self::Owner, Self::Created, Self::Changed];
    const OPENS: Self = Self::Created;

    fn word(self) -> &'static str {
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

    fn greatest_first(self) -> bool {
        matches!(self, Self::Created | Self::Changed | Self::Grants)
    }

    fn words(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Status, false) => "Active first",
            (Self::Status, true) => "Inactive first",
            (Self::Token, false) => "By name, A to Z",
            (Self::Token, true) => "By name, Z to A",
            (Self::Kind, false) => "Widest kind first",
            (Self::Kind, true) => "Narrowest kind first",
            (Self::Grants, false) => "Fewest grants first",
            (Self::Grants, true) => "Most grants first",
            (Self::Owner, false) => "By owner, A to Z",
            (Self::Owner, true) => "By owner, Z to A",
            (Self::Created, false) => "Oldest first",
            (Self::Created, true) => "Newest first",
            (Self::Changed, false) => "First changed first",
            (Self::Changed, true) => "Last changed first",
        }
    }
}

impl Listing {
    /// Sorts places of this list that [`Self::find`] found. What has no value comes last in both directions.
    pub fn sort(&self, places: &mut [u32], sort: Sort, inactive: &BTreeSet<Id>) {
        if sort == (Sort { column: Column::Created, descending: true }) {
            // They were found in this order.
            return;
        }
        let value = |place: u32| -> Option<u64> {
            let (row, kind) = self.row(place)?;
            Some(match sort.column {
                Column::Status => TokenStatus::of(row, inactive) as u64,
                Column::Token => u64::from(self.name_ranks().get(place as usize).copied()??),
                Column::Kind => kind as u64,
                Column::Grants => row.permissions.len() as u64,
                Column::Owner => u64::from(*self.owner_ranks().get(place as usize)?),
                Column::Created => in_order(row.made_ms()),
                Column::Changed => in_order(row.changed_ms?),
            })
        };
        sort_by_number(places, |place| match value(place) {
            Some(value) if sort.descending => (u64::MAX - 1).saturating_sub(value),
            Some(value) => value,
            None => u64::MAX,
        });
    }
}

/// Where the name of each row's owner stands among those of all; ids come after names.
pub(super) fn owner_ranks(table: &AuthorizationTable) -> Vec<u32> {
    let mut users: Vec<Id> = set_of(table.rows.iter().map(|row| row.user)).into_iter().collect();
    let name = |user: &Id| table.names.get(&ResourceType::Users, *user);
    sort_by(&mut users, |a, b| match (name(a), name(b)) {
        (Some(a), Some(b)) => natural::compare(a, b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
    let mut ranks = BTreeMap::new();
    ranks.extend(users.into_iter().zip(0..));
    table.rows.iter().map(|row| ranks.get(&row.user).copied().unwrap_or(u32::MAX)).collect()
}

/// Where each description stands among all, without its notes; none for a token without one.
pub(super) fn name_ranks(rows: &[Authorization]) -> Vec<Option<u32>> {
    let names: Vec<&str> = rows.iter().map(|row| note::read(&row.description).name).collect();
    natural::ranks(&names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_survives_in_an_address() {
        for column in <Column as table::Column>::ALL {
            let view =
                ListView { filter: "status:active".to_owned(), sort: Sort { column: *column, descending: true } };
            assert_eq!(ListView::from_query(&view.to_query()), view);
        }
    }
}
