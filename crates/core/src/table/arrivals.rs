//! Lists that come while what they tell of is being changed.
//!
//! A list is as old as the question for it. What the server answered to a change since then is newer, so it is laid over the
//! list when that comes, and a list that was asked for before the one in sight is not shown any more.

use std::fmt;
use std::rc::Rc;

/// What an answer told, as a change of every table that is older.
pub type Told<T> = Rc<dyn Fn(&mut T)>;

/// The lists that were asked for, and what was told since.
///
/// ```
/// use console_core::table::Arrivals;
/// use std::rc::Rc;
///
/// let mut arrivals = Arrivals::<Vec<&str>>::default();
/// let slow = arrivals.ask();
/// // Meanwhile somebody renames the gateway here, and the server confirms it.
/// arrivals.tell(Rc::new(|rows: &mut Vec<&str>| rows.iter_mut().for_each(|row| *row = "hall 3")));
/// let mut came = vec!["gateway"];
/// arrivals.arrived(&slow).expect("no newer one is shown").iter().for_each(|told| told(&mut came));
/// assert_eq!(came, ["hall 3"]);
/// // A list that was asked for afterwards counts as it is.
/// let next = arrivals.ask();
/// assert!(arrivals.arrived(&next).expect("no newer one is shown").is_empty());
/// ```
pub struct Arrivals<T> {
    /// How many were asked for.
    asked: u64,
    /// The number of the one in sight.
    shown: u64,
    /// What was told, each with how many had been asked for by then.
    told: Vec<(u64, Told<T>)>,
    on_the_way: Rc<()>,
}

/// A list that was asked for. As long as it is kept, what is told is remembered for it.
pub struct Asked {
    number: u64,
    _on_the_way: Rc<()>,
}

// Derived, these would ask the same of the table.
impl<T> Default for Arrivals<T> {
    fn default() -> Self {
        Self { asked: 0, shown: 0, told: Vec::new(), on_the_way: Rc::new(()) }
    }
}

impl<T> fmt::Debug for Arrivals<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} lists, {} told", self.shown, self.asked, self.told.len())
    }
}

impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "list {}", self.number)
    }
}

impl<T> Arrivals<T> {
    /// A list is asked for now.
    pub fn ask(&mut self) -> Asked {
        self.asked += 1;
        Asked { number: self.asked, _on_the_way: Rc::clone(&self.on_the_way) }
    }

    /// An answer told something now. Where no list is on its way, nobody needs it later.
    pub fn tell(&mut self, told: Told<T>) {
        if Rc::strong_count(&self.on_the_way) == 1 {
            self.told.clear();
        } else {
            self.told.push((self.asked, told));
        }
    }

    /// A list has come and is shown, with this laid over it, the oldest first; none where one is in sight that was asked for
    /// later, which stays.
    pub fn arrived(&mut self, list: &Asked) -> Option<Vec<Told<T>>> {
        if list.number < self.shown {
            return None;
        }
        self.shown = list.number;
        let is_newer = |(by, _): &&(u64, Told<T>)| *by >= list.number;
        let newer = self.told.iter().filter(is_newer).map(|(_, told)| Rc::clone(told)).collect();
        // Those that were asked for before are never shown, and those afterwards hold this.
        self.told.retain(|(by, _)| *by > list.number);
        Some(newer)
    }

    /// Whether no other list was asked for since.
    pub const fn is_latest(&self, list: &Asked) -> bool {
        self.asked == list.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Table = BTreeMap<u8, u32>;

    fn set(row: u8, value: u32) -> Told<Table> {
        Rc::new(move |table| {
            table.insert(row, value);
        })
    }

    fn gone(row: u8) -> Told<Table> {
        Rc::new(move |table| {
            table.remove(&row);
        })
    }

    /// What is shown of a list that came.
    fn shown(arrivals: &mut Arrivals<Table>, list: &Asked, came: &[(u8, u32)]) -> Option<Vec<(u8, u32)>> {
        let mut table: Table = came.iter().copied().collect();
        let newer = arrivals.arrived(list)?;
        newer.iter().for_each(|told| told(&mut table));
        Some(table.into_iter().collect())
    }

    #[test]
    fn what_was_deleted_does_not_come_back_and_what_was_created_does_not_vanish() {
        let mut arrivals = Arrivals::default();
        let list = arrivals.ask();
        arrivals.tell(gone(1));
        arrivals.tell(set(3, 30));
        arrivals.tell(set(3, 31));
        assert_eq!(shown(&mut arrivals, &list, &[(1, 10), (2, 20)]), Some(vec![(2, 20), (3, 31)]));
    }

    #[test]
    fn a_list_that_was_asked_for_after_a_change_counts_as_it_is() {
        let mut arrivals = Arrivals::default();
        let before = arrivals.ask();
        arrivals.tell(set(1, 11));
        let after = arrivals.ask();
        arrivals.tell(set(2, 21));
        assert_eq!(
            shown(&mut arrivals, &after, &[(1, 99), (2, 20)]),
            Some(vec![(1, 99), (2, 21)]),
            "theirs, then ours"
        );
        assert_eq!(shown(&mut arrivals, &before, &[(1, 10), (2, 20)]), None, "an older one does not take its place");
    }

    #[test]
    fn what_was_told_between_two_lists_is_laid_over_both_that_come_in_order() {
        let mut arrivals = Arrivals::default();
        let (first, second) = (arrivals.ask(), arrivals.ask());
        arrivals.tell(set(1, 11));
        assert_eq!(shown(&mut arrivals, &first, &[(1, 10)]), Some(vec![(1, 11)]));
        assert_eq!(shown(&mut arrivals, &second, &[(1, 10)]), Some(vec![(1, 11)]));
    }

    #[test]
    fn nothing_is_remembered_for_a_list_that_was_given_up_or_for_none() {
        let mut arrivals = Arrivals::<Table>::default();
        arrivals.tell(set(1, 11));
        assert!(arrivals.told.is_empty());
        let failed = arrivals.ask();
        arrivals.tell(set(1, 12));
        assert_eq!(arrivals.told.len(), 1);
        drop(failed);
        arrivals.tell(set(1, 13));
        assert!(arrivals.told.is_empty());
        let list = arrivals.ask();
        arrivals.tell(set(1, 14));
        assert!(arrivals.is_latest(&list));
        assert_eq!(shown(&mut arrivals, &list, &[]), Some(vec![(1, 14)]));
        assert!(arrivals.told.is_empty(), "what comes later was asked for later");
    }

    /// What happens, in order.
    #[derive(Clone, Debug)]
    enum Event {
        Ask,
        Ours(u8),
        Theirs(u8),
        /// One of the lists on their way comes, as the server stored it when it was asked for.
        Comes(usize),
    }

    fn event() -> impl Strategy<Value = Event> {
        prop_oneof![
            Just(Event::Ask),
            (0..3_u8).prop_map(Event::Ours),
            (0..3_u8).prop_map(Event::Theirs),
            any::<usize>().prop_map(Event::Comes),
        ]
    }

    proptest! {
        #[test]
        fn what_the_server_confirmed_is_shown_until_a_list_of_later_says_otherwise(
            events in prop::collection::vec(event(), 0..40),
        ) {
            let mut arrivals = Arrivals::default();
            let mut stored = Table::new();
            let mut on_the_way: Vec<(Asked, Table, u32)> = Vec::new();
            // By row: what the server confirmed here, and when.
            let mut confirmed = BTreeMap::new();
            let mut in_sight_of = 0;
            for (now, event) in (1_u32..).zip(events) {
                match event {
                    Event::Ask => on_the_way.push((arrivals.ask(), stored.clone(), now)),
                    Event::Theirs(row) => {
                        stored.insert(row, now);
                    }
                    Event::Ours(row) => {
                        let told = set(row, now);
                        told(&mut stored);
                        arrivals.tell(told);
                        confirmed.insert(row, now);
                    }
                    Event::Comes(which) if !on_the_way.is_empty() => {
                        let (list, mut table, asked) = on_the_way.remove(which % on_the_way.len());
                        let newer = arrivals.arrived(&list);
                        prop_assert_eq!(newer.is_some(), asked >= in_sight_of);
                        let Some(newer) = newer else { continue };
                        in_sight_of = asked;
                        let came = table.clone();
                        newer.iter().for_each(|told| told(&mut table));
                        for row in 0..3 {
                            let ours = confirmed.get(&row).copied().filter(|at| *at > asked);
                            prop_assert_eq!(table.get(&row).copied(), ours.or(came.get(&row).copied()));
                        }
                    }
                    Event::Comes(_) => {}
                }
            }
        }
    }
}
