//! What became of a create.

use super::{Console, Workspace};
use crate::shell::page;
use influxdb2::authorization::NewAuthorization;
use influxdb2::outcome::{Before, Outcome};
use influxdb2::session::Named;
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;

/// The state of making a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Creation {
    /// Nothing is under way.
    #[default]
    Idle,
    /// The request is under way; a second one is not sent.
    Sending,
    /// The server refused and stored nothing.
    Refused(ApiError),
    /// The user who should own the token could not be made, so no token was asked for.
    NoOwner {
        /// The name of the user.
        name: String,
        /// Why.
        error: ApiError,
    },
    /// The answer was lost: the token may exist.
    Unknown(Box<Lost>),
}

/// A create whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What was asked for.
    pub asked: NewAuthorization,
    /// Where.
    pub place: CreateTarget,
    /// What was known before; none if the list could not be read then.
    pub before: Option<Before>,
    /// What happened to the answer.
    pub error: ApiError,
    /// What the list says about it.
    pub outcome: Remote<Outcome>,
    /// How often the list was read since.
    pub looks: usize,
    /// A token that is to be deleted and made anew, if the answer to that is lost too.
    pub doomed: Option<Id>,
    /// Why a token that was to be deleted still is there.
    pub left: Option<ApiError>,
}

impl Lost {
    /// Whether it is still open what became of it, or whether a late server may store it yet.
    pub fn is_open(&self) -> bool {
        !matches!(self.outcome, Remote::Ready(Outcome::Made(_) | Outcome::MadeOneOf(_)))
    }
}

/// Where a token was asked for. What became of it is looked for nowhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTarget {
    /// The server's address, as people write it.
    pub server: String,
    /// The organization.
    pub org: Named,
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

    /// Takes what is said of the last create away. A lost answer is remembered for the next try, as long as it is open.
    pub fn dismiss_creation(self) {
        self.looks.call_off();
        self.creation.update(|creation| {
            if let Creation::Unknown(lost) = std::mem::take(creation) {
                self.set_aside.set_value(lost.is_open().then_some(*lost));
            }
        });
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

    /// Takes the sentence about a refusal away: it speaks of the form as it was sent.
    pub(super) fn forget_refusal(self) {
        if self.creation.with_untracked(|now| matches!(now, Creation::Refused(_) | Creation::NoOwner { .. })) {
            self.creation.set(Creation::Idle);
        }
    }
}
