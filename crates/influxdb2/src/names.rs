//! Names of objects by type and id, as a server told them.

use crate::Id;
use crate::permission::ResourceType;
use std::collections::BTreeMap;

/// A dictionary from (type, id) to name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<ResourceType, BTreeMap<Id, Box<str>>>);

impl Names {
    /// No names.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// All objects of a type with their names, by id.
    pub fn of(&self, resource: &ResourceType) -> impl Iterator<Item = (Id, &str)> {
        self.0.get(resource).into_iter().flatten().map(|(id, name)| (*id, &**name))
    }

    /// Remembers a name; a later one replaces it.
    pub fn insert(&mut self, resource: &ResourceType, id: Id, name: &str) {
        match self.0.get_mut(resource) {
            Some(names) => {
                // Lists repeat the same name thousands of times; only a changed one is worth an allocation.
                if names.get(&id).is_none_or(|known| &**known != name) {
                    names.insert(id, name.into());
                }
            }
            None => {
                self.0.insert(resource.clone(), BTreeMap::from([(id, name.into())]));
            }
        }
    }

    /// The name of an object, if it is known.
    pub fn get(&self, resource: &ResourceType, id: Id) -> Option<&str> {
        self.0.get(resource)?.get(&id).map(|name| &**name)
    }

    /// Takes over all names of `other`.
    pub fn extend(&mut self, other: &Self) {
        for (resource, names) in &other.0 {
            for (id, name) in names {
                self.insert(resource, *id, name);
            }
        }
    }
}
