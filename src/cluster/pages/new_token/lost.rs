//! A create whose answer was lost, as the form tells it.

use super::question::{Act, Question};
use crate::cluster::console::{Console, Lost};
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::create::words::not_done;
use database::create::{Lookalike, Outcome, text, title};
use database::{Id, Remote};
use leptos::prelude::*;

/// How the fact about a lost answer looks.
pub const fn tone(outcome: &Remote<Outcome>) -> NoticeTone {
    match outcome {
        Remote::NotAsked | Remote::Loading => NoticeTone::Accent,
        Remote::Ready(_) | Remote::Failed(_) => NoticeTone::Warn,
    }
}

/// The notice in the form: what is known, and what can be done about it.
pub fn notice(console: Console, lost: &Lost, asked: RwSignal<Option<Question>>) -> AnyView {
    let mut text = text(&lost.error, &lost.outcome, lost.next_look, |id| console.created_at(id));
    if let (Some(stuck), Remote::Ready(Outcome::Found(_))) = (&lost.stuck, &lost.outcome) {
        text.push_str(&format!(" {}", not_done("revoked", stuck)));
    }
    let here = console.is_place_of(&lost.place);
    if !here {
        text.push_str(&format!(" It was asked of {}: sign in there to look.", lost.place.server));
    }
    let alike: Vec<Lookalike> = match &lost.outcome {
        Remote::Ready(Outcome::Found(alike)) => alike.clone(),
        _ => Vec::new(),
    };
    let description = StoredValue::new(lost.description.clone());
    let ask = move |act, id| {
        Callback::new(move |()| {
            asked.set(Some(description.with_value(|text| Question::about(*console, act, id, text))));
        })
    };
    let looking = matches!(lost.outcome, Remote::NotAsked | Remote::Loading);
    let single = match alike[..] {
        [one] => Some(one.id),
        _ => None,
    };
    let actions = move || {
        (!looking)
            .then(|| {
                view! {
                    {single
                        .map(|id| {
                            view! {
                                <Button size=ButtonSize::Small on_click=ask(Act::Replace, id)>
                                    "Revoke it and create a new one…"
                                </Button>
                            }
                        })}
                    {here.then(|| small("Look again", move || console.look_again()))}
                    {small(if single.is_some() { "Keep it" } else { "Dismiss" }, move || console.dismiss_creation())}
                }
            })
            .into_any()
    };
    let row = |alike: &Lookalike| candidate(console, alike.id, ask(Act::Revoke, alike.id));
    let listed = (!alike.is_empty()).then(|| view! { <ul class="refused">{alike.iter().map(row).collect_view()}</ul> });
    view! {
        <Notice tone=tone(&lost.outcome) role=NoticeRole::Alert title=Some(title(&lost.error, &lost.outcome)) actions>
            {text}
            {listed}
        </Notice>
    }
    .into_any()
}

fn small(words: &'static str, act: impl Fn() + Send + Sync + 'static) -> AnyView {
    view! {
        <Button size=ButtonSize::Small on_click=Callback::new(move |()| act())>
            {words}
        </Button>
    }
    .into_any()
}

/// A token that may be the lost one; it can be revoked after a question.
fn candidate(console: Console, id: Id, revoke: Callback<()>) -> impl IntoView {
    view! {
        <li>
            <span class="id" translate="no">
                {id.to_string()}
            </span>
            {format!(" created {} ", console.created_at(id))}
            <LinkButton on_click=revoke>{format!("Revoke {id}…")}</LinkButton>
        </li>
    }
}
