//! Questions before what is hard to take back: a token that would lock somebody out, and a delete, asked for by name.

use super::TOKEN;
use super::head::NAME_LABEL;
use crate::console::{Done, use_console};
use crate::ui::button::{Button, Tone};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::dialog::{Answered, Dialog, DialogRole};
use crate::ui::drawn::{drawn, plain_input};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use influxdb2::Id;
use influxdb2::authorization::guard::Stop;
use influxdb2::authorization::{AsShown, Change, note};
use leptos::prelude::*;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Stopping the token would lock somebody out. `shown` is the token of which that was decided, `change` what was wanted;
    /// none for a delete.
    Guarded { stop: Stop, shown: AsShown, change: Option<(Change, Done)> },
    /// To delete it, as it was shown.
    Delete(AsShown),
}

/// The dialogs.
#[component]
pub fn Questions(id: Id, question: RwSignal<Option<Question>>) -> impl IntoView {
    let close = Callback::new(move |()| question.set(None));
    let answered = Answered::not_yet();
    let guarded = Signal::derive(move || matches!(question.get(), Some(Question::Guarded { .. })));
    let deleting = Signal::derive(move || matches!(question.get(), Some(Question::Delete(_))));
    view! {
        <Dialog
            open=guarded
            title="This may lock somebody out"
            role=DialogRole::Alert
            on_close_request=close
            on_closed=answered.then_at(TOKEN)
        >
            <Guarded id question answered />
        </Dialog>
        <Dialog
            open=deleting
            title="Delete this token for good?"
            role=DialogRole::Alert
            on_close_request=close
            on_closed=answered.then_at(TOKEN)
        >
            <Delete id question answered />
        </Dialog>
    }
}

/// What would be lost and the way back. The safe button is the first; the other one needs a tick.
#[component]
fn Guarded(id: Id, question: RwSignal<Option<Question>>, answered: Answered) -> impl IntoView {
    let console = use_console();
    let understood = RwSignal::new(false);
    let stop = move || match question.get_untracked() {
        Some(Question::Guarded { stop, .. }) => stop,
        _ => Stop::Deactivate,
    };
    let reasons = console
        .guards_of(id)
        .into_iter()
        .map(|guard| {
            let owner = console.owner_of(id);
            view! {
                <li>
                    <p>
                        <b>{guard.sentence(&owner)}</b>
                    </p>
                    <p>{guard.recovery(stop())}</p>
                </li>
            }
        })
        .collect_view();
    let go_on = Callback::new(move |()| match question.get_untracked() {
        Some(Question::Guarded { shown, change: Some((change, done)), .. }) => {
            answered.now();
            question.set(None);
            console.change_token(id, shown, change, Some(done));
        }
        Some(Question::Guarded { shown, change: None, .. }) => question.set(Some(Question::Delete(shown))),
        _ => question.set(None),
    });
    let blocked =
        Signal::derive(move || (!understood.get()).then(|| "Tick that the way back is open first.".to_owned()));
    view! {
        <ul class="questions">{reasons}</ul>
        <Checkbox
            state=Signal::derive(move || Check::from(understood.get()))
            on_toggle=Callback::new(move |on| understood.set(on))
        >
            "I know the way back, and it is open to me"
        </Checkbox>
        <div class="questions__acts">
            <Button tone=Tone::Primary on_click=Callback::new(move |()| question.set(None))>
                "Keep it"
            </Button>
            <Button tone=Tone::Danger blocked on_click=go_on>
                {drawn(move || if stop() == Stop::Delete { "Go on to delete" } else { "Stop it all the same" })}
            </Button>
        </div>
    }
}

/// The name is typed, or the id of a token without one.
#[component]
fn Delete(id: Id, question: RwSignal<Option<Question>>, answered: Answered) -> impl IntoView {
    let console = use_console();
    let shown = match question.get_untracked() {
        Some(Question::Delete(shown)) => shown,
        _ => return None,
    };
    let name = note::read(&shown.description).name.trim().to_owned();
    let wanted = if name.is_empty() { id.to_string() } else { name };
    let typed = RwSignal::new(String::new());
    // What hides cannot be typed, so its spelling is asked for.
    let expected = spelled_out(&wanted);
    let same = move || typed.read().trim() == expected;
    let blocked = Signal::derive(move || (!same()).then(|| "Type the name as it is shown first.".to_owned()));
    let delete = Callback::new(move |()| {
        answered.now();
        question.set(None);
        console.delete_for_good(id, shown.clone());
    });
    Some(view! {
        <p>"Programs that use it are refused at once, and nobody can bring it back: a new token has another secret."</p>
        <p>
            "Type " <b><Untrusted text=spelled_out(&wanted) limit=2000 /></b> " to confirm."
        </p>
        {plain_input("token-confirm", NAME_LABEL, typed)}
        <div class="questions__acts">
            <Button on_click=Callback::new(move |()| question.set(None))>"Cancel"</Button>
            <Button tone=Tone::DangerSolid blocked on_click=delete>
                "Delete for good"
            </Button>
        </div>
    })
}
