//! What a run waits for, and the ways on from there.

use super::{Batches, steer, words};
use crate::shared::create::Tokens;
use crate::shared::create::question::{Act, AskFirst, Asked, Question};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::create::{Dialect, Flow, Pause, Run, Tally};
use console_core::text::number;
use leptos::prelude::*;

/// What can be said; each has at most one way on.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fact {
    Stay { active: bool, unsaved: usize },
    Wait(u32),
    SignedOut,
    Elsewhere(String),
    KeepsFailing,
    ListUnreadable(String),
    Found(usize),
    Unsure(usize),
    NotFound(usize),
}

/// The notices.
#[component]
pub fn Notices<C: Batches>(creator: C, aside: RwSignal<bool>) -> impl IntoView {
    let facts = Memo::new(move |_| {
        let (hindrance, signed_in) = (creator.hindrance(), creator.is_signed_in());
        creator.batch().with(|run| run.as_ref().map(|run| facts(run, hindrance, signed_in))).unwrap_or_default()
    });
    let asked: Asked<C::Of> = RwSignal::new(None);
    let on_confirm = Callback::new(move |question: Question<C::Of>| {
        steer(creator, &mut |run| {
            let mut named = run.replaceable();
            named.retain(|(_, id)| question.tokens.iter().any(|(asked, _)| asked == id));
            run.replace(&named);
        });
    });
    view! {
        {move || facts.get().into_iter().map(|fact| view! { <One creator fact aside asked /> }).collect_view()}
        <AskFirst creator asked on_confirm />
    }
}

fn facts<D: Tokens>(run: &Run<D>, hindrance: Option<String>, signed_in: bool) -> Vec<Fact> {
    let Tally { unsaved, found, unsure, .. } = run.tally();
    let mut facts = Vec::new();
    if run.attempts_to_leave() > 0 && run.must_stay() {
        facts.push(Fact::Stay { active: run.is_active(), unsaved });
    }
    if run.wait() > 0 && *run.flow() == Flow::Going {
        facts.push(Fact::Wait(run.wait()));
    }
    match (run.flow(), hindrance) {
        (_, Some(_)) if !signed_in => facts.push(Fact::SignedOut),
        (_, Some(why)) => facts.push(Fact::Elsewhere(why)),
        (Flow::Paused(Pause::KeepsFailing), None) => facts.push(Fact::KeepsFailing),
        (Flow::Paused(Pause::ListUnreadable(error)), None) => facts.push(Fact::ListUnreadable(error.to_string())),
        _ => {}
    }
    if run.is_active() {
        return facts;
    }
    if found > 0 {
        facts.push(Fact::Found(found));
    }
    if unsure > 0 && *run.flow() == Flow::Done {
        facts.push(Fact::Unsure(unsure));
    }
    if run.tally().retriable() > 0 && *run.flow() == Flow::Done {
        facts.push(Fact::NotFound(run.tally().retriable()));
    }
    facts
}

impl Fact {
    fn tone(&self) -> NoticeTone {
        match self {
            Self::Wait(_) => NoticeTone::Info,
            Self::NotFound(_) => NoticeTone::Danger,
            _ => NoticeTone::Warn,
        }
    }

    fn title(&self) -> String {
        match self {
            Self::Stay { active: true, .. } => "The run is still at work".to_owned(),
            Self::Stay { .. } => "Download or copy them, or tick the box".to_owned(),
            Self::Wait(_) => "The server asks to wait".to_owned(),
            Self::SignedOut => "Your session ended, and the run waits".to_owned(),
            Self::Elsewhere(_) => "You are somewhere else, and the run waits".to_owned(),
            Self::KeepsFailing => "Three in a row failed, so the run is paused".to_owned(),
            Self::ListUnreadable(_) => "The run is paused until the list can be read".to_owned(),
            Self::Found(count) => format!("{} may exist without {}", words::tokens(*count), words::secrets(*count)),
            Self::Unsure(count) => format!("{} may exist", words::tokens(*count)),
            Self::NotFound(1) => "1 token was not created, as far as can be seen".to_owned(),
            Self::NotFound(count) => format!("{} were not created, as far as can be seen", words::tokens(*count)),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Stay { active: true, .. } => {
                "Pause it before you leave; the request that is under way comes to its end.".to_owned()
            }
            Self::Stay { unsaved, .. } => format!(
                "Until then Esc, Back and a click outside keep this dialog open: {} {} nowhere else and cannot be shown again.",
                number(*unsaved),
                if *unsaved == 1 { "secret is" } else { "secrets are" }
            ),
            Self::Wait(1) => "It goes on by itself in 1 second.".to_owned(),
            Self::Wait(seconds) => format!("It goes on by itself in {seconds} seconds."),
            Self::SignedOut => {
                "Nothing is lost: rows and secrets stay here. Sign in again, and go on with Resume.".to_owned()
            }
            Self::Elsewhere(why) => why.clone(),
            Self::KeepsFailing => "The table says why. Resume goes on with the next name.".to_owned(),
            Self::ListUnreadable(error) => {
                format!("An answer was lost, and only the list tells what became of it: {error} Resume looks again.")
            }
            Self::Found(_) => {
                "No answer came, and the server does not tell a secret again. What the list shows looks exactly as asked for, and somebody else may have created it."
                    .to_owned()
            }
            Self::Unsure(_) => "No answer came, and the list could not tell. Look for the names in the list of tokens.".to_owned(),
            Self::NotFound(_) => "The table says why. Only these are asked for again.".to_owned(),
        }
    }
}

#[component]
fn One<C: Batches>(creator: C, fact: Fact, aside: RwSignal<bool>, asked: Asked<C::Of>) -> impl IntoView {
    let set_aside = Callback::new(move |()| aside.set(true));
    let action: Option<(String, Callback<()>)> = match &fact {
        Fact::SignedOut => Some(("Sign in again".to_owned(), set_aside)),
        Fact::Elsewhere(_) => Some(("Set aside".to_owned(), set_aside)),
        Fact::Found(_) => {
            let tokens = replaceable(creator);
            let some = !tokens.is_empty();
            let ask = Callback::new(move |()| asked.set(Some(Question { act: Act::Replace, tokens: tokens.clone() })));
            some.then(|| (format!("{} and create again…", C::Of::VERB.title), ask))
        }
        Fact::NotFound(_) => Some(("Try again".to_owned(), Callback::new(move |()| steer(creator, &mut Run::finish)))),
        _ => None,
    };
    // A number of seconds that is read aloud every second helps nobody.
    let role = if matches!(fact, Fact::Wait(_)) { NoticeRole::Static } else { NoticeRole::Status };
    let actions = action.map(|(words, on_click)| {
        ViewFn::from(move || {
            let words = words.clone();
            view! { <Button size=ButtonSize::Small on_click>{words}</Button> }.into_any()
        })
    });
    let (tone, title, text) = (fact.tone(), fact.title(), fact.text());
    match actions {
        Some(actions) => view! { <Notice tone role title=title actions>{text}</Notice> }.into_any(),
        None => view! { <Notice tone role title=title>{text}</Notice> }.into_any(),
    }
}

/// The tokens that look like a lost one each, with their descriptions, so that a question can name them.
fn replaceable<C: Batches>(creator: C) -> Vec<(<C::Of as Dialect>::Id, String)> {
    creator.batch().with_untracked(|run| {
        let Some(run) = run else { return Vec::new() };
        let described = |at: usize| run.rows()[at].request().map(C::Of::asked_description).unwrap_or_default();
        run.replaceable().into_iter().map(|(at, id)| (id, described(at).to_owned())).collect()
    })
}
