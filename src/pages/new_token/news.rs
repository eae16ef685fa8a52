//! What became of a create, told on every other page: nothing of it is found out in silence.

use super::outcome::REFUSED;
use crate::console::{Console, Creation, Minted, Ownerless, use_console};
use crate::shared::create::Twins;
use crate::shared::create::lost::tone;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use console_core::text::foreign::spelled_out;
use influxdb2::route::Route;
use influxdb2::{ApiError, Id};
use leptos::prelude::*;

/// The lines above the page.
#[component]
pub fn News() -> impl IntoView {
    view! {
        <div class="news">
            <CreationNews />
            <TwinNews />
            <MadeNews />
        </div>
    }
}

/// A create that is under way or ended without a secret, where its form is not in sight.
#[component]
fn CreationNews() -> impl IntoView {
    let console = use_console();
    let news = Memo::new(move |_| {
        let in_sight = console.history.route() == Route::NewToken && console.created_here();
        (!in_sight).then(|| console.creation.with(told)).flatten()
    });
    let place = move || {
        let org = console.created_in.with(|place| place.as_ref().map(|place| spelled_out(&place.org.name)));
        org.unwrap_or_default()
    };
    move || {
        let (tone, title) = news.get()?;
        let under_way = console.creation.with(|creation| matches!(creation, Creation::Sending));
        let role = if under_way { NoticeRole::Status } else { NoticeRole::Alert };
        let text = match under_way {
            true => format!("It is for {}. Stay on this page until it is created.", place()),
            false => format!("It was asked for in {}. The form says why and what can be done.", place()),
        };
        let actions = move || {
            (!under_way)
                .then(|| {
                    view! {
                        <Button size=ButtonSize::Small on_click=Callback::new(move |()| back(console))>
                            "Back to the form"
                        </Button>
                    }
                })
                .into_any()
        };
        Some(view! {
            <Notice look=NoticeLook::Line tone role title=Some(title) actions>
                {text}
            </Notice>
        })
    }
}

fn told(creation: &Creation) -> Option<(NoticeTone, String)> {
    match creation {
        Creation::Idle => None,
        Creation::Sending => Some((NoticeTone::Plain, "A token is being created".to_owned())),
        Creation::Refused(_) => Some((NoticeTone::Danger, REFUSED.to_owned())),
        Creation::Before(Ownerless { why, .. }) => Some((NoticeTone::Danger, why.title().to_owned())),
        Creation::Unknown(lost) => Some((tone(lost), lost.title())),
    }
}

/// What was created twice. While a secret is shown, its dialog tells it.
#[component]
fn TwinNews() -> impl IntoView {
    let console = use_console();
    let shown = Memo::new(move |_| console.reveal.with(Option::is_some) || console.run.with(Option::is_some));
    move || (!shown.get()).then(|| view! { <Twins creator=**console look=NoticeLook::Line /> })
}

/// Leads to the form that was sent.
fn back(console: Console) {
    let place = console.created_in.get_untracked();
    // Who is held back is not led to the form of another organization.
    if place.is_none_or(|place| console.try_switch_org(place.org)) {
        console.history.go(Route::NewToken);
    }
}

/// A token that a server made where it was only asked.
#[component]
fn MadeNews() -> impl IntoView {
    let console = use_console();
    let read = RwSignal::new(None::<Id>);
    move || {
        let Minted { id, left } = console.minted.get()?;
        if read.get() == Some(id) {
            return None;
        }
        Some(made(id, left, read))
    }
}

fn made(id: Id, left: Option<ApiError>, read: RwSignal<Option<Id>>) -> AnyView {
    let (title, text) = match left {
        None => (
            "The server created a token where it was only asked",
            format!(
                "It is deleted already; its id was {id}. This server is not asked again. Please report its version."
            ),
        ),
        Some(error) => (
            "The server created a token where it was only asked, and it is still there",
            format!("It is {id} in the list, inactive. Run `influx auth delete --id {id}` to delete it. {error}"),
        ),
    };
    let actions = move || {
        view! {
            <Button size=ButtonSize::Small on_click=Callback::new(move |()| read.set(Some(id)))>
                "Dismiss"
            </Button>
        }
        .into_any()
    };
    view! {
        <Notice
            look=NoticeLook::Line
            tone=NoticeTone::Danger
            role=NoticeRole::Alert
            title=Some(title.to_owned())
            actions
        >
            {text}
        </Notice>
    }
    .into_any()
}
