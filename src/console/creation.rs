//! What became of creates, as the screens tell it.

use super::{App, Console, OwnerStep, Workspace};
use crate::shell::page;
use influxdb2::batch::{CreateTarget, Flow, Outcome, Pause, Run, State, Twin};
use influxdb2::user::NoOwner;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;

/// The state of creating one token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Creation {
    /// Nothing is under way.
    #[default]
    Idle,
    /// The request is under way; a second one is not sent.
    Sending,
    /// The server refused and stored nothing.
    Refused(ApiError),
    /// The user who should own the token could not be created, so no token was asked for.
    NoOwner {
        /// The name of the user.
        name: String,
        /// Why.
        why: NoOwner,
    },
    /// The answer was lost: the token may exist.
    Unknown(Box<Lost>),
}

/// A create whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Where it was asked for.
    pub place: CreateTarget,
    /// Its description.
    pub description: String,
    /// What happened to the answer.
    pub error: ApiError,
    /// What the list says about it.
    pub outcome: Remote<Outcome>,
    /// Seconds until the list is looked at by itself once more.
    pub next_look: Option<u32>,
    /// Why a token that was to be deleted is still there.
    pub stuck: Option<ApiError>,
}

impl Creation {
    /// What is to be said of a run of one row.
    pub(super) fn of(run: Option<&Run>, owner: Option<&OwnerStep>) -> Self {
        match owner {
            Some(OwnerStep::Creating) => return Self::Sending,
            Some(OwnerStep::Failed { name, why }) => {
                return Self::NoOwner { name: name.clone(), why: why.clone() };
            }
            None => {}
        }
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
                let description = row.request().map(|request| request.description.clone()).unwrap_or_default();
                // It is told only where it matters: what is drawn anew takes the focus away from its buttons.
                let next_look = run.next_look().filter(|_| outcome == Remote::Ready(Outcome::NotFound));
                let error = error.clone();
                Self::Unknown(Box::new(Lost { place, description, error, outcome, next_look, stuck }))
            }
            _ if run.is_active() => Self::Sending,
            _ => Self::Idle,
        }
    }
}

/// A second token for one create, as a notice names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwinNews {
    /// The run that it belongs to.
    pub serial: u32,
    /// The token of which the answer told; none if that was deleted or refused.
    pub own: Option<Id>,
    /// Its description: hostile text.
    pub description: String,
    /// The second token, and what was done about it.
    pub twin: Twin,
}

impl Console {
    /// A place on this server.
    pub(super) fn place(self, org: Id) -> Option<CreateTarget> {
        let session = self.session()?;
        let org = session.orgs.iter().find(|one| one.id == org).cloned();
        Some(CreateTarget { server: page::full_address(&self.address.get_untracked()), org: org? })
    }

    /// Whether the last create was asked for in the organization that is in use.
    pub fn created_here(self) -> bool {
        let Some(session) = self.session() else { return false };
        let server = page::full_address(&self.address.get());
        self.created_in
            .with(|place| place.as_ref().is_none_or(|place| place.org.id == session.org.id && place.server == server))
    }

    /// Whether the last create was asked of the server that is in use.
    pub fn created_on_this_server(self) -> bool {
        let server = page::full_address(&self.address.get());
        self.created_in.with(|place| place.as_ref().is_none_or(|place| place.server == server))
    }
}

impl Workspace {
    /// Whether a create, or what became of one, is under way, so that leaving the page would lose it.
    pub(super) fn is_creating(self) -> bool {
        self.creation.with(|creation| match creation {
            Creation::Sending => true,
            Creation::Unknown(lost) => matches!(lost.outcome, Remote::NotAsked | Remote::Loading),
            Creation::Idle | Creation::Refused(_) | Creation::NoOwner { .. } => false,
        })
    }

    /// Takes what is said of the last create away. What is open about it is remembered for the next try.
    pub fn dismiss_creation(self) {
        self.owner_step.set(None);
        self.put_away();
    }

    /// Takes the sentence about a refusal away: it speaks of the form as it was sent.
    pub fn forget_refusal(self) {
        if self.creation.with_untracked(|now| matches!(now, Creation::Refused(_) | Creation::NoOwner { .. })) {
            self.dismiss_creation();
        }
    }

    /// The run of one token is no longer in sight. It goes on looking at the list.
    pub(super) fn put_away(self) {
        if let Some(run) = self.one.try_update(Option::take).flatten() {
            self.remember(run);
        }
    }

    /// Remembers what was sent, and none of the secrets.
    pub(super) fn remember(self, mut run: Run) {
        run.retire();
        if !run.is_over() {
            self.past.update(|past| past.push(run));
        }
    }
}

impl App {
    /// The second tokens that a person has not decided about yet.
    pub fn twins(self) -> Vec<TwinNews> {
        let mut news = Vec::new();
        let mut of = |run: &Run| {
            for twin in run.twins() {
                let row = &run.rows()[twin.row];
                let description = row.request().map(|request| request.description.clone()).unwrap_or_default();
                news.push(TwinNews { serial: run.origin.serial, own: row.token(), description, twin: twin.clone() });
            }
        };
        self.run.with(|run| run.iter().for_each(&mut of));
        if let Some(workspace) = self.workspace.get() {
            workspace.one.with(|one| one.iter().for_each(&mut of));
            workspace.past.with(|past| past.iter().for_each(&mut of));
        }
        news
    }

    /// The runs of which nobody knows whether something was sent twice, because the list could not be read.
    pub fn unchecked(self) -> Vec<(u32, ApiError)> {
        let of = |run: &Run| run.unchecked().map(|error| (run.origin.serial, error.clone()));
        let run = self.run.with(|run| run.as_ref().and_then(of));
        let past = self
            .workspace
            .get()
            .map(|workspace| workspace.past.with(|past| past.iter().filter_map(of).collect::<Vec<_>>()));
        run.into_iter().chain(past.into_iter().flatten()).collect()
    }
}
