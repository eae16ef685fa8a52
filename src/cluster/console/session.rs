//! What one session has loaded.

use super::app::Entry;
use super::revoke::Revocations;
use super::{App, Phase};
use crate::shared::create::go_on_looking;
use crate::shared::list::bulk::Bulk;
use crate::shared::list::{Arriving, ListPlace, Refresh};
use crate::shell::http::Client;
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use crate::shell::lifetime::Lifetime;
use database::connection::{ANY, Cluster, Paths, Product};
use database::create::CreateTarget;
use database::database::Database;
use database::list::Listing;
use database::revoke::many::Revoke;
use database::token::{Token, TokenTable};
use database::{Id, Refusal, Remote};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// Where somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The product.
    pub product: Product,
    /// The form of the paths of the API.
    pub paths: Paths,
    /// The address of the Management API as other programs need it.
    pub server: String,
    /// Whether there is an API to speak to. Without one nothing is sent, and the console writes commands.
    pub api: bool,
    /// Whether tokens can expire. The release that brought the API brought it, too.
    pub has_expiry: bool,
}

impl Session {
    /// Account and cluster, where they are named.
    pub fn cluster(&self) -> Option<Cluster> {
        match self.paths {
            Paths::Scoped(cluster) if cluster != ANY => Some(cluster),
            Paths::Scoped(_) | Paths::Flat => None,
        }
    }

    /// Where tokens are created; nowhere without an API.
    pub fn create_target(&self) -> Option<CreateTarget> {
        self.api.then(|| CreateTarget { server: self.server.clone(), paths: self.paths })
    }

    /// Where programs write and query, as far as it is known.
    pub fn data_host(&self) -> Option<String> {
        self.product.data_host(&self.server, self.cluster())
    }
}

/// The names of databases.
pub type Names = Arc<BTreeSet<Box<str>>>;

/// The state of a session.
///
/// It belongs to the part of the screen that shows it (`src/cluster/app.rs`), which takes all of it away when the session
/// ends. Signals of an ended session can be set and change nothing.
#[derive(Clone, Copy)]
pub struct Console {
    app: App,
    entry: StoredValue<Rc<Entry>, LocalStorage>,
    pub(super) lifetime: Lifetime,
    /// The databases of the cluster.
    pub databases: Lasting<RwSignal<Remote<Arc<Vec<Database>>>>>,
    /// The names of the databases; none while they are not known.
    pub names: Lasting<Memo<Option<Names>>>,
    /// The database tokens of the cluster.
    pub tokens: Lasting<RwSignal<Remote<Arc<Listing>>>>,
    /// How fresh they are, and what is new among them.
    pub refresh: Refresh<Id, Refusal>,
    /// How much of the list of tokens has come, in bytes.
    pub received: Lasting<RwSignal<usize>>,
    /// What is being revoked.
    pub revocations: Revocations,
    /// Many tokens that are chosen, and what is done with them.
    pub bulk: Bulk<Revoke>,
    /// The token that others are compared with.
    pub compared_with: Lasting<RwSignal<Option<Id>>>,
    /// Where one was in the list.
    pub list: ListPlace<Id>,
    pub(super) databases_loading: Latest,
    /// What is newer than lists of tokens that are on their way.
    pub(super) arriving: Arriving<TokenTable>,
    /// Tokens that were created here after the list in sight was asked for, and are not in it.
    pub(super) unlisted: StoredValue<Vec<Token>>,
    pub(super) tokens_loading: Latest,
}

/// A session sees what outlives it.
impl Deref for Console {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Console {
    /// Starts with the databases that came while signing in; the reactive owner of now takes it with it.
    pub fn open(app: App, entry: Rc<Entry>) -> Self {
        let known = entry.session.api.then(|| Remote::Ready(Arc::clone(&entry.databases)));
        let databases = Lasting::new(known.unwrap_or_default());
        let names = Lasting::of(Memo::new(move |_| {
            databases.with(|databases: &Remote<Arc<Vec<Database>>>| {
                databases.ready().map(|all| Arc::new(all.iter().map(|database| database.name.clone()).collect()))
            })
        }));
        let console = Self {
            app,
            entry: StoredValue::new_local(entry),
            lifetime: Lifetime::default(),
            databases,
            names,
            tokens: Lasting::new(Remote::NotAsked),
            refresh: Refresh::default(),
            received: Lasting::new(0),
            revocations: Lasting::new(BTreeMap::new()),
            bulk: Bulk::default(),
            compared_with: Lasting::new(None),
            list: ListPlace::default(),
            databases_loading: Latest::default(),
            arriving: Arriving::default(),
            unlisted: StoredValue::new(Vec::new()),
            tokens_loading: Latest::default(),
        };
        app.console.set(Some(console));
        on_cleanup(move || {
            app.console.set(None);
            app.held_back.set(None);
        });
        go_on_looking(app);
        console.go_on_changing();
        console
    }

    /// Whether the session has ended, and every signal of it is gone.
    pub fn is_over(self) -> bool {
        self.lifetime.is_over()
    }

    /// Where somebody is signed in; nowhere once the session is over.
    pub fn session(self) -> Option<Arc<Session>> {
        self.entry.try_with_value(|entry| Arc::clone(&entry.session))
    }

    /// Speaks with the management token of the session; as nobody once it is over.
    pub(super) fn client(self) -> Client {
        self.entry.try_with_value(|entry| entry.client.clone()).unwrap_or_else(Client::of_no_session)
    }

    /// Whether the page still is in this session.
    pub(super) fn is_current(self) -> bool {
        let mine = self.entry.try_get_value();
        self.phase.with_untracked(|phase| match (phase, mine) {
            (Phase::SignedIn(entry), Some(mine)) => Rc::ptr_eq(entry, &mine),
            _ => false,
        })
    }
}

/// The state of the session.
pub fn use_console() -> Console {
    expect_context::<Console>()
}
