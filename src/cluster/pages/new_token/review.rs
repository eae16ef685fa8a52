//! Everything that will be sent, before it is.

use super::FORM;
use super::commands::Kind;
use super::form::{Form, Problem, use_form};
use super::outcome::Outcome;
use super::request::{RequestTabs, sentence};
use crate::cluster::console::Creation;
use crate::shell::clock;
use crate::shell::page;
use crate::ui::button::{Button, ButtonKind, ButtonSize, IconButton, LinkButton, Tone};
use crate::ui::copyable::Copyable;
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::landmark::{SEND, SEND_AT_FOOT};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::tile::{Right, Tiles};
use crate::ui::time::local_day;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use database::draft::{Draft, DraftProblem, Remark, remarks};
use database::expiry::Choice;
use database::permission::{Action, PermissionSet, Resource};
use database::token::grants;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// The id of the heading.
const HEADING: &str = "review-heading";
/// How many databases are listed by name.
const LISTED: usize = 50;
/// After how many seconds a person may want to stop waiting.
const LONG_SECONDS: u32 = 3;

/// The panel beside the form.
#[component]
pub fn Review() -> impl IntoView {
    let form = use_form();
    let api = form.session().api;
    let any = Memo::new(move |_| form.count() > 0);
    view! {
        <aside class="review" aria-labelledby=HEADING>
            <div class="review__body" tabindex="0">
                <h2 class="review__title" id=HEADING tabindex="-1">
                    {if api { "Review " } else { "Your command " }}
                    <span class="sec__note">{drawn(move || permissions(form.count()))}</span>
                </h2>
                {if api {
                    view! {
                        {move || say(form)}
                        <Remarks />
                        <Granted />
                        {drawn(move || any.get().then(|| view! { <RequestTabs /> }))}
                    }
                        .into_any()
                } else {
                    view! { <CommandText /> }.into_any()
                }}
            </div>
            {api.then(|| view! {
                <Outcome />
                <div class="review__foot">
                    <CreateButton size=ButtonSize::Large class="btn--wide" label="Create token" id=SEND />
                    <StopWaiting />
                    <p class="review__once">{move || once(form)}</p>
                </div>
            })}
        </aside>
    }
}

/// Below the button: what keeps it back, or what comes after it.
fn once(form: Form) -> String {
    let unmeant = form.with(|draft| draft.expiry == Choice::Never && !draft.without_expiry);
    match form.problem.get() {
        Some(problem) => sentence(problem),
        None if form.has_expiry() && unmeant => "Tick “without expiry” or choose a date.".to_owned(),
        None => "The secret is shown once, right after this.".to_owned(),
    }
}

/// The command that the form stands for, where there is no API.
#[component]
fn CommandText() -> impl IntoView {
    let form = use_form();
    let written = Memo::new(move |_| {
        let new = form.preview().map_err(sentence);
        let typed = form.with(|draft| draft.description.clone());
        form.wanted.write(new, typed, form.permissions.with(|permissions| PermissionSet::clone(permissions)))
    });
    let is_there = Memo::new(move |_| written.with(Result::is_ok));
    let next = move || match form.wanted.kind.get() {
        Kind::Create => {
            "It prints the token once. Put it into your secret store right away; nobody can show it again. It works after some seconds, at most minutes; until then programs get 401."
        }
        Kind::Update => {
            "The permissions replace all that the token has. Without any database nobody documents what stays."
        }
        Kind::List => "It prints ids and descriptions, and no secret.",
        Kind::Revoke => "It works at once and can’t be undone. In this release the entry is deleted.",
    };
    view! {
        {drawn(move || {
            if is_there.get() {
                let text = Signal::derive(move || written.get().unwrap_or_default());
                view! { <Copyable text label="The command" /> }.into_any()
            } else {
                view! { <p class="review__say mute">{move || written.get().err()}</p> }.into_any()
            }
        })}
        <p class="showas__note">{next}</p>
    }
}

/// "1 permission", "1,200 permissions".
fn permissions(count: usize) -> String {
    format!("{} permission{}", number(count), if count == 1 { "" } else { "s" })
}

/// What is granted and until when, in one sentence.
fn say(form: Form) -> AnyView {
    let set = form.permissions.get();
    if set.is_empty() {
        return view! { <p class="review__say mute">"Nothing is granted yet."</p> }.into_any();
    }
    let (read, write) = (reach(&set, Action::Read), reach(&set, Action::Write));
    let both = read.is_some() && write.is_some();
    let until = match form.preview().ok().map(|new| new.expires_ms) {
        Some(Some(at)) => view! { ", until " <b>{local_day(at)}</b> }.into_any(),
        Some(None) => view! { " and " <b>"never expires"</b> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <p class="review__say">
            "A token that can "
            {read.map(|read| view! { <span class="r">"read"</span> " " {read} })}
            {both.then_some(" and ")}
            {write.map(|write| view! { <span class="w">"write"</span> " " {write} })}
            {until}
            "."
        </p>
    }
    .into_any()
}

/// On how much an action is granted; none where it is not.
fn reach(set: &PermissionSet, action: Action) -> Option<String> {
    let granted = || set.iter().filter(|permission| permission.action() == Some(action));
    if granted().any(|permission| permission.resource == Resource::All) {
        return Some("every database, also future ones".to_owned());
    }
    match granted().count() {
        0 => None,
        1 => Some("1 database".to_owned()),
        count => Some(format!("{} databases", number(count))),
    }
}

/// What a person should know before it is sent, each with the smaller grant.
#[component]
fn Remarks() -> impl IntoView {
    let form = use_form();
    let found = Memo::new(move |_| {
        let new = form.preview().ok()?;
        let known = form.console.databases.with(|databases| databases.ready().cloned());
        let names: Option<BTreeSet<&str>> = known.as_ref().map(|known| known.iter().map(|one| &*one.name).collect());
        Some(remarks(&new, names.as_ref()))
    });
    let has_expiry = form.has_expiry();
    move || {
        let found = found.get().unwrap_or_default();
        let notices = found.into_iter().filter(|remark| has_expiry || *remark != Remark::NeverExpires);
        view! {
            {notices.map(|remark| notice(form, remark)).collect_view()}
            <Notice tone=NoticeTone::Info title="Works after some time">
                "InfluxDB might take some time to synchronize new tokens. The test after creation waits and tries again."
            </Notice>
        }
    }
}

fn notice(form: Form, remark: Remark) -> AnyView {
    let (title, text, act): (_, String, Option<(&str, Callback<()>)>) = match remark {
        Remark::NothingGranted => return ().into_any(),
        Remark::NeverExpires => (
            "Never expires",
            "It works until somebody revokes it. An expiry can’t be added later.".to_owned(),
            Some(("Use 1 year", Callback::new(move |()| form.update(|draft| draft.expiry = Choice::default())))),
        ),
        Remark::Standing => {
            let ticked = form.ticked() > 0;
            let back = Callback::new(move |()| {
                form.all.set(false);
                form.update(|draft| Action::BOTH.iter().for_each(|one| draft.selection.set_all(*one, false)));
            });
            (
                "Covers databases that don’t exist yet",
                "A token for single databases can be widened later.".to_owned(),
                Some((if ticked { "Use my ticked databases" } else { "Choose databases" }, back)),
            )
        }
        Remark::Dangling(names) => {
            let told: Vec<String> = names.iter().take(5).map(|name| spelled_out(name)).collect();
            let more = names.len().saturating_sub(5);
            let more = if more > 0 { format!(" and {} more", number(more)) } else { String::new() };
            (
                "No database has this name",
                format!("{}{more}. The token would reach a future database that is called so.", told.join(", ")),
                None,
            )
        }
    };
    let actions = move || act.map(|(label, act)| view! { <LinkButton on_click=act>{label}</LinkButton> }).into_any();
    view! {
        <Notice tone=NoticeTone::Warn title=title actions>
            {text}
        </Notice>
    }
    .into_any()
}

/// What is granted, database by database; each can be taken away.
#[component]
fn Granted() -> impl IntoView {
    let form = use_form();
    move || {
        let set = form.permissions.get();
        let all = grants(&set);
        let more = all.len().saturating_sub(LISTED);
        let rows = all
            .iter()
            .take(LISTED)
            .map(|grant| {
                let rights = [(grant.read, Right::Read), (grant.write, Right::Write)];
                let rights = rights.into_iter().filter(|(granted, _)| *granted).map(|(_, right)| right).collect();
                let name = grant.resource.name().map(str::to_owned);
                row(form, rights, name, grant.others.join(", "))
            })
            .collect_view();
        (!all.is_empty()).then(|| {
            view! {
                <ul class="preview__names">
                    {rows}
                    {(more > 0).then(|| view! { <li>{format!("and {} more", number(more))}</li> })}
                </ul>
            }
        })
    }
}

fn row(form: Form, rights: Vec<Right>, name: Option<String>, others: String) -> impl IntoView + use<> {
    let removed = name.clone();
    let remove = Callback::new(move |()| {
        form.update(|draft| {
            for action in Action::BOTH {
                match &removed {
                    Some(name) => draft.selection.tick(name, action, false),
                    None => draft.selection.set_all(action, false),
                }
            }
        });
        page::focus(HEADING);
    });
    let called = name.as_deref().map_or_else(|| "all databases".to_owned(), spelled_out);
    view! {
        <li class="granted">
            <Tiles rights />
            {others}
            <span class="grow">
                <Untrusted text=name.unwrap_or_else(|| "All databases".to_owned()) limit=80 />
            </span>
            <IconButton icon=IconName::Close label=format!("Remove {called}") on_click=remove />
        </li>
    }
}

/// Count and button at the foot of narrow windows.
#[component]
pub fn ReviewBar() -> impl IntoView {
    let form = use_form();
    let api = form.session().api;
    let look = Callback::new(move |()| page::focus(HEADING));
    view! {
        <div class="reviewbar">
            <p class="reviewbar__text">
                <b>{drawn(move || permissions(form.count()))}</b>
            </p>
            <Button on_click=look>{if api { "Review" } else { "Show the command" }}</Button>
            {api.then(|| view! { <CreateButton size=ButtonSize::Medium class="" label="Create" id=SEND_AT_FOOT /> })}
        </div>
    }
}

#[component]
fn CreateButton(size: ButtonSize, class: &'static str, label: &'static str, id: &'static str) -> impl IntoView {
    let form = use_form();
    let sending = move || form.console.creates.creation.with(|creation| *creation == Creation::Sending);
    let unmeant = move || {
        let unmeant = form.with(|draft: &Draft| draft.expiry == Choice::Never && !draft.without_expiry);
        (form.has_expiry() && unmeant).then(|| DraftProblem::WithoutExpiry.to_string())
    };
    view! {
        <Button
            tone=Tone::Primary
            size
            kind=ButtonKind::Submit
            busy=Signal::derive(sending)
            blocked=Signal::derive(unmeant)
            on_blocked=Callback::new(move |()| form.tell(Problem::Draft(DraftProblem::WithoutExpiry)))
            class
            attr:form=FORM
            attr:id=id
        >
            {drawn(move || if sending() { "Creating…" } else { label })}
        </Button>
    }
}

/// A way out where the answer does not come to its end. It shows up only when that takes a while.
#[component]
fn StopWaiting() -> impl IntoView {
    let form = use_form();
    let sending = Memo::new(move |_| form.console.creates.creation.with(|creation| *creation == Creation::Sending));
    let long = RwSignal::new(false);
    Effect::new(move |_| {
        long.set(false);
        if sending.get() {
            spawn_local(async move {
                clock::pause(LONG_SECONDS).await;
                if sending.try_get_untracked() == Some(true) {
                    long.try_set(true);
                }
            });
        }
    });
    let stop = Callback::new(move |()| form.console.stop_waiting());
    move || {
        (sending.get() && long.get()).then(|| {
            view! {
                <Button class="btn--wide" on_click=stop>
                    "Stop waiting"
                </Button>
            }
        })
    }
}
