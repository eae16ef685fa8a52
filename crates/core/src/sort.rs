//! Sorting through one compiled copy.
//!
//! The standard sort is compiled anew for every type and comparison, some 4 kB of WebAssembly each time.
//! Here it is compiled once, over places instead of values, and the values are moved by their places afterwards.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Sorts stably.
pub fn sort_by<T>(items: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    if items.len() < 2 {
        return;
    }
    let mut places: Vec<usize> = (0..items.len()).collect();
    sort_places(&mut places, &mut |a, b| compare(&items[a], &items[b]));
    let mut slots: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(places.into_iter().filter_map(|place| slots[place].take()));
}

/// Sorts stably by what `key` makes of each item.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// The set of what `items` gives. Collecting into one compiles the standard sort for its type; inserting needs none.
pub fn set_of<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

#[inline(never)]
fn sort_places(places: &mut [usize], compare: &mut dyn FnMut(usize, usize) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_standard_sort(items in prop::collection::vec((0..8_u8, any::<u16>()), 0..60)) {
            let (mut ours, mut standard) = (items.clone(), items);
            sort_by_key(&mut ours, |item| item.0);
            standard.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, standard);
        }
    }
}
