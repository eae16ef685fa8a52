//! The order of the list, by any column. Equals stay in the order of their creation, the newest first.

use super::Listing;
use super::matcher::Context;
use crate::token::{Expiry, Token};
use console_core::sort::{sort_by, sort_by_key};
use console_core::text::natural;
use std::cmp::Reverse;

/// A column that the list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Status,
    Token,
    Grants,
    Expires,
    Created,
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
    pub const ALL: [Self; 5] = [Self::Status, Self::Token, Self::Grants, Self::Expires, Self::Created];

    /// The word in an address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Token => "token",
            Self::Grants => "grants",
            Self::Expires => "expires",
            Self::Created => "created",
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
    pub fn pressed(self, column: Column) -> Self {
        let greatest_first = matches!(column, Column::Created | Column::Grants);
        Self { column, descending: if self.column == column { !self.descending } else { greatest_first } }
    }

    /// What the foot of the list says.
    pub const fn words(self) -> &'static str {
        match (self.column, self.descending) {
            (Column::Status, false) => "Expiring soon first",
            (Column::Status, true) => "Revoked first",
            (Column::Token, false) => "By name, A to Z",
            (Column::Token, true) => "By name, Z to A",
            (Column::Grants, false) => "Fewest grants first",
            (Column::Grants, true) => "Most grants first",
            (Column::Expires, false) => "First to expire first",
            (Column::Expires, true) => "Last to expire first",
            (Column::Created, false) => "Oldest first",
            (Column::Created, true) => "Newest first",
        }
    }
}

impl Listing {
    /// Sorts places of this list. What has no value, such as a token that never expires, comes last in both directions.
    pub fn sort(&self, places: &mut Vec<u32>, sort: Sort, context: Context<'_>) {
        let ranks = if sort.column == Column::Token { self.name_ranks() } else { Vec::new() };
        let key = |place: u32, row: &Token| -> Option<i64> {
            Some(match sort.column {
                Column::Status => row.state(context.now_ms, context.soon_days) as i64,
                Column::Token => i64::from((*ranks.get(place as usize)?)?),
                Column::Grants => i64::try_from(row.permissions.len()).unwrap_or(i64::MAX),
                Column::Expires => match row.expiry {
                    Expiry::At(at) => at,
                    Expiry::Never | Expiry::Unreadable => return None,
                },
                Column::Created => row.created_ms?,
            })
        };
        let direction = if sort.descending { -1 } else { 1 };
        let keyed = |place: &u32| {
            let row = self.row(*place)?;
            let key = key(*place, row);
            let newest = Reverse((row.created_ms, row.id));
            Some(((key.is_none(), key.unwrap_or(0).saturating_mul(direction), newest), *place))
        };
        let mut keyed: Vec<_> = places.iter().filter_map(keyed).collect();
        sort_by_key(&mut keyed, |(key, _)| *key);
        places.clear();
        places.extend(keyed.into_iter().map(|(_, place)| place));
    }

    /// Where each description stands among all; none for a token without one.
    fn name_ranks(&self) -> Vec<Option<u32>> {
        let name = |place: u32| self.row(place).map_or("", |row| &row.description);
        let mut places: Vec<u32> = (0..).take(self.len()).filter(|place| !name(*place).trim().is_empty()).collect();
        sort_by(&mut places, |a, b| natural::compare(name(*a), name(*b)));
        let mut ranks = vec![None; self.len()];
        let mut rank = 0;
        for (at, place) in places.iter().enumerate() {
            rank += u32::from(at > 0 && name(*place) != name(places[at - 1]));
            ranks[*place as usize] = Some(rank);
        }
        ranks
    }
}
