//! The order of the list, by any column. Equals stay in the order of their creation, the newest first.

use super::{Authorization, Listing, TokenStatus, note};
use crate::Id;
use crate::permission::ResourceType;
use console_core::sort::{set_of, sort_by};
use console_core::table;
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
        sort.order(places, |place| {
            let (row, _) = self.row(place)?;
            Some((key(place, row), Reverse((row.made_ms(), row.id))))
        });
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
