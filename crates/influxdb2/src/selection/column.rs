//! Many rows at once: which of them a tick over all, or a range, is about.

use super::Selection;
use crate::Id;
use crate::object::Object;
use crate::permission::{Action, ResourceType};
use std::collections::BTreeSet;

impl Selection {
    /// The objects that a tick over these is about: those that can be granted, and those that are ticked although they can't.
    pub fn concerned(
        &self,
        resource: &ResourceType,
        action: Action,
        objects: impl IntoIterator<Item = Id>,
        barred: &BTreeSet<Id>,
    ) -> Vec<Id> {
        if barred.is_empty() {
            return objects.into_iter().collect();
        }
        let concerned = |id: &Id| !barred.contains(id) || self.is_ticked(resource, *id, action);
        objects.into_iter().filter(concerned).collect()
    }
}

/// The shown objects from one to another, in either direction; `None` if one of them is not shown.
pub fn range(shown: &[Object], from: Id, to: Id) -> Option<&[Object]> {
    let place = |id: Id| shown.iter().position(|object| object.id == id);
    let (from, to) = (place(from)?, place(to)?);
    shown.get(from.min(to)..=from.max(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn shown(numbers: &[u64]) -> Vec<Object> {
        numbers.iter().map(|number| Object { id: id(*number), name: "x".into(), system: false }).collect()
    }

    #[test]
    fn what_cannot_be_granted_is_left_out_unless_it_is_ticked() {
        let mut selection = Selection::default();
        let (buckets, barred) = (ResourceType::Buckets, BTreeSet::from([id(2), id(3)]));
        selection.tick(&buckets, id(3), Action::Write, true);
        let concerned = |action| selection.concerned(&buckets, action, [1, 2, 3, 4].map(id), &barred);
        assert_eq!(concerned(Action::Write), [1, 3, 4].map(id), "the ticked one can be taken out");
        assert_eq!(concerned(Action::Read), [1, 4].map(id));
    }

    #[test]
    fn a_range_is_between_objects_wherever_they_stand_now() {
        let ids =
            |found: Option<&[Object]>| found.map(|found| found.iter().map(|object| object.id).collect::<Vec<_>>());
        assert_eq!(ids(range(&shown(&[5, 1, 7, 3]), id(1), id(3))), Some(vec![id(1), id(7), id(3)]));
        assert_eq!(ids(range(&shown(&[3, 7, 1]), id(1), id(3))), Some(vec![id(3), id(7), id(1)]));
        assert_eq!(range(&shown(&[7, 3]), id(1), id(3)), None, "the beginning is not shown any more");
    }
}
