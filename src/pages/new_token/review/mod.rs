//! Everything that will be sent, before it is.

mod comparison;
pub mod confirmation;
mod coverage;
mod findings;
pub mod missing;
mod sentence;

use super::form::use_form;
use super::judgement::use_judgement;
use super::outcome::OutcomeNotice;
use super::request::RequestTabs;
use super::{FORM, batch};
use crate::console::{Creation, use_console};
use crate::shell::clock;
use crate::ui::button::{Button, ButtonKind, ButtonSize, IconButton, Tone};
use crate::ui::icon::IconName;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::tile::{Right, Tile};
use crate::ui::untrusted::{Untrusted, spelled_out};
use comparison::Comparison;
use confirmation::Confirmation;
use console_core::text::number;
use coverage::Coverage;
use findings::{Findings, count_of_warnings};
use influxdb2::Id;
use influxdb2::draft::DraftProblem;
use influxdb2::permission::{Action, ResourceType};
use influxdb2::selection::Reach;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use missing::{MissingNotice, MissingTag};
use sentence::Sentence;

/// After how many seconds a person may want to stop waiting.
const LONG_SECONDS: u32 = 3;

/// How many objects of a type are listed one by one.
const LISTED: usize = 40;

/// The panel beside the form.
#[component]
pub fn Review() -> impl IntoView {
    let form = use_form();
    let judged = use_judgement();
    let count = move || form.permissions.with(|permissions| permissions.len());
    let types = move || form.with(|draft| draft.selection.types().cloned().collect::<Vec<_>>());
    view! {
        <aside class="review" aria-labelledby="review-heading">
            <div class="review__body" tabindex="0" role="region" aria-labelledby="review-heading">
                <h2 class="review__title" id="review-heading" tabindex="-1">
                    "Review "
                    <span class="sec__note">
                        {move || permissions(count())}
                        {move || batch::each(form)}
                        {move || count_of_warnings(judged).map(|count| format!(", {count}"))}
                    </span>
                </h2>
                <Sentence />
                {move || types().into_iter().map(|resource| view! { <Group resource /> }).collect_view()}
                <Coverage />
                <Comparison />
                <MissingNotice />
                <Findings />
                <RequestTabs />
            </div>
            <News />
            <Confirmation />
            <div class="review__foot">
                <CreateButton size=ButtonSize::Large class="btn--wide" label="Create token" />
                <StopWaiting />
                <p class="review__once">{batch::once(form)}</p>
            </div>
        </aside>
    }
}

/// "1 permission", "1,200 permissions".
fn permissions(count: usize) -> String {
    format!("{} permission{}", number(count), if count == 1 { "" } else { "s" })
}

/// Count and button at the foot of narrow windows.
#[component]
pub fn ReviewBar() -> impl IntoView {
    let form = use_form();
    let judged = use_judgement();
    let count = move || form.permissions.with(|permissions| permissions.len());
    let look = Callback::new(move |()| crate::shell::page::focus("review-heading"));
    view! {
        <div class="reviewbar">
            <p class="reviewbar__text">
                <b>{move || permissions(count())}</b>
                {move || count_of_warnings(judged)}
            </p>
            <Button on_click=look>"Review"</Button>
            <CreateButton size=ButtonSize::Medium class="" label="Create" />
        </div>
    }
}

#[component]
fn CreateButton(size: ButtonSize, class: &'static str, label: &'static str) -> impl IntoView {
    let console = use_console();
    let form = use_form();
    let sending = move || console.creation.with(|creation| matches!(creation, Creation::Sending));
    view! {
        <Button
            tone=Tone::Primary
            size
            kind=ButtonKind::Submit
            busy=Signal::derive(sending)
            class
            attr:form=FORM
        >
            {move || if sending() { "Creating…".to_owned() } else { batch::button(form, label) }}
        </Button>
    }
}

/// A way out where the answer does not come to its end. It shows up only when that takes a while.
#[component]
fn StopWaiting() -> impl IntoView {
    let console = use_console();
    let sending = Memo::new(move |_| console.creation.with(|creation| matches!(creation, Creation::Sending)));
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
    let stop = Callback::new(move |()| console.stop_waiting());
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

/// What keeps the form from being sent, or became of it. It comes into view by itself: on a phone it may be far away.
#[component]
fn News() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let news = form.problem.with(Option::is_some)
            || console.creation.with(|creation| !matches!(creation, Creation::Idle | Creation::Sending));
        if news {
            request_animation_frame(move || {
                if let Some(Some(place)) = place.try_get_untracked() {
                    let nearest = web_sys::ScrollIntoViewOptions::new();
                    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    place.scroll_into_view_with_scroll_into_view_options(&nearest);
                }
            });
        }
    });
    view! {
        <div class="review__news" node_ref=place>
            <Problem />
            <OutcomeNotice />
        </div>
    }
}

#[component]
fn Problem() -> impl IntoView {
    let form = use_form();
    move || {
        // What is not confirmed is told at its field.
        form.problem.get().filter(|problem| *problem != DraftProblem::NotConfirmed).map(|problem| {
            view! {
                <Notice tone=NoticeTone::Danger role=NoticeRole::Alert>
                    {problem.to_string()}
                </Notice>
            }
        })
    }
}

#[component]
fn Group(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let title = resource.title().to_owned();
    let note = {
        let resource = resource.clone();
        move || {
            let ticked = form.with(|draft| draft.selection.ticked_objects(&resource));
            match form.count(&resource) {
                Some(total) if ticked > 0 => format!("{} of {}", number(ticked), number(total)),
                _ => String::new(),
            }
        }
    };
    let rows = {
        let resource = resource.clone();
        move || {
            let reaches = Action::BOTH.map(|action| form.with(|draft| draft.selection.reach(&resource, action)));
            let whole = Action::BOTH.into_iter().zip(reaches).filter(|(_, reach)| *reach != Reach::These);
            let whole = whole.map(|(action, _)| view! { <WholeRow resource=resource.clone() action /> }).collect_view();
            let mut objects = form.ticked(&resource);
            let more = objects.len().saturating_sub(LISTED);
            objects.truncate(LISTED);
            let single = objects
                .into_iter()
                .map(|(id, name)| view! { <ObjectRow resource=resource.clone() id name /> })
                .collect_view();
            view! {
                {whole}
                {single}
                {(more > 0).then(|| view! { <p class="mute">{format!("and {} more", number(more))}</p> })}
            }
        }
    };
    view! {
        <div class="rgroup">
            <h3 class="rgroup__h">{title} " " <span>{note}</span></h3>
            {rows}
        </div>
    }
}

#[component]
fn WholeRow(resource: ResourceType, action: Action) -> impl IntoView {
    let form = use_form();
    let everywhere = form.with_untracked_draft(|draft| draft.selection.reach(&resource, action)) == Reach::Everywhere;
    let text = if everywhere {
        format!("all {} in every organization", resource.plural())
    } else {
        format!("all {}, also future ones", resource.plural())
    };
    let label = format!("Remove {} on all {}", action.title(), resource.plural());
    let right = if action == Action::Read { Right::Read } else { Right::Write };
    let remove = Callback::new(move |()| {
        form.update(|draft| draft.selection.set_reach(&resource, action, Reach::These));
    });
    view! {
        <div class="rgroup__row">
            <span class="tiles">
                <Tile right />
            </span>
            <b class="obj__name">{text}</b>
            <span class="id"></span>
            <IconButton icon=IconName::Close label=label on_click=remove class="xbtn" />
        </div>
    }
}

#[component]
fn ObjectRow(resource: ResourceType, id: Id, name: String) -> impl IntoView {
    let form = use_form();
    let marked = resource.clone();
    let has = |action| form.with(|draft| draft.selection.is_ticked(&resource, id, action));
    let (read, write) = (has(Action::Read), has(Action::Write));
    let label = format!("Remove {}", spelled_out(&name));
    let remove = Callback::new(move |()| {
        form.update(|draft| {
            for action in Action::BOTH {
                draft.selection.tick(&resource, id, action, false);
            }
        });
    });
    let place = |on: bool, right| {
        if on { view! { <Tile right /> }.into_any() } else { view! { <span class="tiles__gap"></span> }.into_any() }
    };
    view! {
        <div class="rgroup__row">
            <span class="tiles">{place(read, Right::Read)} {place(write, Right::Write)}</span>
            <span class="obj__name">
                <Untrusted text=name />
            </span>
            <span class="id" translate="no">
                {id.to_string()}
            </span>
            <IconButton icon=IconName::Close label=label on_click=remove class="xbtn" />
            <MissingTag resource=marked id />
        </div>
    }
}
