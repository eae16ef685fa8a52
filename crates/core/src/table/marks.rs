//! What a list that was loaded again says of its rows that the one before did not.

use crate::text::number;
use std::collections::BTreeMap;

/// What is new about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It was not there before.
    New,
    /// It was, and this happened to it: "renamed".
    Changed(&'static str),
}

impl Mark {
    /// The word at the row.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed(what) => what,
        }
    }
}

/// The marks of a list.
///
/// ```
/// use console_core::table::{Mark, Marks};
/// let told = |before: &(u8, u8), after: &(u8, u8)| (before.1 != after.1).then_some("renamed");
/// let marks = Marks::between(&[(1, 0), (2, 0), (3, 0)], &[(2, 1), (3, 0), (4, 0)], |row| row.0, told);
/// assert_eq!((marks.of(2), marks.of(3), marks.of(4)), (Some(Mark::Changed("renamed")), None, Some(Mark::New)));
/// assert_eq!(marks.sentence().as_deref(), Some("1 new, 1 changed, 1 gone"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks<I> {
    rows: BTreeMap<I, Mark>,
    gone: usize,
}

impl<I> Default for Marks<I> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), gone: 0 }
    }
}

impl<I: Copy + Ord> Marks<I> {
    /// Compares two lists. `changed` says in a word what happened to a row that is in both, if anything did.
    pub fn between<R>(
        before: &[R],
        after: &[R],
        id: impl Fn(&R) -> I,
        changed: impl Fn(&R, &R) -> Option<&'static str>,
    ) -> Self {
        let mut known = BTreeMap::new();
        known.extend(before.iter().map(|row| (id(row), row)));
        let mut marks = Self::default();
        for row in after {
            let mark = match known.remove(&id(row)) {
                None => Some(Mark::New),
                Some(before) => changed(before, row).map(Mark::Changed),
            };
            if let Some(mark) = mark {
                marks.rows.insert(id(row), mark);
            }
        }
        marks.gone = known.len();
        marks
    }

    /// That of a row.
    pub fn of(&self, row: I) -> Option<Mark> {
        self.rows.get(&row).copied()
    }

    /// Adds what a list says that is newer still. A row stays new until it is looked at, and one that is gone has no mark.
    ///
    /// ```
    /// use console_core::table::{Mark, Marks};
    /// let told = |before: &(u8, u8), after: &(u8, u8)| (before.1 != after.1).then_some("renamed");
    /// let between = |before: &[(u8, u8)], after: &[(u8, u8)]| Marks::between(before, after, |row| row.0, told);
    /// let mut marks = between(&[(1, 0), (2, 0)], &[(1, 1), (2, 0), (3, 0), (4, 0)]);
    /// marks.add(between(&[(1, 1), (2, 0), (3, 0), (4, 0)], &[(1, 1), (2, 1), (3, 1)]), |row| row < 4);
    /// assert_eq!((marks.of(1), marks.of(3), marks.of(4)), (Some(Mark::Changed("renamed")), Some(Mark::New), None));
    /// assert_eq!(marks.sentence().as_deref(), Some("1 new, 2 changed, 1 gone"));
    /// ```
    pub fn add(&mut self, newer: Self, is_there: impl Fn(I) -> bool) {
        self.rows.retain(|row, _| is_there(*row));
        for (row, mark) in newer.rows {
            if self.of(row) != Some(Mark::New) {
                self.rows.insert(row, mark);
            }
        }
        self.gone += newer.gone;
    }

    /// A row that was created here is not new to whoever did it; what else happened to it is.
    ///
    /// ```
    /// use console_core::table::{Mark, Marks};
    /// let told = |before: &(u8, u8), after: &(u8, u8)| (before.1 != after.1).then_some("renamed");
    /// let mut marks = Marks::between(&[(1, 0)], &[(1, 1), (2, 0)], |row| row.0, told);
    /// [1, 2].map(|row| marks.created_here(row));
    /// assert_eq!((marks.of(1), marks.of(2)), (Some(Mark::Changed("renamed")), None));
    /// ```
    pub fn created_here(&mut self, row: I) {
        if self.of(row) == Some(Mark::New) {
            self.forget(row);
        }
    }

    /// Takes the mark of a row: it was looked at, or is being changed here.
    pub fn forget(&mut self, row: I) {
        self.rows.remove(&row);
    }

    /// The rows with a mark.
    pub fn rows(&self) -> impl Iterator<Item = I> + '_ {
        self.rows.keys().copied()
    }

    /// Whether no row has one.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many there are of each kind; `None` where nothing is new.
    pub fn sentence(&self) -> Option<String> {
        let new = self.rows.values().filter(|mark| **mark == Mark::New).count();
        let counts = [(new, "new"), (self.rows.len() - new, "changed"), (self.gone, "gone")];
        let told: Vec<String> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{} {word}", number(count)))
            .collect();
        (!told.is_empty()).then(|| told.join(", "))
    }
}
