//! Tokens that were created twice for one create, told wherever the person is.

use super::question::{Act, AskFirst, Question};
use crate::cluster::console::{App, TwinNews, use_app};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use console_core::create::Change;
use database::ApiError;
use database::create::{TwinState, twin_text, twin_title};
use leptos::prelude::*;

/// One notice for each second token, and one where nobody knows whether there is one.
#[component]
pub fn Twins(#[prop(optional)] look: NoticeLook) -> impl IntoView {
    let app = use_app();
    let news = Memo::new(move |_| {
        let mut news = app.twins();
        news.retain(|news| news.twin.state != TwinState::Kept);
        news
    });
    let unchecked = Memo::new(move |_| app.unchecked());
    let asked = RwSignal::new(None::<Question>);
    let on_confirm = Callback::new(move |question: Question| {
        let news = news.get_untracked();
        if let Some(of) = news.iter().find(|news| news.twin.id == question.id) {
            app.revoke_twin(of.serial, question.id);
        }
    });
    view! {
        {move || news.get().into_iter().map(|news| one(app, news, look, asked)).collect_view()}
        {drawn(move || unchecked.get().into_iter().map(|(serial, why)| not_checked(app, serial, &why, look)).collect_view())}
        <AskFirst asked on_confirm />
    }
}

fn one(app: App, news: TwinNews, look: NoticeLook, asked: RwSignal<Option<Question>>) -> AnyView {
    let TwinNews { serial, own, description, twin } = news;
    let (id, state) = (twin.id, twin.state.clone());
    let ask = Callback::new(move |()| asked.set(Some(Question::about(app, Act::Revoke, id, &description))));
    let keep = Callback::new(move |()| app.keep_twin(serial, id));
    let actions = move || match state {
        TwinState::Changing(_) => "Revoking …".into_any(),
        TwinState::Changed(_) => view! {
            <Button size=ButtonSize::Small on_click=keep>
                "Dismiss"
            </Button>
        }
        .into_any(),
        _ => view! {
            <Button size=ButtonSize::Small tone=Tone::Danger on_click=ask>
                "Revoke the second one…"
            </Button>
            <Button size=ButtonSize::Small tone=Tone::Quiet on_click=keep>
                "Keep both"
            </Button>
        }
        .into_any(),
    };
    let created = |id| app.console.get_untracked().map(|console| console.created_at(id)).unwrap_or_default();
    let title = match twin.state {
        TwinState::Changed(Change::Delete) => "The second token was revoked",
        _ => twin_title(&twin),
    };
    let text = twin_text(&twin, own, created);
    let tone = if matches!(twin.state, TwinState::Changed(_)) { NoticeTone::Ok } else { NoticeTone::Warn };
    view! {
        <Notice look tone role=NoticeRole::Alert title=Some(title.to_owned()) actions>
            {text}
        </Notice>
    }
    .into_any()
}

fn not_checked(app: App, serial: u32, why: &ApiError, look: NoticeLook) -> AnyView {
    let actions = move || {
        view! {
            <Button size=ButtonSize::Small on_click=Callback::new(move |()| app.check_again(serial))>
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
