//! What became of creates, as the screens tell it.

use super::{App, Console};
use crate::shared::create::{self, Creator, Sent};
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use database::Id;
use database::create::{CreateTarget, DatabaseTokens, ExpirySpelling, Run};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::convert::Infallible;

/// The state of creating one token. Nothing has to be there before.
pub type Creation = create::Creation<DatabaseTokens, Infallible>;

/// The creates of this page. They outlive sessions, because an answer may bring the only copy of a secret.
#[derive(Clone, Copy)]
pub struct Creates {
    /// What became of the last one.
    pub creation: Lasting<Memo<Creation>>,
    pub(super) sent: Sent<DatabaseTokens>,
    /// The tokens that answers told of.
    pub(super) ours: StoredValue<BTreeSet<Id>>,
    /// How this server wants an expiry spelled.
    pub(super) spelling: StoredValue<ExpirySpelling>,
    /// Where programs use what is created; none where that is not known.
    pub(super) data_host: StoredValue<Option<String>>,
    /// Calls off the create that is under way.
    pub(super) sending: Latest,
}

impl Default for Creates {
    fn default() -> Self {
        let sent = Sent::default();
        Self {
            creation: Lasting::of(Memo::new(move |_| sent.one.with(|one: &Option<Run>| Creation::of(one.as_ref())))),
            sent,
            ours: StoredValue::new(BTreeSet::new()),
            spelling: StoredValue::new(ExpirySpelling::default()),
            data_host: StoredValue::new(None),
            sending: Latest::default(),
        }
    }
}

impl Creates {
    /// How this server wants an expiry spelled.
    pub fn spelling(self) -> ExpirySpelling {
        self.spelling.get_value()
    }
}

impl App {
    /// Forgets what was created, and what is open about it.
    pub(super) fn forget_creates(self) {
        self.run.set(None);
        self.creates.sent.one.set(None);
        self.creates.sent.past.set(Vec::new());
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
}

impl App {
    /// Whether nobody has signed in elsewhere since a create was asked for there: the form and the list are still its own.
    pub(super) fn is_still_at(self, place: Option<&CreateTarget>) -> bool {
        self.console.get_untracked().is_none_or(|console| console.create_target().as_ref() == place)
    }
}
