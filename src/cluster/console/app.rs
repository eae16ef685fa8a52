//! What lives as long as the page: the address, the server, who is signed in, the form, and secrets that nobody has yet.

use super::change::Changes;
use super::place::{History, Place};
use super::{Console, Creates, Found, Session};
use crate::shared::frame::Help;
use crate::shell::http::Client;
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use crate::shell::one_at_a_time::OneAtATime;
use crate::shell::page;
use crate::shell::storage::cluster as storage;
use database::create::{BatchForm, Reveal, Run};
use database::database::Database;
use database::draft::Draft;
use database::token::SOON_DAYS;
use database::{ApiError, Id};
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;

/// How far the person has come.
#[derive(Clone)]
pub enum Phase {
    /// A management token that was kept for this tab is being tried.
    Resuming,
    /// Nobody is signed in.
    SignedOut(SignedOutReason),
    /// Somebody is.
    SignedIn(Rc<Entry>),
}

/// Why nobody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedOutReason {
    /// Nobody was yet.
    NotYet,
    /// The person signed out.
    SignedOut,
    /// The kept management token could not be tried, which says nothing about it: it is kept on.
    NotResumed(ApiError),
    /// The server stopped accepting the management token in the middle of the work. A run over many tokens had come so far,
    /// in a sentence; its results went with the session.
    Ended(Option<String>),
}

/// What signing in brought: where, and the connection that speaks for the management token.
pub struct Entry {
    /// Where.
    pub session: Arc<Session>,
    /// Speaks with the management token until the session ends.
    pub client: Client,
    /// The databases, which trying the management token brought.
    pub databases: Arc<Vec<Database>>,
}

/// The state of the page. It outlives sessions; what belongs to one is in [`Console`].
#[derive(Clone, Copy)]
pub struct App {
    /// Where the app is.
    pub history: History,
    /// How far the person has come.
    pub phase: Lasting<RwSignal<Phase, LocalStorage>>,
    /// The session's state, as long as somebody is signed in.
    pub console: Lasting<RwSignal<Option<Console>>>,
    /// The server's address; empty for the origin of this page.
    pub address: Lasting<RwSignal<String>>,
    /// What answers there.
    pub found: Lasting<RwSignal<Found>>,
    pub(super) looking: Latest,
    /// What is managed, as it was put in last.
    pub place: Lasting<RwSignal<Place>>,
    /// The form for a new token. A session that ends loses nothing of it.
    pub draft: Lasting<RwSignal<Draft>>,
    /// The part of the form that makes many tokens of one.
    pub several: Lasting<RwSignal<BatchForm>>,
    /// Where the form was filled in. Elsewhere a new one begins.
    pub(super) draft_of: StoredValue<Option<(String, Place)>>,
    /// What is being put in for tokens that exist.
    pub changes: Changes,
    /// So many days before its end a token is said to expire soon.
    pub soon_days: Lasting<RwSignal<u16>>,
    /// The secret that is being shown.
    pub reveal: Lasting<RwSignal<Option<Reveal>>>,
    /// The tokens that are being created, or whose secrets are being shown, all at once.
    pub run: Lasting<RwSignal<Option<Run>>>,
    /// What somebody was told who wanted to sign out, by its title. Another reason is told anew.
    pub(super) held_back: Lasting<RwSignal<Option<&'static str>>>,
    /// What became of creates.
    pub creates: Creates,
    /// Help, and whether single keys lead somewhere.
    pub help: Help,
    /// Whether the last request was answered.
    pub answered: Lasting<RwSignal<bool>>,
    /// The attempt to come in, with what was typed or kept. Of two the later one counts.
    pub entering: OneAtATime,
    /// Whether a screen was shown before this one, so that its focus has to go somewhere.
    pub(super) shown_before: StoredValue<bool>,
}

impl App {
    /// Starts with nothing known.
    pub fn start() -> Self {
        Self {
            history: History::follow(),
            phase: Lasting::of(RwSignal::new_local(Phase::Resuming)),
            console: Lasting::new(None),
            address: Lasting::new(String::new()),
            found: Lasting::new(Found::Looking),
            looking: Latest::default(),
            place: Lasting::new(Place::default()),
            draft: Lasting::new(Draft::default()),
            several: Lasting::new(BatchForm::default()),
            draft_of: StoredValue::new(None),
            changes: Changes::default(),
            soon_days: Lasting::new(storage::soon_days().unwrap_or(SOON_DAYS)),
            reveal: Lasting::new(None),
            run: Lasting::new(None),
            held_back: Lasting::new(None),
            creates: Creates::default(),
            help: Help::default(),
            answered: Lasting::new(true),
            entering: OneAtATime::default(),
            shown_before: StoredValue::new(false),
        }
    }

    /// Where somebody is signed in.
    pub fn session(self) -> Option<Arc<Session>> {
        self.console.get().and_then(Console::session)
    }

    /// Says of tokens that they expire soon so many days before their end, in this tab.
    pub fn choose_soon_days(self, days: u16) {
        storage::keep_soon_days(days);
        self.soon_days.set(days);
    }

    /// Lets the row of a token that was just created take the focus when the list is next shown: work goes on there.
    pub fn arrive_at(self, token: Id) {
        let Some(console) = self.console.get_untracked() else { return };
        // A list that is in sight already is not shown anew.
        if untrack(|| self.history.route().shows_list()) {
            console.list.focus_row(token);
        } else {
            console.list.leave_at(token);
        }
    }

    /// Gives the focus to this element of a screen that took the place of another one, if it fell to the page.
    ///
    /// On the first screen the browser's own order begins at the top.
    pub fn arrive_on_screen(self, heading: &'static str) {
        self.arrive_on_wait(heading);
        self.shown_before.set_value(true);
    }

    /// The same for what is shown until a screen comes.
    pub fn arrive_on_wait(self, heading: &'static str) {
        if self.shown_before.get_value() {
            request_animation_frame(move || page::focus_if_lost(heading));
        }
    }
}

/// The state of this page.
pub fn use_app() -> App {
    expect_context::<App>()
}
