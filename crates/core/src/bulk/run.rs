//! The requests of a run: a few at a time, pausable, each row sent once unless the person asks again.

use super::row::{Row, Settled, State, Tally};
use super::{Dialect, Error};
use crate::http::ApiError;

/// How many requests are under way at a time.
pub const PARALLEL: usize = 4;
/// After so many failures in a row a run pauses.
const IN_A_ROW: usize = 5;
/// How many seconds are waited where the server asks for it without saying how long.
const USUAL_WAIT: u32 = 5;
/// How many seconds are waited at most before the person is asked.
const LONGEST_WAIT: u32 = 120;

/// A run.
#[derive(Debug)]
pub struct Run<D: Dialect> {
    serial: u32,
    rows: Vec<Row<D>>,
    flow: Flow,
    parallel: usize,
    /// Rows whose tokens are being read.
    reading: Vec<usize>,
    waiting: bool,
    wait: u32,
    failures: usize,
}

/// Whether it goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// It does.
    Going,
    /// It waits for the person; what is under way is still finished.
    Paused(Pause),
    /// Every row has a result.
    Done,
}

/// Why a run waits for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// The person wanted it.
    Person,
    /// The server stopped accepting the credential.
    SessionEnded,
    /// Several rows in a row failed.
    KeepsFailing,
    /// The server asks for a pause of this many seconds, which is too long to wait in silence.
    ServerWantsRest(u32),
}

/// A row of one run, for telling what came of it. No other run takes that for its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    run: u32,
    /// Its place in the run.
    pub row: usize,
}

/// What to do next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<D: Dialect> {
    /// Send what is asked for; report with [`Run::answered`], or why nothing was sent.
    Send(Turn, D::Id, D::Order),
    /// Read a token; report with [`Run::read`].
    Read(Turn, D::Id),
    /// Let a second pass; report with [`Run::waited`] of the run with this serial.
    Wait(u32),
}

impl<D: Dialect> Run<D> {
    /// A run with at most so many requests at a time; `serial` tells it from all others. It begins with the first call of
    /// [`Run::step`].
    pub const fn new(serial: u32, rows: Vec<Row<D>>, parallel: usize) -> Self {
        Self { serial, rows, flow: Flow::Going, parallel, reading: Vec::new(), waiting: false, wait: 0, failures: 0 }
    }

    /// The rows.
    pub fn rows(&self) -> &[Row<D>] {
        &self.rows
    }

    /// The row of a turn; none of one in another run.
    pub fn row(&self, turn: Turn) -> Option<&Row<D>> {
        self.rows.get(turn.row).filter(|_| turn.run == self.serial)
    }

    fn sending(&mut self, turn: Turn) -> Option<&mut Row<D>> {
        self.row(turn).filter(|row| row.state == State::Sending)?;
        self.rows.get_mut(turn.row)
    }

    const fn turn(&self, row: usize) -> Turn {
        Turn { run: self.serial, row }
    }

    /// Whether it goes on by itself.
    pub const fn flow(&self) -> Flow {
        self.flow
    }

    /// The seconds that the server still asks to wait.
    pub const fn wait(&self) -> u32 {
        self.wait
    }

    /// How many rows there are in each state.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for row in &self.rows {
            row.count(&mut tally);
        }
        tally
    }

    /// How many requests are under way.
    pub fn under_way(&self) -> usize {
        self.reading.len() + self.rows.iter().filter(|row| row.state == State::Sending).count()
    }

    /// The next step, to be called until there is none; again after each report.
    pub fn step(&mut self) -> Option<Step<D>> {
        if self.under_way() >= self.parallel.max(1) {
            return None;
        }
        if self.wait > 0 {
            let first = !std::mem::replace(&mut self.waiting, true);
            return first.then_some(Step::Wait(self.serial));
        }
        // What was lost is read also while the run is paused: reading changes nothing, and the person wants to know.
        let is_lost = |(at, row): &(usize, &Row<D>)| matches!(row.state, State::Lost(_)) && !self.reading.contains(at);
        let lost = self.rows.iter().enumerate().find(is_lost).map(|(at, row)| (at, row.id));
        if let Some((at, id)) = lost.filter(|_| self.flow != Flow::Paused(Pause::SessionEnded)) {
            self.reading.push(at);
            return Some(Step::Read(self.turn(at), id));
        }
        if self.flow != Flow::Going {
            return None;
        }
        let Some(at) = self.rows.iter().position(|row| row.state == State::Waiting) else {
            if self.under_way() == 0 {
                self.flow = Flow::Done;
            }
            return None;
        };
        if self.rows[at].alone && self.under_way() > 0 {
            return None;
        }
        self.rows[at].state = State::Sending;
        Some(Step::Send(self.turn(at), self.rows[at].id, self.rows[at].order.clone()))
    }

    /// The token was read before its change and is not as planned for, so nothing was sent.
    pub fn changed_meanwhile(&mut self, turn: Turn) {
        if let Some(row) = self.sending(turn) {
            row.state = State::Changed;
        }
    }

    /// Something that the change stands on is not there any more, so nothing was sent.
    pub fn leave_alone(&mut self, turn: Turn, why: &'static str) {
        if let Some(row) = self.sending(turn) {
            row.state = State::LeftAlone(why);
        }
    }

    /// What has to be looked at before the change could not be read, so nothing was sent, whatever the error is.
    pub fn not_sent(&mut self, turn: Turn, error: Error<D>) {
        if self.sending(turn).is_some() {
            self.rows[turn.row].state = if self.hindered(&error) { State::Waiting } else { State::NotSent(error) };
            self.count_failures(turn.row);
        }
    }

    /// The server has told a token of this run.
    pub fn seen(&mut self, turn: Turn, stored: D::Token) {
        if self.row(turn).is_some() {
            self.rows[turn.row].now = stored;
        }
    }

    /// The rows of a run that takes back what this one has done.
    pub fn undo(&self) -> Vec<Row<D>> {
        let back = |row: &Row<D>| {
            let order = D::back(&row.order, &row.before).filter(|_| matches!(row.state, State::Done { .. }))?;
            Some(Row::new(row.now.clone(), order))
        };
        self.rows.iter().filter_map(back).collect()
    }

    /// The answer to a change or delete has come, or is lost.
    pub fn answered(&mut self, turn: Turn, answer: Result<(), Error<D>>) {
        if self.sending(turn).is_none() {
            return;
        }
        let at = turn.row;
        self.rows[at].state = match answer {
            Ok(()) => State::Done { read_back: false },
            Err(error) if self.hindered(&error) => State::Waiting,
            Err(error) if error.leaves_outcome_unknown() => {
                // Whoever asks to wait is in the way of everything, also where they are not the server itself.
                if let ApiError::Foreign { retry_after: Some(seconds), .. } = error {
                    self.wait = self.wait.max(seconds.clamp(1, LONGEST_WAIT));
                }
                State::Lost(error)
            }
            Err(error) => self.settled(at, error, false),
        };
        self.count_failures(at);
    }

    /// The token of a lost answer was read.
    pub fn read(&mut self, turn: Turn, stored: Result<D::Token, Error<D>>) {
        if self.row(turn).is_none() {
            return;
        }
        let at = turn.row;
        self.reading.retain(|reading| *reading != at);
        let row = &mut self.rows[at];
        let state = match stored {
            Ok(stored) => {
                row.now = stored;
                match &row.state {
                    _ if D::is_done(&row.order, &row.now) => State::Done { read_back: true },
                    State::Lost(error) => State::NotDone(error.clone()),
                    // It was told otherwise meanwhile.
                    _ => return,
                }
            }
            // Where nothing is waited for, the person has to ask for another look.
            Err(error) if self.hindered(&error) && self.wait == 0 => State::Unsure(error),
            Err(ApiError::TooManyRequests { .. }) => return,
            Err(error @ ApiError::NotFound { .. }) => self.settled(at, error, true),
            Err(error) => State::Unsure(error),
        };
        self.rows[at].state = state;
        self.count_failures(at);
    }

    /// A second has passed that this run waited; of another run's it takes no notice.
    pub const fn waited(&mut self, run: u32) {
        if run == self.serial {
            self.waiting = false;
            self.wait = self.wait.saturating_sub(1);
        }
    }

    /// The person wants it to stop after what is under way.
    pub fn pause(&mut self) {
        self.halt(Pause::Person);
    }

    /// The person wants it to go on.
    pub const fn resume(&mut self) {
        if matches!(self.flow, Flow::Paused(_)) {
            self.go();
        }
    }

    /// Tries again what was refused, not sent or not done, and reads again what nobody can tell. What is done stays done.
    pub fn retry(&mut self) {
        for row in &mut self.rows {
            match &row.state {
                State::Refused(_) | State::NotSent(_) | State::NotDone(_) => row.state = State::Waiting,
                State::Unsure(error) => row.state = State::Lost(error.clone()),
                _ => {}
            }
        }
        self.go();
    }

    const fn go(&mut self) {
        (self.failures, self.wait) = (0, 0);
        self.flow = Flow::Going;
    }

    fn halt(&mut self, why: Pause) {
        if self.flow == Flow::Going {
            self.flow = Flow::Paused(why);
        }
    }

    /// What a refusal says about a row. Only the server's own words say that a token is gone.
    fn settled(&self, at: usize, error: Error<D>, read_back: bool) -> State<D> {
        match D::settled(&self.rows[at].order, &error, read_back) {
            Some(Settled::Done) => State::Done { read_back },
            Some(Settled::Gone(why)) => State::Gone(why),
            None => State::Refused(error),
        }
    }

    fn count_failures(&mut self, at: usize) {
        match self.rows[at].state {
            State::Done { .. } | State::Changed | State::LeftAlone(_) | State::Gone(_) => self.failures = 0,
            State::Refused(_) | State::NotSent(_) | State::NotDone(_) | State::Unsure(_) => {
                self.failures += 1;
                if self.failures >= IN_A_ROW {
                    self.halt(Pause::KeepsFailing);
                }
            }
            State::Waiting | State::Sending | State::Lost(_) => {}
        }
    }

    /// Takes note of an error that says nothing about the row and that proves that nothing was done.
    fn hindered(&mut self, error: &Error<D>) -> bool {
        match error {
            ApiError::TooManyRequests { retry_after } => {
                let wanted = retry_after.unwrap_or(USUAL_WAIT).max(1);
                if wanted > LONGEST_WAIT {
                    self.halt(Pause::ServerWantsRest(wanted));
                } else {
                    self.wait = self.wait.max(wanted);
                }
                true
            }
            error if error.ends_session() => {
                // This reason outweighs the person's own pause: signing in again is what is needed.
                self.flow = Flow::Paused(Pause::SessionEnded);
                true
            }
            _ => false,
        }
    }
}
