//! The requests of a run, one after the other.
//!
//! [`Run::step`] hands out one step at a time and nothing more until its result has come; whoever sends it reports back.
//! A create whose answer was lost is looked for in the list before anything else is sent, and never repeated by itself.
//! What ends the session, and what fails again and again, pauses the run: rows and secrets stay.

use super::row::{Row, State, Tally};
use crate::authorization::NewAuthorization;
use crate::outcome::{Before, Outcome};
use crate::session::Named;
use crate::{ApiError, Id, Remote};
use std::collections::{BTreeSet, VecDeque};

/// A run.
#[derive(Debug)]
pub struct Run {
    /// Where it was started.
    pub origin: Origin,
    pub(super) rows: Vec<Row>,
    pub(super) work: Work,
    pub(super) flow: Flow,
    pub(super) busy: Option<Errand>,
    /// The tokens that existed before, once that was asked for; none if the list could not be read then.
    pub(super) before: Option<Option<Before>>,
    /// Tokens that were deleted.
    pub(super) gone: BTreeSet<Id>,
    /// Rows whose tokens are to be deleted.
    pub(super) doomed: VecDeque<usize>,
    pub(super) failures: usize,
    pub(super) wait: u32,
    pub(super) attempts_to_leave: usize,
}

/// Where a run was started. It goes on nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Tells this run from others.
    pub serial: i64,
    /// The server's address, as it goes into files.
    pub server: String,
    /// The organization of its tokens.
    pub org: Named,
}

/// What a run is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Making tokens.
    Making,
    /// Deleting those it made.
    Undoing,
}

/// Whether it goes on by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It does.
    Going,
    /// It waits for the person.
    Paused(Pause),
    /// There is nothing left to do.
    Done,
}

/// Why a run waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The person wanted it.
    Person,
    /// The server stopped accepting the credential.
    SessionEnded,
    /// BatchForm rows in a row failed.
    KeepsFailing,
    /// An answer was lost and the list, which would tell what became of it, can't be read.
    ListUnreadable(ApiError),
}

/// A step that was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Reading the list before the first create.
    Look,
    /// Creating the token of a row.
    Create(usize),
    /// Looking for the token of a row.
    Compare(usize),
    /// Deleting the token of a row.
    Delete(usize),
    /// Waiting, because the server asked for it.
    Wait,
}

/// What to do next.
#[derive(Debug)]
pub enum Step {
    /// Read the list; report with [`Run::knows`].
    Look,
    /// Send a create; report with [`Run::answered`].
    Create(usize, NewAuthorization),
    /// Compare the list with the one before; report with [`Run::compared`].
    Compare(usize, NewAuthorization, Option<Before>),
    /// Delete a token; report with [`Run::deleted`].
    Delete(usize, Id),
    /// Let a second pass; report with [`Run::waited`].
    Wait,
}

impl Run {
    /// A run that goes on with the first call of [`Run::step`].
    pub fn new(origin: Origin, rows: Vec<Row>) -> Self {
        Self {
            origin,
            rows,
            work: Work::Making,
            flow: Flow::Going,
            busy: None,
            before: None,
            gone: BTreeSet::new(),
            doomed: VecDeque::new(),
            failures: 0,
            wait: 0,
            attempts_to_leave: 0,
        }
    }

    /// The rows.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many rows there are in each state.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            row.count(&mut tally);
        }
        tally
    }

    /// The names that certainly have no token, and that a next run could be made of.
    pub fn remaining(&self) -> Vec<&str> {
        let none = |row: &&Row| match &row.state {
            State::LeftOut(_) | State::Waiting | State::Refused(_) | State::Undone(_) => true,
            State::Lost { outcome, .. } => *outcome == Remote::Ready(Outcome::NotMade),
            State::Sending | State::Made { .. } => false,
        };
        self.rows.iter().filter(none).map(|row| &*row.name).collect()
    }

    /// The tokens that were deleted.
    pub const fn gone(&self) -> &BTreeSet<Id> {
        &self.gone
    }

    /// What it is doing.
    pub const fn work(&self) -> Work {
        self.work
    }

    /// Whether it goes on by itself.
    pub const fn flow(&self) -> &Flow {
        &self.flow
    }

    /// The step that is under way.
    pub const fn busy(&self) -> Option<Errand> {
        self.busy
    }

    /// Whether anything is under way or will be by itself.
    pub const fn is_active(&self) -> bool {
        self.busy.is_some() || matches!(self.flow, Flow::Going)
    }

    /// The seconds that the server still asks to wait.
    pub const fn wait(&self) -> u32 {
        self.wait
    }

    /// The next step. There is none while one is under way, while the run is paused and when all is done.
    pub fn step(&mut self) -> Option<Step> {
        if self.busy.is_some() || self.flow != Flow::Going {
            return None;
        }
        let step = self.choose();
        match &step {
            None => self.flow = Flow::Done,
            Some(Step::Look) => self.busy = Some(Errand::Look),
            Some(Step::Create(row, _)) => {
                self.rows[*row].state = State::Sending;
                self.busy = Some(Errand::Create(*row));
            }
            Some(Step::Compare(row, ..)) => {
                if let State::Lost { outcome, .. } = &mut self.rows[*row].state {
                    *outcome = Remote::Loading;
                }
                self.busy = Some(Errand::Compare(*row));
            }
            Some(Step::Delete(row, _)) => self.busy = Some(Errand::Delete(*row)),
            Some(Step::Wait) => self.busy = Some(Errand::Wait),
        }
        step
    }

    fn choose(&mut self) -> Option<Step> {
        if self.wait > 0 {
            return Some(Step::Wait);
        }
        let Some(before) = &self.before else { return Some(Step::Look) };
        let lost = |row: &Row| matches!(row.state, State::Lost { outcome: Remote::NotAsked | Remote::Loading, .. });
        if let Some((at, asked)) = self.first(lost) {
            return Some(Step::Compare(at, asked, before.clone()));
        }
        while let Some(at) = self.doomed.pop_front() {
            if let Some(id) = self.rows[at].token() {
                return Some(Step::Delete(at, id));
            }
        }
        match self.work {
            Work::Making => {
                let (at, asked) = self.first(|row| matches!(row.state, State::Waiting))?;
                Some(Step::Create(at, asked))
            }
            Work::Undoing => None,
        }
    }

    fn first(&self, wanted: impl Fn(&Row) -> bool) -> Option<(usize, NewAuthorization)> {
        let at = self.rows.iter().position(wanted)?;
        Some((at, self.rows[at].asked()?))
    }
}
