//! The state of the form: what is ticked lives in the console's draft, what is looked at lives here.

use super::batch;
use super::owner::OWNER;
use super::review::confirmation;
use crate::console::{Console, Creation, use_console};
use crate::shell::lasting::Lasting;
use crate::shell::page;
use crate::ui::unhurried::unhurried;
use console_core::text::natural;
use console_core::text::pattern::Pattern;
use influxdb2::api::objects::has_objects;
use influxdb2::batch::{BatchForm, Plan, PlanProblem};
use influxdb2::draft::{Draft, DraftContext, DraftProblem, Origin, Preset, Recipient, TokenRequest};
use influxdb2::object::{Object, ObjectList};
use influxdb2::permission::effect::is_operator_like;
use influxdb2::permission::{Action, PermissionSet, ResourceType, Whole};
use influxdb2::session::Session;
use influxdb2::show_as::READABLE;
use influxdb2::{Id, Names, Remote};
use leptos::prelude::*;
use std::sync::Arc;

/// Types that people grant every day, in the order in which they look for them.
const EVERYDAY: [ResourceType; 13] = [
    ResourceType::Buckets,
    ResourceType::Telegrafs,
    ResourceType::Tasks,
    ResourceType::Dashboards,
    ResourceType::Variables,
    ResourceType::Labels,
    ResourceType::Checks,
    ResourceType::NotificationRules,
    ResourceType::NotificationEndpoints,
    ResourceType::Scrapers,
    ResourceType::Secrets,
    ResourceType::Notebooks,
    ResourceType::Annotations,
];

/// The form of one session.
#[derive(Clone, Copy)]
pub struct Form {
    pub(super) console: Console,
    session: StoredValue<Arc<Session>>,
    /// The type whose objects are shown.
    pub resource: RwSignal<ResourceType>,
    /// The filter over the objects.
    pub filter: RwSignal<String>,
    /// Whether only objects with a tick are shown.
    pub only_chosen: RwSignal<bool>,
    /// Whether two panes of buckets stand in the place of the matrix.
    pub panes: RwSignal<bool>,
    /// What would be granted.
    pub permissions: Lasting<Memo<Arc<PermissionSet>>>,
    /// Whether that reaches beyond the organization, so that it has to be typed before.
    pub wants_confirmation: Memo<bool>,
    /// What that is as a whole, if it is one thing.
    pub whole: Memo<Option<Whole>>,
    /// The objects that the filter leaves, in order.
    pub shown: Lasting<Memo<Arc<Vec<Object>>>>,
    /// The description made from what is granted.
    pub generated: RwSignal<String>,
    /// What the names stand for, if several tokens are wanted.
    pub plan: Memo<Arc<Plan>>,
    /// Whether the person tried to send names that make no token.
    pub unplanned: RwSignal<Option<PlanProblem>>,
    /// Whether the person tried to send a form that grants nothing.
    pub problem: RwSignal<Option<DraftProblem>>,
}

impl Form {
    /// The form of a session; its draft is taken up where it was left.
    pub fn new(session: Arc<Session>) -> Self {
        let console = use_console();
        let org = session.org.id;
        let resource = RwSignal::new(ResourceType::Buckets);
        let filter = RwSignal::new(String::new());
        let only_chosen = RwSignal::new(false);
        let permissions = Lasting::of(Memo::new(move |_| {
            let found = console.drafts.with(|drafts| of(drafts, org).map(Draft::permissions));
            Arc::new(found.unwrap_or_default())
        }));
        let wants_confirmation = Memo::new(move |_| permissions.with(|permissions| is_operator_like(permissions)));
        let panes =
            RwSignal::new(console.drafts.with_untracked(|drafts| of(drafts, org).is_some_and(starts_with_panes)));
        // Whoever looks at another type wants the matrix.
        Effect::new(move |before: Option<ResourceType>| {
            let now = resource.get();
            if before.is_some_and(|before| before != now) {
                panes.set(false);
            }
            now
        });
        let types = Arc::clone(&session);
        let whole = Memo::new(move |_| {
            let user = console.drafts.with(|drafts| of(drafts, org).and_then(|draft| draft.recipient.id(types.me.id)));
            permissions.with(|permissions| Whole::of(permissions, &types.types, org, user.or(Some(types.me.id))))
        });
        let shown = Lasting::of(Memo::new(move |_| {
            let resource = resource.get();
            let objects = console.objects.with(|objects| objects.get(&resource).and_then(|o| o.ready().cloned()));
            let pattern = Pattern::parse(&filter.read());
            let only_chosen = only_chosen.get();
            let chosen = |id: Id| {
                console.drafts.with(|drafts| {
                    of(drafts, org).is_some_and(|draft| {
                        Action::BOTH.iter().any(|action| draft.selection.is_ticked(&resource, id, *action))
                    })
                })
            };
            let shown = objects
                .iter()
                .flat_map(|objects| objects.iter())
                .filter(|object| pattern.takes(&object.name, &object.id) && (!only_chosen || chosen(object.id)));
            Arc::new(shown.cloned().collect::<Vec<_>>())
        }));
        let stored = StoredValue::new(Arc::clone(&session));
        // Only what is granted, to whom, and what it is called matter; the rest of the draft is left out on purpose.
        let described = Memo::new(move |_| {
            let session = stored.get_value();
            console.drafts.with(|drafts| {
                console
                    .names
                    .with_untracked(|names| of(drafts, org).map(|draft| draft.described(around(&session, names))))
            })
        });
        let follow = move || {
            described.track();
            console.names.track();
            // Whoever ticks thousands sees the ticks first.
            permissions.with(|permissions| permissions.len()) > READABLE
        };
        let generated = unhurried(follow, move || {
            let session = stored.get_value();
            let Some((permissions, user)) = described.get() else { return String::new() };
            console.names.with(|names| {
                let context = influxdb2::description::DescriptionContext {
                    org: session.org.id,
                    org_name: &session.org.name,
                    user,
                    types: &session.types,
                    names,
                };
                influxdb2::description::describe(&permissions, &context)
            })
        });
        let problem = RwSignal::new(None);
        Effect::new(move |_| {
            console.want_objects(&resource.read());
        });
        let plan = batch::plan(console);
        let unplanned = RwSignal::new(None);
        console.count_objects(session.types.clone());
        Self {
            console,
            session: stored,
            resource,
            filter,
            only_chosen,
            panes,
            permissions,
            wants_confirmation,
            whole,
            shown,
            generated,
            plan,
            unplanned,
            problem,
        }
    }

    /// The session.
    pub fn session(self) -> Arc<Session> {
        self.session.get_value()
    }

    /// Looks at the draft.
    pub fn with<T>(self, look: impl FnOnce(&Draft) -> T) -> T {
        let org = self.session().org.id;
        self.console.drafts.with(|drafts| match of(drafts, org) {
            Some(draft) => look(draft),
            None => look(&Draft::new(org)),
        })
    }

    /// Changes the draft.
    pub fn update(self, change: impl FnOnce(&mut Draft)) {
        let org = self.session().org.id;
        self.console.drafts.update(|drafts| match drafts.iter_mut().find(|draft| draft.org == org) {
            Some(draft) => change(draft),
            None => {
                let mut draft = Draft::new(org);
                change(&mut draft);
                drafts.push(draft);
            }
        });
        self.problem.set(None);
        // A refusal speaks of the form as it was sent.
        self.console.forget_refusal();
    }

    /// The types that the server lists: everyday ones, then those of administration and unknown ones.
    pub fn types(self) -> (Vec<ResourceType>, Vec<ResourceType>) {
        let session = self.session();
        let everyday: Vec<_> = EVERYDAY.into_iter().filter(|resource| session.types.contains(resource)).collect();
        let other = session.types.iter().filter(|resource| !everyday.contains(resource)).cloned().collect();
        (everyday, other)
    }

    /// The objects of a type, as far as they are here.
    pub fn objects(self, resource: &ResourceType) -> Remote<Arc<ObjectList>> {
        self.console.objects.with(|objects| objects.get(resource).cloned()).unwrap_or_default()
    }

    /// The user who has the name of the new one already, as far as users are known.
    pub fn existing_owner(self) -> Option<Id> {
        let users = self.objects(&ResourceType::Users);
        self.with(|draft| draft.recipient.existing(users.ready()?).map(|user| user.id))
    }

    /// How many objects of a type there are; `None` while that is not known or where there are none to count.
    pub fn count(self, resource: &ResourceType) -> Option<usize> {
        self.objects(resource).ready().map(|objects| objects.len())
    }

    /// Whether a type has single objects that can be ticked.
    pub fn has_objects(resource: &ResourceType) -> bool {
        has_objects(resource)
    }

    /// The first ticked objects of a type with their names, sorted the way people sort, and how many are ticked.
    pub fn ticked(self, resource: &ResourceType, most: usize) -> (Vec<(Id, String)>, usize) {
        let ids: Vec<Id> = self.with(|draft| draft.selection.ids(resource).collect());
        let all = ids.len();
        // The list of all objects is in this order, and ten thousand ticks need not be brought into it each time.
        let listed = self.objects(resource).ready().filter(|objects| ids.iter().all(|id| objects.holds(*id))).cloned();
        let mut ticked = match listed {
            Some(objects) => {
                let is_ticked = |object: &&Object| ids.binary_search(&object.id).is_ok();
                let first = objects.iter().filter(is_ticked).take(most);
                first.map(|object| (object.id, self.name_or_id(resource, object.id))).collect()
            }
            None => self.sorted_by_name(resource, ids),
        };
        ticked.truncate(most);
        (ticked, all)
    }

    fn name_or_id(self, resource: &ResourceType, id: Id) -> String {
        self.name_of(resource, id).unwrap_or_else(|| id.to_string())
    }

    fn sorted_by_name(self, resource: &ResourceType, ids: Vec<Id>) -> Vec<(Id, String)> {
        self.console.names.with(|names| {
            let named = |id: Id| (id, names.get(resource, id).map_or_else(|| id.to_string(), str::to_owned));
            let mut ticked: Vec<_> = ids.into_iter().map(named).collect();
            console_core::sort::sort_by(&mut ticked, |a, b| natural::compare(&a.1, &b.1).then(a.0.cmp(&b.0)));
            ticked
        })
    }

    /// The name of an object, if it is known.
    pub fn name_of(self, resource: &ResourceType, id: Id) -> Option<String> {
        self.console.names.with(|names| names.get(resource, id).map(str::to_owned))
    }

    /// Looks at the draft once.
    pub fn with_untracked<T>(self, look: impl FnOnce(&Draft) -> T) -> T {
        untrack(move || self.with(look))
    }

    /// Chooses the owner of the token.
    pub fn set_recipient(self, recipient: Recipient) {
        let session = self.session();
        self.console.resolved_owner.set(None);
        self.update(|draft| draft.set_recipient(recipient, &session));
    }

    /// The token that the form stands for, and the user who has to be made first.
    pub fn token_request(self) -> Result<TokenRequest, DraftProblem> {
        let session = self.session();
        self.console.names.with(|names| self.with(|draft| draft.token_request(around(&session, names))))
    }

    /// Whether it is on its way. What is put in meanwhile would be gone with the answer.
    pub fn is_sending(self) -> bool {
        self.console.creation.with(|creation| matches!(creation, Creation::Sending))
    }

    /// Sends the form, if it grants anything and is confirmed where that is asked for.
    pub fn submit(self) {
        if self.console.several.with_untracked(BatchForm::is_on) {
            return batch::submit(self);
        }
        match untrack(move || self.token_request().and_then(|request| self.confirmed().map(|()| request))) {
            Ok(request) => self.console.request_token(request),
            Err(problem) => self.tell(problem),
        }
    }

    /// Whether what has to be confirmed is.
    pub fn confirmed(self) -> Result<(), DraftProblem> {
        self.with(Draft::confirm)
    }

    /// Says what keeps the form from being sent, and leads to it.
    pub fn tell(self, problem: DraftProblem) {
        self.problem.set(Some(problem));
        match problem {
            DraftProblem::NoOwner | DraftProblem::NoUserName => page::focus(OWNER),
            DraftProblem::NotConfirmed => page::focus_first(&[confirmation::FIELD]),
            DraftProblem::NothingGranted | DraftProblem::UserNotMade => page::focus_first(&super::judgement::TYPES),
        }
    }
}

fn around<'a>(session: &'a Session, names: &'a Names) -> DraftContext<'a> {
    DraftContext { org_name: &session.org.name, me: session.me.id, types: &session.types, names }
}

/// Whether a form was started for buckets and nothing is ticked yet.
fn starts_with_panes(draft: &Draft) -> bool {
    let preset = matches!(draft.origin, Some(Origin::Preset { preset: Preset::ReadWriteBuckets, .. }));
    preset && draft.selection.is_empty()
}

fn of(drafts: &[Draft], org: Id) -> Option<&Draft> {
    drafts.iter().find(|draft| draft.org == org)
}

/// The form around a part of it.
pub fn use_form() -> Form {
    expect_context::<Form>()
}
