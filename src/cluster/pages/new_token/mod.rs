//! The form for a new database token: until when, on what, what it is called, and a review before it is created.

mod batch;
mod commands;
mod description;
mod expiry;
mod form;
mod matrix;
mod news;
mod outcome;
mod paste;
mod request;
mod review;

use crate::cluster::console::Session;
use crate::shared::create::held;
use crate::shared::create::several::HowMany;
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeTone};
use batch::Several;
use commands::{CommandChoice, Kind};
use description::Description;
use expiry::Expiry;
use form::Form;
use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use matrix::Matrix;
pub use news::News;
use paste::{FilledNotice, Paste};
use review::{Review, ReviewBar};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The id of the form, for buttons outside of it.
const FORM: &str = "new-token";

/// Keeps Enter alone from sending the form where it is pressed to search or to tick: only the description sends it.
fn hold_enter(event: KeyboardEvent) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let alone = !(event.ctrl_key() || event.meta_key());
    if event.key() == "Enter" && alone && input.is_some_and(|input| input.name() != description::NAME) {
        event.prevent_default();
    }
}

/// The page with the form. Without an API what it brings is a command.
#[component]
pub fn NewTokenPage(session: Arc<Session>) -> impl IntoView {
    let api = session.api;
    let form = Form::new(session);
    provide_context(form);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        held::leave_for_button();
        form.submit();
    };
    view! {
        <div class="create">
            <form class="create__form" id=FORM aria-labelledby=HEADING on:submit=submit on:keydown=hold_enter>
                <div class="create__head">
                    <h1 class="pagehead__title" id=HEADING tabindex="-1">
                        {if api { "New database token" } else { "Commands" }}
                    </h1>
                    <span class="grow"></span>
                    <Paste />
                </div>
                <div class="create__held" inert=move || form.is_sending()>
                    <FilledNotice />
                    {(!api).then(|| view! { <NoApi /> })}
                    {move || {
                        let kind = form.wanted.kind.get();
                        (api || kind == Kind::Create).then(|| view! { <Expiry /> })
                    }}
                    {move || {
                        (api || form.wanted.kind.get().grants())
                            .then(|| {
                                view! {
                                    <Matrix />
                                    <div class="descline">
                                        <Description />
                                        {api.then(|| view! { <HowMany several=form.console.several /> })}
                                    </div>
                                    {api.then(|| view! { <Several /> })}
                                }
                            })
                    }}
                </div>
            </form>
            <Review />
            <ReviewBar />
        </div>
    }
}

/// What this page can do where the release has no API.
#[component]
fn NoApi() -> impl IntoView {
    view! {
        <Notice tone=NoticeTone::Info title="This release has no HTTP API">
            "Clustered 2025-03 and older answer only to influxctl. Fill in the form and run the command; nothing is sent from this page."
        </Notice>
        <CommandChoice />
    }
}
