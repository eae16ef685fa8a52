//! The button that sends the form, and the way out where no answer comes.

use crate::cluster::console::Creation;
use crate::cluster::pages::new_token::FORM;
use crate::cluster::pages::new_token::form::{Problem, use_form};
use crate::shared::create::{Creator, several};
use crate::shell::clock;
use crate::ui::button::{Button, ButtonKind, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use database::draft::{Draft, DraftProblem};
use database::expiry::Choice;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// After how many seconds a person may want to stop waiting.
const LONG_SECONDS: u32 = 3;

/// The button.
#[component]
pub fn CreateButton(size: ButtonSize, class: &'static str, label: &'static str, id: &'static str) -> impl IntoView {
    let form = use_form();
    let sending = move || form.is_sending();
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
            {drawn(move || {
                if sending() {
                    return "Creating…".to_owned();
                }
                several::button(form.console.several, form.plan.with(|plan| plan.possible), label)
            })}
        </Button>
    }
}

/// A way out where the answer does not come to its end. It shows up only when that takes a while.
#[component]
pub fn StopWaiting() -> impl IntoView {
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
