//! The users who own the tokens of a list: how many each has, of which kinds, and since when nothing changed.

use super::{Listing, Status};
use crate::Id;
use crate::permission::{Kind, ResourceType};
use console_core::table::{self, Haystack};
use console_core::text::{natural, number};
use std::collections::{BTreeMap, BTreeSet};

/// One user who owns tokens of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The user.
    pub id: Id,
    /// Tokens that are active themselves, whatever the user is.
    pub active: usize,
    /// Tokens that were deactivated.
    pub inactive: usize,
    /// How many tokens there are of each kind, in the order of [`Kind::ALL`].
    pub kinds: [usize; Kind::ALL.len()],
    /// When one of the tokens was last created or changed, in milliseconds since 1970.
    pub changed_ms: i64,
}

/// Whether a user's tokens work, as far as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OwnerStatus {
    /// The user is active.
    Active,
    /// The server refuses all tokens of the user.
    Inactive,
    /// The credential is not shown the user.
    NotKnown,
}

impl OwnerStatus {
    /// The words in a list.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
            Self::NotKnown => "Not known",
        }
    }
}

/// What is known of users: who can be read, and who of them is inactive.
#[derive(Clone, Copy)]
pub struct OwnersContext<'a> {
    /// The users whose status was read.
    pub read: &'a dyn Fn(Id) -> bool,
    /// Those of them who are inactive.
    pub inactive: &'a BTreeSet<Id>,
}

impl OwnersContext<'_> {
    /// The status of a user.
    pub fn status(self, user: Id) -> OwnerStatus {
        if self.inactive.contains(&user) {
            OwnerStatus::Inactive
        } else if (self.read)(user) {
            OwnerStatus::Active
        } else {
            OwnerStatus::NotKnown
        }
    }
}

impl Owner {
    /// How many tokens the user has here.
    pub const fn tokens(&self) -> usize {
        self.active + self.inactive
    }

    /// The strongest kind among the tokens.
    pub fn strongest(&self) -> Kind {
        let first = Kind::ALL.into_iter().zip(self.kinds).find(|(_, count)| *count > 0);
        first.map_or(Kind::Empty, |(kind, _)| kind)
    }

    /// The kinds with their numbers: "Operator, 2 Read/write".
    pub fn kinds_in_words(&self) -> String {
        let named = Kind::ALL.into_iter().zip(self.kinds).filter(|(_, count)| *count > 0);
        let words =
            named.map(
                |(kind, count)| {
                    if count == 1 { kind.title().to_owned() } else { format!("{} {}", number(count), kind.title()) }
                },
            );
        words.collect::<Vec<_>>().join(", ")
    }

    /// "4 active, 1 inactive".
    pub fn tokens_in_words(&self) -> String {
        counted(self.active, self.inactive)
    }
}

/// "4 active, 1 inactive"; what there is none of is left out.
pub fn counted(active: usize, inactive: usize) -> String {
    match (active, inactive) {
        (active, 0) => format!("{} active", number(active)),
        (0, inactive) => format!("{} inactive", number(inactive)),
        (active, inactive) => format!("{} active, {} inactive", number(active), number(inactive)),
    }
}

/// All owners of the tokens of a list, by id.
fn owners(listing: &Listing) -> Vec<Owner> {
    let mut places: BTreeMap<Id, usize> = BTreeMap::new();
    let mut owners: Vec<Owner> = Vec::new();
    let rows = 0..u32::try_from(listing.len()).unwrap_or(u32::MAX);
    for (row, kind) in rows.filter_map(|place| listing.row(place)) {
        let at = *places.entry(row.user).or_insert_with(|| {
            owners.push(Owner {
                id: row.user,
                active: 0,
                inactive: 0,
                kinds: Default::default(),
                changed_ms: i64::MIN,
            });
            owners.len() - 1
        });
        let owner = &mut owners[at];
        match row.status {
            Status::Active => owner.active += 1,
            Status::Inactive => owner.inactive += 1,
        }
        if let Some(at) = Kind::ALL.iter().position(|one| *one == kind) {
            owner.kinds[at] += 1;
        }
        owner.changed_ms = owner.changed_ms.max(row.changed_ms.unwrap_or(i64::MIN)).max(row.made_ms());
    }
    owners
}

/// A column that owners can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Owner,
    Status,
    Tokens,
    Kinds,
    Changed,
}

/// The order of the owners.
pub type Sort = table::Sort<Column>;

impl table::Column for Column {
    const ALL: &'static [Self] = &[Self::Owner, Self::Status, Self::Tokens, Self::Kinds, Self::Changed];
    const OPENS: Self = Self::Owner;

    fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Status => "status",
            Self::Tokens => "tokens",
            Self::Kinds => "kinds",
            Self::Changed => "changed",
        }
    }

    fn greatest_first(self) -> bool {
        matches!(self, Self::Tokens | Self::Changed)
    }

    fn words(self, descending: bool) -> &'static str {
        match (self, descending) {
            (Self::Owner, false) => "By name, A to Z",
            (Self::Owner, true) => "By name, Z to A",
            (Self::Status, false) => "Active first",
            (Self::Status, true) => "Not known first",
            (Self::Tokens, false) => "Fewest tokens first",
            (Self::Tokens, true) => "Most tokens first",
            (Self::Kinds, false) => "Strongest kind first",
            (Self::Kinds, true) => "Weakest kind first",
            (Self::Changed, false) => "Longest unchanged first",
            (Self::Changed, true) => "Last changed first",
        }
    }
}

/// All owners of a list, to be searched and sorted while somebody types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// The owners.
    pub owners: Vec<Owner>,
    /// Where each name stands among all.
    ranks: Vec<Option<u32>>,
    haystack: Haystack,
}

impl Directory {
    /// Works a list up.
    pub fn new(listing: &Listing) -> Self {
        let owners = owners(listing);
        let names = &listing.table().names;
        let mut all: Vec<&str> = Vec::with_capacity(owners.len());
        let mut haystack = Haystack::default();
        for owner in &owners {
            let name = names.get(&ResourceType::Users, owner.id).unwrap_or_default();
            haystack.push([name, &owner.id.to_string()]);
            all.push(name);
        }
        Self { ranks: natural::ranks(&all), owners, haystack }
    }

    /// The places of those owners whose name or id has all words of a text in it, in this order.
    pub fn find(&self, text: &str, sort: Sort, known: OwnersContext<'_>) -> Vec<u32> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let fits = |at: usize| {
            let text = self.haystack.text(at);
            words.iter().all(|word| text.contains(word))
        };
        let all = (0_u32..).zip(&self.owners).map(|(at, _)| at);
        let mut places: Vec<u32> = all.filter(|at| fits(*at as usize)).collect();
        sort.order(&mut places, |place| {
            let owner = self.owners.get(place as usize)?;
            let rank = self.ranks.get(place as usize).copied().flatten();
            let value = match sort.column {
                Column::Owner => rank.map(i64::from),
                Column::Status => Some(known.status(owner.id) as i64),
                Column::Tokens => i64::try_from(owner.tokens()).ok(),
                Column::Kinds => {
                    let strongest = owner.strongest();
                    Kind::ALL.iter().position(|kind| *kind == strongest).and_then(|at| i64::try_from(at).ok())
                }
                Column::Changed => Some(owner.changed_ms),
            };
            Some((value, (rank.is_none(), rank, owner.id)))
        });
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::Authorization;
    use crate::authorization::listing::tests::{id, listing, row};

    const READS: &str = "read:orgs/00000000000000aa/buckets";

    fn of(user: u64, token: Authorization) -> Authorization {
        Authorization { user: id(user), ..token }
    }

    fn some() -> Listing {
        let off = |token| Authorization { status: Status::Inactive, changed_ms: Some(9_000), ..token };
        let made = |ms, token| Authorization { created_ms: Some(ms), ..token };
        listing(vec![
            made(2_000, of(0xcc, row(1, "", &[READS]))),
            made(3_000, of(0xbb, row(2, "", &["read:orgs/00000000000000aa/tasks"]))),
            off(made(1_000, of(0xcc, row(3, "", &[READS])))),
            made(4_000, of(0xdd, row(4, "", &[READS]))),
        ])
    }

    #[test]
    fn every_owner_is_counted_with_kinds_and_the_last_change() {
        let owners = owners(&some());
        let told: Vec<_> = owners
            .iter()
            .map(|one| (one.id, one.tokens_in_words(), one.kinds_in_words(), one.strongest(), one.changed_ms))
            .collect();
        assert_eq!(
            told,
            [
                (id(0xcc), "1 active, 1 inactive".to_owned(), "2 Read".to_owned(), Kind::Read, 9_000),
                (id(0xbb), "1 active".to_owned(), "Custom".to_owned(), Kind::Custom, 3_000),
                (id(0xdd), "1 active".to_owned(), "Read".to_owned(), Kind::Read, 4_000),
            ]
        );
    }

    #[test]
    fn owners_are_found_by_name_or_id_and_sorted_by_every_column_with_the_nameless_last() {
        let listing = some();
        let directory = Directory::new(&listing);
        let inactive = BTreeSet::from([id(0xbb)]);
        let known = OwnersContext { read: &|user| user != id(0xdd), inactive: &inactive };
        let found = |text: &str, column, descending| directory.find(text, Sort { column, descending }, known);
        // 0 is ana.lindqvist, 1 svc-telegraf and inactive, 2 has no name and nobody may read it.
        for (column, ascending, descending) in [
            (Column::Owner, [0, 1, 2], [1, 0, 2]),
            (Column::Status, [0, 1, 2], [2, 1, 0]),
            (Column::Tokens, [1, 2, 0], [0, 1, 2]),
            (Column::Kinds, [0, 2, 1], [1, 0, 2]),
            (Column::Changed, [1, 2, 0], [0, 2, 1]),
        ] {
            assert_eq!(found("", column, false), ascending, "{column:?}");
            assert_eq!(found("", column, true), descending, "{column:?}");
        }
        assert_eq!(found("LIND ana", Column::Owner, false), [0]);
        assert_eq!(found("00dd", Column::Owner, false), [2]);
        assert_eq!(found("nobody", Column::Owner, false), [0_u32; 0]);
    }
}
