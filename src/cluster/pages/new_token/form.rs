//! The state of the form: what is put in lives in the app's draft, what is looked at lives here.

use super::batch::{self, Plan};
use super::commands::Wanted;
use crate::cluster::console::{Console, Session, use_console};
use crate::shared::create::Creation;
use crate::shell::clock;
use crate::shell::lasting::Lasting;
use crate::shell::page;
use console_core::text::pattern::Pattern;
use database::create::{BatchForm, BatchProblem, NewToken};
use database::database::{Database, Retention, sort};
use database::draft::{Draft, DraftProblem};
use database::permission::{Action, PermissionSet};
use database::selection::Reach;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What keeps the form from being sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing is ticked.
    NothingGranted,
    /// The draft says why.
    Draft(DraftProblem),
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The name.
    pub name: Box<str>,
    /// Retention and tables; none for a name that was typed.
    pub limits: Option<String>,
}

/// The form of one session.
#[derive(Clone, Copy)]
pub struct Form {
    /// The session.
    pub console: Console,
    session: StoredValue<Arc<Session>>,
    /// The filter over the databases.
    pub filter: RwSignal<String>,
    /// Whether only databases with a tick are shown.
    pub only_chosen: RwSignal<bool>,
    /// Whether all databases are granted, and not single ones.
    pub all: RwSignal<bool>,
    /// Names that were typed, of which no database is known.
    pub typed: RwSignal<BTreeSet<Box<str>>>,
    /// What would be granted.
    pub permissions: Lasting<Memo<Arc<PermissionSet>>>,
    /// All rows of the matrix.
    pub rows: Lasting<Memo<Arc<Vec<Row>>>>,
    /// The rows that the filter leaves.
    pub shown: Lasting<Memo<Arc<Vec<Row>>>>,
    /// What the names of several tokens stand for.
    pub plan: Memo<Plan>,
    /// What is wrong with them, once the person tried.
    pub unplanned: RwSignal<Option<BatchProblem>>,
    /// What keeps the form from being sent, once the person tried.
    pub problem: RwSignal<Option<Problem>>,
    /// The draft before a text was read into the form, until the person has seen what came of it.
    pub before: RwSignal<Option<Draft>>,
    /// What is to be said about that text.
    pub remarks: RwSignal<Vec<String>>,
    /// Which command is wanted, where commands are all there is.
    pub wanted: Wanted,
}

impl Form {
    /// The form of a session; its draft is taken up where it was left.
    pub fn new(session: Arc<Session>) -> Self {
        let console = use_console();
        console.want_databases();
        let (filter, only_chosen) = (RwSignal::new(String::new()), RwSignal::new(false));
        let all = console.draft.with_untracked(|draft| Action::BOTH.iter().any(|one| is_all(draft, *one)));
        let typed = RwSignal::new(BTreeSet::<Box<str>>::new());
        let permissions = Lasting::of(Memo::new(move |_| Arc::new(console.draft.with(Draft::permissions))));
        // A name stays a row while it is ticked or was typed, whether a database has it or not.
        let named = Memo::new(move |_| {
            let mut names: BTreeSet<Box<str>> = typed.get();
            console.draft.with(|draft| names.extend(draft.selection.names().map(Box::from)));
            names
        });
        let rows = Lasting::of(Memo::new(move |_| {
            let known = console.databases.with(|databases| databases.ready().cloned()).unwrap_or_default();
            Arc::new(rows(&known, &named.read()))
        }));
        let shown = Lasting::of(Memo::new(move |_| {
            let pattern = Pattern::parse(&filter.read());
            let ticked = |name: &str| console.draft.with(|draft| is_ticked(draft, name));
            let only_chosen = only_chosen.get();
            let takes = |row: &&Row| pattern.takes(&row.name, &"") && (!only_chosen || ticked(&row.name));
            rows.with(|rows| Arc::new(rows.iter().filter(takes).cloned().collect::<Vec<_>>()))
        }));
        Self {
            console,
            session: StoredValue::new(session),
            filter,
            only_chosen,
            all: RwSignal::new(all),
            typed,
            permissions,
            rows,
            shown,
            plan: batch::plan(console),
            unplanned: RwSignal::new(None),
            problem: RwSignal::new(None),
            before: RwSignal::new(None),
            remarks: RwSignal::new(Vec::new()),
            wanted: Wanted::new(),
        }
    }

    /// The session.
    pub fn session(self) -> Arc<Session> {
        self.session.get_value()
    }

    /// Looks at the draft.
    pub fn with<T>(self, look: impl FnOnce(&Draft) -> T) -> T {
        self.console.draft.with(look)
    }

    /// Changes the draft.
    pub fn update(self, change: impl FnOnce(&mut Draft)) {
        self.console.draft.update(change);
        self.problem.set(None);
        // A refusal speaks of the form as it was sent.
        self.console.forget_refusal();
    }

    /// Takes a draft that was read from a text.
    pub fn fill(self, draft: Draft) {
        self.all.set(Action::BOTH.iter().any(|one| is_all(&draft, *one)));
        self.filter.set(String::new());
        self.only_chosen.set(false);
        self.before.set(Some(self.console.draft.get_untracked()));
        self.update(|now| *now = draft);
    }

    /// Whether tokens can expire here.
    pub fn has_expiry(self) -> bool {
        let session = self.session();
        if session.api { session.has_expiry } else { self.wanted.release().has_expiry() }
    }

    /// Whether it is known which databases there are.
    pub fn knows_databases(self) -> bool {
        self.session().api && self.console.databases.with(|databases| databases.ready().is_some())
    }

    /// How many permissions the form stands for.
    pub fn count(self) -> usize {
        self.permissions.with(|permissions| permissions.len())
    }

    /// How many databases have a tick of their own.
    pub fn ticked(self) -> usize {
        self.with(|draft| draft.selection.names().count())
    }

    /// The token that the form stands for, or what keeps it from standing for one.
    pub fn read(self) -> Result<NewToken, Problem> {
        if self.permissions.with(|permissions| permissions.is_empty()) && batch::own(self).is_none() {
            return Err(Problem::NothingGranted);
        }
        let has_expiry = self.has_expiry();
        self.with(|draft| draft.read(clock::now_ms(), clock::WALL, has_expiry)).map_err(Problem::Draft)
    }

    /// What the form stands for where nothing keeps it back but the person's word about the expiry.
    pub fn preview(self) -> Result<NewToken, Problem> {
        let has_expiry = self.has_expiry();
        self.with(|draft| {
            let mut draft = draft.clone();
            draft.without_expiry = true;
            draft.read(clock::now_ms(), clock::WALL, has_expiry)
        })
        .map_err(Problem::Draft)
    }

    /// The request that is shown: of several tokens that of the first name.
    pub fn shown(self) -> Result<NewToken, Problem> {
        let new = self.preview()?;
        Ok(match self.plan.with(|plan| plan.first.clone()) {
            Some((_, first)) => NewToken { expires_ms: new.expires_ms, ..first },
            None => new,
        })
    }

    /// Sends the form, if it stands for a token.
    pub fn submit(self) {
        if !self.session().api {
            return;
        }
        if self.console.several.with_untracked(BatchForm::is_on) {
            return batch::submit(self);
        }
        match untrack(move || self.read()) {
            Ok(new) => self.console.create(new),
            Err(problem) => self.tell(problem),
        }
    }

    /// Whether it is on its way. What is put in meanwhile would be gone with the answer.
    pub fn is_sending(self) -> bool {
        self.console.creates.creation.with(|creation| *creation == Creation::Sending)
    }

    /// Says what keeps the form from being sent, and leads to it.
    pub fn tell(self, problem: Problem) {
        self.problem.set(Some(problem));
        match problem {
            Problem::NothingGranted => page::focus(super::matrix::HEADING),
            Problem::Draft(DraftProblem::WithoutExpiry) => page::focus_first(&[".expiry__never input"]),
            Problem::Draft(DraftProblem::Expiry(_)) => {
                page::focus_first(&[".expiry__at input", ".expiry input:checked"])
            }
        }
    }
}

fn is_all(draft: &Draft, action: Action) -> bool {
    draft.selection.reach(action) != Reach::These
}

fn is_ticked(draft: &Draft, name: &str) -> bool {
    Action::BOTH.iter().any(|action| draft.selection.is_ticked(name, *action))
}

/// The databases that can be granted, with the names of which there is none among them, in the order of names.
fn rows(known: &[Database], named: &BTreeSet<Box<str>>) -> Vec<Row> {
    let known: Vec<&Database> = known.iter().filter(|one| one.is_grantable()).collect();
    let row = |one: &&Database| Row { name: one.name.clone(), limits: Some(one.limits()) };
    let there: BTreeSet<&str> = known.iter().map(|one| &*one.name).collect();
    let missing = named.iter().filter(|name| !there.contains(&***name));
    let mut extra: Vec<Database> = missing
        .map(|name| Database { name: name.clone(), retention: Retention::of_nanoseconds(None), max_tables: None })
        .collect();
    if extra.is_empty() {
        return known.iter().map(row).collect();
    }
    let names: BTreeSet<Box<str>> = extra.iter().map(|one| one.name.clone()).collect();
    extra.extend(known.into_iter().cloned());
    sort(&mut extra);
    let limits = |one: &Database| (!names.contains(&one.name)).then(|| one.limits());
    extra.iter().map(|one| Row { name: one.name.clone(), limits: limits(one) }).collect()
}

/// The form around this part of it.
pub fn use_form() -> Form {
    expect_context::<Form>()
}
