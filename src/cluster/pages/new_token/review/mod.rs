//! Everything that will be sent, before it is.

mod command;
mod granted;
mod remarks;
mod say;
mod send;

use super::batch;
use super::form::{Form, use_form};
use super::outcome::Outcome;
use super::request::{RequestTabs, sentence};
use crate::cluster::console::Creation;
use crate::shared::create::{Creator, several};
use crate::shell::page;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::drawn::drawn;
use crate::ui::landmark::{SEND, SEND_AT_FOOT};
use crate::ui::stop_waiting::StopWaiting;
use command::CommandText;
use console_core::text::number;
use database::expiry::Choice;
use granted::Granted;
use leptos::prelude::*;
use remarks::Remarks;
use say::say;
use send::CreateButton;

/// The id of the heading.
const HEADING: &str = "review-heading";

/// The panel beside the form.
#[component]
pub fn Review() -> impl IntoView {
    let form = use_form();
    let api = form.session().api;
    let any = Memo::new(move |_| form.count() > 0 || batch::own(form).is_some());
    let sending = Memo::new(move |_| form.console.creates.creation.with(|creation| *creation == Creation::Sending));
    let stop = Callback::new(move |()| form.console.stop_waiting());
    view! {
        <aside class="review" aria-labelledby=HEADING>
            <div class="review__body" tabindex="0" inert=move || form.is_sending()>
                <h2 class="review__title" id=HEADING tabindex="-1">
                    {if api { "Review " } else { "Your command " }}
                    <span class="sec__note">{drawn(move || permissions(form.count()) + batch::each(form))}</span>
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
                    <StopWaiting waiting=sending on_stop=stop />
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
        None => several::once(form.console.several).to_owned(),
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
    let api = form.session().api;
    let look = Callback::new(move |()| page::focus(HEADING));
    view! {
        <div class="reviewbar">
            <p class="reviewbar__text">
                <b>{drawn(move || permissions(form.count()) + batch::each(form))}</b>
            </p>
            <Button on_click=look>{if api { "Review" } else { "Show the command" }}</Button>
            {api.then(|| view! { <CreateButton size=ButtonSize::Medium class="" label="Create" id=SEND_AT_FOOT /> })}
        </div>
    }
}
