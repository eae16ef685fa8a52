//! What one session has loaded of one organization.

use super::app::{Early, Entry};
use super::objects::{Total, UserList};
use super::v1::V1;
use super::{Acts, App, Checking, Owners, Phase, Workspace};
use crate::shared::create::go_on_looking;
use crate::shared::list::bulk::Bulk;
use crate::shared::list::{Arriving, ListPlace, Refresh};
use crate::shell::http::Client;
use crate::shell::lasting::Lasting;
use crate::shell::latest::Latest;
use crate::shell::lifetime::Lifetime;
use influxdb2::authorization::{AuthorizationTable, Listing};
use influxdb2::bulk::Many;
use influxdb2::coverage::Knowledge;
use influxdb2::object::ObjectList;
use influxdb2::permission::ResourceType;
use influxdb2::session::{Named, Session};
use influxdb2::{Id, Names, Refusal, Remote};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// The single objects of each type that was opened.
pub type Objects = BTreeMap<ResourceType, Remote<Arc<ObjectList>>>;

/// The state of a session in one organization.
///
/// It belongs to the part of the screen that shows it (`src/app.rs`), which takes all of it away when the session ends
/// or goes on in another organization. Signals of an ended session can be set and change nothing; what is read after
/// an answer was waited for goes through [`Console::session`] or [`Console::is_over`].
#[derive(Clone, Copy)]
pub struct Console {
    workspace: Workspace,
    entry: StoredValue<Rc<Entry>, LocalStorage>,
    pub(super) lifetime: Lifetime,
    /// The tokens of the organization.
    pub tokens: Lasting<RwSignal<Remote<Arc<Listing>>>>,
    /// How fresh they are, and what is new among them.
    pub refresh: Refresh<Id, Refusal>,
    /// How much of the list has come, in bytes.
    pub received: Lasting<RwSignal<usize>>,
    /// The single objects of each type that was opened.
    pub objects: Lasting<RwSignal<Objects>>,
    /// When they were asked for.
    pub(super) objects_asked: StoredValue<BTreeMap<ResourceType, i64>>,
    /// How many objects there are of types that nobody has opened.
    pub totals: Lasting<RwSignal<BTreeMap<ResourceType, Total>>>,
    /// How many objects have come of the type that is loading.
    pub counted: Lasting<RwSignal<Option<(ResourceType, usize)>>>,
    /// Names of everything that was loaded.
    pub names: Lasting<RwSignal<Names>>,
    /// The users that are known to be inactive.
    pub inactive_users: Lasting<RwSignal<BTreeSet<Id>>>,
    /// What the server said about the rights of the credential.
    pub known: Lasting<RwSignal<Knowledge>>,
    /// How far asking the server beforehand has come.
    pub checking: Lasting<RwSignal<Checking>>,
    /// What is being done with single tokens.
    pub acts: Acts,
    /// Many tokens that are chosen, and what is done with them.
    pub bulk: Bulk<Many>,
    /// The credentials of InfluxDB 1.x.
    pub v1: V1,
    /// The users who own tokens, and what is done with them.
    pub owners: Owners,
    /// Where one was in the list.
    pub list: ListPlace<Id>,
    /// The token whose row takes the focus when the list is next shown.
    pub arriving_at: Lasting<RwSignal<Option<Id>>>,
    /// What is newer than lists of tokens that are on their way.
    pub(super) arriving: Arriving<AuthorizationTable>,
    /// The same of lists of users.
    pub(super) arriving_users: Arriving<UserList>,
    pub(super) tokens_loading: Latest,
    pub(super) checks: Latest,
    /// The organization that the console is on its way to, as long as it is still in this one.
    pub going_to: Lasting<RwSignal<Option<Named>>>,
    pub(super) switches: Latest,
}

/// A session sees what outlives it.
impl Deref for Console {
    type Target = Workspace;

    fn deref(&self) -> &Workspace {
        &self.workspace
    }
}

impl Console {
    /// Starts with nothing loaded; the reactive owner of now takes it with it.
    pub fn open(workspace: Workspace, entry: Rc<Entry>) -> Self {
        let org = entry.session.org.id;
        let console = Self {
            workspace,
            entry: StoredValue::new_local(entry),
            lifetime: Lifetime::default(),
            tokens: Lasting::new(Remote::NotAsked),
            refresh: Refresh::default(),
            received: Lasting::new(0),
            objects: Lasting::new(BTreeMap::new()),
            objects_asked: StoredValue::default(),
            totals: Lasting::new(BTreeMap::new()),
            counted: Lasting::new(None),
            names: Lasting::new(Names::default()),
            inactive_users: Lasting::new(BTreeSet::new()),
            known: Lasting::new(Knowledge::default()),
            checking: Lasting::new(Checking::Idle),
            acts: Acts::default(),
            bulk: Bulk::default(),
            v1: V1::go_on(workspace.v1_begun, org),
            owners: Owners { plans: workspace.plans_begun.go_on(org), ..Owners::default() },
            list: ListPlace::with(workspace.half_typed),
            arriving_at: Lasting::new(None),
            arriving: Arriving::default(),
            arriving_users: Arriving::default(),
            tokens_loading: Latest::default(),
            checks: Latest::default(),
            going_to: Lasting::new(None),
            switches: Latest::default(),
        };
        let app: App = **console;
        app.console.set(Some(console));
        on_cleanup(move || {
            app.console.set(None);
            app.held_back.set(None);
        });
        go_on_looking(app);
        console.watch_identity();
        console
    }

    /// Whether the session has ended or gone on in another organization, and every signal of it is gone.
    pub fn is_over(self) -> bool {
        self.lifetime.is_over()
    }

    /// Who is signed in; nobody once the session is over.
    pub fn session(self) -> Option<Arc<Session>> {
        self.entry.try_with_value(|entry| Arc::clone(&entry.session))
    }

    /// Speaks with the credential of the session; as nobody once it is over.
    pub(super) fn client(self) -> Client {
        self.entry.try_with_value(|entry| entry.client.clone()).unwrap_or_else(Client::of_no_session)
    }

    /// The list that was asked for while the session began; once.
    pub(super) fn early_list(self) -> Option<Early> {
        self.entry.try_with_value(|entry| entry.early.take()).flatten()
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
