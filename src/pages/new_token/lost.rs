//! A create whose answer was lost, as the form tells it.

use crate::console::{Console, Lost};
use crate::ui::button::{Button, ButtonSize, LinkButton, Tone};
use crate::ui::dialog::{Dialog, DialogRole, FirstFocus};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::time::local_full;
use influxdb2::outcome::Outcome;
use influxdb2::{Id, Remote, outcome};
use leptos::prelude::*;

/// The fact about a lost answer.
pub fn fact(outcome: &Remote<Outcome>) -> (NoticeTone, &'static str) {
    match outcome {
        Remote::NotAsked | Remote::Loading => (NoticeTone::Accent, "The answer was lost"),
        Remote::Ready(Outcome::Made(_)) => (NoticeTone::Accent, "The answer was lost, but the token exists"),
        Remote::Ready(Outcome::NotMade) => (NoticeTone::Warn, "The answer was lost, and the token is not there yet"),
        Remote::Failed(_) | Remote::Ready(Outcome::MadeOneOf(_) | Outcome::Hidden) => {
            (NoticeTone::Warn, "The answer was lost, and the token may exist")
        }
    }
}

/// The notice in the form: what is known, and what can be done about it.
pub fn notice(console: Console, lost: &Lost) -> AnyView {
    let (tone, title) = fact(&lost.outcome);
    let doomed = RwSignal::new(None::<Id>);
    let mut text = match &lost.outcome {
        Remote::NotAsked | Remote::Loading => {
            format!("{} Looking through the list whether the token was made …", lost.error)
        }
        Remote::Failed(why) => {
            format!("The list could not be read either: {why} Look again before you create it once more.")
        }
        Remote::Ready(Outcome::Made(id)) => format!(
            "It is {id} in the list, made {}. Its secret was in the lost answer and cannot be fetched again, so it is of no use.",
            made_at(*id)
        ),
        Remote::Ready(Outcome::MadeOneOf(ids)) if ids.len() == 1 => {
            "A new token looks like it, but somebody else may have made it: compare its time. If it is the lost one, its secret is gone."
                .to_owned()
        }
        Remote::Ready(Outcome::MadeOneOf(ids)) => format!(
            "{} new tokens look like it, and somebody else may have made some: compare their times. The secret of the lost one is gone.",
            ids.len()
        ),
        Remote::Ready(Outcome::NotMade) => match outcome::next_look(lost.looks) {
            Some(seconds) => format!(
                "{} A slow server may still store it; the list is looked through again after {seconds} seconds.",
                lost.error
            ),
            None => "The list was looked through several times and does not hold it. A slow server may still store it, so creating it again looks once more first."
                .to_owned(),
        },
        Remote::Ready(Outcome::Hidden) => {
            "This credential is not shown all tokens of its owner, so nobody here can tell. Its secret is gone either way."
                .to_owned()
        }
    };
    // The list tells better than a lost answer whether it was deleted.
    if let Some(left) = lost.left.as_ref().filter(|_| lost.outcome.ready().is_some() && !lost.is_open()) {
        text.push_str(&format!(" It was not deleted: {left}"));
    }
    let elsewhere = (!console.created_on_this_server()).then(|| lost.place.server.clone());
    let reachable = elsewhere.is_none();
    if let Some(server) = elsewhere {
        text.push_str(&format!(" It was asked of {server}: sign in there to look."));
    }
    let button = move |label: &'static str, act: fn(Console)| {
        let on_click = Callback::new(move |()| act(console));
        view! {
            <Button size=ButtonSize::Small on_click>
                {label}
            </Button>
        }
        .into_any()
    };
    let outcome = lost.outcome.clone();
    let actions = move || {
        let look = reachable.then(|| button("Look again", Console::look_again));
        match &outcome {
            Remote::NotAsked | Remote::Loading => ().into_any(),
            Remote::Ready(Outcome::Made(id)) => {
                let id = *id;
                let anew = Callback::new(move |()| console.delete_and_create_again(id));
                view! {
                    <Button size=ButtonSize::Small on_click=anew>
                        "Delete it and create a new one"
                    </Button>
                    {button("Keep it", Console::dismiss_creation)}
                }
                .into_any()
            }
            _ => (look, button("Dismiss", Console::dismiss_creation)).into_any(),
        }
    };
    let listed = match &lost.outcome {
        Remote::Ready(Outcome::MadeOneOf(ids)) => Some(candidates(console, ids, doomed)),
        _ => None,
    };
    view! {
        <Notice tone role=NoticeRole::Alert title=Some(title.to_owned()) actions>
            {text}
            {listed}
        </Notice>
    }
    .into_any()
}

/// The tokens of which one may be the lost one; each can be deleted after a question.
fn candidates(console: Console, ids: &[Id], doomed: RwSignal<Option<Id>>) -> AnyView {
    let row = |id: &Id| {
        let id = *id;
        view! {
            <li>
                <span class="id" translate="no">
                    {id.to_string()}
                </span>
                {format!(" made {} ", made_at(id))}
                <LinkButton on_click=Callback::new(move |()| doomed.set(Some(id)))>{format!("Delete {id}")}</LinkButton>
            </li>
        }
    };
    let close = Callback::new(move |()| doomed.set(None));
    let delete = Callback::new(move |()| {
        if let Some(id) = doomed.get_untracked() {
            doomed.set(None);
            console.delete_candidate(id);
        }
    });
    let lead = move || {
        let which = doomed.get().map(|id| format!("{id}, made {}. ", made_at(id)));
        view! {
            {which}
            "Whoever uses it is locked out at once, and it cannot be brought back."
        }
        .into_any()
    };
    let foot = move || {
        view! {
            <Button attr:autofocus=true on_click=close>
                "Cancel"
            </Button>
            <Button tone=Tone::DangerSolid on_click=delete>
                "Delete token"
            </Button>
        }
        .into_any()
    };
    view! {
        <ul class="refused">{ids.iter().map(row).collect_view()}</ul>
        <Dialog
            open=Signal::derive(move || doomed.with(Option::is_some))
            title="Delete this token?"
            role=DialogRole::Alert
            first_focus=FirstFocus::Autofocus
            on_close_request=close
            lead
            foot
        >
            ""
        </Dialog>
    }
    .into_any()
}

/// When a token was made, as its id tells it.
fn made_at(id: Id) -> String {
    local_full(i64::try_from(id.generated_at_ms()).unwrap_or_default())
}
