//! Many tokens at once: which are chosen, what is planned for them, and the run that carries it out.

use super::Console;
use crate::shell::clock;
use crate::shell::lasting::Lasting;
use console_core::sort::set_of;
use influxdb2::api::authorizations as api;
use influxdb2::authorization::{Authorization, Change, Listing, Status};
use influxdb2::bulk::{Flow, PARALLEL, Plan, Row, Run, State, Step, Verb};
use influxdb2::{ApiError, Id};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The chosen tokens and what is done with them.
#[derive(Clone, Copy)]
pub struct Bulk {
    /// The tokens that are chosen, also those that the search does not show now.
    pub chosen: Lasting<RwSignal<BTreeSet<Id>>>,
    /// Where a range begins.
    anchor: StoredValue<Option<Id>>,
    /// The tokens that the person insists on in spite of a guard.
    pub included: Lasting<RwSignal<BTreeSet<Id>>>,
    /// The plan, then the run.
    pub work: Lasting<RwSignal<Option<Work>>>,
    /// The rows whose changes nobody was told of yet. Showing a thousand answers one by one takes longer than sending them.
    untold: StoredValue<Vec<usize>>,
}

/// A plan that is shown, or a run.
#[derive(Debug)]
pub struct Work {
    /// What is done; nothing where a run is taken back.
    pub verb: Option<Verb>,
    /// How far it is; without rows while it is only planned.
    pub run: Run,
    /// Whether it is only planned.
    pub planned: bool,
    /// Each tells of changes in one row, so that a thousand others are left alone.
    rows: Vec<ArcTrigger>,
}

impl Default for Bulk {
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

impl Bulk {
    /// Whether a token is chosen.
    pub fn has(self, id: Id) -> bool {
        self.chosen.with(|chosen| chosen.contains(&id))
    }

    /// How many of these places of a list are chosen.
    pub fn count_among(self, listing: &Listing, places: &[u32]) -> usize {
        self.chosen.with(|chosen| {
            let is_chosen = |place: &&u32| listing.row(**place).is_some_and(|(row, _)| chosen.contains(&row.id));
            places.iter().filter(is_chosen).count()
        })
    }

    /// Chooses none.
    pub fn clear(self) {
        self.chosen.set(BTreeSet::new());
        self.anchor.set_value(None);
    }

    /// Shows the plan for what is chosen.
    pub fn ask(self, verb: Verb) {
        self.included.set(BTreeSet::new());
        self.work.set(Some(Work { planned: true, ..Work::new(Some(verb), Vec::new()) }));
    }

    /// What a plan is shown for.
    pub fn asked(self) -> Option<Verb> {
        self.work.with(|work| work.as_ref().filter(|work| work.planned)?.verb)
    }

    /// Insists on a token in spite of a guard, or no longer.
    pub fn include(self, id: Id, on: bool) {
        put(self.included, on, &[id]);
    }

    /// Tells the run something that is shown at once.
    fn report(self, tell: Box<dyn FnOnce(&mut Run)>) {
        self.work.try_update(|work| work.as_mut().map(|work| tell(&mut work.run)));
    }

    fn next(self) -> Option<Step> {
        self.work.try_update_untracked(|work| work.as_mut()?.run.step()).flatten()
    }

    /// Shows what has changed.
    fn show(self) {
        let rows = self.untold.try_update_value(std::mem::take).unwrap_or_default();
        if rows.is_empty() {
            return;
        }
        self.work.try_update(|_| ());
        let changes = |at: usize| self.work.try_with_untracked(|work| work.as_ref()?.changes_of(at)).flatten();
        rows.into_iter().filter_map(changes).for_each(|row| row.notify());
    }
}

/// Puts tokens into a set or takes them out of it. Removing from a set would be compiled for this place alone.
fn put(set: Lasting<RwSignal<BTreeSet<Id>>>, on: bool, ids: &[Id]) {
    set.update(|set| {
        if on {
            set.extend(ids);
        } else {
            let out = set_of(ids.iter().copied());
            *set = set_of(set.iter().copied().filter(|id| !out.contains(id)));
        }
    });
}

impl Work {
    fn new(verb: Option<Verb>, rows: Vec<Row>) -> Self {
        let triggers = rows.iter().map(|_| ArcTrigger::new()).collect();
        Self { verb, run: Run::new(rows, PARALLEL), planned: false, rows: triggers }
    }

    /// Tells of changes in one row.
    pub fn changes_of(&self, at: usize) -> Option<ArcTrigger> {
        self.rows.get(at).cloned()
    }

    /// Whether nothing is under way and nothing goes on by itself.
    pub fn rests(&self) -> bool {
        self.run.under_way() == 0 && self.run.flow() != Flow::Going
    }
}

impl Console {
    /// Turns the choice of a token round; with `range` all between it and the one before become as it does.
    pub fn choose(self, id: Id, range: bool, found: &[u32]) {
        let on = !self.bulk.chosen.with_untracked(|chosen| chosen.contains(&id));
        let from = self.bulk.anchor.get_value().filter(|_| range);
        let between = from.zip(self.listing_now()).and_then(|(from, listing)| between(&listing, found, from, id));
        put(self.bulk.chosen, on, &between.unwrap_or_else(|| vec![id]));
        self.bulk.anchor.set_value(Some(id));
    }

    /// Chooses all that are shown, or none of them.
    pub fn choose_all(self, on: bool, found: &[u32]) {
        if let Some(listing) = self.listing_now() {
            put(self.bulk.chosen, on, &ids(&listing, found));
        }
    }

    /// The plan for what is chosen. Only inactive tokens are deleted.
    pub fn plan_bulk(self, verb: Verb, included: &BTreeSet<Id>) -> Option<Plan> {
        self.with_guards(|listing, context| {
            let fits = |id: &Id| {
                let row = listing.place_of(*id).and_then(|place| listing.row(place));
                row.is_some_and(|(row, _)| verb != Verb::Delete || row.status == Status::Inactive)
            };
            let chosen: Vec<Id> =
                self.bulk.chosen.with_untracked(|chosen| chosen.iter().copied().filter(fits).collect());
            Plan::new(listing, &chosen, verb, context, included)
        })
    }

    /// Carries the plan that is shown out.
    pub fn begin_bulk(self) {
        let Some((verb, listing)) = untrack(|| self.bulk.asked()).zip(self.listing_now()) else { return };
        let plan = self.bulk.included.with_untracked(|included| self.plan_bulk(verb, included));
        self.start(Some(verb), plan.map(|plan| plan.into_rows(&listing)));
    }

    /// Takes back what the run has done.
    pub fn undo_bulk(self) {
        let undo = |work: &Option<Work>| work.as_ref().filter(|work| work.rests()).map(|work| work.run.undo());
        self.start(None, self.bulk.work.with_untracked(undo));
    }

    /// Stops the run after what is under way, lets it go on, or has it try again what failed.
    pub fn command_bulk(self, command: fn(&mut Run)) {
        self.bulk.report(Box::new(command));
        self.drive_bulk();
    }

    /// Puts the results away. What is not done stays chosen.
    pub fn close_bulk(self) {
        let left = self.bulk.work.with_untracked(|work| {
            let rows = work.as_ref().filter(|work| work.rests())?.run.rows();
            let open = |row: &&Row| !matches!(row.state, State::Done { .. } | State::Gone | State::OwnerGone);
            Some(set_of(rows.iter().filter(open).map(|row| row.id)))
        });
        if let Some(left) = left {
            self.bulk.work.set(None);
            self.bulk.chosen.set(left);
        }
    }

    fn start(self, verb: Option<Verb>, rows: Option<Vec<Row>>) {
        if let Some(rows) = rows {
            self.bulk.work.set(Some(Work::new(verb, rows)));
            self.drive_bulk();
        }
    }

    fn drive_bulk(self) {
        while let Some(step) = self.bulk.next() {
            if let Step::Change(at, ..) | Step::Delete(at, _) | Step::Read(at, _) = step {
                self.changed(at);
            }
            self.lifetime.spawn(async move {
                self.carry_out(step).await;
                self.drive_bulk();
            });
        }
        let rests = self.bulk.work.try_with_untracked(|work| work.as_ref().is_some_and(Work::rests));
        if rests == Some(true) {
            self.bulk.show();
            self.show_stored();
        }
    }

    fn report_row(self, at: usize, tell: Box<dyn FnOnce(&mut Run)>) {
        self.bulk.work.try_update_untracked(|work| work.as_mut().map(|work| tell(&mut work.run)));
        self.changed(at);
    }

    /// Shows a row in a moment, with whatever else has changed by then.
    fn changed(self, at: usize) {
        let first = self.bulk.untold.try_update_value(|rows| {
            rows.push(at);
            rows.len() == 1
        });
        if first == Some(true) {
            self.lifetime.spawn(async move {
                clock::moment().await;
                self.bulk.show();
            });
        }
    }

    async fn carry_out(self, step: Step) {
        match step {
            Step::Change(at, id, change) => {
                let answer = match self.changed_since(at, id, &change).await {
                    Ok(Some(stored)) => {
                        let tell = move |run: &mut Run| {
                            run.seen(at, stored);
                            run.changed_meanwhile(at);
                        };
                        return self.report_row(at, Box::new(tell));
                    }
                    Ok(None) => self.send_patch(id, &change).await.map(Some),
                    Err(error) => Err(error),
                };
                self.answered(at, answer);
            }
            Step::Delete(at, id) => {
                let answer = self.send_removal(id).await;
                self.answered(at, answer.map(|()| None));
            }
            Step::Read(at, id) => {
                let stored = self.read_token(id).await;
                self.report_row(at, Box::new(move |run| run.read(at, stored)));
            }
            Step::Wait => {
                clock::pause(1).await;
                self.bulk.report(Box::new(Run::waited));
            }
        }
    }

    fn answered(self, at: usize, answer: Result<Option<Authorization>, ApiError>) {
        let error = answer.as_ref().err().cloned();
        let tell = move |run: &mut Run| {
            let answer = answer.map(|stored| {
                if let Some(stored) = stored {
                    run.seen(at, stored);
                }
            });
            run.answered(at, answer);
        };
        self.report_row(at, Box::new(tell));
        if let Some(error) = error {
            self.note(&error);
        }
    }

    /// The token, where writing a description would undo what somebody else wrote since.
    async fn changed_since(self, at: usize, id: Id, change: &Change) -> Result<Option<Authorization>, ApiError> {
        if change.description.is_none() {
            return Ok(None);
        }
        let stored = match self.read_token(id).await {
            Ok(stored) => stored,
            // A token whose owner is gone is not told, and can be changed all the same.
            Err(error @ ApiError::NotFound { .. }) if !api::is_gone(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let planned = self.bulk.work.try_with_untracked(|work| {
            let before = &work.as_ref()?.run.rows().get(at)?.before;
            Some(before.status == stored.status && before.description == stored.description)
        });
        Ok((planned.flatten() != Some(true)).then_some(stored))
    }

    /// Brings the list up to date once, not with every answer: it may be long.
    fn show_stored(self) {
        let seen = self.bulk.work.try_with_untracked(|work| {
            let is_gone = |row: &Row| match row.state {
                State::Done { .. } => row.change().is_none(),
                State::Gone | State::OwnerGone => true,
                _ => false,
            };
            let rows = work.as_ref()?.run.rows();
            let gone = set_of(rows.iter().filter(|row| is_gone(row)).map(|row| row.id));
            let seen: Vec<Authorization> =
                rows.iter().filter(|row| row.now != row.before).map(|row| row.now.clone()).collect();
            Some((gone, seen))
        });
        let Some(((gone, seen), listing)) = seen.flatten().zip(self.listing_now()) else { return };
        self.rework(|table| {
            for stored in seen {
                let place = listing.place_of(stored.id);
                if let Some(row) = place.and_then(|place| table.rows.get_mut(place as usize)) {
                    *row = stored;
                }
            }
            table.rows.retain(|row| !gone.contains(&row.id));
        });
    }
}

fn ids(listing: &Listing, places: &[u32]) -> Vec<Id> {
    places.iter().filter_map(|place| listing.row(*place)).map(|(row, _)| row.id).collect()
}

/// The tokens from one to another in the order of the list.
fn between(listing: &Listing, found: &[u32], from: Id, to: Id) -> Option<Vec<Id>> {
    let at = |id: Id| listing.place_of(id).and_then(|place| found.iter().position(|shown| *shown == place));
    let (from, to) = (at(from)?, at(to)?);
    Some(ids(listing, found.get(from.min(to)..=from.max(to))?))
}
