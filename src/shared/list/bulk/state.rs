//! Which tokens are chosen, what is planned for them, and the run that carries it out.

use crate::shell::lasting::Lasting;
use console_core::bulk::{Dialect, Flow, PARALLEL, Row, Run, Step, Turn, words};
use console_core::sort::set_of;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

/// What a run is told.
pub type Tell<D> = Box<dyn FnOnce(&mut Run<D>)>;

/// Ids of tokens.
pub type Ids<D> = BTreeSet<<D as Dialect>::Id>;

/// The chosen tokens and what is done with them.
#[derive(Clone, Copy)]
pub struct Bulk<D: Dialect> {
    /// The tokens that are chosen, also those that the search does not show now.
    pub chosen: Lasting<RwSignal<Ids<D>>>,
    /// Where a range begins.
    pub(super) anchor: StoredValue<Option<D::Id>>,
    /// The tokens that the person insists on in spite of a guard.
    pub included: Lasting<RwSignal<Ids<D>>>,
    /// The plan, then the run.
    pub work: Lasting<RwSignal<Option<Work<D>>>>,
    /// The rows whose changes nobody was told of yet. Showing a thousand answers one by one takes longer than sending them.
    pub(super) untold: StoredValue<Vec<usize>>,
}

/// A plan that is shown, or a run.
#[derive(Debug)]
pub struct Work<D: Dialect> {
    /// What is done; nothing where a run is taken back.
    pub verb: Option<D::Verb>,
    /// How far it is; without rows while it is only planned.
    pub run: Run<D>,
    /// Whether it is only planned.
    pub planned: bool,
    /// Each tells of changes in one row, so that a thousand others are left alone.
    rows: Vec<ArcTrigger>,
}

impl<D: Dialect> Default for Bulk<D> {
    fn default() -> Self {
        Self {
            chosen: Lasting::new(BTreeSet::new()),
            anchor: StoredValue::new(None),
            included: Lasting::new(BTreeSet::new()),
            work: Lasting::new(None),
            untold: StoredValue::new(Vec::new()),
        }
    }
}

impl<D: Dialect> Bulk<D> {
    /// Whether a token is chosen.
    pub fn has(self, id: D::Id) -> bool {
        self.chosen.with(|chosen| chosen.contains(&id))
    }

    /// How many of these are chosen.
    pub fn count_among(self, ids: impl FnOnce() -> Vec<D::Id>) -> usize {
        // Mostly there is nothing to count, and a hundred thousand that are shown.
        self.chosen.with(|chosen| match chosen.is_empty() {
            true => 0,
            false => ids().iter().filter(|id| chosen.contains(id)).count(),
        })
    }

    /// Chooses none.
    pub fn clear(self) {
        self.chosen.set(BTreeSet::new());
        self.anchor.set_value(None);
    }

    /// Shows the plan for what is chosen.
    pub fn ask(self, verb: D::Verb) {
        self.included.set(BTreeSet::new());
        self.put(Some(Work { planned: true, ..Work::new(Some(verb), Vec::new()) }));
    }

    /// Puts something in the place of what is here, and says whether it did. A run with something under way stays: what comes
    /// of that has to be seen.
    pub(super) fn put(self, work: Option<Work<D>>) -> bool {
        let is_free = self.work.with_untracked(|now| now.as_ref().is_none_or(|now| now.planned || now.rests()));
        if is_free {
            self.work.set(work);
        }
        is_free
    }

    /// Puts the results away, and says whether none are here any more.
    pub fn put_away(self) -> bool {
        self.put(None)
    }

    /// What a plan is shown for.
    pub fn asked(self) -> Option<D::Verb> {
        self.work.with(|work| work.as_ref().filter(|work| work.planned)?.verb)
    }

    /// Insists on a token in spite of a guard, or no longer.
    pub fn include(self, id: D::Id, on: bool) {
        put::<D>(self.included, on, &[id]);
    }

    /// Looks at the run.
    pub fn of_run<T: Default>(self, look: impl FnOnce(&Work<D>) -> T) -> T {
        self.work.with(|work| work.as_ref().filter(|work| !work.planned).map(look).unwrap_or_default())
    }

    /// The run in a sentence, if there is one that is not at its end. While it goes on nothing is counted: that would be
    /// another sentence with every answer.
    pub fn open(self) -> Option<String> {
        self.of_run(|work| {
            work.is_open().then(|| if work.rests() { work.told() } else { format!("{}.", work.title()) })
        })
    }

    /// The same with how far it is, for when it goes with the session.
    pub fn cut_off(self) -> Option<String> {
        let told = |work: &Option<Work<D>>| work.as_ref().filter(|work| work.is_open()).map(Work::told);
        self.work.try_with_untracked(told).flatten()
    }

    /// Tells the run something that is shown at once.
    pub(super) fn report(self, tell: Tell<D>) {
        self.work.try_update(|work| work.as_mut().map(|work| tell(&mut work.run)));
    }

    /// The row whose turn it is; none of a run that is not here any more.
    pub(super) fn row(self, turn: Turn) -> Option<Row<D>> {
        self.work.try_with_untracked(|work| work.as_ref()?.run.row(turn).cloned()).flatten()
    }

    pub(super) fn next(self) -> Option<Step<D>> {
        self.work.try_update_untracked(|work| work.as_mut()?.run.step()).flatten()
    }

    /// Shows what has changed.
    pub(super) fn show(self) {
        let rows = self.untold.try_update_value(std::mem::take).unwrap_or_default();
        if rows.is_empty() {
            return;
        }
        self.work.try_update(|_| ());
        let changes = |at: usize| self.work.try_with_untracked(|work| work.as_ref()?.changes_of(at)).flatten();
        rows.into_iter().filter_map(changes).for_each(|row| row.notify());
    }
}

/// Why a session ended, and how far a run had come that ended with it.
pub fn went_on(text: String, cut_off: Option<&str>) -> String {
    match cut_off {
        Some(told) => format!("{text} It ended in the middle of this: {told} The list shows what is stored."),
        None => text,
    }
}

/// Puts tokens into a set or takes them out of it. Removing from a set would be compiled for this place alone.
pub(super) fn put<D: Dialect>(set: Lasting<RwSignal<Ids<D>>>, on: bool, ids: &[D::Id]) {
    set.update(|set| {
        if on {
            set.extend(ids);
        } else {
            let out = set_of(ids.iter().copied());
            *set = set_of(set.iter().copied().filter(|id| !out.contains(id)));
        }
    });
}

static LAST: AtomicU32 = AtomicU32::new(0);

impl<D: Dialect> Work<D> {
    pub(super) fn new(verb: Option<D::Verb>, rows: Vec<Row<D>>) -> Self {
        let triggers = rows.iter().map(|_| ArcTrigger::new()).collect();
        let serial = LAST.fetch_add(1, Ordering::Relaxed);
        Self { verb, run: Run::new(serial, rows, PARALLEL), planned: false, rows: triggers }
    }

    /// Tells of changes in one row.
    pub fn changes_of(&self, at: usize) -> Option<ArcTrigger> {
        self.rows.get(at).cloned()
    }

    /// Whether it is more than a plan, and not every row has its result.
    fn is_open(&self) -> bool {
        !self.planned && (self.run.under_way() > 0 || self.run.flow() != Flow::Done)
    }

    fn title(&self) -> String {
        words::title(self.verb, &self.run)
    }

    fn told(&self) -> String {
        format!("{}: {}.", self.title(), words::count(&self.run))
    }

    /// Whether nothing is under way and nothing goes on by itself.
    pub fn rests(&self) -> bool {
        self.run.under_way() == 0 && self.run.flow() != Flow::Going
    }
}
