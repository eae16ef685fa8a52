//! What became of creates, as the screens tell it.

use super::{App, Console};
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use database::create::{CreateTarget, Deviation, ExpirySpelling, Flow, Outcome, Pause, Run, State, Twin};
use database::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The creates of this page. They outlive sessions, because an answer may bring the only copy of a secret.
#[derive(Clone, Copy)]
pub struct Creates {
    /// What became of the last one.
    pub creation: Lasting<Memo<Creation>>,
    /// What was sent before, without its secrets: the list is compared with it for a while, and what is open is remembered.
    pub(super) past: Lasting<RwSignal<Vec<Run>>>,
    pub(super) serials: StoredValue<u32>,
    /// The tokens that answers told of.
    pub(super) ours: StoredValue<BTreeSet<Id>>,
    /// How this server wants an expiry spelled.
    pub(super) spelling: StoredValue<ExpirySpelling>,
    /// Where programs use what is created; none where that is not known.
    pub(super) data_host: StoredValue<Option<String>>,
    /// How the token that is shown differs from what was asked for.
    pub(super) otherwise: StoredValue<Vec<Deviation>>,
    /// Calls off the create that is under way.
    pub(super) sending: Latest,
}

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
    /// Why a token that was to be revoked is still there.
    pub stuck: Option<ApiError>,
}

/// A second token for one create, as a notice names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwinNews {
    /// The run that it belongs to.
    pub serial: u32,
    /// The token of which the answer told; none if that was revoked or refused.
    pub own: Option<Id>,
    /// Its description: hostile text.
    pub description: String,
    /// The second token, and what was done about it.
    pub twin: Twin,
}

impl Creates {
    /// Nothing was created yet. `run` is the one in sight.
    pub fn new(run: Lasting<RwSignal<Option<Run>>>) -> Self {
        Self {
            creation: Lasting::of(Memo::new(move |_| run.with(|run| Creation::of(run.as_ref())))),
            past: Lasting::new(Vec::new()),
            serials: StoredValue::new(0),
            ours: StoredValue::new(BTreeSet::new()),
            spelling: StoredValue::new(ExpirySpelling::default()),
            data_host: StoredValue::new(None),
            otherwise: StoredValue::new(Vec::new()),
            sending: Latest::default(),
        }
    }

    /// How the token that is shown differs from what was asked for.
    pub fn deviations(self) -> Vec<Deviation> {
        self.otherwise.get_value()
    }

    /// How this server wants an expiry spelled.
    pub fn spelling(self) -> ExpirySpelling {
        self.spelling.get_value()
    }
}

impl Creation {
    fn of(run: Option<&Run>) -> Self {
        let Some(run) = run else { return Self::Idle };
        let row = &run.rows()[0];
        match &row.state {
            State::Refused(error) => Self::Refused(error.clone()),
            // Revoking it, to create it anew.
            State::Lost { outcome: Remote::Ready(_), .. } if run.is_active() => Self::Sending,
            State::Lost { error, outcome, .. } => {
                let ended = *run.flow() == Flow::Paused(Pause::SessionEnded);
                let outcome = if ended && outcome.ready().is_none() {
                    Remote::Failed(ApiError::NotSignedIn)
                } else {
                    outcome.clone()
                };
                // It is told only where it matters: what is drawn anew takes the focus away from its buttons.
                let next_look = run.next_look().filter(|_| outcome == Remote::Ready(Outcome::NotFound));
                Self::Unknown(Box::new(Lost {
                    place: run.origin.place.clone(),
                    description: row.request().map(|request| request.description.clone()).unwrap_or_default(),
                    error: error.clone(),
                    outcome,
                    next_look,
                    stuck: row.stuck.clone(),
                }))
            }
            _ if run.is_active() => Self::Sending,
            _ => Self::Idle,
        }
    }
}

impl App {
    /// Whether a create, or what became of one, is under way, so that leaving the page would lose it.
    pub fn is_creating(self) -> bool {
        self.creates.creation.with(|creation| match creation {
            Creation::Sending => true,
            Creation::Unknown(lost) => matches!(lost.outcome, Remote::NotAsked | Remote::Loading),
            Creation::Idle | Creation::Refused(_) => false,
        })
    }

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
        self.creates.past.with(|past| past.iter().for_each(&mut of));
        news
    }

    /// The runs of which nobody knows whether something was sent twice, because the list could not be read.
    pub fn unchecked(self) -> Vec<(u32, ApiError)> {
        let of = |run: &Run| run.unchecked().map(|error| (run.origin.serial, error.clone()));
        let run = self.run.with(|run| run.as_ref().and_then(of));
        let past = self.creates.past.with(|past| past.iter().filter_map(of).collect::<Vec<_>>());
        run.into_iter().chain(past).collect()
    }

    /// Takes what is said of the last create away. What is open about it is remembered for the next try.
    pub fn dismiss_creation(self) {
        if let Some(mut run) = self.run.try_update(Option::take).flatten() {
            run.retire();
            if !run.is_over() {
                self.creates.past.update(|past| past.push(run));
            }
        }
    }

    /// Forgets what was created, and what is open about it.
    pub(super) fn forget_creates(self) {
        self.run.set(None);
        self.creates.past.set(Vec::new());
    }

    /// Takes the sentence about a refusal away: it speaks of the form as it was sent.
    pub fn forget_refusal(self) {
        if self.creates.creation.with_untracked(|now| matches!(now, Creation::Refused(_))) {
            self.dismiss_creation();
        }
    }
}

impl Console {
    /// Where this session creates tokens.
    pub(super) fn create_target(self) -> Option<CreateTarget> {
        let session = self.session()?;
        session.api.then(|| CreateTarget { server: session.server.clone(), paths: session.paths })
    }

    /// Whether tokens of this session are created there.
    pub fn is_place_of(self, place: &CreateTarget) -> bool {
        self.create_target().as_ref() == Some(place)
    }

    /// When a token was created, as the list tells it, in the words of a sentence.
    pub fn created_at(self, id: Id) -> String {
        let told = self.tokens.with_untracked(|tokens| tokens.ready()?.table().get(id)?.created_ms);
        told.map_or_else(|| "at a time that the list does not tell".to_owned(), crate::ui::time::local_full)
    }
}
