//! One token of a run, and what became of its change.

use super::{Dialect, Error};

/// One token of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<D: Dialect> {
    /// The token.
    pub id: D::Id,
    /// What became of its change.
    pub state: State<D>,
    /// The token as it was when this was planned.
    pub before: D::Token,
    /// The token as the server told it last.
    pub now: D::Token,
    /// What is asked for.
    pub order: D::Order,
    /// The token that takes the place of this one, and has to work before anything is sent.
    pub needs: Option<D::Id>,
    /// Whether it is sent only when nothing else is under way, because it may end the session.
    pub(super) alone: bool,
}

/// What a refusal says of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// It is as wanted.
    Done,
    /// It works no more, whatever was wanted: the sentence says why.
    Gone(&'static str),
}

/// What became of the change of one token.
#[derive(Clone, Debug, PartialEq)]
pub enum State<D: Dialect> {
    /// Its turn comes.
    Waiting,
    /// The request is under way.
    Sending,
    /// The answer was lost; the token is read to see what is stored.
    Lost(Error<D>),
    /// The token is as wanted.
    Done {
        /// Whether that was only seen by reading it, because the answer was lost.
        read_back: bool,
    },
    /// The answer was lost, or told nothing for certain, and the token is as it was before.
    NotDone(Error<D>),
    /// Somebody else changed the token meanwhile, so nothing was sent.
    Changed,
    /// Nothing was sent, and the token is as before: the sentence says why.
    LeftAlone(&'static str),
    /// What has to be looked at before could not be read, so nothing was sent. It can be tried again.
    NotSent(Error<D>),
    /// The token works no more without this: the sentence says why.
    Gone(&'static str),
    /// The server refused, and nothing was changed.
    Refused(Error<D>),
    /// The answer was lost, and the token can't be read either.
    Unsure(Error<D>),
}

/// How many rows there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows.
    pub total: usize,
    /// As wanted, those included that were read back.
    pub done: usize,
    /// Of those: the answer was lost and read back.
    pub read_back: usize,
    /// Working no more by somebody else's doing.
    pub gone: usize,
    /// Refused, not sent, or not done after a lost answer: these can be tried again.
    pub failed: usize,
    /// Changed by somebody else, so nothing was sent.
    pub changed: usize,
    /// Nobody can tell.
    pub unsure: usize,
    /// Not finished yet.
    pub open: usize,
}

impl<D: Dialect> Row<D> {
    /// A token whose turn comes.
    pub(super) fn new(before: D::Token, order: D::Order) -> Self {
        let (id, now) = (D::id(&before), before.clone());
        Self { id, state: State::Waiting, before, now, order, needs: None, alone: false }
    }

    pub(super) const fn count(&self, tally: &mut Tally) {
        tally.total += 1;
        match &self.state {
            State::Waiting | State::Sending | State::Lost(_) => tally.open += 1,
            State::Done { read_back } => {
                tally.done += 1;
                if *read_back {
                    tally.read_back += 1;
                }
            }
            State::Gone(_) => tally.gone += 1,
            State::Changed | State::LeftAlone(_) => tally.changed += 1,
            State::NotDone(_) | State::NotSent(_) | State::Refused(_) => tally.failed += 1,
            State::Unsure(_) => tally.unsure += 1,
        }
    }
}

impl<D: Dialect> State<D> {
    /// What the row says.
    pub fn words(&self) -> String {
        match self {
            Self::Waiting => "Waiting".to_owned(),
            Self::Sending => "Working…".to_owned(),
            Self::Lost(error) => format!("{} Reading the token…", error.why_open()),
            Self::Done { read_back: false } => "Done".to_owned(),
            Self::Done { read_back: true } => "Answer lost. Read back: done.".to_owned(),
            Self::NotDone(error) => format!("{} Read back: not changed. Try again.", error.why_open()),
            Self::Changed => "Somebody changed it meanwhile, so nothing was sent.".to_owned(),
            Self::LeftAlone(why) => (*why).to_owned(),
            Self::NotSent(error) => {
                format!("Nothing was sent, because what is stored could not be read first. {error}")
            }
            Self::Gone(why) => (*why).to_owned(),
            Self::Refused(error) => error.to_string(),
            Self::Unsure(error) => format!("Answer lost, and the token can’t be read. {error}"),
        }
    }
}
