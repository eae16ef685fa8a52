//! Everything that will be sent, before it is.

mod comparison;
pub mod confirmation;
mod coverage;
mod findings;
pub mod missing;
mod groups;
mod sentence;

use super::form::use_form;
use super::judgement::use_judgement;
use super::outcome::OutcomeNotice;
use super::request::RequestTabs;
use super::{FORM, batch};
use crate::console::{Creation, use_console};
use crate::shared::create::lost::AskAboutLost;
use crate::shared::create::{Creator, several};
use crate::ui::button::{Button, ButtonKind, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::landmark::{SEND, SEND_AT_FOOT};
use crate::ui::stop_waiting::StopWaiting;
use comparison::Comparison;
use confirmation::Confirmation;
use console_core::text::number;
use coverage::Coverage;
use findings::{Findings, count_of_warnings};
use groups::Groups;
use influxdb2::draft::{Draft, DraftProblem};
use leptos::html;
use leptos::prelude::*;
use missing::MissingNotice;
use sentence::Sentence;

/// The panel beside the form.
#[component]
pub fn Review() -> impl IntoView {
    let form = use_form();
    let judged = use_judgement();
    let count = move || form.permissions.with(|permissions| permissions.len());
    let any = Memo::new(move |_| count() > 0 || batch::own_bucket(form).is_some());
    let console = form.console;
    let sending = Memo::new(move |_| console.creation.with(|creation| matches!(creation, Creation::Sending)));
    let stop = Callback::new(move |()| console.stop_waiting());
    view! {
        <aside class="review" aria-labelledby="review-heading">
            <div class="review__body" tabindex="0" inert=move || form.is_sending()>
                <h2 class="review__title" id="review-heading" tabindex="-1">
                    "Review "
                    <span class="sec__note">
                        {drawn(move || permissions(count()))}
                        {drawn(move || batch::each(form))}
                        {drawn(move || count_of_warnings(judged).map(|count| format!(", {count}")))}
                    </span>
                </h2>
                <Sentence />
                <Coverage />
                <MissingNotice />
                <Findings />
                <Advice />
                <Comparison />
                <Groups />
                {drawn(move || any.get().then(|| view! { <RequestTabs /> }))}
            </div>
            <News />
            <Confirmation />
            <div class="review__foot">
                <CreateButton size=ButtonSize::Large class="btn--wide" label="Create token" id=SEND />
                <StopWaiting waiting=sending on_stop=stop />
                <p class="review__once">{move || several::once(form.console.several)}</p>
            </div>
        </aside>
    }
}

/// For whom a token of a person's own that writes data might better be.
#[component]
fn Advice() -> impl IntoView {
    let form = use_form();
    let wanted = Memo::new(move |_| form.with(Draft::writes_data_for_a_person));
    move || {
        wanted.get().then(|| {
            view! {
                <details class="fold fold--info">
                    <summary class="fold__s">
                        <Icon name=IconName::Info />
                        <span class="fold__t">"For services, use a separate user"</span>
                        <Icon name=IconName::ChevronDown />
                    </summary>
                    <p class="fold__b">
                        "The token stops working if your user is deleted or deactivated. For services, InfluxData recommends a separate user."
                    </p>
                </details>
            }
        })
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
                <b>{drawn(move || permissions(count()))}</b>
                {drawn(move || count_of_warnings(judged))}
            </p>
            <Button on_click=look>"Review"</Button>
            <CreateButton size=ButtonSize::Medium class="" label="Create" id=SEND_AT_FOOT />
        </div>
    }
}

#[component]
fn CreateButton(size: ButtonSize, class: &'static str, label: &'static str, id: &'static str) -> impl IntoView {
    let console = use_console();
    let form = use_form();
    let sending = move || form.is_sending();
    // Pressed all the same, it leads to where that is typed.
    let blocked = move || {
        let waits = form.wants_confirmation.get() && !form.with(Draft::is_confirmed);
        waits.then(|| DraftProblem::NotConfirmed.to_string())
    };
    view! {
        <Button
            tone=Tone::Primary
            size
            kind=ButtonKind::Submit
            busy=Signal::derive(sending)
            blocked=Signal::derive(blocked)
            on_blocked=Callback::new(move |()| form.tell(DraftProblem::NotConfirmed))
            class
            attr:form=FORM
            attr:id=id
        >
            {drawn(move || if sending() { "Creating…".to_owned() } else { several::button(console.several, batch::possible(form), label) })}
        </Button>
    }
}

/// What became of the form that was sent. It comes into view by itself: on a phone it may be far away.
#[component]
fn News() -> impl IntoView {
    let console = use_console();
    let place = NodeRef::<html::Div>::new();
    let asked = RwSignal::new(None);
    Effect::new(move |_| {
        let news = console.creation.with(|creation| !matches!(creation, Creation::Idle | Creation::Sending));
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
            <OutcomeNotice asked />
        </div>
        <AskAboutLost creator=**console asked />
    }
}
