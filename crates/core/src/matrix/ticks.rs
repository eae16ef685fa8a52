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
    /// These cells are ticked, or not. None is what there is over no cell. Where both are among them, no other is looked at.
    pub fn of(cells: impl IntoIterator<Item = bool>) -> Self {
        let mut cells = cells.into_iter();
        match cells.next() {
            None => Self::None,
            Some(first) if cells.any(|cell| cell != first) => Self::Some,
            Some(true) => Self::All,
            Some(false) => Self::None,
        }
    }
}

/// Where so many times as many are ticked as change, each that changes is looked up; else all are gone through once.
const FEW: usize = 16;

/// The objects that are ticked. One without any tick is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticks<K: Ord> {
    of: BTreeMap<K, PerAction<bool>>,
    /// How many there are for each action.
    count: PerAction<usize>,
}

impl<K: Ord> Default for Ticks<K> {
    fn default() -> Self {
        Self { of: BTreeMap::new(), count: PerAction::default() }
    }
}

impl<K: Ord> Ticks<K> {
    /// Sets or removes a tick.
    pub fn set(&mut self, key: K, action: Action, on: bool) {
        let count = self.count(action);
        if on {
            let tick = self.of.entry(key).or_default();
            self.count.set(action, count + usize::from(!tick.get(action)));
            tick.set(action, true);
        } else if let Some(tick) = self.of.get_mut(&key) {
            self.count.set(action, count - usize::from(tick.get(action)));
            tick.set(action, false);
            if *tick == PerAction::default() {
                self.of.remove(&key);
            }
        }
    }

    /// Sets or removes the ticks on many objects.
    pub fn set_all(&mut self, keys: impl IntoIterator<Item = K>, action: Action, on: bool) {
        let mut keys: Vec<K> = keys.into_iter().collect();
        if keys.len().saturating_mul(FEW) < self.of.len() {
            keys.into_iter().for_each(|key| self.set(key, action, on));
            return;
        }
        keys.sort_unstable();
        keys.dedup();
        let mut keys = keys.into_iter().peekable();
        let mut ticked = Vec::with_capacity(self.of.len() + if on { keys.len() } else { 0 });
        let new = || {
            let mut tick = PerAction::default();
            tick.set(action, on);
            tick
        };
        for (key, mut tick) in std::mem::take(&mut self.of) {
            while let Some(before) = keys.next_if(|next| *next < key) {
                ticked.push((before, new()));
            }
            if keys.next_if_eq(&key).is_some() {
                tick.set(action, on);
            }
            ticked.push((key, tick));
        }
        ticked.extend(keys.map(|key| (key, new())));
        ticked.retain(|(_, tick)| *tick != PerAction::default());
        self.count.set(action, ticked.iter().filter(|(_, tick)| tick.get(action)).count());
        self.of = ticked.into_iter().collect();
    }

    /// How many objects are ticked for an action.
    pub fn count(&self, action: Action) -> usize {
        self.count.get(action)
    }

    /// How the tick over the shown objects looks.
    pub fn header<'a, Q: Ord + ?Sized + 'a>(&self, action: Action, shown: impl IntoIterator<Item = &'a Q>) -> Header
    where
        K: std::borrow::Borrow<Q>,
    {
        if self.count(action) == 0 {
            Header::None
        } else {
            Header::of(shown.into_iter().map(|key| self.has(key, action)))
        }
    }

    /// Whether an object is ticked.
    pub fn has<Q: Ord + ?Sized>(&self, key: &Q, action: Action) -> bool
    where
        K: std::borrow::Borrow<Q>,
    {
        self.of.get(key).is_some_and(|tick| tick.get(action))
    }

    /// The objects that are ticked for an action.
    pub fn of(&self, action: Action) -> impl Iterator<Item = &K> {
        self.of.iter().filter(move |(_, tick)| tick.get(action)).map(|(key, _)| key)
    }

    /// The objects that are ticked for any action.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.of.keys()
    }

    /// How many objects are ticked for any action.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether nothing is ticked.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn many_ticks_at_once_are_the_same_as_one_after_another(
            changes in proptest::collection::vec((proptest::collection::vec(0_u8..60, 0..80), any::<bool>(), any::<bool>()), 0..8),
        ) {
            let (mut together, mut one_by_one) = (Ticks::default(), Ticks::default());
            for (keys, write, on) in changes {
                let action = if write { Action::Write } else { Action::Read };
                keys.iter().for_each(|key| one_by_one.set(*key, action, on));
                together.set_all(keys, action, on);
                prop_assert_eq!(&together, &one_by_one);
                for action in Action::BOTH {
                    prop_assert_eq!(together.count(action), together.of(action).count());
                }
            }
        }
    }

    #[test]
    fn a_head_tells_none_some_and_all() {
        assert_eq!(Header::of([]), Header::None);
        assert_eq!(Header::of([false, true]), Header::Some);
        assert_eq!(Header::of([true, false]), Header::Some);
        assert_eq!(Header::of([true, true]), Header::All);
        assert_eq!(Header::of([false, false]), Header::None);
        let mut ticks = Ticks::default();
        assert_eq!(ticks.header(Action::Read, &["a"]), Header::None);
        ticks.set("a", Action::Read, true);
        assert_eq!(ticks.header(Action::Read, &["a"]), Header::All);
        assert_eq!(ticks.header(Action::Read, &["a", "b"]), Header::Some);
        assert_eq!(ticks.header(Action::Write, &["a"]), Header::None);
    }
}
