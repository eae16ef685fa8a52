//! The form for a new token: for whom, what it grants, what it is called, and a review before it is made.

mod batch;
mod description;
mod form;
mod judgement;
mod matrix;
mod news;
mod outcome;
mod owner;
mod paste;
mod request;
mod review;
mod start;

use crate::console::use_console;
use crate::shared::create::held;
use crate::shared::create::several::HowMany;
use crate::ui::landmark::HEADING;
use batch::Several;
use description::Description;
use form::Form;
use influxdb2::route::Route;
use influxdb2::session::Session;
use judgement::Judgement;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use matrix::Matrix;
pub use news::News;
use owner::Recipient;
use paste::FilledNotice;
pub use paste::paste_dialog;
use review::{Review, ReviewBar};
use start::{FromLink, Offer, Start};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The id of the form, for buttons outside of it.
pub const FORM: &str = "new-token";

/// Keeps Enter alone from sending the form where it is pressed to search or to tick: only the description sends it, and
/// the field that confirms it, which stands outside of the form's element. Buttons are no inputs and work as ever.
fn hold_enter(event: KeyboardEvent) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let alone = !(event.ctrl_key() || event.meta_key());
    if event.key() == "Enter" && alone && input.is_some_and(|input| input.name() != description::NAME) {
        event.prevent_default();
    }
}

/// The page with the form.
pub fn page(session: Arc<Session>) -> AnyView {
    view! { <NewTokenPage session /> }.into_any()
}

#[component]
fn NewTokenPage(session: Arc<Session>) -> impl IntoView {
    let form = Form::new(Arc::clone(&session));
    provide_context(form);
    review::missing::provide_missing();
    provide_context(Judgement::new(form));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        held::leave_for_button();
        form.submit();
    };
    // Whoever goes to another page leaves the form; whoever only has to sign in again goes on with it.
    let console = use_console();
    on_cleanup(move || {
        let route = untrack(|| console.history.route());
        if !matches!(route, Route::NewToken | Route::Request(_)) {
            console.leave_forms();
        }
    });
    view! {
        <div class="create">
            <form class="create__form" id=FORM aria-labelledby=HEADING on:submit=submit on:keydown=hold_enter>
                <div class="create__head">
                    <h1 class="pagehead__title" id=HEADING tabindex="-1">
                        "New token"
                    </h1>
                    <Offer />
                </div>
                <div class="create__held" inert=move || form.is_sending()>
                    <Recipient session=Arc::clone(&session) />
                    <Start />
                    <FromLink />
                    <FilledNotice />
                    <Matrix />
                    <div class="descline">
                        <Description />
                        <HowMany several=form.console.several />
                    </div>
                    <Several />
                </div>
            </form>
            <Review />
            <ReviewBar />
        </div>
    }
}
