//! What lives as long as the page: the address, the server, who is signed in, and a secret that nobody has yet.

use super::change::Outcome;
use super::place::History;
use super::under_way::HeldBack;
use super::{Console, Workspace};
use crate::shared::frame::Help;
use crate::shell::http::Client;
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use crate::shell::one_at_a_time::OneAtATime;
use crate::shell::page;
use influxdb2::authorization::Listing;
use influxdb2::batch::Run;
use influxdb2::reveal::Reveal;
use influxdb2::session::{Server, Session};
use influxdb2::{ApiError, Id, Remote};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use web_sys::AbortController;

/// How far the person has come.
#[derive(Clone)]
pub enum Phase {
    /// A credential that was kept for this tab is being tried.
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
    /// The person signed out, and the server did not confirm that it ended the session of the browser's cookie.
    MayLive(ApiError),
    /// The kept credential could not be tried, which says nothing about it: it is kept on.
    NotResumed(ApiError),
    /// Somebody else signed in in this browser: the one session that it keeps for the server is theirs.
    Another {
        /// Their name.
        name: String,
        /// As for a session that ended.
        cut_off: Option<String>,
    },
    /// The server stopped accepting the credential in the middle of the work.
    Ended {
        /// What it said.
        error: ApiError,
        /// How far a run over many tokens had come, in a sentence. Its results went with the session.
        cut_off: Option<String>,
    },
}

/// What signing in brought: who is in, and the connection that speaks for them.
pub struct Entry {
    /// Who, where, and what they may do.
    pub session: Arc<Session>,
    /// Speaks with their credential until the session ends.
    pub client: Client,
    /// Whose workspace it is.
    pub whose: Whose,
    /// The list of tokens, where it was asked for while the session began.
    pub(super) early: RefCell<Option<Early>>,
}

impl Entry {
    /// Without a list that is on its way.
    pub const fn new(session: Arc<Session>, client: Client, whose: Whose) -> Self {
        Self { session, client, whose, early: RefCell::new(None) }
    }
}

/// A list that is on its way before anybody is shown it.
pub(super) struct Early {
    pub answer: Outcome<'static, Arc<Listing>>,
    /// Calls it off.
    pub controller: Option<AbortController>,
    /// How much of it has come.
    pub coming: Rc<Coming>,
}

/// How much of a list has come, told to the session that shows it once there is one.
#[derive(Default)]
pub(super) struct Coming {
    bytes: Cell<usize>,
    shown: Cell<Option<Lasting<RwSignal<usize>>>>,
}

impl Coming {
    /// So many bytes have come.
    pub fn count(&self, bytes: usize) {
        self.bytes.set(bytes);
        // The session may be over.
        if let Some(shown) = self.shown.get() {
            shown.try_set(bytes);
        }
    }

    /// Shows it from now on.
    pub fn show(&self, shown: Lasting<RwSignal<usize>>) {
        self.shown.set(Some(shown));
        self.count(self.bytes.get());
    }
}

/// Another product, where InfluxDB 2 was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherProduct {
    /// InfluxDB 3 Clustered or Cloud Dedicated.
    Cluster,
    /// InfluxDB 3 Core or Enterprise.
    InfluxDb3,
}

/// A user on a server. What one has begun nobody else is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// The server's address; empty for the origin of this page.
    pub server: String,
    /// The user.
    pub user: Id,
}

/// A token that a server made where it was only asked. It is not asked again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minted {
    /// The token.
    pub id: Id,
    /// Why it could not be deleted at once; none if it was.
    pub left: Option<ApiError>,
}

/// The state of the page. It outlives sessions; what belongs to one is in [`Workspace`] and [`Console`].
#[derive(Clone, Copy)]
pub struct App {
    /// Where the app is.
    pub history: History,
    /// How far the person has come.
    pub phase: Lasting<RwSignal<Phase, LocalStorage>>,
    /// Whose workspace is kept, also while a lost session is waited for.
    pub whose: Lasting<RwSignal<Option<Whose>>>,
    /// The workspace, as long as it is there.
    pub workspace: Lasting<RwSignal<Option<Workspace>>>,
    /// The session's state, as long as somebody is signed in.
    pub console: Lasting<RwSignal<Option<Console>>>,
    /// The server's address; empty for the origin of this page.
    pub address: Lasting<RwSignal<String>>,
    /// What is known of the server.
    pub server: Lasting<RwSignal<Remote<Server>>>,
    /// What answers there instead of InfluxDB 2, if that is known.
    pub other: Lasting<RwSignal<Option<OtherProduct>>>,
    /// What the server did when it was only asked.
    pub minted: Lasting<RwSignal<Option<Minted>>>,
    /// How many creates are under way. Each may bring the only copy of a secret, so nobody leaves or enters meanwhile.
    pub creating: Lasting<RwSignal<u32>>,
    /// That somebody is still here who wanted to go.
    pub held_back: Lasting<RwSignal<Option<HeldBack>>>,
    /// The secret that is being shown.
    pub reveal: Lasting<RwSignal<Option<Reveal>>>,
    /// The tokens that are being made, or whose secrets are being shown, all at once.
    pub run: Lasting<RwSignal<Option<Run>>>,
    /// The create that is under way, to stop waiting for it.
    pub(super) sending: Latest,
    /// Who started the run.
    pub run_of: StoredValue<Option<Whose>>,
    /// The user whose tokens the run issues anew; none where the form started it.
    pub run_for: StoredValue<Option<Id>>,
    /// Help, and whether single keys lead somewhere.
    pub help: Help,
    /// Whether the last request was answered.
    pub answered: Lasting<RwSignal<bool>>,
    /// The user who signed in with a password, to be offered again when the session ends.
    pub signed_in_as: StoredValue<Option<String>>,
    /// The attempt to come in, with what was typed or kept. Of two the later one counts.
    pub entering: OneAtATime,
    /// Whether a screen was shown before this one, so that its focus has to go somewhere.
    pub(super) shown_before: StoredValue<bool>,
    pub(super) server_loading: Latest,
}

impl App {
    /// Starts with nothing known.
    pub fn start() -> Self {
        Self {
            history: History::follow(),
            phase: Lasting::of(RwSignal::new_local(Phase::Resuming)),
            whose: Lasting::new(None),
            workspace: Lasting::new(None),
            console: Lasting::new(None),
            address: Lasting::new(String::new()),
            server: Lasting::new(Remote::NotAsked),
            other: Lasting::new(None),
            minted: Lasting::new(None),
            creating: Lasting::new(0),
            held_back: Lasting::new(None),
            reveal: Lasting::new(None),
            run: Lasting::new(None),
            sending: Latest::default(),
            run_of: StoredValue::new(None),
            run_for: StoredValue::new(None),
            help: Help::default(),
            answered: Lasting::new(true),
            signed_in_as: StoredValue::new(None),
            entering: OneAtATime::default(),
            shown_before: StoredValue::new(false),
            server_loading: Latest::default(),
        }
    }

    /// Who is signed in.
    pub fn session(self) -> Option<Arc<Session>> {
        self.console.get().and_then(Console::session)
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

    pub(super) fn console_now(self) -> Option<Console> {
        self.console.get_untracked()
    }

    /// Whether the server is known to keep only a hash of each token.
    pub fn session_hashes(self) -> bool {
        self.console_now().is_some_and(|console| {
            console.session().is_some_and(|session| session.server.hashes_by_default())
                && console
                    .tokens
                    .with_untracked(|tokens| tokens.ready().is_none_or(|listing| !listing.table().shows_values))
        })
    }

    /// Lets the row of a token take the focus when the list of its organization is next shown.
    pub fn arrive_at(self, org: Id, token: Id) {
        // Its row is in another list, if the organization was switched since.
        let console = self.console_now().filter(|console| console.session().is_some_and(|now| now.org.id == org));
        if let Some(console) = console {
            // A list that is in sight already is not shown anew.
            if self.history.route().shows_list() {
                console.list.focus_row(token);
            } else {
                console.arriving_at.set(Some(token));
            }
        }
    }

    /// Notes a create that is under way, until what it returns is dropped.
    pub(super) fn create_begins(self) -> InFlight {
        self.creating.update(|count| *count += 1);
        InFlight(self)
    }

    /// Keeps in mind that the server made a token where it was only asked.
    pub(super) fn told_minted(self, minted: Option<Minted>) {
        if minted.is_some() {
            self.minted.set(minted);
        }
    }
}

/// A create that is under way.
pub(super) struct InFlight(App);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.creating.try_update(|count| *count = count.saturating_sub(1));
    }
}

/// The state of this page.
pub fn use_app() -> App {
    expect_context::<App>()
}
