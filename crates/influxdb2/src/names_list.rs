//! A list of names that somebody has, found among the objects of a type.
//!
//! One name or id stands on a line, or several between commas or tabs; a line that is itself a name is never cut.
//! Nothing is guessed: what differs only in case, and what several objects are called, is told apart from what was found.
//!
//! ```
//! use influxdb2::Id;
//! use influxdb2::names_list::Directory;
//! use influxdb2::object::Object;
//!
//! let id = Id::parse("0b7d4f6e0c2a1000")?;
//! let buckets = [Object { id, name: "telemetry".into(), system: false }];
//! let list = Directory::new(&buckets).find("telemetry\nTelemetry\nmetrics");
//! assert_eq!(list.found, [id]);
//! assert_eq!(list.near[0].text, "Telemetry");
//! assert_eq!(list.unknown, ["metrics"]);
//! # Ok::<(), influxdb2::id::IdError>(())
//! ```

use crate::Id;
use crate::object::Object;
use console_core::sort::set_of;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a list of names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesList {
    /// The objects that are meant, in the order of the list, each once.
    pub found: Vec<Id>,
    /// Names that differ from those of objects only in upper and lower case.
    pub near: Vec<Near>,
    /// Names that several objects have.
    pub ambiguous: Vec<Ambiguous>,
    /// What no object is called.
    pub unknown: Vec<String>,
    /// How many entries named something that was named before.
    pub repeated: usize,
}

/// A name that no object has, but for its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// As written.
    pub text: String,
    /// The objects that are called so in other letters.
    pub ids: Vec<Id>,
}

/// A name that several objects have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguous {
    /// The name.
    pub text: String,
    /// The objects.
    pub ids: Vec<Id>,
}

/// How closely a name has to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// As the object's.
    Exact,
    /// In upper or lower case.
    AnyCase,
}

impl NamesList {
    /// The names that several objects have, so that a person has to say which are meant.
    pub fn shared(&self, letters: Letters) -> Vec<(&str, &[Id])> {
        let near = self.near.iter().filter(|near| letters == Letters::AnyCase && near.ids.len() > 1);
        let ambiguous = self.ambiguous.iter().map(|name| (name.text.as_str(), name.ids.as_slice()));
        ambiguous.chain(near.map(|near| (near.text.as_str(), near.ids.as_slice()))).collect()
    }

    /// The objects that are meant: what was found, and of shared names those that were picked. Sorted, each once.
    pub fn meant(&self, letters: Letters, picked: &BTreeSet<Id>) -> Vec<Id> {
        let mut meant = set_of(self.found.iter().copied());
        if letters == Letters::AnyCase {
            meant.extend(self.near.iter().filter(|near| near.ids.len() == 1).flat_map(|near| &near.ids));
        }
        let shared = self.shared(letters);
        meant.extend(shared.iter().flat_map(|(_, ids)| *ids).filter(|id| picked.contains(id)));
        meant.into_iter().collect()
    }
}

/// The names of the objects of a type, for finding many of them.
#[derive(Debug, Default)]
pub struct Directory<'a> {
    ids: BTreeSet<Id>,
    names: BTreeMap<&'a str, Vec<Id>>,
    folded: BTreeMap<String, Vec<Id>>,
}

impl<'a> Directory<'a> {
    /// Takes the names of these objects.
    pub fn new(objects: &'a [Object]) -> Self {
        let mut directory = Self::default();
        for object in objects {
            directory.ids.insert(object.id);
            if !object.name.is_empty() {
                directory.names.entry(&object.name).or_default().push(object.id);
                directory.folded.entry(fold(&object.name)).or_default().push(object.id);
            }
        }
        directory
    }

    /// The objects with exactly this name.
    pub fn named(&self, name: &str) -> &[Id] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether an object has this id.
    pub fn has(&self, id: Id) -> bool {
        self.ids.contains(&id)
    }

    /// Finds every name of a list.
    pub fn find(&self, text: &str) -> NamesList {
        let mut list = NamesList::default();
        let mut seen = BTreeSet::new();
        let mut taken = BTreeSet::new();
        let mut take = |list: &mut NamesList, entry: &str| {
            if !seen.insert(entry.to_owned()) {
                list.repeated += 1;
                return;
            }
            match (self.named(entry), Id::parse(entry).ok().filter(|id| self.has(*id))) {
                (&[one], _) | (&[], Some(one)) => {
                    if taken.insert(one) {
                        list.found.push(one);
                    } else {
                        list.repeated += 1;
                    }
                }
                (&[], None) => match self.folded.get(&fold(entry)) {
                    Some(ids) => list.near.push(Near { text: entry.to_owned(), ids: ids.clone() }),
                    None => list.unknown.push(entry.to_owned()),
                },
                (ids, _) => list.ambiguous.push(Ambiguous { text: entry.to_owned(), ids: ids.to_vec() }),
            }
        };
        for line in text.lines() {
            // Names may hold commas and blanks, so the longest reading that is a name wins.
            let whole = [line, line.trim(), unquoted(line)].into_iter().find(|text| !self.named(text).is_empty());
            match whole {
                Some(name) => take(&mut list, name),
                None => {
                    for part in line.split([',', ';', '\t']) {
                        let name = if self.named(part).is_empty() { unquoted(part) } else { part };
                        if !name.is_empty() {
                            take(&mut list, name);
                        }
                    }
                }
            }
        }
        list
    }
}

/// An entry without blanks and quotes around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\'', '`'] {
        if let Some(inner) = text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner;
        }
    }
    text
}

fn fold(name: &str) -> String {
    name.chars().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn object(number: u64, name: &str) -> Object {
        Object { id: id(number), name: name.into(), system: false }
    }

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn objects() -> Vec<Object> {
        vec![
            object(1, "telemetry"),
            object(2, "twin"),
            object(3, "twin"),
            object(4, "a, b"),
            object(5, " padded "),
            object(6, "Plant-A"),
            object(7, "0000000000000001"),
            object(8, ""),
        ]
    }

    fn find(text: &str) -> NamesList {
        Directory::new(&objects()).find(text)
    }

    #[test]
    fn names_stand_on_lines_or_between_commas() {
        assert_eq!(find("telemetry\n\"Plant-A\"\r\n\n").found, [id(1), id(6)]);
        assert_eq!(find("telemetry, 'Plant-A'; 0000000000000002\ttelemetry").found, [id(1), id(6), id(2)]);
    }

    #[test]
    fn a_line_that_is_a_name_is_not_cut() {
        assert_eq!(find("a, b\n padded ").found, [id(4), id(5)]);
    }

    #[test]
    fn a_name_that_looks_like_an_id_is_the_name_first() {
        assert_eq!(find("0000000000000001").found, [id(7)]);
        assert_eq!(find("0000000000000004").found, [id(4)]);
        assert_eq!(find("0000000000000008").found, [id(8)], "an object without a name is found by its id");
    }

    #[test]
    fn what_is_not_certain_is_not_found() {
        let list = find("twin, plant-a, nothing, nothing");
        assert!(list.found.is_empty());
        assert_eq!(list.ambiguous, [Ambiguous { text: "twin".into(), ids: vec![id(2), id(3)] }]);
        assert_eq!(list.near, [Near { text: "plant-a".into(), ids: vec![id(6)] }]);
        assert_eq!((list.unknown, list.repeated), (vec!["nothing".to_owned()], 1));
    }

    #[test]
    fn of_a_name_that_several_objects_have_only_the_picked_ones_are_meant() {
        let list = find("telemetry, twin, TWIN, plant-a");
        let picked = BTreeSet::from([id(3), id(8)]);
        assert_eq!(list.meant(Letters::Exact, &BTreeSet::new()), [id(1)]);
        assert_eq!(list.meant(Letters::Exact, &picked), [id(1), id(3)], "what the list does not name is not meant");
        assert_eq!(list.meant(Letters::AnyCase, &picked), [id(1), id(3), id(6)]);
        let names = |letters| list.shared(letters).iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            (names(Letters::Exact), names(Letters::AnyCase)),
            (vec!["twin".into()], vec!["twin".into(), "TWIN".into()])
        );
    }

    #[test]
    fn an_object_named_twice_is_found_once() {
        let list = find("Plant-A\n0000000000000006");
        assert_eq!((list.found, list.repeated), (vec![id(6)], 1));
    }

    #[test]
    fn twenty_thousand_lines_are_found_among_as_many_objects() {
        let objects: Vec<Object> = (1..=20_000).map(|n| object(n, &format!("bucket-{n}"))).collect();
        let text: String = objects.iter().map(|object| format!("{}\n", object.name)).collect();
        assert_eq!(Directory::new(&objects).find(&text).found.len(), 20_000);
    }

    proptest! {
        #[test]
        fn every_entry_ends_in_one_group(text in "[a-zA-Z0-9 ,;\"'\n\t-]{0,80}|(twin|telemetry|plant-a|x|,|\n){0,12}") {
            let list = find(&text);
            let named = list.found.len() + list.near.len() + list.ambiguous.len() + list.unknown.len();
            let entries = text.split([',', ';', '\t', '\n', '\r']).count();
            prop_assert!(named + list.repeated <= entries);
        }
    }
}
