//! The query part of an address, and paging parameters in it.

use crate::answer::Refusal;
use crate::id::{Id, IdError};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What Go leaves as it is when it writes a query.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Parsed parameters in the order of the address.
#[derive(Clone, Default, Debug)]
pub struct Query {
    pairs: Vec<(String, String)>,
    /// The part after the question mark as it was given.
    given: String,
}

impl Query {
    /// Reads the part after the question mark; what Go cannot read is dropped pair by pair, silently.
    pub fn parse(text: &str) -> Self {
        let read = |pair: &str| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            Some((unescape(key)?, unescape(value)?))
        };
        // Since Go 1.17 a semicolon neither separates pairs nor may stand in one.
        let pairs = text.split('&').filter(|pair| !pair.is_empty() && !pair.contains(';')).filter_map(read).collect();
        Self { pairs, given: text.to_owned() }
    }

    /// A path with these parameters behind it, written as they came.
    pub fn after(&self, path: &str) -> String {
        if self.given.is_empty() { path.to_owned() } else { format!("{path}?{}", self.given) }
    }

    /// The first value of a parameter, if it is not empty.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str()).filter(|v| !v.is_empty())
    }

    /// Every value of a parameter.
    pub fn all(&self, key: &str) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(k, _)| k == key).map(|(_, v)| v.as_str())
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
        let descending = match query.get("descending").map(go_bool) {
            None => false,
            Some(Some(descending)) => descending,
            Some(None) => return Err(Refusal::invalid("descending is invalid")),
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
    /// The server seeks the id that follows `after`. Going backwards it walks down from where it landed, so
    /// the next greater item and `after` itself come first; and where nothing follows, the first step down
    /// is onto the last item of all (`ForwardCursor` in `bolt/kv.go`). Nothing follows the greatest id there
    /// can be, and the server says so.
    pub fn page_by_id<T>(&self, items: impl DoubleEndedIterator<Item = (Id, T)>) -> Result<Vec<T>, Refusal> {
        let first = match self.after {
            None => None,
            Some(Id(after)) => Some(Id(after.checked_add(1).ok_or(IdError::Invalid)?)),
        };
        if !self.descending {
            return Ok(self.cut(items.filter(|(id, _)| first.is_none_or(|first| *id >= first)).map(|(_, item)| item)));
        }
        let mut items: Vec<_> = items.collect();
        if let Some(landed) = first.and_then(|first| items.iter().position(|(id, _)| *id >= first)) {
            items.truncate(landed + 1);
        }
        Ok(self.cut(items.into_iter().rev().map(|(_, item)| item)))
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

/// A part of a query in clear, unless a percent sign in it begins no escape.
fn unescape(part: &str) -> Option<String> {
    let escapes = part.split('%').skip(1);
    let is_escape = |rest: &str| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    if !escapes.into_iter().all(is_escape) {
        return None;
    }
    Some(percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned())
}

/// Reads yes or no in all the ways that Go takes.
pub fn go_bool(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
        _ => None,
    }
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
            ("descending=true&after=0000000000000005", vec![5, 4, 3, 2, 1]),
            ("descending=true&after=0000000000000009&limit=2", vec![5, 4]),
            ("after=0000000000000009", vec![]),
        ] {
            assert_eq!(paging(text).page_by_id(ids()), Ok(expected), "{text}");
        }
        let last = paging("after=ffffffffffffffff").page_by_id(ids()).unwrap_err();
        assert_eq!(last.message, "invalid ID");
    }

    #[test]
    fn a_pair_that_go_cannot_read_is_dropped() {
        let query = Query::parse("a=%zz&b=%&c=1;d=2&e=%C3%A9+x&f=%4&&g");
        assert_eq!(query.pairs, [("e".to_owned(), "é x".to_owned()), ("g".to_owned(), String::new())]);
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
