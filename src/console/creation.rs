//! What became of creates, as the screens tell it.

use super::{Console, OwnerStep, Workspace};
use crate::shared::create;
use crate::shell::page;
use influxdb2::Id;
use influxdb2::batch::{Authorizations, CreateTarget, Run};
use influxdb2::user::NoOwner;
use leptos::prelude::*;

/// The state of creating one token.
pub type Creation = create::Creation<Authorizations, Ownerless>;

/// The user who should own the token could not be created, so no token was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ownerless {
    /// The name of the user.
    pub name: String,
    /// Why.
    pub why: NoOwner,
}

/// What is to be said of a run of one row, and of the user who has to be there before.
pub(super) fn creation(run: Option<&Run>, owner: Option<&OwnerStep>) -> Creation {
    match owner {
        Some(OwnerStep::Creating) => Creation::Sending,
        Some(OwnerStep::Failed(ownerless)) => Creation::Before(ownerless.clone()),
        None => Creation::of(run),
    }
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
}

impl Workspace {
    /// Whether a create, or what became of one, is under way, so that leaving the page would lose it.
    pub(super) fn is_creating(self) -> bool {
        self.creation.with(Creation::is_under_way)
    }

    /// Takes what is said of the last create away. What is open about it is remembered for the next try.
    pub fn dismiss_creation(self) {
        self.owner_step.set(None);
        self.sent.put_away();
    }

    /// Takes the sentence about a refusal away: it speaks of the form as it was sent.
    pub fn forget_refusal(self) {
        if self.creation.with_untracked(|now| matches!(now, Creation::Refused(_) | Creation::Before(_))) {
            self.dismiss_creation();
        }
    }
}
