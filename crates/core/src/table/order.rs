//! The order of a list, by any of its columns, and how it stands in an address with the filter.

use super::address;
use crate::secret::may_hold_secret;
use crate::sort::sort_by_key;

/// A column that a list can be sorted by.
pub trait Column: Copy + Eq + 'static {
    /// All columns, in the order in which they stand.
    const ALL: &'static [Self];
    /// The column in whose order a list opens.
    const OPENS: Self;

    /// The word in an address.
    fn word(self) -> &'static str;

    /// Whether the greatest comes first with the first press on it.
    fn greatest_first(self) -> bool;

    /// What the foot of the list says of its order.
    fn words(self, descending: bool) -> &'static str;
}

/// An order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort<C> {
    /// By what.
    pub column: C,
    /// Whether the greatest comes first.
    pub descending: bool,
}

impl<C: Column> Default for Sort<C> {
    fn default() -> Self {
        Self { column: C::OPENS, descending: C::OPENS.greatest_first() }
    }
}

impl<C: Column> Sort<C> {
    /// The order after one more press on a column: its natural direction first, then the other one.
    #[must_use]
    pub fn pressed(self, column: C) -> Self {
        let descending = if self.column == column { !self.descending } else { column.greatest_first() };
        Self { column, descending }
    }

    /// What the foot of the list says.
    pub fn words(self) -> &'static str {
        self.column.words(self.descending)
    }

    /// Puts places of a list into this order. `key` gives the value of a place and what decides between equals; a place
    /// without a value comes last in both directions, and one that is no longer there goes.
    pub fn order<K: Ord + Copy>(self, places: &mut Vec<u32>, key: impl Fn(u32) -> Option<(Option<i64>, K)>) {
        let direction = if self.descending { -1 } else { 1 };
        let keyed = |place: &u32| {
            let (value, between) = key(*place)?;
            Some(((value.is_none(), value.unwrap_or(0).saturating_mul(direction), between), *place))
        };
        let mut keyed: Vec<_> = places.iter().filter_map(keyed).collect();
        sort_by_key(&mut keyed, |(key, _)| *key);
        places.clear();
        places.extend(keyed.into_iter().map(|(_, place)| place));
    }
}

/// Filter and order of a list. The filter is kept as typed, so that a wrong one survives in the address too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListView<C> {
    /// The text of the filter.
    pub filter: String,
    /// The order.
    pub sort: Sort<C>,
}

impl<C: Column> Default for ListView<C> {
    fn default() -> Self {
        Self { filter: String::new(), sort: Sort::default() }
    }
}

impl<C: Column> ListView<C> {
    /// The query of an address; empty for the list as it opens.
    pub fn to_query(&self) -> String {
        let sort = (self.sort != Sort::default()).then_some((self.sort.column.word(), self.sort.descending));
        address::write(&self.filter, sort)
    }

    /// The query as it may stand where it is seen and kept: a filter that may hold a secret, as after pasting into the wrong
    /// field, stays out of it.
    pub fn to_address(&self) -> String {
        let filter = if may_hold_secret(&self.filter) { String::new() } else { self.filter.clone() };
        Self { filter, sort: self.sort }.to_query()
    }

    /// Reads a query; what is unknown or broken in it counts as not there.
    pub fn from_query(query: &str) -> Self {
        let (filter, sort) = address::read(query);
        let known = |(word, descending): (&str, bool)| {
            let column = C::ALL.iter().copied().find(|column| column.word() == word)?;
            Some(Sort { column, descending })
        };
        Self { filter, sort: sort.and_then(known).unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    enum Of {
        Name,
        Created,
    }

    impl Column for Of {
        const ALL: &'static [Self] = &[Self::Name, Self::Created];
        const OPENS: Self = Self::Created;

        fn word(self) -> &'static str {
            if self == Self::Name { "name" } else { "created" }
        }

        fn greatest_first(self) -> bool {
            self == Self::Created
        }

        fn words(self, _: bool) -> &'static str {
            self.word()
        }
    }

    #[test]
    fn the_first_press_sorts_as_is_usual_for_the_column_and_the_second_turns_it_round() {
        let opened = Sort::<Of>::default();
        assert_eq!(opened, Sort { column: Of::Created, descending: true });
        let pressed = opened.pressed(Of::Name);
        assert_eq!(pressed, Sort { column: Of::Name, descending: false });
        assert!(pressed.pressed(Of::Name).descending);
    }

    #[test]
    fn what_has_no_value_comes_last_both_ways_and_equals_stay_in_their_order() {
        let values = [Some(2), None, Some(1), Some(2)];
        for (descending, expected) in [(false, [2, 0, 3, 1]), (true, [0, 3, 2, 1])] {
            let mut places = vec![3, 1, 9, 2, 0];
            let sort = Sort { column: Of::Name, descending };
            sort.order(&mut places, |place| values.get(place as usize).map(|value| (*value, place)));
            assert_eq!(places, expected);
        }
    }

    #[test]
    fn the_list_as_it_opens_needs_no_query() {
        assert_eq!(ListView::<Of>::default().to_query(), "");
        assert_eq!(ListView::<Of>::from_query(""), ListView::default());
        assert_eq!(ListView::<Of>::from_query("sort=nothing&filter=%zz&other"), ListView::default());
    }

    proptest! {
        #[test]
        fn a_view_survives_in_an_address(filter in any::<String>(), column in 0..2_usize, descending in any::<bool>()) {
            let view = ListView { filter, sort: Sort { column: Of::ALL[column], descending } };
            prop_assert_eq!(ListView::from_query(&view.to_query()), view);
        }
    }
}
