//! A token that the server created otherwise than it was asked for, alone or in a run.

use crate::console::{App, use_app};
use crate::shared::create::batch::Batches;
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::dialog;
use crate::ui::drawn::drawn;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::create::words::not_done;
use influxdb2::{ApiError, Id, lost};
use leptos::html;
use leptos::prelude::*;

/// The differences, and a way to make the token stop working. Its secret is shown all the same: it is the only copy.
#[component]
pub fn Otherwise() -> impl IntoView {
    let app = use_app();
    let told = Memo::new(move |_| app.reveal.with(|reveal| reveal.as_ref().and_then(|r| lost::otherwise(r.created()))));
    move || {
        let lost::Otherwise { id, text, active } = told.get()?;
        let actions =
            move || active.then(|| view! { <Deactivate id words="Deactivate this token".to_owned() /> }).into_any();
        Some(view! {
            <Notice
                tone=NoticeTone::Danger
                role=NoticeRole::Alert
                title=Some("The server created another token than you asked for".to_owned())
                actions
            >
                {text}
            </Notice>
        })
    }
}

/// The button that stops a token of a run.
pub fn stop(app: App) -> Callback<Id, AnyView> {
    Callback::new(move |id: Id| {
        let blocked = Signal::derive(move || app.hindrance());
        view! { <Deactivate id words=format!("Deactivate {id}") blocked /> }.into_any()
    })
}

/// Makes a token stop working of which an answer of this sitting told; if that goes wrong, it says why.
#[component]
pub fn Deactivate(id: Id, words: String, #[prop(optional, into)] blocked: Signal<Option<String>>) -> impl IntoView {
    let app = use_app();
    let announcer = use_announcer();
    let button = NodeRef::<html::Button>::new();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<String>);
    let answered = Callback::new(move |answer: Result<(), ApiError>| {
        busy.try_set(false);
        if answer.is_ok() {
            // The button goes, and takes nobody's focus along.
            button.try_get_untracked().flatten().inspect(|button| dialog::leave(button));
        }
        let why = answer.err().map(|error| not_done("deactivated", &error));
        announcer.say(why.clone().unwrap_or_else(|| format!("{id} was deactivated.")));
        failed.try_set(why);
    });
    let deactivate = Callback::new(move |()| {
        busy.set(true);
        app.deactivate_created(id, answered);
    });
    view! {
        <Button size=ButtonSize::Small tone=Tone::Danger busy blocked on_click=deactivate node_ref=button>
            {words}
        </Button>
        {drawn(move || failed.get().map(|why| view! { <p>{why}</p> }))}
    }
}
