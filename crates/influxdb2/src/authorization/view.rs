//! How the list is looked at, as it stands in an address: `filter=status%3Aactive&sort=owner&order=desc`.

use super::{Column, Sort};
use console_core::http::{decode, encode};

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
        let mut parts = Vec::new();
        if !self.filter.is_empty() {
            parts.push(format!("filter={}", encode(&self.filter)));
        }
        if self.sort != Sort::default() {
            let order = if self.sort.descending { "desc" } else { "asc" };
            parts.push(format!("sort={}&order={order}", self.sort.column.word()));
        }
        parts.join("&")
    }

    /// Reads a query; what is unknown or broken in it counts as not there.
    pub fn from_query(query: &str) -> Self {
        let value = |key: &str| {
            query.split('&').find_map(|pair| pair.split_once('=').filter(|(known, _)| *known == key)).map(|(_, v)| v)
        };
        let column = value("sort").and_then(Column::parse);
        let sort = column.map(|column| Sort { column, descending: value("order") == Some("desc") });
        Self { filter: value("filter").and_then(decode).unwrap_or_default(), sort: sort.unwrap_or_default() }
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
