//! The order of the list, by any column. Equals stay in the order of their creation, the newest first.

use super::Listing;
use super::matcher::MatchContext;
use crate::token::{Expiry, Token};
use console_core::table;
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

/// The order of this list.
pub type Sort = table::Sort<Column>;

/// Filter and order of this list, as they stand in an address.
pub type ListView = table::ListView<Column>;

impl table::Column for Column {
    const ALL: &'static [Self] = &[Self::Status, Self::Token, Self::Grants, Self::Expires, Self::Created];
    const OPENS: Self = Self::Created;

    fn word(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Token => "token",
            Self::Grants => "grants",
            Self::Expires => "expires",
            Self::Created => "created",
        }
    }

    fn greatest_first(self) -> bool {
        matches!(self, Self::Created | Self::Grants)
    }

    fn words(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Status, false) => "Expiring soon first",
            (Self::Status, true) => "Revoked first",
            (Self::Token, false) => "By name, A to Z",
            (Self::Token, true) => "By name, Z to A",
            (Self::Grants, false) => "Fewest grants first",
            (Self::Grants, true) => "Most grants first",
            (Self::Expires, false) => "First to expire first",
            (Self::Expires, true) => "Last to expire first",
            (Self::Created, false) => "Oldest first",
            (Self::Created, true) => "Newest first",
        }
    }
}

impl Listing {
    /// Sorts places of this list. What has no value, such as a token that never expires, comes last in both directions.
    pub fn sort(&self, places: &mut Vec<u32>, sort: Sort, context: MatchContext<'_>) {
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
        sort.order(places, |place| {
            let row = self.row(place)?;
            Some((key(place, row), Reverse((row.created_ms, row.id))))
        });
    }

    /// Where each description stands among all; none for a token without one.
    fn name_ranks(&self) -> Vec<Option<u32>> {
        let name = |place: u32| self.row(place).map_or("", |row| &row.description);
        let names: Vec<&str> = (0..).take(self.len()).map(name).collect();
        natural::ranks(&names)
    }
}
