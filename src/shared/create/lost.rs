//! A create whose answer was lost, as the form tells it.

use super::question::{Act, AskFirst, Asked, Question};
use super::{Creator, Lost, Steer};
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::Remote;
use console_core::create::words;
use console_core::create::{Dialect, Lookalike, Outcome, Run};
use leptos::prelude::*;

/// How the fact about a lost answer looks.
pub const fn tone<D: Dialect>(lost: &Lost<D>) -> NoticeTone {
    if lost.is_looking() { NoticeTone::Accent } else { NoticeTone::Warn }
}

impl<D: Dialect> Lost<D> {
    const fn is_looking(&self) -> bool {
        matches!(self.outcome, Remote::NotAsked | Remote::Loading)
    }

    /// The fact: what happened to the answer, and what the list shows.
    pub fn title(&self) -> String {
        if self.is_done_with() {
            return format!("The token that looked like the lost one was {}", D::VERB.past);
        }
        words::title(&self.error, &self.outcome)
    }

    /// Whether what was found is deleted, and nothing else is there.
    fn is_done_with(&self) -> bool {
        self.deleted && self.outcome == Remote::Ready(Outcome::NotFound)
    }
}

/// The question before a token that looks like the lost one is deleted. It stays open while the notice below it is drawn
/// anew, because the list is read again meanwhile.
#[component]
pub fn AskAboutLost<C: Creator>(creator: C, asked: Asked<C::Of>) -> impl IntoView {
    let on_confirm = Callback::new(move |question: Question<C::Of>| {
        if let Some((id, _)) = question.tokens.first() {
            creator.steer_one(&mut |run| match question.act {
                Act::Replace => run.replace(&[(0, *id)]),
                _ => run.discard_lookalikes(&[(0, *id)]),
            });
        }
    });
    view! { <AskFirst creator asked on_confirm /> }
}

/// The notice in the form: what is known, and what can be done about it.
pub fn notice<C: Creator>(creator: C, lost: &Lost<C::Of>, asked: Asked<C::Of>) -> AnyView {
    let verb = C::Of::VERB;
    let created = |id| creator.created_at(id);
    let mut text = if lost.is_done_with() {
        "Nothing else looks like it. If you press Create, the list is checked once more first.".to_owned()
    } else {
        words::text::<C::Of>(&lost.error, &lost.outcome, lost.next_look, created)
    };
    if let (Some(stuck), Remote::Ready(Outcome::Found(_))) = (&lost.stuck, &lost.outcome) {
        text.push_str(&format!(" {}", words::not_done(verb.past, stuck)));
    }
    let reachable = creator.reaches(&lost.place);
    if !reachable {
        text.push_str(&format!(" It was asked of {}: sign in there to look.", C::server(&lost.place)));
    }
    let alike: Vec<Lookalike<<C::Of as Dialect>::Id>> = match &lost.outcome {
        Remote::Ready(Outcome::Found(alike)) => alike.clone(),
        _ => Vec::new(),
    };
    let description = StoredValue::new(lost.description.clone());
    let ask = move |act, id| {
        Callback::new(move |()| asked.set(Some(Question { act, tokens: vec![(id, description.get_value())] })))
    };
    let looking = lost.is_looking();
    let single = match alike[..] {
        [one] => Some(one.id),
        _ => None,
    };
    let actions = move || {
        (!looking)
            .then(|| {
                let replace = format!("{} it and create a new one…", verb.title);
                view! {
                    {single.map(|id| small(replace, ask(Act::Replace, id)))}
                    {reachable
                        .then(|| {
                            small("Look again".to_owned(), Callback::new(move |()| creator.steer_one(&mut Run::look_again)))
                        })}
                    {small(
                        if single.is_some() { "Keep it" } else { "Dismiss" }.to_owned(),
                        Callback::new(move |()| creator.dismiss_creation()),
                    )}
                }
            })
            .into_any()
    };
    let row = |alike: &Lookalike<<C::Of as Dialect>::Id>| {
        let id = alike.id;
        view! {
            <li>
                <span class="id" translate="no">
                    {id.to_string()}
                </span>
                {format!(" created {} ", creator.created_at(id))}
                <LinkButton on_click=ask(Act::Delete, id)>{format!("{} {id}…", verb.title)}</LinkButton>
            </li>
        }
    };
    let listed = (!alike.is_empty()).then(|| view! { <ul class="refused">{alike.iter().map(row).collect_view()}</ul> });
    view! {
        <Notice tone=tone(lost) role=NoticeRole::Alert title=Some(lost.title()) actions>
            {text}
            {listed}
        </Notice>
    }
    .into_any()
}

fn small(words: String, on_click: Callback<()>) -> AnyView {
    view! {
        <Button size=ButtonSize::Small on_click>
            {words}
        </Button>
    }
    .into_any()
}
