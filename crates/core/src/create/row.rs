//! One name of a run and what became of it.

use super::{Dialect, Error, Lookalike, Outcome, Safekeeping};
use crate::Remote;

/// One name of a run.
#[derive(Debug)]
pub struct Row<D: Dialect> {
    /// The name; empty where only one token is created.
    pub name: String,
    /// What is asked for; none for a name that was left out from the start.
    request: Option<D::Request>,
    /// What became of it.
    pub state: State<D>,
    /// Why the last attempt to delete its token failed.
    pub stuck: Option<Error<D>>,
    /// When it was sent. More than once only because the person wanted so.
    pub(super) attempts: Vec<Attempt>,
}

/// One sending of a create, in milliseconds of this device's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When it was sent.
    pub began: i64,
    /// When its answer came or was given up; none while it is under way.
    pub ended: Option<i64>,
}

/// What became of a name.
#[derive(Debug)]
pub enum State<D: Dialect> {
    /// Nothing is sent for it, and why.
    LeftOut(String),
    /// Its turn comes.
    Waiting,
    /// The request is under way.
    Sending,
    /// The token exists.
    Created {
        /// Its id.
        id: D::Id,
        /// The only copy of its secret, until it is handed over or wiped.
        secret: Option<Box<D::Created>>,
        /// Where else the secret is.
        safe: Safekeeping,
    },
    /// The server refused and stored nothing.
    Refused(Error<D>),
    /// The answer was lost: the token may exist.
    Lost {
        /// What happened to the answer.
        error: Error<D>,
        /// What the list says about it.
        outcome: Remote<Outcome<D::Id>, Error<D>>,
        /// What is to be done once that is known.
        then: Then,
    },
    /// The token was deleted.
    Deleted(D::Id),
}

/// What follows when it is known what became of a lost answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// The person is told.
    #[default]
    Tell,
    /// If the list shows that no such token is there, it is asked for again, because the person wants so.
    SendAgain,
    /// The same, also where the list can't show it: the person was told that nobody can tell.
    Insist,
}

/// How many rows there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows for which something is or was sent.
    pub total: usize,
    /// Tokens that exist and were answered.
    pub created: usize,
    /// Of those, how many secrets are here and nowhere else yet.
    pub unsaved: usize,
    /// Refused by the server.
    pub refused: usize,
    /// Answers that were lost, and tokens that look like it are there.
    pub found: usize,
    /// Answers that were lost, and the list shows no such token.
    pub not_found: usize,
    /// Answers that were lost, and nobody can tell.
    pub unsure: usize,
    /// Not sent yet.
    pub waiting: usize,
    /// Deleted.
    pub deleted: usize,
    /// Left out.
    pub left_out: usize,
}

impl Tally {
    /// How many names have a result.
    pub const fn settled(&self) -> usize {
        self.total - self.waiting
    }

    /// How many names have no token, as far as anybody can see, and could get one.
    pub const fn retriable(&self) -> usize {
        self.refused + self.not_found
    }
}

impl<D: Dialect> Row<D> {
    /// A name whose turn comes.
    pub const fn new(name: String, request: D::Request) -> Self {
        Self { name, request: Some(request), state: State::Waiting, stuck: None, attempts: Vec::new() }
    }

    /// A name that is left out, and why.
    pub const fn left_out(name: String, reason: String) -> Self {
        Self { name, request: None, state: State::LeftOut(reason), stuck: None, attempts: Vec::new() }
    }

    /// What is asked for; none for a name that was left out from the start.
    pub const fn request(&self) -> Option<&D::Request> {
        self.request.as_ref()
    }

    /// When it was sent.
    pub fn attempts(&self) -> &[Attempt] {
        &self.attempts
    }

    /// The token with its secret, if it is here.
    pub fn created(&self) -> Option<&D::Created> {
        match &self.state {
            State::Created { secret, .. } => secret.as_deref(),
            _ => None,
        }
    }

    /// The token that the server said it created and that stands.
    pub const fn token(&self) -> Option<D::Id> {
        match &self.state {
            State::Created { id, .. } => Some(*id),
            _ => None,
        }
    }

    /// The tokens that may be the one whose answer was lost.
    pub fn lookalikes(&self) -> &[Lookalike<D::Id>] {
        match &self.state {
            State::Lost { outcome: Remote::Ready(Outcome::Found(alike)), .. } => alike,
            _ => &[],
        }
    }

    pub(super) const fn count(&self, tally: &mut Tally) {
        tally.total += 1;
        let of_state = match &self.state {
            State::LeftOut(_) => {
                tally.total -= 1;
                &mut tally.left_out
            }
            State::Waiting | State::Sending => &mut tally.waiting,
            State::Created { secret, safe, .. } => {
                if secret.is_some() && safe.saved().is_none() {
                    tally.unsaved += 1;
                }
                &mut tally.created
            }
            State::Refused(_) => &mut tally.refused,
            State::Lost { outcome: Remote::Ready(Outcome::Found(_)), .. } => &mut tally.found,
            State::Lost { outcome: Remote::Ready(Outcome::NotFound), .. } => &mut tally.not_found,
            State::Lost { .. } => &mut tally.unsure,
            State::Deleted(_) => &mut tally.deleted,
        };
        *of_state += 1;
    }
}
