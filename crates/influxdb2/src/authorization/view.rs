//! How the list is looked at, as it stands in an address: `filter=status%3Aactive&sort=owner&order=desc`.

use super::{Column, Sort};
use console_core::table::address;

/// Filter and order of the list. The filter is kept as typed, so that a wrong one survives in the address too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// The text of the filter.
    pub filter: String,
    /// The order.
    pub sort: Sort,
}

impl ListView {
    /// The query of an address; empty for the list as it opens.
    pub fn to_query(&self) -> String {
        let sort = (self.sort != Sort::default()).then_some((self.sort.column.word(), self.sort.descending));
        address::write(&self.filter, sort)
    }

    /// Reads a query; what is unknown or broken in it counts as not there.
    pub fn from_query(query: &str) -> Self {
        let (filter, sort) = address::read(query);
        let known = |(word, descending): (&str, bool)| Some(Sort { column: Column::parse(word)?, descending });
        Self { filter, sort: sort.and_then(known).unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_list_as_it_opens_needs_no_query() {
        assert_eq!(ListView::default().to_query(), "");
        assert_eq!(ListView::from_query(""), ListView::default());
        assert_eq!(ListView::from_query("sort=nothing&filter=%zz&other"), ListView::default());
    }

    proptest! {
        #[test]
        fn a_view_survives_in_an_address(filter in any::<String>(), column in 0..7_usize, descending in any::<bool>()) {
            let view = ListView { filter, sort: Sort { column: Column::ALL[column], descending } };
            prop_assert_eq!(ListView::from_query(&view.to_query()), view);
        }
    }
}
