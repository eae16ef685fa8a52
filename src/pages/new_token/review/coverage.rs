//! Whether the credential may grant what is chosen: what is known, what the server is being asked, what it would refuse.

use crate::console::{Checking, use_console};
use crate::pages::new_token::judgement::{Judgement, use_judgement};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::notice::{Notice, NoticeTone};
use console_core::text::number;
use influxdb2::coverage::Coverage as State;
use influxdb2::draft::Recipient;
use influxdb2::permission::Permission;
use influxdb2::refused::Objection;
use influxdb2::{ApiError, Refusal};
use leptos::prelude::*;

use crate::pages::new_token::form::{Form, use_form};

/// How many refused permissions are named.
const NAMED: usize = 8;

/// The line, or the notice, below the groups.
#[component]
pub fn Coverage() -> impl IntoView {
    let form = use_form();
    let judged = use_judgement();
    let console = use_console();
    let line = Memo::new(move |_| (judged.coverage.get(), console.checking.get(), console.can_ask()));
    // Once the server has refused, the reason stands at the field.
    let refused_already = Memo::new(move |_| judged.objection.with(Option::is_some));
    view! {
        <div role="status">
            {drawn(move || {
                let (coverage, checking, can_ask) = line.get();
                match (coverage, checking) {
                    (State::Empty, _) => ().into_any(),
                    (State::Covered, _) => said(IconName::Check, covered(form)),
                    (State::NotForOwner(_), _) if refused_already.get() => ().into_any(),
                    (State::NotForOwner(lacking), _) => not_for_owner(form, lacking),
                    (State::Refused { permissions, unknown }, _) => refused(form, judged, permissions, unknown),
                    (State::Uncertain { .. }, Checking::Failed(error)) => failed(judged, &error),
                    (State::Uncertain { unknown }, _) => said(IconName::Info, uncertain(form, can_ask, unknown)),
                }
            })}
        </div>
    }
}

fn said(icon: IconName, text: String) -> AnyView {
    let class = if icon == IconName::Check { "covers" } else { "covers covers--open" };
    view! {
        <p class=class>
            <Icon name=icon />
            {text}
        </p>
    }
    .into_any()
}

fn covered(form: Form) -> String {
    match form.permissions.with(|permissions| permissions.len()) {
        1 => "Your credential covers it.".to_owned(),
        count => format!("Your credential covers all {} of them.", number(count)),
    }
}

fn uncertain(form: Form, can_ask: bool, unknown: usize) -> String {
    let is_new = form.with(|draft| matches!(draft.recipient, Recipient::New(_)));
    let text = match (can_ask, is_new, unknown) {
        (true, true, 0) => {
            "Your credential covers the permissions. Whether it can create tokens for a new user is known only when the user exists."
        }
        (true, ..) => "Asking the server…",
        (false, ..) => "This server can't check in advance. It refuses what your credential doesn't have.",
    };
    text.to_owned()
}

fn failed(judged: Judgement, error: &ApiError) -> AnyView {
    let text = error.to_string();
    let actions = move || {
        let again = Callback::new(move |()| judged.ask_again());
        view! { <LinkButton on_click=again>"Ask again"</LinkButton> }.into_any()
    };
    view! {
        <Notice tone=NoticeTone::Plain title="The server could not check in advance" actions>
            {text}
        </Notice>
    }
    .into_any()
}

fn not_for_owner(form: Form, lacking: Permission) -> AnyView {
    let me = form.session().me.id;
    let objection = Objection::read(&ApiError::Refused(Refusal::Lacks(lacking)), Some(me), me);
    view! {
        <Notice tone=NoticeTone::Danger title="The server would refuse this token">
            {objection.to_string()}
        </Notice>
    }
    .into_any()
}

fn refused(form: Form, judged: Judgement, permissions: Vec<Permission>, unknown: usize) -> AnyView {
    let count_of = permissions.len();
    let count = number(count_of);
    let title = match (permissions.len(), unknown) {
        (1, 0) => "The server would refuse 1 of them".to_owned(),
        (_, 0) => format!("The server would refuse {count} of them"),
        _ => format!("The server would refuse at least {count} of them"),
    };
    let more = permissions.len().saturating_sub(NAMED);
    let listed: Vec<Permission> = permissions.iter().take(NAMED).cloned().collect();
    let rows = move || {
        let row = |permission: Permission| {
            let label = format!("{} on {}", permission.action.title(), judged.subject(&permission));
            let show = Callback::new(move |()| judged.show_row(&permission));
            view! {
                <li>
                    <LinkButton on_click=show>{label}</LinkButton>
                </li>
            }
        };
        listed.clone().into_iter().map(row).collect_view()
    };
    let take_out = Callback::new(move |()| {
        form.update(|draft| permissions.iter().for_each(|one| draft.selection.withdraw(one)));
        crate::shell::page::focus("review-heading");
    });
    let all = if count_of == 1 { "Remove it" } else { "Remove them" };
    let actions = move || view! { <LinkButton on_click=take_out>{all}</LinkButton> }.into_any();
    let lacks = if count_of == 1 {
        "Your credential doesn't have this permission, so it can't grant it."
    } else {
        "Your credential doesn't have these permissions, so it can't grant them."
    };
    view! {
        <Notice tone=NoticeTone::Danger title=title actions>
            <p>{lacks}</p>
            <ul class="refused">{rows()} {(more > 0).then(|| view! { <li>{format!("and {} more", number(more))}</li> })}</ul>
        </Notice>
    }
    .into_any()
}
