//! The list of tokens as a screen works with it: searchable, filtered, sorted, written to a file.

mod export;
mod filter;
mod matcher;
mod sort;
mod suggest;

pub use export::{csv, json};
pub use filter::{Filter, KEYS, Parsed, Part, QUICK, Term};
pub use matcher::{MatchContext, counts};
pub use sort::{Column, ListView, Sort};
pub use suggest::suggest;

use crate::Id;
use crate::token::{Token, TokenTable};
use console_core::sort::sort_by_key;
use console_core::table::Haystack;
use std::sync::OnceLock;

/// A list of tokens with what was worked out about them once.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    table: TokenTable,
    haystack: Haystack,
    /// Places in the table, newest first.
    order: Vec<u32>,
    /// Places in the table, by id.
    by_id: OnceLock<Vec<u32>>,
}

impl Listing {
    /// Works a table up.
    pub fn new(table: TokenTable) -> Self {
        let mut haystack = Haystack::default();
        for row in &table.rows {
            let id = row.id.to_string();
            let names = row.permissions.resources().map(|resource| resource.name().unwrap_or("all databases"));
            // Rows show an action that this console does not know by its own word.
            let unknown = row.permissions.unknown().map(|permission| permission.verb.as_str());
            haystack.push([&*row.description, &*id].into_iter().chain(names).chain(unknown));
        }
        let mut order: Vec<u32> = (0..u32::try_from(table.rows.len()).unwrap_or(u32::MAX)).collect();
        sort_by_key(&mut order, |place| {
            let row = &table.rows[*place as usize];
            std::cmp::Reverse((row.created_ms, row.id))
        });
        Self { table, haystack, order, by_id: OnceLock::new() }
    }

    /// All tokens.
    pub const fn table(&self) -> &TokenTable {
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

    /// The token at a place.
    pub fn row(&self, place: u32) -> Option<&Token> {
        self.table.rows.get(place as usize)
    }

    /// The place of a token.
    pub fn place_of(&self, id: Id) -> Option<u32> {
        let id_at = |place: &u32| self.row(*place).map(|row| row.id);
        let by_id = self.by_id.get_or_init(|| {
            let mut places = self.order.clone();
            sort_by_key(&mut places, id_at);
            places
        });
        let place = *by_id.get(by_id.partition_point(|place| id_at(place) < Some(id)))?;
        (id_at(&place) == Some(id)).then_some(place)
    }

    /// The places of the tokens that a filter shows, newest first.
    pub fn find(&self, filter: &Filter, context: MatchContext<'_>) -> Vec<u32> {
        if filter.is_empty() {
            return self.order.clone();
        }
        let matcher = matcher::Matcher::new(filter, context);
        self.order.iter().copied().filter(|place| matcher.takes(self, *place)).collect()
    }

    /// The searchable text of a token, a line for each field, in small letters.
    fn text(&self, place: u32) -> &str {
        self.haystack.text(place as usize)
    }
}
