//! What the chosen permissions lead to, and which of them lead nowhere.

use crate::pages::new_token::form::{Form, use_form};
use crate::pages::new_token::judgement::{Judgement, use_judgement};
use crate::shell::page;
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::live::use_announcer;
use console_core::text::number;
use influxdb2::Names;
use influxdb2::permission::effect::{Alternative, Effect as Danger, EffectContext, Finding, InertFinding};
use influxdb2::permission::{Permission, PermissionSet, ResourceType};
use influxdb2::selection::Reach;
use leptos::prelude::*;

/// How many causes are named.
const NAMED: usize = 3;

/// How many warnings there are, in words; none where there are none.
pub fn count_of_warnings(judged: Judgement) -> Option<String> {
    match judged.findings.with(|findings| findings.count()) {
        0 => None,
        1 => Some("1 warning".to_owned()),
        count => Some(format!("{} warnings", number(count))),
    }
}

/// The strongest warning in full, the others by their names: effects first, then what does nothing.
#[component]
pub fn Findings() -> impl IntoView {
    let form = use_form();
    let judged = use_judgement();
    let announcer = use_announcer();
    Effect::new(move |before: Option<usize>| {
        let count = judged.findings.with(|findings| findings.count());
        if before.is_some_and(|before| before != count) {
            announcer.say_soon(untrack(|| count_of_warnings(judged)).unwrap_or_else(|| "No warnings".to_owned()));
        }
        count
    });
    move || {
        let findings = judged.findings.get();
        let mut warnings = findings
            .effects
            .iter()
            .map(|finding| effect(form, judged, finding.clone()))
            .chain(findings.inert.iter().map(|finding| inert(form, judged, finding.clone())));
        warnings.next().map(|first| {
            let others: Vec<Warning> = warnings.collect();
            let folds = others.into_iter().map(folded).collect_view();
            view! {
                <section class="warns" aria-labelledby="warnings">
                    <h3 class="rgroup__h" id="warnings">
                        "Warnings "
                        <span>{number(findings.count())}</span>
                    </h3>
                    {opened(first)}
                    {(findings.count() > 1).then(|| view! { <ul class="folds">{folds}</ul> })}
                </section>
            }
        })
    }
}

/// One warning, ready to be drawn.
struct Warning {
    tone: &'static str,
    icon: IconName,
    title: &'static str,
    reason: &'static str,
    because: String,
    actions: AnyView,
}

/// The strongest one, in full.
fn opened(warning: Warning) -> impl IntoView {
    let Warning { tone, icon, title, reason, because, actions } = warning;
    view! {
        <div class=format!("notice notice--{tone}")>
            <Icon name=icon />
            <div class="notice__body">
                <h4 class="notice__title">{title}</h4>
                <p>{reason}</p>
                <p class="mute">{because}</p>
                <div class="notice__acts">{actions}</div>
            </div>
        </div>
    }
}

/// Any other: its name, and the rest when it is opened.
fn folded(warning: Warning) -> impl IntoView {
    let Warning { tone, icon, title, reason, because, actions } = warning;
    view! {
        <li>
            <details class=format!("fold fold--{tone}")>
                <summary class="fold__s">
                    <Icon name=icon />
                    <h4 class="fold__t">{title}</h4>
                    <Icon name=IconName::ChevronDown />
                </summary>
                <div class="fold__b">
                    <p>{reason}</p>
                    <p class="mute">{because}</p>
                    <div class="notice__acts">{actions}</div>
                </div>
            </details>
        </li>
    }
}

/// "Because of Write on bucket telemetry and 2 more", with a way to the first.
fn because(judged: Judgement, causes: &[Permission]) -> String {
    if causes.len() > NAMED && causes.len() == judged.count() {
        return format!("Because of all {} permissions.", number(causes.len()));
    }
    let named: Vec<String> = causes
        .iter()
        .take(NAMED)
        .map(|cause| format!("{} on {}", cause.action.title(), judged.subject(cause)))
        .collect();
    let more = causes.len().saturating_sub(NAMED);
    let ending = if more > 0 { format!(" and {} more", number(more)) } else { String::new() };
    format!("Because of {}{ending}.", named.join(", "))
}

/// "Read and Write on user mira.okafor": all of these, with the actions on one thing together.
fn named(judged: Judgement, permissions: &[Permission]) -> String {
    let mut groups: Vec<(String, String)> = Vec::new();
    for permission in permissions {
        let (subject, action) = (judged.subject(permission), permission.action.title());
        match groups.iter_mut().find(|(of, _)| *of == subject) {
            Some((_, actions)) => *actions = format!("{actions} and {action}"),
            None => groups.push((subject, action.to_owned())),
        }
    }
    let groups: Vec<String> = groups.into_iter().map(|(subject, actions)| format!("{actions} on {subject}")).collect();
    groups.join(", ")
}

fn effect(form: Form, judged: Judgement, finding: Finding) -> Warning {
    let because = because(judged, &finding.permissions);
    let first = finding.permissions.first().cloned();
    let causes = finding.permissions;
    let smaller = finding.alternative.map(|offer| {
        let named = causes.clone();
        let apply = Callback::new(move |()| apply(form, judged, offer, &causes));
        view! { <LinkButton on_click=apply>{drawn(move || label(form, judged, offer, &named))}</LinkButton> }
    });
    let show = first.map(|first| {
        let show = Callback::new(move |()| judged.show_row(&first));
        view! { <LinkButton on_click=show>"Show it"</LinkButton> }
    });
    let actions = view! {
        {smaller}
        {show}
    };
    let (tone, icon) = match finding.effect {
        Danger::EveryOrganization => ("danger", IconName::Danger),
        _ => ("warn", IconName::Warning),
    };
    let (title, reason) = (finding.effect.title(), finding.effect.reason());
    Warning { tone, icon, title, reason, because, actions: actions.into_any() }
}

fn inert(form: Form, judged: Judgement, finding: InertFinding) -> Warning {
    let because = because(judged, &finding.permissions);
    let causes = finding.permissions;
    let instead = finding.instead;
    let org = form.session().org.id;
    let add = (!instead.is_empty()).then(|| {
        let label = format!("Add {}", named(judged, &instead));
        let add = Callback::new(move |()| {
            form.update(|draft| instead.iter().for_each(|one| draft.selection.grant(one, org)));
            page::focus("review-heading");
        });
        view! { <LinkButton on_click=add>{label}</LinkButton> }
    });
    let leave_out = Callback::new(move |()| {
        form.update(|draft| causes.iter().for_each(|one| draft.selection.withdraw(one)));
        page::focus("review-heading");
    });
    let actions = view! {
        {add}
        <LinkButton on_click=leave_out>{Alternative::Remove.label()}</LinkButton>
    };
    let (title, reason) = (finding.inert.title(), finding.inert.reason());
    Warning { tone: "info", icon: IconName::Info, title, reason, because, actions: actions.into_any() }
}

/// What the button says; where single objects are ticked already, it says how many stay.
fn label(form: Form, judged: Judgement, offer: Alternative, causes: &[Permission]) -> String {
    let ticked =
        causes.first().map_or(0, |cause| form.with(|draft| draft.selection.ticked(&cause.resource, cause.action)));
    match (offer, causes.first()) {
        (Alternative::LimitToBuckets | Alternative::LimitToObjects, Some(cause)) if ticked == 1 => {
            format!("Limit to the 1 ticked {}", cause.resource.singular())
        }
        (Alternative::LimitToBuckets | Alternative::LimitToObjects, Some(cause)) if ticked > 1 => {
            format!("Limit to the {} ticked {}", number(ticked), cause.resource.plural())
        }
        (Alternative::LimitToOrganization, _) if judged.owner.get().is_none() && causes.iter().any(is_on_users) => {
            format!("{}, without permissions on users", offer.label())
        }
        _ => offer.label().to_owned(),
    }
}

fn is_on_users(permission: &Permission) -> bool {
    permission.resource == ResourceType::Users
}

/// Puts the smaller grant into the form, or leads to where it is chosen.
fn apply(form: Form, judged: Judgement, offer: Alternative, causes: &[Permission]) {
    let org = form.session().org.id;
    let names = Names::default();
    let user = judged.owner.get_untracked();
    let context = EffectContext { token_values_shown: None, org, user, names: &names, system_buckets: &[] };
    let set = form.permissions.get_untracked();
    match offer.apply(&set, causes, &context) {
        Some(smaller) => {
            let added = only_in(&smaller, &set);
            form.update(|draft| {
                causes.iter().for_each(|cause| draft.selection.withdraw(cause));
                added.iter().for_each(|one| draft.selection.grant(one, org));
            });
            page::focus("review-heading");
        }
        None => {
            form.update(|draft| {
                for cause in causes {
                    draft.selection.set_reach(&cause.resource, cause.action, Reach::These);
                }
            });
            if let Some(cause) = causes.first() {
                judged.show_row(cause);
            }
        }
    }
}

fn only_in(set: &PermissionSet, other: &PermissionSet) -> Vec<Permission> {
    set.iter().filter(|permission| !other.contains(permission)).cloned().collect()
}
