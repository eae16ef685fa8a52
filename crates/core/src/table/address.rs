//! Filter and order of a list in an address: `filter=status%3Aactive&sort=owner&order=desc`.

use crate::http::{decode, encode};

/// The query; empty for no filter and the order in which a list opens. An order is a column's word and whether it descends.
pub fn write(filter: &str, sort: Option<(&str, bool)>) -> String {
    let mut parts = Vec::new();
    if !filter.is_empty() {
        parts.push(format!("filter={}", encode(filter)));
    }
    if let Some((column, descending)) = sort {
        parts.push(format!("sort={column}&order={}", if descending { "desc" } else { "asc" }));
    }
    parts.join("&")
}

/// Reads a query; what is broken in it counts as not there.
pub fn read(query: &str) -> (String, Option<(&str, bool)>) {
    let value = |key: &str| {
        query.split('&').find_map(|pair| pair.split_once('=').filter(|(known, _)| *known == key)).map(|(_, v)| v)
    };
    let sort = value("sort").map(|column| (column, value("order") == Some("desc")));
    (value("filter").and_then(decode).unwrap_or_default(), sort)
}
