//! What became of the last create, when it did not end with a secret.

use super::judgement::{Judgement, use_judgement};
use crate::console::{Arrival, Console, Creation, use_console};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::untrusted::spelled_out;
use console_core::Id;
use console_core::api::ApiError;
use console_core::outcome::Outcome;
use console_core::refused::{Objection, Place};
use console_core::remote::Remote;
use leptos::prelude::*;

/// A refusal, or an answer that was lost.
#[component]
pub fn OutcomeNotice() -> impl IntoView {
    let console = use_console();
    let judged = use_judgement();
    move || {
        console.creation.with(|creation| match creation {
            Creation::Idle | Creation::Sending => None,
            Creation::Refused(_) => judged.objection.get().map(|objection| {
                // The user is there now; the form has chosen them, so that nothing is made twice.
                let made = console.newcomer.with(|newcomer| {
                    newcomer.as_ref().filter(|newcomer| newcomer.arrival == Arrival::Made).map(|newcomer| {
                        format!("The user {} was made; the token was not. ", spelled_out(&newcomer.user.named.name))
                    })
                });
                refused(judged, &objection, made.unwrap_or_default())
            }),
            Creation::NoOwner { name, error } => Some(no_owner(name, error)),
            Creation::Unknown { error, outcome, .. } => Some(unknown(console, error, outcome)),
        })
    }
}

/// The user could not be made. Creating again is safe: names are unique, so a user who was made after all is found.
fn no_owner(name: &str, error: &ApiError) -> AnyView {
    let name = spelled_out(name);
    let (title, text) = match error {
        error if error.leaves_outcome_unknown() => (
            "No token was made, and the new user may or may not exist",
            format!("{error} Create again when the server answers: if {name} exists by then, that user is taken."),
        ),
        ApiError::Conflict { .. } => (
            "The user exists, and no token was made",
            format!(
                "{name} is known to the server, but this credential may not read that user. Use an operator credential."
            ),
        ),
        error => ("The user was not made, and no token either", error.to_string()),
    };
    view! {
        <Notice tone=NoticeTone::Danger role=NoticeRole::Alert title=title>
            {text}
        </Notice>
    }
    .into_any()
}

/// The sentence, and a button that leads to the part of the form that it speaks of.
fn refused(judged: Judgement, objection: &Objection, before: String) -> AnyView {
    let place = objection.place();
    let text = before
        + &match &place {
            Place::Row(permission) if matches!(objection, Objection::MayNotGrant(_)) => format!(
                "Your credential does not hold {} on {}, so it may not grant it. Take it out, or use a stronger credential.",
                permission.action.title(),
                judged.subject(permission)
            ),
            Place::Row(permission) => {
                format!("{} on {}: {objection}", permission.action.title(), judged.subject(permission))
            }
            _ => objection.to_string(),
        };
    let actions = move || {
        let place = place.clone();
        (place != Place::Nowhere)
            .then(|| {
                let show = Callback::new(move |()| judged.show(&place));
                view! {
                    <Button size=ButtonSize::Small on_click=show>
                        "Show it"
                    </Button>
                }
            })
            .into_any()
    };
    view! {
        <Notice
            tone=NoticeTone::Danger
            role=NoticeRole::Alert
            title="The server refused; no token was made"
            actions
        >
            {text}
        </Notice>
    }
    .into_any()
}

/// The sentence about a refused create, at the part of the form that caused it.
#[component]
pub fn RefusedAt(place: Place) -> impl IntoView {
    let judged = use_judgement();
    move || {
        judged.refusal_at(&place).map(|text| {
            view! {
                <p class="field__error">
                    <Icon name=IconName::Danger size=IconSize::Small />
                    <span>{text}</span>
                </p>
            }
        })
    }
}

fn unknown(console: Console, error: &ApiError, outcome: &Remote<Outcome>) -> AnyView {
    let look = move || {
        view! {
            <Button size=ButtonSize::Small on_click=Callback::new(move |()| console.look_again())>
                "Look again"
            </Button>
        }
        .into_any()
    };
    let dismiss = move || {
        view! {
            <Button size=ButtonSize::Small on_click=Callback::new(move |()| console.creation.set(Creation::Idle))>
                "Dismiss"
            </Button>
        }
        .into_any()
    };
    let (tone, title, text) = match outcome {
        Remote::NotAsked | Remote::Loading => (
            NoticeTone::Accent,
            "The answer was lost",
            format!("{error} Looking through the list whether the token was made …"),
        ),
        Remote::Failed(why) => (
            NoticeTone::Warn,
            "The answer was lost, and the token may exist",
            format!("The list could not be read either: {why} Look again before you create it once more."),
        ),
        Remote::Ready(Outcome::Made(id)) => return made(console, *id, error),
        Remote::Ready(Outcome::MadeOneOf(ids)) => (
            NoticeTone::Warn,
            "The answer was lost, and the token may exist",
            format!("{} new tokens look like it. Its secret is gone; look at them in the list before you go on.", ids.len()),
        ),
        Remote::Ready(Outcome::NotMade) => (
            NoticeTone::Info,
            "The answer was lost, but no token was made",
            "The list holds no new token like it. You can create it again.".to_owned(),
        ),
        Remote::Ready(Outcome::Hidden) => (
            NoticeTone::Warn,
            "The answer was lost, and the token may exist",
            "This credential is not shown all tokens of its owner, so nobody here can tell. Its secret is gone either way."
                .to_owned(),
        ),
    };
    let again = matches!(outcome, Remote::Failed(_));
    let actions = move || if again { look() } else { dismiss() };
    view! {
        <Notice tone role=NoticeRole::Alert title=title actions>
            {text}
        </Notice>
    }
    .into_any()
}

fn made(console: Console, id: Id, error: &ApiError) -> AnyView {
    let mut text = format!(
        "It is {id} in the list. Its secret was in the lost answer and cannot be fetched again, so it is of no use."
    );
    // An answer that was not lost was that to deleting it.
    if !error.leaves_outcome_unknown() {
        text.push_str(&format!(" It was not deleted: {error}"));
    }
    let actions = move || {
        view! {
            <Button
                size=ButtonSize::Small
                on_click=Callback::new(move |()| console.delete_and_create_again(id))
            >
                "Delete it and create a new one"
            </Button>
            <Button size=ButtonSize::Small on_click=Callback::new(move |()| console.creation.set(Creation::Idle))>
                "Keep it"
            </Button>
        }
        .into_any()
    };
    view! {
        <Notice tone=NoticeTone::Accent role=NoticeRole::Alert title="The answer was lost, but the token exists" actions>
            {text}
        </Notice>
    }
    .into_any()
}
