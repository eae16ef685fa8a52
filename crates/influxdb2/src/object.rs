//! An object that a permission can name.

use crate::Id;
use console_core::sort::{set_of, sort_by};
use console_core::text::natural;
use std::collections::BTreeSet;
use std::ops::Deref;

/// One bucket, Telegraf configuration, task …
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its id: what a permission holds.
    pub id: Id,
    /// Its name, as stored: hostile text, and empty for types that have none.
    pub name: Box<str>,
    /// Whether it is one of the server's own buckets, `_tasks` and `_monitoring`.
    pub system: bool,
}

/// All objects of a type that the caller is shown, sorted by name the way people sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectList {
    sorted: Vec<Object>,
    ids: BTreeSet<Id>,
}

impl ObjectList {
    /// Whether an object is among them. Lists ask it for each of ten thousand grants.
    pub fn holds(&self, id: Id) -> bool {
        self.ids.contains(&id)
    }
}

impl From<Vec<Object>> for ObjectList {
    fn from(mut objects: Vec<Object>) -> Self {
        sort_by(&mut objects, |a, b| natural::compare(&a.name, &b.name).then(a.id.cmp(&b.id)));
        let ids = set_of(objects.iter().map(|object| object.id));
        Self { sorted: objects, ids }
    }
}

impl Deref for ObjectList {
    type Target = [Object];

    fn deref(&self) -> &[Object] {
        &self.sorted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(number: u64, name: &str) -> Object {
        Object { id: Id::from_number(number).expect("not zero"), name: name.into(), system: false }
    }

    #[test]
    fn objects_are_sorted_the_way_people_sort() {
        let list = ObjectList::from(vec![object(3, "b10"), object(1, "b2"), object(2, "b2")]);
        assert_eq!(list.iter().map(|object| object.id.number()).collect::<Vec<_>>(), [1, 2, 3]);
    }

    #[test]
    fn a_hundred_thousand_questions_about_as_many_objects_are_no_work() {
        // Object by object, this would be ten thousand million comparisons.
        let list = ObjectList::from((1..=100_000).map(|n| object(2 * n, "")).collect::<Vec<_>>());
        let there = (1..=200_000).filter(|number| list.holds(object(*number, "").id)).count();
        assert_eq!(there, 100_000);
    }
}
