//! What became of creates, as the screens tell it.

use super::Tokens;
use console_core::Remote;
use console_core::create::{Dialect, Error, Flow, Outcome, Pause, Run, State, Twin};
use console_core::http::ApiError;

/// The state of creating one token. `B` is why something that has to be there before the token is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Creation<D: Dialect, B> {
    /// Nothing is under way.
    Idle,
    /// The request is under way; a second one is not sent.
    Sending,
    /// The server refused and stored nothing.
    Refused(Error<D>),
    /// What has to be there before could not be created, so no token was asked for.
    Before(B),
    /// The answer was lost: the token may exist.
    Unknown(Box<Lost<D>>),
}

/// A create whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost<D: Dialect> {
    /// Where it was asked for.
    pub place: D::Place,
    /// Its description.
    pub description: String,
    /// What happened to the answer.
    pub error: Error<D>,
    /// What the list says about it.
    pub outcome: Remote<Outcome<D::Id>, Error<D>>,
    /// Seconds until the list is looked at by itself once more.
    pub next_look: Option<u32>,
    /// Why a token that was to be deleted is still there.
    pub stuck: Option<Error<D>>,
    /// Whether a token that looked like it was found and deleted.
    pub deleted: bool,
}

/// A second token for one create, as a notice names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwinNews<D: Dialect> {
    /// The run that it belongs to.
    pub serial: u32,
    /// The token of which the answer told; none if that was deleted or refused.
    pub own: Option<D::Id>,
    /// Its description: hostile text.
    pub description: String,
    /// The second token, and what was done about it.
    pub twin: Twin<D>,
}

impl<D: Tokens, B> Creation<D, B> {
    /// What is to be said of a run of one row.
    pub fn of(run: Option<&Run<D>>) -> Self {
        let Some(run) = run else { return Self::Idle };
        let row = &run.rows()[0];
        match &row.state {
            State::Refused(error) => Self::Refused(error.clone()),
            // Deleting it, to create it anew.
            State::Lost { outcome: Remote::Ready(_), .. } if run.is_active() => Self::Sending,
            State::Lost { error, outcome, .. } => {
                let ended = *run.flow() == Flow::Paused(Pause::SessionEnded);
                let outcome = if ended && outcome.ready().is_none() {
                    Remote::Failed(ApiError::NotSignedIn)
                } else {
                    outcome.clone()
                };
                let (place, stuck) = (run.origin.place.clone(), row.stuck.clone());
                let description = row.request().map(D::asked_description).unwrap_or_default().to_owned();
                // It is told only where it matters: what is drawn anew takes the focus away from its buttons.
                let next_look = run.next_look().filter(|_| outcome == Remote::Ready(Outcome::NotFound));
                let error = error.clone();
                let deleted = !run.gone().is_empty();
                Self::Unknown(Box::new(Lost { place, description, error, outcome, next_look, stuck, deleted }))
            }
            _ if run.is_active() => Self::Sending,
            _ => Self::Idle,
        }
    }

    /// Whether a create, or what became of one, is under way, so that leaving the page would lose it.
    pub fn is_under_way(&self) -> bool {
        match self {
            Self::Sending => true,
            Self::Unknown(lost) => matches!(lost.outcome, Remote::NotAsked | Remote::Loading),
            Self::Idle | Self::Refused(_) | Self::Before(_) => false,
        }
    }
}
