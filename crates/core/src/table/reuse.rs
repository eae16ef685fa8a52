//! Which of the rows that are drawn show what is wanted next: one that shows the same thing already, else any that is left.

use std::collections::BTreeMap;

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reused {
    /// The place of the row among those that are there; none where one has to be made.
    pub from: Option<usize>,
    /// Whether it may stay where it is in the document; all others are put before the next one that does.
    pub stays: bool,
}

/// For each wanted thing a row, in order, and then the places of the rows that nobody needs.
///
/// A row with the focus would lose it when it is moved, so as many as possible stay.
///
/// ```
/// use console_core::table::reuse;
/// // Scrolled down by one: the first row becomes the last one, and the others are left alone.
/// let (rows, spare) = reuse(&[1, 2, 3], &[2, 3, 4]);
/// let told: Vec<_> = rows.iter().map(|row| (row.from, row.stays)).collect();
/// assert_eq!(told, [(Some(1), true), (Some(2), true), (Some(0), false)]);
/// assert!(spare.is_empty());
/// ```
pub fn reuse<I: Copy + Ord>(there: &[I], wanted: &[I]) -> (Vec<Reused>, Vec<usize>) {
    let mut known = BTreeMap::new();
    known.extend(there.iter().copied().zip(0..));
    let same: Vec<Option<usize>> = wanted.iter().map(|thing| known.remove(thing)).collect();
    let mut taken = vec![false; there.len()];
    same.iter().flatten().for_each(|at| taken[*at] = true);
    let mut spare = (0..there.len()).filter(|at| !taken[*at]);
    let from: Vec<Option<usize>> = same.into_iter().map(|same| same.or_else(|| spare.next())).collect();
    let spare = spare.collect();
    let stays = in_order(&from);
    (from.into_iter().zip(stays).map(|(from, stays)| Reused { from, stays }).collect(), spare)
}

/// The most that can stay: a longest run of growing places. There are only as many as a screen has rows.
fn in_order(from: &[Option<usize>]) -> Vec<bool> {
    // For each the length of the longest run that ends with it, and what stands before it there.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(from.len());
    for (at, place) in from.iter().enumerate() {
        let before = (0..at).filter(|before| from[*before].is_some() && from[*before] < *place);
        let longest = before.max_by_key(|before| best[*before].0);
        best.push(if place.is_none() { (0, None) } else { (longest.map_or(0, |at| best[at].0) + 1, longest) });
    }
    let mut stays = vec![false; from.len()];
    let mut at = (0..from.len()).filter(|at| from[*at].is_some()).max_by_key(|at| best[*at].0);
    while let Some(place) = at {
        stays[place] = true;
        at = best[place].1;
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sort::set_of;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_row_is_used_once_and_what_stays_is_in_order(
            there in prop::collection::btree_set(0..30_u8, 0..12),
            wanted in prop::collection::btree_set(0..30_u8, 0..12),
            turned in any::<bool>(),
        ) {
            let there: Vec<u8> = there.into_iter().collect();
            let mut wanted: Vec<u8> = wanted.into_iter().collect();
            if turned {
                wanted.reverse();
            }
            let (rows, spare) = reuse(&there, &wanted);
            let used: Vec<usize> = rows.iter().filter_map(|row| row.from).chain(spare.iter().copied()).collect();
            prop_assert_eq!(used.len(), there.len());
            prop_assert_eq!(set_of(used).len(), there.len());
            let staying: Vec<usize> = rows.iter().filter(|row| row.stays).filter_map(|row| row.from).collect();
            prop_assert!(staying.is_sorted());
            prop_assert!(!staying.is_empty() || rows.iter().all(|row| row.from.is_none()));
            for (row, thing) in rows.iter().zip(&wanted) {
                let here = there.iter().position(|known| known == thing);
                prop_assert!(here.is_none() || row.from == here);
            }
        }
    }

    #[test]
    fn a_screen_of_other_rows_is_filled_without_moving_any() {
        let (rows, spare) = reuse(&[1, 2, 3], &[7, 8, 9]);
        assert!(rows.iter().all(|row| row.stays) && spare.is_empty());
    }
}
