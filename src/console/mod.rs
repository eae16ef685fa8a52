//! The state that outlives single screens, and what can be done to it.
//!
//! Screens read the signals of [`Console`] and call its methods; they never speak to a server themselves.

mod check;
mod connect;
mod create;
mod creation;
mod filling;
mod prefill;
mod later;
mod lost;
mod batch;
mod objects;
mod access;
mod tokens;
mod users;
mod token_test;

pub use batch::Command;
pub use check::Checking;
pub use connect::Attempt;
pub use creation::{CreateTarget, Creation, Lost};
pub use prefill::{Prefilled, Source};
pub use token_test::TokenTest;
pub use users::{Resolved, ResolvedOwner};

use crate::shell::history::History;
use crate::shell::http::Client;
use crate::shell::latest::Latest;
use console_core::secret::Fingerprint;
use influxdb2::authorization::Listing;
use influxdb2::batch::{BatchForm, Run};
use influxdb2::coverage::Knowledge;
use influxdb2::draft::Draft;
use influxdb2::object::Object;
use influxdb2::permission::ResourceType;
use influxdb2::reveal::Reveal;
use influxdb2::session::{Server, Session};
use influxdb2::{ApiError, Id, Names, Remote};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How far the person has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// A credential that was kept for this tab is being tried.
    Resuming,
    /// Nobody is signed in.
    SignedOut(SignedOutReason),
    /// Somebody is.
    SignedIn(Arc<Session>),
}

/// Why nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedOutReason {
    /// Nobody was yet.
    NotYet,
    /// The person signed out.
    SignedOut,
    /// The person signed out, and the server did not confirm that it ended the session of the browser's cookie.
    MayLive(ApiError),
    /// The server stopped accepting the credential in the middle of the work.
    Ended(ApiError),
}

/// What has come of a list so far, in bytes.
pub type Received = usize;

/// Everything that outlives single screens.
#[derive(Clone, Copy)]
pub struct Console {
    client: StoredValue<Client, LocalStorage>,
    /// Where the app is.
    pub history: History,
    /// How far the person has come.
    pub phase: RwSignal<Phase>,
    /// The server's address; empty for the origin of this page.
    pub address: RwSignal<String>,
    /// What is known of the server.
    pub server: RwSignal<Remote<Server>>,
    /// The tokens of the organization.
    pub tokens: RwSignal<Remote<Arc<Listing>>>,
    /// How much of the list has come.
    pub received: RwSignal<Received>,
    /// The single objects of each type that was opened.
    pub objects: RwSignal<BTreeMap<ResourceType, Remote<Arc<Vec<Object>>>>>,
    /// How many objects have come of the type that is loading.
    pub counted: RwSignal<Option<(ResourceType, usize)>>,
    /// Names of everything that was loaded.
    pub names: RwSignal<Names>,
    /// The form for a new token, one for each organization, so that switching loses nothing.
    pub drafts: RwSignal<Vec<Draft>>,
    /// The form as it was before a preset or a copy replaced it.
    pub replaced: RwSignal<Option<Draft>>,
    /// The user who was made, or found by name, on the way to the last token.
    pub resolved_owner: RwSignal<Option<ResolvedOwner>>,
    /// The users that are known to be inactive.
    pub inactive_users: RwSignal<BTreeSet<Id>>,
    /// The request of a link that was opened and not read yet.
    pub incoming: RwSignal<Option<String>>,
    /// What is to be said about a form that was filled from a text or a link.
    pub prefilled: RwSignal<Option<Prefilled>>,
    /// What became of the last create.
    pub creation: RwSignal<Creation>,
    /// Where it was asked for.
    pub created_in: RwSignal<Option<CreateTarget>>,
    /// A lost answer that was dismissed while it was open.
    set_aside: StoredValue<Option<Lost>>,
    /// What the server said about the rights of the credential.
    pub known: RwSignal<Knowledge>,
    /// How far asking the server beforehand has come.
    pub checking: RwSignal<Checking>,
    /// The secret that is being shown.
    pub reveal: RwSignal<Option<Reveal>>,
    /// The part of the form that makes many tokens of one.
    pub several: RwSignal<BatchForm>,
    /// The tokens that are being made, or whose secrets are being shown, all at once.
    pub run: RwSignal<Option<Run>>,
    /// What may be remembered of the secrets that were shown in this sitting.
    pub fingerprints: RwSignal<Vec<(Id, Fingerprint)>>,
    /// The token whose row takes the focus when the list is next shown.
    pub arriving_at: RwSignal<Option<Id>>,
    /// The part of the program that the first page does not need.
    pub later: RwSignal<Remote<()>>,
    /// When the list was read, on the clock of this device.
    listed_at: StoredValue<i64>,
    tokens_loading: Latest,
    server_loading: Latest,
    checks: Latest,
    looks: Latest,
    switches: Latest,
}

impl Console {
    /// Starts with nothing known.
    pub fn start() -> Self {
        Self {
            client: StoredValue::new_local(Client::default()),
            history: History::follow(),
            phase: RwSignal::new(Phase::Resuming),
            address: RwSignal::new(String::new()),
            server: RwSignal::new(Remote::NotAsked),
            tokens: RwSignal::new(Remote::NotAsked),
            received: RwSignal::new(0),
            objects: RwSignal::new(BTreeMap::new()),
            counted: RwSignal::new(None),
            names: RwSignal::new(Names::default()),
            drafts: RwSignal::new(Vec::new()),
            replaced: RwSignal::new(None),
            resolved_owner: RwSignal::new(None),
            inactive_users: RwSignal::new(BTreeSet::new()),
            incoming: RwSignal::new(None),
            prefilled: RwSignal::new(None),
            creation: RwSignal::new(Creation::Idle),
            created_in: RwSignal::new(None),
            set_aside: StoredValue::new(None),
            known: RwSignal::new(Knowledge::default()),
            checking: RwSignal::new(Checking::Idle),
            reveal: RwSignal::new(None),
            several: RwSignal::new(BatchForm::default()),
            run: RwSignal::new(None),
            fingerprints: RwSignal::new(Vec::new()),
            arriving_at: RwSignal::new(None),
            later: RwSignal::new(Remote::NotAsked),
            listed_at: StoredValue::new(0),
            tokens_loading: Latest::default(),
            server_loading: Latest::default(),
            checks: Latest::default(),
            looks: Latest::default(),
            switches: Latest::default(),
        }
    }

    fn client(self) -> Client {
        self.client.get_value()
    }

    /// Who is signed in.
    pub fn session(self) -> Option<Arc<Session>> {
        match self.phase.get() {
            Phase::SignedIn(session) => Some(session),
            Phase::Resuming | Phase::SignedOut(_) => None,
        }
    }

    fn session_now(self) -> Option<Arc<Session>> {
        untrack(move || self.session())
    }

    /// Whether the server is known to keep only a hash of each token.
    pub fn session_hashes(self) -> bool {
        self.session_now().is_some_and(|session| session.server.hashes_by_default())
            && self.tokens.with_untracked(|tokens| tokens.ready().is_none_or(|listing| !listing.table().shows_values))
    }

    /// Drops what was loaded for the organization in use.
    fn forget_loaded(self) {
        self.tokens_loading.call_off();
        self.tokens.set(Remote::NotAsked);
        self.objects.set(BTreeMap::new());
        self.counted.set(None);
        self.names.set(Names::default());
        self.forget_checks();
    }
}

/// The console of this page.
pub fn use_console() -> Console {
    expect_context::<Console>()
}
