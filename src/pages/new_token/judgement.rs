//! What the console thinks of the form: its effects, what would be refused, and what a refusal was about.

use super::form::Form;
use crate::console::{Console, Creation, use_console};
use crate::shell::lasting::Lasting;
use crate::shell::page;
use influxdb2::Id;
use influxdb2::coverage::{Caller, Coverage, Reason, Verdict};
use influxdb2::permission::effect::{EffectContext, Findings, effects, inert};
use influxdb2::permission::{Action, Permission, ResourceType};
use influxdb2::refused::{FormSection, Objection};
use influxdb2::selection::object;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// How long the form rests before the server is asked.
const REST: Duration = Duration::from_millis(600);

/// Finds the list of types, or the drop-down that stands for it in narrow windows.
pub const TYPES: [&str; 2] = ["#types", ".types__select select"];

/// The judgement of one form.
#[derive(Clone, Copy)]
pub struct Judgement {
    form: Form,
    console: Console,
    caller: StoredValue<Caller>,
    /// The user that the token is for; none for one who is not made yet.
    pub owner: Memo<Option<Id>>,
    /// The effects of what is chosen, and what of it does nothing.
    pub findings: Lasting<Memo<Arc<Findings>>>,
    /// Whether the credential may grant it.
    pub coverage: Memo<Coverage>,
    /// Why the last create was refused.
    pub objection: Memo<Option<Objection>>,
    /// A permission whose row shall be shown and take the focus.
    pub wanted: RwSignal<Option<Permission>>,
}

impl Judgement {
    /// Follows a form.
    pub fn new(form: Form) -> Self {
        let console = use_console();
        let session = form.session();
        let (me, org) = (session.me.id, session.org.id);
        let caller = StoredValue::new(Caller::of(&session));
        let owner = Memo::new(move |_| form.with(|draft| draft.recipient.id(me)));
        let findings = Lasting::of(Memo::new(move |_| {
            let permissions = form.permissions.get();
            let token_values_shown =
                console.tokens.with(|tokens| tokens.ready().map(|listing| listing.table().shows_values));
            let buckets = form.objects(&ResourceType::Buckets);
            let system: Vec<Id> = buckets
                .ready()
                .into_iter()
                .flat_map(|objects| objects.iter())
                .filter(|object| object.system)
                .map(|object| object.id)
                .collect();
            console.names.with(|names| {
                let context =
                    EffectContext { token_values_shown, org, user: owner.get(), names, system_buckets: &system };
                Arc::new(Findings { effects: effects(&permissions, &context), inert: inert(&permissions, &context) })
            })
        }));
        let coverage = Memo::new(move |_| {
            let permissions = form.permissions.get();
            console.known.with(|known| caller.with_value(|caller| caller.coverage(&permissions, owner.get(), known)))
        });
        let objection = Memo::new(move |_| {
            console.creation.with(|creation| match creation {
                Creation::Refused(error) if console.created_here() => Some(Objection::read(error, owner.get(), me)),
                _ => None,
            })
        });
        // The rights are the caller's own, so those for a user who is not made yet are asked about as for oneself.
        ask_when_at_rest(console, form, Signal::derive(move || owner.get().unwrap_or(me)));
        Self { form, console, caller, owner, findings, coverage, objection, wanted: RwSignal::new(None) }
    }

    /// Whether the credential may grant a permission.
    pub fn verdict(self, permission: &Permission) -> Verdict {
        self.console.known.with(|known| self.caller.with_value(|caller| caller.may_grant(permission, known)))
    }

    /// How many permissions the form stands for.
    pub fn count(self) -> usize {
        self.form.permissions.with(|permissions| permissions.len())
    }

    /// Why the credential may not grant a permission, if that is known.
    pub fn barred(self, permission: &Permission) -> Option<&'static str> {
        match self.verdict(permission) {
            Verdict::Yes | Verdict::Unknown => None,
            Verdict::No(Reason::Refused) => Some("your credential does not have it"),
            Verdict::No(Reason::InNoToken) => Some("no token can have it"),
        }
    }

    /// The objects of a type on which the credential may not grant an action, as far as that is known.
    pub fn barred_objects(self, resource: &ResourceType, action: Action) -> BTreeSet<Id> {
        let org = self.form.session().org.id;
        let barred = |refused: &Permission| {
            let id = refused.scope.object()?;
            (object(action, resource, id, org) == *refused).then_some(id)
        };
        self.console.known.with(|known| known.refused().filter_map(barred).collect())
    }

    /// What to say at the row of a permission that is chosen.
    pub fn remark(self, permission: &Permission) -> Option<&'static str> {
        self.findings.with(|findings| findings.remark(permission))
    }

    /// What the permission is on, for people.
    pub fn subject(self, permission: &Permission) -> String {
        self.console.names.with(|names| console_core::text::foreign::spelled_out(&permission.subject(names)))
    }

    /// The sentence about a refused create, if it belongs to this part of the form.
    pub fn refusal_at(self, place: &FormSection) -> Option<String> {
        self.objection.with(|objection| {
            objection.as_ref().filter(|objection| objection.place() == *place).map(ToString::to_string)
        })
    }

    /// Asks the server once more.
    pub fn ask_again(self) {
        let me = self.form.session().me.id;
        let owner = self.owner.get_untracked().unwrap_or(me);
        self.console.check(self.form.permissions.get_untracked(), owner);
    }

    /// Brings a part of the form into sight and moves the focus to it.
    pub fn show(self, place: &FormSection) {
        match place {
            FormSection::Row(permission) => self.show_row(permission),
            FormSection::Permissions => page::focus_first(&TYPES),
            FormSection::Owner => page::focus_first(&[".who__owner input", ".who .seg input:checked"]),
            FormSection::Organization => page::focus_first(&[".who__org select"]),
            FormSection::Description => page::focus_first(&["input[name=description]"]),
            FormSection::Nowhere => {}
        }
    }

    /// Opens the type of a permission and moves the focus to its row.
    pub fn show_row(self, permission: &Permission) {
        let form = self.form;
        form.panes.set(false);
        form.only_chosen.set(false);
        form.filter.set(String::new());
        form.resource.set(permission.resource.clone());
        self.wanted.set(Some(permission.clone()));
    }
}

fn ask_when_at_rest(console: Console, form: Form, owner: Signal<Id>) {
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        if let Some(Some(earlier)) = waiting.try_update_value(Option::take) {
            earlier.clear();
        }
    };
    Effect::new(move |_| {
        let (set, owner) = (form.permissions.get(), owner.get());
        stop_waiting();
        untrack(|| console.stop_checking());
        if !set.is_empty() && untrack(|| console.can_ask()) {
            let handle = set_timeout_with_handle(move || console.check(set, owner), REST);
            waiting.set_value(handle.ok());
        }
    });
    on_cleanup(stop_waiting);
}

/// The judgement of the form around this part of it.
pub fn use_judgement() -> Judgement {
    expect_context::<Judgement>()
}
