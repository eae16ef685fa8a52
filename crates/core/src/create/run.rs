//! The requests of a run, one after the other.
//!
//! [`Run::step`] hands out one step at a time and nothing more until its result has come; whoever carries it out reports
//! back. A create whose answer was lost is looked for in the list before anything else is sent, and never repeated by
//! itself. What ends the session, and what fails again and again, pauses the run: rows and secrets stay. When nothing is
//! left to do, the list is looked at some more times, in the background.

use super::look::Twin;
use super::row::{Attempt, Row, State, Tally};
use super::{Change, Dialect, Error, Outcome};
use crate::Remote;
use std::collections::{BTreeSet, VecDeque};

/// A run; creating one token is a run of one row.
#[derive(Debug)]
pub struct Run<D: Dialect> {
    /// Where it was started.
    pub origin: Origin<D>,
    pub(super) rows: Vec<Row<D>>,
    pub(super) work: Work,
    pub(super) flow: Flow<D>,
    pub(super) busy: Option<Errand>,
    /// The tokens that existed before, once that was asked for; none if the list could not be read then.
    pub(super) before: Option<Option<BTreeSet<D::Id>>>,
    /// Tokens that were deleted.
    pub(super) gone: BTreeSet<D::Id>,
    /// Tokens that were to stop working, without an answer that told what came of it.
    pub(super) perhaps_stopped: BTreeSet<D::Id>,
    /// Tokens that are to be deleted, each with its row.
    pub(super) doomed: VecDeque<(usize, D::Id)>,
    pub(super) twins: Vec<Twin<D>>,
    /// Changes of twins that are to be carried out.
    pub(super) changes: VecDeque<(D::Id, Change)>,
    /// The looks that are still to come, each with the seconds before it.
    pub(super) looks: VecDeque<u32>,
    /// The pause before the next look, while it lasts.
    pub(super) resting: Option<u32>,
    pauses: u32,
    pub(super) unchecked: Option<Error<D>>,
    pub(super) failures: usize,
    pub(super) wait: u32,
    pub(super) attempts_to_leave: usize,
}

/// Where a run was started. It goes on nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin<D: Dialect> {
    /// Tells this run from others.
    pub serial: u32,
    /// Where its tokens are.
    pub place: D::Place,
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Creating tokens.
    Creating,
    /// Deleting those it created.
    Undoing,
}

/// Whether it goes on by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow<D: Dialect> {
    /// It does.
    Going,
    /// It waits for the person.
    Paused(Pause<D>),
    /// There is nothing left to do but to look at the list.
    Done,
}

/// Why a run waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pause<D: Dialect> {
    /// The person wanted it.
    Person,
    /// The server stopped accepting the credential.
    SessionEnded,
    /// Several rows in a row failed.
    KeepsFailing,
    /// An answer was lost and the list, which would tell what became of it, can't be read.
    ListUnreadable(Error<D>),
}

/// A step that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Reading the list before the first create.
    List,
    /// Creating the token of a row.
    Create(usize),
    /// Looking for what became of lost answers.
    Look,
    /// Looking, with nothing that waits for it.
    Watch,
    /// Deleting a token.
    Delete(usize),
    /// Changing a twin.
    Change,
    /// Waiting, because the server asked for it.
    Wait,
}

/// What to do next.
#[derive(Debug, PartialEq)]
pub enum Step<D: Dialect> {
    /// Read the list; report with [`Run::knows`].
    List,
    /// Send a create; report with [`Run::answered`].
    Create(usize, D::Request),
    /// Read the list and compare it with what was sent; report with [`Run::looked`].
    Look,
    /// Delete a token of a row; report with [`Run::deleted`].
    Delete(usize, D::Id),
    /// Change a twin; report with [`Run::changed`].
    Change(D::Id, Change),
    /// Let a second pass; report with [`Run::waited`].
    Wait,
    /// Let so many seconds pass; report with [`Run::rested`]. Other steps may be handed out meanwhile.
    Rest {
        /// Tells this pause from others.
        ticket: u32,
        /// How long.
        seconds: u32,
    },
}

impl<D: Dialect> Run<D> {
    /// A run that goes on with the first call of [`Run::step`].
    pub fn new(origin: Origin<D>, rows: Vec<Row<D>>) -> Self {
        Self {
            origin,
            rows,
            work: Work::Creating,
            flow: Flow::Going,
            busy: None,
            before: None,
            gone: BTreeSet::new(),
            perhaps_stopped: BTreeSet::new(),
            doomed: VecDeque::new(),
            twins: Vec::new(),
            changes: VecDeque::new(),
            looks: VecDeque::new(),
            resting: None,
            pauses: 0,
            unchecked: None,
            failures: 0,
            wait: 0,
            attempts_to_leave: 0,
        }
    }

    /// The rows.
    pub fn rows(&self) -> &[Row<D>] {
        &self.rows
    }

    /// The tokens that existed before the first create; none if that is not known.
    pub const fn before(&self) -> Option<&BTreeSet<D::Id>> {
        match &self.before {
            Some(Some(ids)) => Some(ids),
            _ => None,
        }
    }

    /// What is known of a token: as the server told it, or else what was asked for where it was found.
    pub fn known_of(&self, id: D::Id) -> Option<Result<&D::Created, &D::Request>> {
        let found = self.twins.iter().find(|twin| twin.id == id).map(|twin| twin.row);
        let is_here = |row: &Row<D>| row.token() == Some(id) || row.lookalikes().iter().any(|alike| alike.id == id);
        let row = self.rows.get(found.or_else(|| self.rows.iter().position(is_here))?)?;
        match &row.state {
            State::Created { id: own, secret: Some(created), .. } if *own == id => Some(Ok(created)),
            _ => row.request().map(Err),
        }
    }

    /// How many rows there are in each state.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            row.count(&mut tally);
        }
        tally
    }

    /// The names that have no token as far as anybody can see, and that a next run could be made of.
    pub fn remaining(&self) -> Vec<&str> {
        let none = |row: &&Row<D>| match &row.state {
            State::LeftOut(_) | State::Waiting | State::Refused(_) | State::Deleted(_) => true,
            State::Lost { outcome, .. } => *outcome == Remote::Ready(Outcome::NotFound),
            State::Sending | State::Created { .. } => false,
        };
        self.rows.iter().filter(none).map(|row| &*row.name).collect()
    }

    /// The tokens that were deleted.
    pub const fn gone(&self) -> &BTreeSet<D::Id> {
        &self.gone
    }

    /// What it is doing.
    pub const fn work(&self) -> Work {
        self.work
    }

    /// Whether it goes on by itself.
    pub const fn flow(&self) -> &Flow<D> {
        &self.flow
    }

    /// Whether anything but a look in the background is under way or will be by itself.
    pub const fn is_active(&self) -> bool {
        matches!(self.flow, Flow::Going) || !matches!(self.busy, None | Some(Errand::Watch | Errand::Change))
    }

    /// Whether a create is under way.
    pub const fn is_sending(&self) -> bool {
        matches!(self.busy, Some(Errand::Create(_)))
    }

    /// The seconds that the server still asks to wait.
    pub const fn wait(&self) -> u32 {
        self.wait
    }

    /// The next step; `now` is this device's clock in milliseconds. There is none while one is under way, while the run is
    /// paused or the list is looked at later.
    pub fn step(&mut self, now: i64) -> Option<Step<D>> {
        if self.busy.is_some() {
            return None;
        }
        if let Some((id, change)) = self.changes.pop_front() {
            self.busy = Some(Errand::Change);
            return Some(Step::Change(id, change));
        }
        if self.flow == Flow::Going {
            match self.choose() {
                Some(step) => return Some(self.hand_out(step, now)),
                None => self.flow = Flow::Done,
            }
        }
        // Whoever can't read the list or is not signed in does not look either.
        match self.flow {
            Flow::Paused(Pause::SessionEnded | Pause::ListUnreadable(_)) => None,
            _ => self.look_later(),
        }
    }

    fn look_later(&mut self) -> Option<Step<D>> {
        match self.looks.front()? {
            0 => {
                self.busy = Some(Errand::Watch);
                Some(Step::Look)
            }
            _ if self.resting.is_some() => None,
            seconds => {
                let seconds = *seconds;
                self.pauses = self.pauses.wrapping_add(1);
                self.resting = Some(self.pauses);
                Some(Step::Rest { ticket: self.pauses, seconds })
            }
        }
    }

    fn hand_out(&mut self, step: Step<D>, now: i64) -> Step<D> {
        self.busy = match &step {
            Step::List => Some(Errand::List),
            Step::Create(row, _) => {
                self.rows[*row].state = State::Sending;
                self.rows[*row].attempts.push(Attempt { began: now, ended: None });
                Some(Errand::Create(*row))
            }
            Step::Look => {
                for row in &mut self.rows {
                    if let State::Lost { outcome: outcome @ Remote::NotAsked, .. } = &mut row.state {
                        *outcome = Remote::Loading;
                    }
                }
                Some(Errand::Look)
            }
            Step::Delete(row, _) => Some(Errand::Delete(*row)),
            Step::Wait => Some(Errand::Wait),
            // Handed out elsewhere.
            Step::Change(..) | Step::Rest { .. } => None,
        };
        step
    }

    fn choose(&mut self) -> Option<Step<D>> {
        if self.wait > 0 {
            return Some(Step::Wait);
        }
        if self.before.is_none() {
            return Some(Step::List);
        }
        let lost = |row: &Row<D>| matches!(row.state, State::Lost { outcome: Remote::NotAsked | Remote::Loading, .. });
        if self.rows.iter().any(lost) {
            return Some(Step::Look);
        }
        if let Some((at, id)) = self.doomed.pop_front() {
            return Some(Step::Delete(at, id));
        }
        if self.work == Work::Undoing {
            return None;
        }
        let at = self.rows.iter().position(|row| matches!(row.state, State::Waiting))?;
        Some(Step::Create(at, self.rows[at].request()?.clone()))
    }
}
