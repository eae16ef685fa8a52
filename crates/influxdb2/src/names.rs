//! Names of objects by type and id, as a server told them.

use crate::Id;
use crate::permission::ResourceType;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A dictionary from (type, id) to name. Copies share what they have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<ResourceType, Arc<BTreeMap<Id, Box<str>>>>);

impl Names {
    /// No names.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// All objects of a type with their names, by id.
    pub fn of(&self, resource: &ResourceType) -> impl Iterator<Item = (Id, &str)> {
        self.0.get(resource).into_iter().flat_map(|names| names.iter()).map(|(id, name)| (*id, &**name))
    }

    /// How many objects of a type are known by name.
    pub fn count(&self, resource: &ResourceType) -> usize {
        self.0.get(resource).map_or(0, |names| names.len())
    }

    /// Remembers a name; a later one replaces it.
    pub fn insert(&mut self, resource: &ResourceType, id: Id, name: &str) {
        match self.0.get_mut(resource) {
            Some(names) => {
                // Lists repeat the same name thousands of times; only a changed one is worth an allocation.
                if names.get(&id).is_none_or(|known| &**known != name) {
                    Arc::make_mut(names).insert(id, name.into());
                }
            }
            None => {
                self.0.insert(resource.clone(), Arc::new(BTreeMap::from([(id, name.into())])));
            }
        }
    }

    /// The name of an object, if it is known.
    pub fn get(&self, resource: &ResourceType, id: Id) -> Option<&str> {
        self.0.get(resource)?.get(&id).map(|name| &**name)
    }

    /// The names of many objects whose ids are sorted, as far as they are known.
    pub fn of_each<'a, 'b>(
        &'a self,
        resource: &ResourceType,
        ids: &'b [Id],
    ) -> impl Iterator<Item = (Id, Option<&'a str>)> + use<'a, 'b> {
        // Both are gone through side by side; where many are passed over, one is looked up.
        const STEPS: usize = 8;
        let known = self.0.get(resource);
        let from = move |id: Id| known.map(|known| known.range(id..)).into_iter().flatten().peekable();
        let mut next = from(ids.first().copied().unwrap_or(Id::LEAST));
        ids.iter().map(move |&id| {
            let mut steps = 0;
            while next.next_if(|(known, _)| **known < id).is_some() {
                steps += 1;
                if steps == STEPS {
                    next = from(id);
                }
            }
            (id, next.peek().filter(|(known, _)| **known == id).map(|(_, name)| &***name))
        })
    }

    /// Takes over all names of `other`.
    pub fn extend(&mut self, other: &Self) {
        for (resource, names) in &other.0 {
            match self.0.get(resource) {
                None => {
                    self.0.insert(resource.clone(), Arc::clone(names));
                }
                Some(known) if Arc::ptr_eq(known, names) => {}
                Some(_) => names.iter().for_each(|(id, name)| self.insert(resource, *id, name)),
            }
        }
    }
}
