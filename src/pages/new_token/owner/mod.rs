//! For whom the token is: the organization, the user, and whether it works from the start.

mod another;

use super::form::use_form;
use super::judgement::use_judgement;
use super::outcome::RefusedAt;
use crate::console::use_console;
use crate::pages::orgs::{OrgSwitch, READ_THROUGH};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::select_input::SelectInput;
use another::{AnotherUser, NewUser};
use console_core::text::foreign::spelled_out;
use influxdb2::authorization::Status;
use influxdb2::draft::{Draft, DraftProblem, Recipient as Owner, recipient};
use influxdb2::refused::FormSection;
use influxdb2::session::{Named, Session};
use leptos::prelude::*;
use std::sync::Arc;

/// The id of the field in which an owner is searched or named.
pub const OWNER: &str = "owner";

/// The kinds of owner, as the control has them.
const ME: usize = 0;
const ANOTHER: usize = 1;
const NEW: usize = 2;

/// The first row of the form.
#[component]
pub fn Recipient(session: Arc<Session>) -> impl IntoView {
    let form = use_form();
    let console = use_console();
    // What was said of the user of an earlier token is no news any more; of one in another organization it still is.
    let resolved_owner =
        console.resolved_owner.with_untracked(|resolved_owner| resolved_owner.as_ref().map(|n| n.user.named.id));
    let is_here = untrack(|| console.created_here());
    if is_here && resolved_owner != form.with_untracked(|draft| draft.recipient.id(session.me.id)) {
        console.resolved_owner.set(None);
    }
    let kind = Memo::new(move |_| {
        form.with(|draft| match draft.recipient {
            Owner::Me => ME,
            Owner::Other(_) | Owner::Unchosen => ANOTHER,
            Owner::New(_) => NEW,
        })
    });
    let (another, new) = (recipient::for_another(&session), recipient::for_a_new_one(&session));
    let options = vec![
        Choice::new(format!("Me, {}", spelled_out(&session.me.name))),
        Choice::new("Another user"),
        Choice::new("New user"),
    ];
    let choose = Callback::new(move |index: usize| {
        form.set_recipient(match index {
            ANOTHER => Owner::Unchosen,
            NEW => Owner::New(String::new()),
            _ => Owner::Me,
        });
    });
    let open = RwSignal::new(false);
    let is_open = move || open.get() || kind.get() != ME;
    let org = spelled_out(&session.org.name);
    view! {
        <section class="who" class:is-open=is_open aria-label="Organization, owner and status">
            <Line org open />
            <div class="who__fields" id="who">
                <div class="who__org">
                    <Organization session />
                </div>
                <div class="field who__kind">
                    <span class="field__label" aria-hidden="true">
                        "Owner"
                    </span>
                    <Segmented
                        legend="Owner"
                        options=Signal::stored(options)
                        chosen=Signal::derive(move || kind.get())
                        on_choose=choose
                    />
                </div>
                <div class="who__owner">
                    <RefusedAt place=FormSection::Owner />
                    {drawn(move || match kind.get() {
                        ANOTHER => view! { <AnotherUser asked_later=another.asked_later() /> }.into_any(),
                        NEW => view! { <NewUser asked_later=new.asked_later() /> }.into_any(),
                        _ => ().into_any(),
                    })}
                    <Unnamed />
                    <OwnRights />
                </div>
                <StatusChoice />
            </div>
        </section>
    }
}

/// On phones the three stand in one line until somebody wants to change them.
#[component]
fn Line(org: String, open: RwSignal<bool>) -> impl IntoView {
    let form = use_form();
    let me = spelled_out(&form.session().me.name);
    let owner = move || {
        form.with(|draft| match &draft.recipient {
            Owner::Me => me.clone(),
            Owner::Other(user) => spelled_out(&user.name),
            Owner::New(name) if name.is_empty() => "a new user".to_owned(),
            Owner::New(name) => spelled_out(name),
            Owner::Unchosen => "nobody yet".to_owned(),
        })
    };
    let status = move || form.with(|draft| if draft.status == Status::Active { "Active" } else { "Inactive" });
    view! {
        <button
            type="button"
            class="who__line"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            aria-controls="who"
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <span class="who__v">
                <small>"Organization · Owner · Status"</small>
                <span translate="no">
                    <b>{org}</b>
                    " · "
                    <b>{owner}</b>
                    " · "
                    {status}
                </span>
            </span>
            <span class="who__edit">{drawn(move || if open.get() { "Hide" } else { "Change" })}</span>
        </button>
    }
}

/// What is wrong with the owner, where it is chosen.
#[component]
fn Unnamed() -> impl IntoView {
    let form = use_form();
    move || {
        let problem = form.problem.get();
        problem.filter(|problem| matches!(problem, DraftProblem::NoOwner | DraftProblem::NoUserName)).map(|problem| {
            view! {
                <p class="field__error" role="alert">
                    <Icon name=IconName::Danger size=IconSize::Small />
                    <span>{problem.to_string()}</span>
                </p>
            }
        })
    }
}

/// What became of rights on the owner's own user, which nobody would look for in the matrix.
#[component]
fn OwnRights() -> impl IntoView {
    let form = use_form();
    let me = form.session().me.id;
    let awaits = Memo::new(move |_| form.with(Draft::awaits_own_user));
    let went_over = Memo::new(move |_| {
        form.with(|draft| match &draft.recipient {
            _ if !draft.handed_own_rights_over() => None,
            Owner::Other(user) if user.id != me => Some(spelled_out(&user.name)),
            _ => Some("you".to_owned()),
        })
    });
    let leave_out = Callback::new(move |()| form.update(Draft::leave_out_own_rights));
    view! {
        <div role="status">
            {drawn(move || {
                awaits
                    .get()
                    .then(|| {
                        view! {
                            <p class="field__hint">
                                "Permissions on the new user are added after the user is created. "
                                <LinkButton on_click=leave_out>"Remove them"</LinkButton>
                            </p>
                        }
                    })
            })}
            {drawn(move || {
                went_over
                    .get()
                    .map(|owner| {
                        let text = format!("Permissions on the former owner’s own user are permissions on {owner} now.");
                        view! { <p class="field__hint">{text}</p> }
                    })
            })}
        </div>
    }
}

/// Whether the token works from the start.
#[component]
fn StatusChoice() -> impl IntoView {
    let form = use_form();
    let chosen = move || usize::from(form.with(|draft| draft.status != Status::Active));
    let choose = Callback::new(move |index: usize| {
        form.update(|draft| draft.status = if index == 0 { Status::Active } else { Status::Inactive });
    });
    let options = vec![Choice::new("Active"), Choice::new("Inactive")];
    view! {
        <div class="field">
            <span class="field__label" aria-hidden="true">
                "Status"
            </span>
            <Segmented
                legend="Status"
                options=Signal::stored(options)
                chosen=Signal::derive(chosen)
                on_choose=choose
            />
        </div>
    }
}

/// The organization of the token. Choosing another one switches the console to it; the form of each is kept.
#[component]
fn Organization(session: Arc<Session>) -> impl IntoView {
    if session.orgs.len() > READ_THROUGH {
        return view! {
            <div class="field">
                <span class="field__label" aria-hidden="true">
                    "Organization"
                </span>
                <OrgSwitch session class="input who__search" />
                <RefusedAt place=FormSection::Organization />
            </div>
        }
        .into_any();
    }
    let console = use_console();
    let judged = use_judgement();
    let options: Vec<(String, String)> =
        session.orgs.iter().map(|org| (org.id.to_string(), spelled_out(&org.name))).collect();
    let here = session.org.id;
    let bound_for = move |org: &Option<Named>| org.as_ref().map_or(here, |org| org.id).to_string();
    let value = RwSignal::new(console.going_to.with_untracked(bound_for));
    Effect::new(move |_| {
        let chosen = value.get();
        // Where the console is or goes already is nobody's choice.
        if chosen != console.going_to.with_untracked(bound_for)
            && let Some(org) = session.orgs.iter().find(|org| org.id.to_string() == chosen)
            && !console.try_switch_org(org.clone())
        {
            // One who is held back is still here, and may choose once more.
            value.set(here.to_string());
        }
    });
    // It says where the console is going, and where it is when nothing came of that.
    Effect::new(move |_| {
        let bound_for = console.going_to.with(bound_for);
        if value.get_untracked() != bound_for {
            value.set(bound_for);
        }
    });
    view! {
        <Field label="Organization" error=Signal::derive(move || judged.refusal_at(&FormSection::Organization))>
            <SelectInput options value />
        </Field>
    }
    .into_any()
}
