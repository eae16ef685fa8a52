//! What became of the last create, told above every other page, and what was created twice.

use crate::cluster::console::{Creation, use_console};
use crate::shared::create::Twins;
use crate::shared::create::lost::tone;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use database::route::Route;
use leptos::prelude::*;

/// The line above the page. While a secret is shown, its dialog tells what was created twice.
#[component]
pub fn News() -> impl IntoView {
    let console = use_console();
    let in_form = Memo::new(move |_| console.history.route() == Route::NewToken);
    let shown = Memo::new(move |_| console.reveal.with(Option::is_some) || console.run.with(Option::is_some));
    let fact = Memo::new(move |_| {
        console.creates.creation.with(|creation| match creation {
            Creation::Idle => None,
            Creation::Sending => Some((NoticeTone::Plain, "A token is being created".to_owned())),
            Creation::Refused(_) => Some((NoticeTone::Danger, super::outcome::REFUSED.to_owned())),
            Creation::Before(never) => match *never {},
            Creation::Unknown(lost) => Some((tone(lost), lost.title())),
        })
    });
    let back = Callback::new(move |()| console.history.go(Route::NewToken));
    let line = move || {
        let (tone, title) = fact.get().filter(|_| !in_form.get())?;
        let actions = move || {
            view! {
                <Button size=ButtonSize::Small on_click=back>
                    "Open the form"
                </Button>
            }
            .into_any()
        };
        Some(view! {
            <Notice look=NoticeLook::Line tone role=NoticeRole::Status title=Some(title) actions>
                ""
            </Notice>
        })
    };
    view! {
        {line}
        {move || (!shown.get()).then(|| view! { <Twins creator=*console look=NoticeLook::Line /> })}
    }
}
