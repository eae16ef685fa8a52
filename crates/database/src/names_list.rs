//! A list of names that somebody has, found among the databases. Nothing is guessed: names differ by case.
//!
//! A name of which there is no database can be granted all the same: it holds for a future one. That is a warning.

use crate::database::Database;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a list of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesList {
    /// Databases that exist, in the order of the list, each once.
    pub found: Vec<Box<str>>,
    /// Names that differ from those of databases only in upper and lower case, with these.
    pub near: Vec<(String, Vec<Box<str>>)>,
    /// Names that could be one, and of which there is no database.
    pub unknown: Vec<String>,
    /// What no database can be called, or none that can be granted.
    pub impossible: Vec<String>,
    /// How many entries named something that was named before.
    pub repeated: usize,
}

/// Whether a database can have this name: 1 to 64 of letters, digits, `_`, `-` and `/`, a letter or digit first.
pub fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-/".contains(&byte))
}

impl NamesList {
    /// Finds every name of a list: one on a line, or several between blanks, commas or semicolons, in quotes or not.
    pub fn find(text: &str, databases: &[Database]) -> Self {
        let grantable = databases.iter().filter(|database| database.is_grantable());
        let exact: BTreeSet<&str> = grantable.map(|database| &*database.name).collect();
        let mut folded: BTreeMap<String, Vec<Box<str>>> = BTreeMap::new();
        for name in &exact {
            folded.entry(name.to_lowercase()).or_default().push((*name).into());
        }
        let mut list = Self::default();
        let mut seen = BTreeSet::new();
        for line in text.lines() {
            // A server may hold names that the contract does not allow, so a whole line that is one wins.
            let whole = exact.contains(line.trim()).then(|| vec![line.trim()]);
            for entry in whole.unwrap_or_else(|| line.split([',', ';', ' ', '\t']).map(unquoted).collect()) {
                if entry.is_empty() {
                    continue;
                }
                if !seen.insert(entry.to_owned()) {
                    list.repeated += 1;
                } else if exact.contains(entry) {
                    list.found.push(entry.into());
                } else if let Some(near) = folded.get(&entry.to_lowercase()) {
                    list.near.push((entry.to_owned(), near.clone()));
                } else if is_name(entry) {
                    list.unknown.push(entry.to_owned());
                } else {
                    list.impossible.push(entry.to_owned());
                }
            }
        }
        list
    }
}

fn unquoted(entry: &str) -> &str {
    entry.trim().trim_matches(['"', '\'', '`'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Retention;

    fn databases(names: &[&str]) -> Vec<Database> {
        let database = |name: &&str| Database {
            name: (*name).into(),
            retention: Retention::of_nanoseconds(None),
            max_tables: None,
        };
        names.iter().map(database).collect()
    }

    #[test]
    fn each_name_is_told_apart() {
        let text = "weather\n\"plant-a/metrics\", WEATHER;plant_x  weather\r\n*\nodd name";
        let list = NamesList::find(text, &databases(&["weather", "Weather", "plant-a/metrics", "odd name"]));
        assert_eq!(list.found, ["weather".into(), "plant-a/metrics".into(), "odd name".into()]);
        assert_eq!(list.near, [("WEATHER".to_owned(), vec!["Weather".into(), "weather".into()])]);
        assert_eq!(list.unknown, ["plant_x"]);
        assert_eq!((list.impossible.as_slice(), list.repeated), (["*".to_owned()].as_slice(), 1));
        let list = NamesList::find("*", &databases(&["*"]));
        assert_eq!((list.found.len(), list.impossible.as_slice()), (0, ["*".to_owned()].as_slice()));
    }
}
