//! A create whose answer was lost, as the form tells it.

use crate::console::{Console, Lost, use_console};
use crate::pages::twins::question::{Act, AskFirst, Question, created_at};
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use influxdb2::batch::{Lookalike, Outcome};
use influxdb2::{Id, Remote, lost};
use leptos::prelude::*;

/// How the fact about a lost answer looks.
pub fn tone(outcome: &Remote<Outcome>) -> NoticeTone {
    match outcome {
        Remote::NotAsked | Remote::Loading => NoticeTone::Accent,
        Remote::Ready(_) | Remote::Failed(_) => NoticeTone::Warn,
    }
}

/// The question before a token that looks like the lost one is deleted. It stays open while the notice below it is drawn
/// anew, because the list is read again meanwhile.
#[component]
pub fn AskAboutLost(asked: RwSignal<Option<Question>>) -> impl IntoView {
    let console = use_console();
    let on_confirm = Callback::new(move |question: Question| {
        if let Some((id, _)) = question.tokens.first() {
            match question.act {
                Act::Replace => console.delete_and_create_again(*id),
                _ => console.delete_candidate(*id),
            }
        }
    });
    view! { <AskFirst asked on_confirm /> }
}

/// The notice in the form: what is known, and what can be done about it.
pub fn notice(console: Console, lost: &Lost, asked: RwSignal<Option<Question>>) -> AnyView {
    let mut text = lost::text(&lost.error, &lost.outcome, lost.next_look, created_at);
    if let (Some(stuck), Remote::Ready(Outcome::Found(_))) = (&lost.stuck, &lost.outcome) {
        text.push_str(&format!(" {}", lost::not_done("deleted", stuck)));
    }
    let reachable = console.created_on_this_server();
    if !reachable {
        text.push_str(&format!(" It was asked of {}: sign in there to look.", lost.place.server));
    }
    let alike: Vec<Lookalike> = match &lost.outcome {
        Remote::Ready(Outcome::Found(alike)) => alike.clone(),
        _ => Vec::new(),
    };
    let description = StoredValue::new(lost.description.clone());
    let ask = move |act, id| {
        Callback::new(move |()| asked.set(Some(Question { act, tokens: vec![(id, description.get_value())] })))
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
                                    "Delete it and create a new one…"
                                </Button>
                            }
                        })}
                    {reachable.then(|| small("Look again", move || console.look_again()))}
                    {small(if single.is_some() { "Keep it" } else { "Dismiss" }, move || console.dismiss_creation())}
                }
            })
            .into_any()
    };
    let row = |alike: &Lookalike| candidate(alike.id, ask(Act::Delete, alike.id));
    let listed = (!alike.is_empty()).then(|| view! { <ul class="refused">{alike.iter().map(row).collect_view()}</ul> });
    let title = lost::title(&lost.error, &lost.outcome);
    view! {
        <Notice tone=tone(&lost.outcome) role=NoticeRole::Alert title=Some(title) actions>
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

/// A token that may be the lost one; it can be deleted after a question.
fn candidate(id: Id, delete: Callback<()>) -> impl IntoView {
    view! {
        <li>
            <span class="id" translate="no">
                {id.to_string()}
            </span>
            {format!(" created {} ", created_at(id))}
            <LinkButton on_click=delete>{format!("Delete {id}…")}</LinkButton>
        </li>
    }
}
