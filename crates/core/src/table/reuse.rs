//! Which of the rows that are drawn show what is wanted next.

use std::collections::BTreeMap;

/// Where a row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reused {
    /// The place of the row among those that are there; none where one has to be made.
    pub from: Option<usize>,
    /// Whether it may stay where it is in the document; all others are put before the next one that does.
    pub stays: bool,
}

/// What it costs a browser to put a row somewhere else, when showing another thing in a row that stays costs one: an
/// estimate. A row that was moved is laid out from nothing, and mostly shows another thing as well.
const MOVING: usize = 3;

/// For each wanted thing a row, in order, and then the places of the rows that nobody needs.
///
/// A row goes with its thing, and as many as possible stay where they are, unless so many would have to be moved that it is
/// less to show something else in each. The row of what is `held`, such as the one with the focus, always goes with it and is
/// never moved: an element that is put somewhere else loses the focus.
///
/// ```
/// use console_core::table::reuse;
/// // Scrolled down by one: the first row becomes the last one, and the others are left alone.
/// let (rows, spare) = reuse(&[1, 2, 3, 4, 5], &[2, 3, 4, 5, 6], None);
/// let told: Vec<_> = rows.iter().map(|row| (row.from, row.stays)).collect();
/// assert_eq!(told, [(Some(1), true), (Some(2), true), (Some(3), true), (Some(4), true), (Some(0), false)]);
/// assert!(spare.is_empty());
/// // Scrolled down by almost all of them: each row shows another thing, and none is moved.
/// let (rows, _) = reuse(&[1, 2, 3, 4, 5], &[5, 6, 7, 8, 9], None);
/// assert!(rows.iter().all(|row| row.stays));
/// // Unless somebody is at the one that is still there.
/// let (rows, _) = reuse(&[1, 2, 3, 4, 5], &[5, 6, 7, 8, 9], Some(5));
/// assert_eq!(rows[0].from, Some(4));
/// ```
pub fn reuse<I: Copy + Ord>(there: &[I], wanted: &[I], held: Option<I>) -> (Vec<Reused>, Vec<usize>) {
    let (rows, spare) = with_their_things(there, wanted, held);
    let is_shown = |at: usize, thing: &I| there.get(at) == Some(thing);
    let cost = |(row, thing): (&Reused, &I)| match row.from {
        Some(at) => MOVING * usize::from(!row.stays) + usize::from(!is_shown(at, thing)),
        None => 0,
    };
    let moving: usize = rows.iter().zip(wanted).map(cost).sum();
    let writing = there.iter().zip(wanted).filter(|(there, wanted)| there != wanted).count();
    let place = |things: &[I]| things.iter().position(|thing| Some(*thing) == held);
    if moving <= writing || place(there).is_some_and(|at| place(wanted).is_some_and(|now| now != at)) {
        return (rows, spare);
    }
    let in_place = |at: usize| Reused { from: (at < there.len()).then_some(at), stays: at < there.len() };
    ((0..wanted.len()).map(in_place).collect(), (wanted.len()..there.len()).collect())
}

fn with_their_things<I: Copy + Ord>(there: &[I], wanted: &[I], held: Option<I>) -> (Vec<Reused>, Vec<usize>) {
    let mut known = BTreeMap::new();
    known.extend(there.iter().copied().zip(0..));
    let same: Vec<Option<usize>> = wanted.iter().map(|thing| known.remove(thing)).collect();
    let mut taken = vec![false; there.len()];
    same.iter().flatten().for_each(|at| taken[*at] = true);
    let mut spare = (0..there.len()).filter(|at| !taken[*at]);
    let from: Vec<Option<usize>> = same.into_iter().map(|same| same.or_else(|| spare.next())).collect();
    let spare = spare.collect();
    let at = wanted.iter().position(|thing| Some(*thing) == held);
    let stays = in_order(&around(&from, at));
    (from.into_iter().zip(stays).map(|(from, stays)| Reused { from, stays }).collect(), spare)
}

/// The places that may stay beside that of what is held: with them it is in every longest run.
fn around(from: &[Option<usize>], held: Option<usize>) -> Vec<Option<usize>> {
    let Some((at, place)) = held.and_then(|at| Some((at, from[at]?))) else { return from.to_vec() };
    let is_beside = |(here, other): (usize, Option<usize>)| other.filter(|other| here.cmp(&at) == other.cmp(&place));
    from.iter().copied().enumerate().map(is_beside).collect()
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
            held in prop::option::of(0..30_u8),
        ) {
            let there: Vec<u8> = there.into_iter().collect();
            let mut wanted: Vec<u8> = wanted.into_iter().collect();
            if turned {
                wanted.reverse();
            }
            let (rows, spare) = reuse(&there, &wanted, held);
            let used: Vec<usize> = rows.iter().filter_map(|row| row.from).chain(spare.iter().copied()).collect();
            prop_assert_eq!(used.len(), there.len());
            prop_assert_eq!(set_of(used).len(), there.len());
            let staying: Vec<usize> = rows.iter().filter(|row| row.stays).filter_map(|row| row.from).collect();
            prop_assert!(staying.is_sorted());
            prop_assert!(!staying.is_empty() || rows.iter().all(|row| row.from.is_none()));
            for (row, thing) in rows.iter().zip(&wanted) {
                let here = there.iter().position(|known| known == thing);
                prop_assert!(here.is_none() || Some(*thing) != held || (row.from == here && row.stays));
            }
        }
    }

    #[test]
    fn a_screen_of_other_rows_is_filled_without_moving_any() {
        let (rows, spare) = reuse(&[1, 2, 3], &[7, 8, 9], None);
        assert!(rows.iter().all(|row| row.stays) && spare.is_empty());
    }

    #[test]
    fn whoever_is_at_the_last_row_is_not_moved_when_all_others_become_those_around_it() {
        let (rows, _) = reuse(&[1, 2, 3, 4, 46], &[44, 45, 46, 47, 48], Some(46));
        assert_eq!(rows[2], Reused { from: Some(4), stays: true });
    }

    #[test]
    fn a_few_rows_less_or_more_move_none() {
        let from = |there: &[u8], wanted: &[u8]| {
            let (rows, spare) = reuse(there, wanted, None);
            assert!(rows.iter().all(|row| row.stays || row.from.is_none()));
            (rows.iter().map(|row| row.from).collect::<Vec<_>>(), spare)
        };
        assert_eq!(from(&[1, 2, 3, 4], &[1, 3, 4]), (vec![Some(0), Some(2), Some(3)], vec![1]));
        assert_eq!(from(&[1, 3], &[1, 2, 3]), (vec![Some(0), None, Some(1)], vec![]));
        assert_eq!(from(&[1, 2, 3], &[9, 8]), (vec![Some(0), Some(1)], vec![2]));
        assert_eq!(from(&[], &[1]), (vec![None], vec![]));
    }
}
