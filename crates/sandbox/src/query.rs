//! The query part of an address, and paging parameters in it.

use crate::answer::Refusal;
use crate::id::Id;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What Go leaves as it is when it writes a query.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Parsed parameters in the order of the address.
#[derive(Clone, Default, Debug)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the part after the question mark.
    pub fn parse(text: &str) -> Self {
        let decode = |part: &str| percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned();
        Self(
            text.split('&')
                .filter(|part| !part.is_empty())
                .map(|part| {
                    let (key, value) = part.split_once('=').unwrap_or((part, ""));
                    (decode(key), decode(value))
                })
                .collect(),
        )
    }

    /// The first value of a parameter, if it is not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
    }

    /// Every value of a parameter.
    pub fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(k, _)| k == key).map(|(_, v)| v.as_str())
    }

    /// A parameter that is an id; a malformed one is refused.
    pub fn id(&self, key: &str) -> Result<Option<Id>, Refusal> {
        Ok(self.get(key).map(Id::parse).transpose()?)
    }

    /// A parameter that is an id; a malformed one counts as absent.
    pub fn lenient_id(&self, key: &str) -> Option<Id> {
        self.get(key).and_then(|text| Id::parse(text).ok())
    }
}

/// The common paging parameters.
#[derive(Clone, Debug)]
pub struct Paging {
    /// At most so many.
    pub limit: usize,
    /// So many are left out first; a negative number leaves out none, and links still show it.
    pub offset: i64,
    /// Start behind this one.
    pub after: Option<Id>,
    /// Backwards.
    pub descending: bool,
    /// Free text, handed back in links.
    pub sort_by: Option<String>,
}

impl Paging {
    /// Reads and checks them: limit 1 to 100, 20 if none is given.
    pub fn read(query: &Query) -> Result<Self, Refusal> {
        let offset = number(query, "offset")?.unwrap_or(0);
        let after = query
            .get("after")
            .map(|text| Id::parse(text).map_err(|e| Refusal::invalid(format!("decoding after: {}", e.message()))))
            .transpose()?;
        let limit = match number(query, "limit")? {
            None => 20,
            Some(n @ 1..=100) => n,
            Some(_) => return Err(Refusal::invalid("limit must be between 1 and 100")),
        };
        let descending = match query.get("descending") {
            None | Some("0" | "f" | "F" | "false" | "FALSE" | "False") => false,
            Some("1" | "t" | "T" | "true" | "TRUE" | "True") => true,
            Some(_) => return Err(Refusal::invalid("descending is invalid")),
        };
        Ok(Self {
            limit: usize::try_from(limit).unwrap_or(20),
            offset,
            after,
            descending,
            sort_by: query.get("sortBy").map(str::to_owned),
        })
    }

    /// The `links` of a page of `count` items at `path`, where `filter` narrowed the list.
    pub fn links(&self, path: &str, filter: &[(&str, Option<String>)], count: usize) -> serde_json::Value {
        let limit = i64::try_from(self.limit).unwrap_or(i64::MAX);
        let link = |offset: i64| {
            let given = filter.iter().filter_map(|(key, value)| Some((*key, value.clone()?)));
            let mut values: Vec<(&str, String)> = given.collect();
            values.extend(self.after.map(|after| ("after", after.to_string())));
            values.extend(self.sort_by.clone().map(|sort_by| ("sortBy", sort_by)));
            values.push(("descending", self.descending.to_string()));
            values.push(("limit", self.limit.to_string()));
            values.push(("offset", offset.to_string()));
            serde_json::Value::String(address(path, values))
        };
        let mut links = serde_json::Map::new();
        if self.offset > 0 {
            links.insert("prev".into(), link((self.offset - limit).max(0)));
        }
        links.insert("self".into(), link(self.offset));
        if count >= self.limit {
            links.insert("next".into(), link(self.offset + limit));
        }
        serde_json::Value::Object(links)
    }

    /// The page of an id-ordered list, cut as the server's cursor cuts it.
    ///
    /// Going backwards `after` is where the cursor starts, one item too early: the server seeks the next
    /// greater id and walks down from there, so that item and `after` itself come first.
    pub fn page_by_id<T>(&self, items: impl DoubleEndedIterator<Item = (Id, T)>) -> Vec<T> {
        if self.descending {
            let items: Vec<_> = items.collect();
            let end = match self.after {
                None => items.len(),
                Some(after) => match items.iter().position(|(id, _)| *id > after) {
                    Some(next) => next + 1,
                    None => 0,
                },
            };
            let mut items = items;
            items.truncate(end);
            return self.cut(items.into_iter().rev().map(|(_, item)| item));
        }
        self.cut(items.filter(|(id, _)| self.after.is_none_or(|after| *id > after)).map(|(_, item)| item))
    }

    /// The page of a list whose store knows no `after`: the parameter only comes back in the links.
    pub fn page_without_after<T>(&self, items: impl DoubleEndedIterator<Item = T>) -> Vec<T> {
        if self.descending { self.cut(items.rev()) } else { self.cut(items) }
    }

    /// Leaves out the offset and stops at the limit.
    pub fn cut<T>(&self, items: impl Iterator<Item = T>) -> Vec<T> {
        items.skip(usize::try_from(self.offset).unwrap_or(0)).take(self.limit).collect()
    }
}

/// An address with parameters in the order of their names; those of one name keep their order.
pub fn address(path: &str, mut values: Vec<(&str, String)>) -> String {
    values.sort_by_key(|(key, _)| *key);
    let query: Vec<_> = values.iter().map(|(key, value)| format!("{key}={}", escape(value))).collect();
    format!("{path}?{}", query.join("&"))
}

/// A text as Go writes it into a query.
pub fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string().replace("%20", "+")
}

fn number(query: &Query, key: &str) -> Result<Option<i64>, Refusal> {
    query
        .get(key)
        .map(|text| text.parse::<i64>().map_err(|_| Refusal::invalid(format!("{key} is invalid"))))
        .transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paging(text: &str) -> Paging {
        Paging::read(&Query::parse(text)).unwrap()
    }

    #[test]
    fn a_page_is_cut_as_the_server_cuts_it() {
        let ids = || (1..=5).map(|n| (Id(n), n));
        for (text, expected) in [
            ("", vec![1, 2, 3, 4, 5]),
            ("limit=2&offset=1", vec![2, 3]),
            ("after=0000000000000003", vec![4, 5]),
            ("descending=true&limit=2", vec![5, 4]),
            ("descending=true&after=0000000000000003", vec![4, 3, 2, 1]),
            ("descending=true&after=0000000000000005", vec![]),
        ] {
            assert_eq!(paging(text).page_by_id(ids()), expected, "{text}");
        }
    }

    #[test]
    fn parameters_out_of_range_are_named() {
        for (text, message) in [
            ("limit=0", "limit must be between 1 and 100"),
            ("limit=101", "limit must be between 1 and 100"),
            ("limit=x", "limit is invalid"),
            ("offset=x", "offset is invalid"),
            ("descending=x", "descending is invalid"),
            ("after=abc", "decoding after: id must have a length of 16 bytes"),
        ] {
            let refusal = Paging::read(&Query::parse(text)).unwrap_err();
            assert_eq!(refusal.message, message);
        }
    }

    #[test]
    fn links_are_sorted_and_escaped() {
        let links = paging("limit=2&offset=1").links("/x", &[("org", Some("a b&c".into()))], 2);
        assert_eq!(links["prev"], "/x?descending=false&limit=2&offset=0&org=a+b%26c");
        assert_eq!(links["next"], "/x?descending=false&limit=2&offset=3&org=a+b%26c");
    }
}
