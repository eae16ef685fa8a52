//! Ticks on single objects, and how the cells and the heads of a matrix look.

use super::Action;
use std::collections::BTreeMap;

/// A value for each of the two actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PerAction<T> {
    /// For reading.
    pub read: T,
    /// For writing.
    pub write: T,
}

impl<T: Copy> PerAction<T> {
    /// The value for an action.
    pub const fn get(&self, action: Action) -> T {
        match action {
            Action::Read => self.read,
            Action::Write => self.write,
        }
    }

    /// Changes the value for an action.
    pub const fn set(&mut self, action: Action, value: T) {
        match action {
            Action::Read => self.read = value,
            Action::Write => self.write = value,
        }
    }
}

/// How one cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not granted.
    Empty,
    /// Granted by a tick of its own.
    Chosen,
    /// Granted because all are.
    Included {
        /// Whether a tick of its own waits below.
        own: bool,
    },
}

/// How a tick over many cells looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Header {
    /// None of them is ticked.
    None,
    /// Some are.
    Some,
    /// All are.
    All,
}

impl Header {
    /// Of so many cells, these are ticked. None is what there is over no cell.
    pub fn of(cells: impl IntoIterator<Item = bool>) -> Self {
        let (mut ticked, mut all) = (0_usize, 0);
        for cell in cells {
            all += 1;
            ticked += usize::from(cell);
        }
        match ticked {
            0 => Self::None,
            _ if ticked == all => Self::All,
            _ => Self::Some,
        }
    }
}

/// The objects that are ticked. One without any tick is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticks<K: Ord>(BTreeMap<K, PerAction<bool>>);

impl<K: Ord> Default for Ticks<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Ticks<K> {
    /// Sets or removes a tick.
    pub fn set(&mut self, key: K, action: Action, on: bool) {
        if on {
            self.0.entry(key).or_default().set(action, true);
        } else if let Some(tick) = self.0.get_mut(&key) {
            tick.set(action, false);
            if *tick == PerAction::default() {
                self.0.remove(&key);
            }
        }
    }

    /// Whether an object is ticked.
    pub fn has<Q: Ord + ?Sized>(&self, key: &Q, action: Action) -> bool
    where
        K: std::borrow::Borrow<Q>,
    {
        self.0.get(key).is_some_and(|tick| tick.get(action))
    }

    /// The objects that are ticked for an action.
    pub fn of(&self, action: Action) -> impl Iterator<Item = &K> {
        self.0.iter().filter(move |(_, tick)| tick.get(action)).map(|(key, _)| key)
    }

    /// The objects that are ticked for any action.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.keys()
    }

    /// How many objects are ticked for any action.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is ticked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unticked_leaves_nothing_behind() {
        let mut ticks = Ticks::default();
        ticks.set("a", Action::Read, true);
        ticks.set("a", Action::Write, true);
        ticks.set("a", Action::Read, false);
        assert!(!ticks.has("a", Action::Read) && ticks.has("a", Action::Write));
        ticks.set("a", Action::Write, false);
        assert_eq!(ticks, Ticks::default());
    }

    #[test]
    fn a_head_tells_none_some_and_all() {
        assert_eq!(Header::of([]), Header::None);
        assert_eq!(Header::of([false, true]), Header::Some);
        assert_eq!(Header::of([true, true]), Header::All);
    }
}
