//! Sorting through one compiled copy.
//!
//! The standard sort is compiled anew for every type and comparison, some 4 kB of WebAssembly each time.
//! Here it is compiled once, over places instead of values, and the values are moved by their places afterwards.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Sorts stably.
pub fn sort_by<T>(items: &mut Vec<T>, mut compare: impl FnMut(&T, &T) -> Ordering) {
    if items.is_sorted_by(|a, b| compare(a, b).is_le()) {
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

/// Sorts places stably by a number for each: a few passes over them and no comparison, so that a long list is in order
/// while somebody waits for the next picture.
pub fn sort_by_number(places: &mut [u32], number: impl Fn(u32) -> u64) {
    let mut numbered: Vec<(u64, u32)> = places.iter().map(|place| (number(*place), *place)).collect();
    let least = numbered.iter().map(|(number, _)| *number).min().unwrap_or_default();
    numbered.iter_mut().for_each(|(number, _)| *number -= least);
    sort_numbered(&mut numbered);
    places.iter_mut().zip(numbered).for_each(|(slot, (_, place))| *slot = place);
}

/// A number without a sign that stands among its like as this one does.
pub const fn in_order(number: i64) -> u64 {
    number.cast_unsigned() ^ (1 << 63)
}

/// How many bits are looked at in one pass.
const DIGIT: u32 = 11;

#[inline(never)]
fn sort_numbered(numbered: &mut Vec<(u64, u32)>) {
    let bits = u64::BITS - numbered.iter().fold(0, |all, (number, _)| all | *number).leading_zeros();
    let mut other = vec![(0, 0); numbered.len()];
    for shift in (0..bits).step_by(DIGIT as usize) {
        // The mask keeps the digit within the table.
        let digit = |number: u64| (number >> shift) as usize & ((1 << DIGIT) - 1);
        let mut starts = [0_usize; 1 << DIGIT];
        for (number, _) in numbered.iter() {
            starts[digit(*number)] += 1;
        }
        let mut start = 0;
        for count in &mut starts {
            start += std::mem::replace(count, start);
        }
        for &item in numbered.iter() {
            let at = &mut starts[digit(item.0)];
            other[*at] = item;
            *at += 1;
        }
        std::mem::swap(numbered, &mut other);
    }
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

        #[test]
        fn sorting_by_numbers_is_stable(numbers in prop::collection::vec(prop_oneof![0..4_u64, any::<u64>()], 0..60)) {
            let mut places: Vec<u32> = (0..numbers.len() as u32).collect();
            let mut standard = places.clone();
            sort_by_number(&mut places, |place| numbers[place as usize]);
            standard.sort_by_key(|place| numbers[*place as usize]);
            prop_assert_eq!(places, standard);
        }
    }
}
