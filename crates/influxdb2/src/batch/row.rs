//! One name of a run and what became of it.

use super::maker::TokenRequest;
use crate::api::authorizations::Created;
use crate::authorization::NewAuthorization;
use crate::outcome::Outcome;
use crate::{ApiError, Id, Remote};

/// One name of a run.
#[derive(Debug)]
pub struct Row {
    /// The name.
    pub name: String,
    /// What is asked for; none for a name that was left out from the start.
    order: Option<TokenRequest>,
    /// What became of it.
    pub state: State,
    /// Why the last attempt to delete its token failed.
    pub stuck: Option<ApiError>,
}

/// What became of a name.
#[derive(Debug)]
pub enum State {
    /// Nothing is sent for it, and why.
    LeftOut(String),
    /// Its turn comes.
    Waiting,
    /// The request is under way.
    Sending,
    /// The token exists, and here is the only copy of its secret.
    Made {
        /// The token and its secret.
        created: Box<Created>,
        /// Where else the secret is, if it is.
        kept: Option<Saved>,
    },
    /// The server refused and stored nothing.
    Refused(ApiError),
    /// The answer was lost: the token may exist.
    Lost {
        /// What happened to the answer.
        error: ApiError,
        /// What the list says about it.
        outcome: Remote<Outcome>,
        /// What is to be done once that is known.
        then: Then,
    },
    /// The token was deleted again.
    Undone(Id),
}

/// What follows when it is known what became of a lost answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// The person is told.
    #[default]
    Tell,
    /// If no token was made, it is asked for again, because the person wants so.
    SendAgain,
    /// The token, whose secret is gone, is deleted and made anew, because the person wants so.
    Replace,
}

/// Where else the secret of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// The clipboard confirmed that it holds it.
    Copied,
    /// It was handed to the browser as a file.
    Downloaded,
    /// The person says so.
    Acknowledged,
}

/// How many rows there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All rows for which something is or was sent.
    pub total: usize,
    /// Tokens that exist with their secret here.
    pub made: usize,
    /// Of those, how many secrets are nowhere else yet.
    pub unkept: usize,
    /// Refused by the server.
    pub refused: usize,
    /// Answers that were lost and tokens that exist without their secret.
    pub found: usize,
    /// Answers that were lost, and the list shows no such token.
    pub not_made: usize,
    /// Answers that were lost, and nobody can tell.
    pub unsure: usize,
    /// Not sent yet.
    pub waiting: usize,
    /// Deleted again.
    pub undone: usize,
    /// Left out.
    pub left_out: usize,
}

impl Tally {
    /// How many names have a result.
    pub const fn settled(&self) -> usize {
        self.total - self.waiting
    }

    /// How many names certainly have no token and could get one.
    pub const fn retriable(&self) -> usize {
        self.refused + self.not_made
    }
}

impl Row {
    /// A name whose turn comes.
    pub fn new(order: TokenRequest) -> Self {
        Self { name: order.name.clone(), order: Some(order), state: State::Waiting, stuck: None }
    }

    /// A name that is left out, and why.
    pub const fn left_out(name: String, reason: String) -> Self {
        Self { name, order: None, state: State::LeftOut(reason), stuck: None }
    }

    /// The request of this row.
    pub fn asked(&self) -> Option<NewAuthorization> {
        self.order.as_ref().map(TokenRequest::asked)
    }

    /// The description of its token.
    pub fn description(&self) -> &str {
        self.order.as_ref().map_or("", |order| &order.description)
    }

    /// The token with its secret, if it is here.
    pub fn created(&self) -> Option<&Created> {
        match &self.state {
            State::Made { created, .. } => Some(created),
            _ => None,
        }
    }

    /// The id of the token that stands on the server, as far as that is certain.
    pub fn token(&self) -> Option<Id> {
        match &self.state {
            State::Made { created, .. } => Some(created.authorization.id),
            State::Lost { outcome: Remote::Ready(Outcome::Made(id)), .. } => Some(*id),
            _ => None,
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
            State::Made { kept, .. } => {
                if kept.is_none() {
                    tally.unkept += 1;
                }
                &mut tally.made
            }
            State::Refused(_) => &mut tally.refused,
            State::Lost { outcome: Remote::Ready(Outcome::Made(_)), .. } => &mut tally.found,
            State::Lost { outcome: Remote::Ready(Outcome::NotMade), .. } => &mut tally.not_made,
            State::Lost { .. } => &mut tally.unsure,
            State::Undone(_) => &mut tally.undone,
        };
        *of_state += 1;
    }
}
