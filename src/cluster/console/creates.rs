//! What became of creates, as the screens tell it.

use super::{App, Console, Session};
use crate::shared::create::{self, Creator, Sent};
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use database::Id;
use database::create::{CreateTarget, DatabaseTokens, ExpirySpelling, Run};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;

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
    /// The session in which a token was asked for last, which may be over when its secret is shown.
    pub(super) asked_in: StoredValue<Option<Arc<Session>>>,
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
            asked_in: StoredValue::new(None),
            sending: Latest::default(),
        }
    }
}

impl Creates {
    /// How this server wants an expiry spelled.
    pub fn spelling(self) -> ExpirySpelling {
        self.spelling.get_value()
    }

    /// Where programs use what is created; none where that is not known.
    pub(super) fn data_host(self) -> Option<String> {
        self.asked_in.with_value(|session| session.as_ref()?.data_host())
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
        self.session()?.create_target()
    }
}

impl App {
    /// Whether a create is on its way, whose answer may bring the only copy of a secret.
    pub(super) fn is_sending(self) -> bool {
        let sends = |run: &Option<Run>| run.as_ref().is_some_and(Run::is_sending);
        self.creates.sent.one.with_untracked(sends) || self.run.with_untracked(sends)
    }

    /// Whether nobody has signed in elsewhere since a create was asked for there: the form and the list are still its own.
    pub(super) fn is_still_at(self, place: Option<&CreateTarget>) -> bool {
        self.console.get_untracked().is_none_or(|console| console.create_target().as_ref() == place)
    }
}
