//! Tokens that were created twice for one create, told wherever the person is.

use super::question::{Act, AskFirst, Asked, Question};
use super::{Creator, Steer, TwinNews};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use console_core::create::words::{twin_text, twin_title};
use console_core::create::{Change, Dialect, Error, Run, TwinState};
use leptos::prelude::*;

/// One notice for each second token, and one where nobody knows whether there is one.
#[component]
pub fn Twins<C: Creator>(creator: C, #[prop(optional)] look: NoticeLook) -> impl IntoView {
    let news = Memo::new(move |_| {
        let mut news = creator.twins();
        news.retain(|news| news.twin.state != TwinState::Kept);
        news
    });
    let unchecked = Memo::new(move |_| creator.unchecked());
    let asked: Asked<C::Of> = RwSignal::new(None);
    let on_confirm = Callback::new(move |question: Question<C::Of>| {
        let change = if question.act == Act::Deactivate { Change::Deactivate } else { Change::Delete };
        let Some((id, _)) = question.tokens.first() else { return };
        let news = news.get_untracked();
        if let Some(of) = news.iter().find(|news| news.twin.id == *id) {
            creator.change_twin(of.serial, *id, change);
        }
    });
    let not_checked = move |(serial, why)| not_checked(creator, serial, &why, look);
    view! {
        {move || news.get().into_iter().map(|news| one(creator, news, look, asked)).collect_view()}
        {drawn(move || unchecked.get().into_iter().map(not_checked).collect_view())}
        <AskFirst creator asked on_confirm />
    }
}

fn one<C: Creator>(creator: C, news: TwinNews<C::Of>, look: NoticeLook, asked: Asked<C::Of>) -> AnyView {
    let verb = C::Of::VERB;
    let TwinNews { serial, own, description, twin } = news;
    let (id, state) = (twin.id, twin.state.clone());
    let ask = move |act| {
        let tokens = vec![(id, description.clone())];
        Callback::new(move |()| asked.set(Some(Question { act, tokens: tokens.clone() })))
    };
    let keep = Callback::new(move |()| creator.steer(serial, &mut |run| run.keep_twin(id)));
    let actions = move || match state {
        TwinState::Changing(Change::Delete) => format!("{} …", verb.going).into_any(),
        TwinState::Changing(Change::Deactivate) => "Deactivating …".into_any(),
        TwinState::Changed(_) => view! {
            <Button size=ButtonSize::Small on_click=keep>
                "Dismiss"
            </Button>
        }
        .into_any(),
        _ => view! {
            <Button size=ButtonSize::Small tone=Tone::Danger on_click=ask(Act::Delete)>
                {format!("{} {}…", verb.title, if own.is_some() { "the second one" } else { "it" })}
            </Button>
            {C::DEACTIVATES
                .then(|| {
                    view! {
                        <Button size=ButtonSize::Small on_click=ask(Act::Deactivate)>
                            "Deactivate it…"
                        </Button>
                    }
                })}
            <Button size=ButtonSize::Small tone=Tone::Quiet on_click=keep>
                {if own.is_some() { "Keep both" } else { "Keep it" }}
            </Button>
        }
        .into_any(),
    };
    let text = twin_text(&twin, own, |id| creator.created_at(id));
    let tone = if matches!(twin.state, TwinState::Changed(_)) { NoticeTone::Ok } else { NoticeTone::Warn };
    view! {
        <Notice look tone role=NoticeRole::Alert title=Some(twin_title(&twin, own)) actions>
            {text}
        </Notice>
    }
    .into_any()
}

fn not_checked<C: Creator>(creator: C, serial: u32, why: &Error<C::Of>, look: NoticeLook) -> AnyView {
    let actions = move || {
        view! {
            <Button
                size=ButtonSize::Small
                on_click=Callback::new(move |()| creator.steer(serial, &mut Run::look_again))
            >
                "Check again"
            </Button>
        }
        .into_any()
    };
    let text = format!("The list could not be read after the token was created. {why}");
    view! {
        <Notice
            look
            tone=NoticeTone::Warn
            role=NoticeRole::Status
            title=Some("It was not checked whether the request was sent twice".to_owned())
            actions
        >
            {text}
        </Notice>
    }
    .into_any()
}
