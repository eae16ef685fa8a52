//! For whom the token is: the organization, the user, and whether it works from the start.

mod another;

use super::form::use_form;
use super::judgement::use_judgement;
use super::outcome::RefusedAt;
use crate::console::use_console;
use crate::ui::button::LinkButton;
use crate::ui::field::Field;
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::select_input::SelectInput;
use crate::ui::untrusted::spelled_out;
use another::{AnotherUser, NewUser};
use influxdb2::authorization::Status;
use influxdb2::draft::{Draft, Recipient as Owner, recipient};
use influxdb2::refused::FormSection;
use influxdb2::session::Session;
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
    // What was said of the user of an earlier token is no news any more.
    let resolved_owner =
        console.resolved_owner.with_untracked(|resolved_owner| resolved_owner.as_ref().map(|n| n.user.named.id));
    if resolved_owner != form.with_untracked(|draft| draft.recipient.id(session.me.id)) {
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
    let advice = Memo::new(move |_| form.with(Draft::writes_data_for_a_person));
    view! {
        <section class="row" aria-label="For">
            <div class="row__org">
                <Organization session />
            </div>
            <div class="field">
                <span class="field__label" aria-hidden="true">
                    "and user"
                </span>
                <Segmented
                    legend="and user"
                    options=Signal::stored(options)
                    chosen=Signal::derive(move || kind.get())
                    on_choose=choose
                />
            </div>
            <StatusChoice />
            <div class="row__more">
                <RefusedAt place=FormSection::Owner />
                {move || match kind.get() {
                    ANOTHER => view! { <AnotherUser asked_later=another.asked_later() /> }.into_any(),
                    NEW => view! { <NewUser asked_later=new.asked_later() /> }.into_any(),
                    _ => {
                        advice
                            .get()
                            .then(|| {
                                view! {
                                    <p class="field__hint">
                                        "The token stops working when your user is deleted or made inactive. For programs that write data, InfluxData advises a user of their own."
                                    </p>
                                }
                            })
                            .into_any()
                    }
                }}
                <OwnRights />
            </div>
        </section>
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
            {move || {
                awaits
                    .get()
                    .then(|| {
                        view! {
                            <p class="field__hint">
                                "The rights on the new user itself are added when that user has been made. "
                                <LinkButton on_click=leave_out>"Leave them out"</LinkButton>
                            </p>
                        }
                    })
            }}
            {move || {
                went_over
                    .get()
                    .map(|owner| {
                        let text = format!("The rights on the former owner’s own user are rights on {owner} now.");
                        view! { <p class="field__hint">{text}</p> }
                    })
            }}
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
    let options = vec![Choice::new("Works at once"), Choice::new("Inactive at first")];
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
    let console = use_console();
    let judged = use_judgement();
    let options: Vec<(String, String)> =
        session.orgs.iter().map(|org| (org.id.to_string(), spelled_out(&org.name))).collect();
    let value = RwSignal::new(session.org.id.to_string());
    Effect::new(move |before: Option<String>| {
        let chosen = value.get();
        // What it shows at first is nobody's choice, and must not call another switch off.
        if before.is_some()
            && let Some(org) = session.orgs.iter().find(|org| org.id.to_string() == chosen)
        {
            console.switch_org(org.clone());
        }
        chosen
    });
    view! {
        <Field label="For organization" error=Signal::derive(move || judged.refusal_at(&FormSection::Organization))>
            <SelectInput options value />
        </Field>
    }
}
