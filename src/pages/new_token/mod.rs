//! The form for a new token: for whom, what it grants, what it is called, and a review before it is made.

mod description;
mod finder;
mod form;
mod grid;
mod objects;
mod outcome;
mod request;
mod review;
mod scope;
mod sentence;
mod summary;
mod types;

use super::frame::HEADING;
use crate::console::use_console;
use crate::ui::field::Field;
use crate::ui::select_input::SelectInput;
use console_core::session::Session;
use description::Description;
use form::Form;
use leptos::prelude::*;
use objects::Objects;
use review::{Review, ReviewBar};
use std::sync::Arc;
use summary::Summary;
use types::{TypeList, TypeSelect};

/// The id of the form, for buttons outside of it.
pub const FORM: &str = "new-token";

/// The page with the form.
#[component]
pub fn NewTokenPage(session: Arc<Session>) -> impl IntoView {
    let form = Form::new(Arc::clone(&session));
    provide_context(form);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit();
    };
    view! {
        <div class="create">
            <form class="create__form" id=FORM aria-labelledby=HEADING on:submit=submit>
                <div class="create__head">
                    <h1 class="pagehead__title" id=HEADING tabindex="-1">
                        "New token"
                    </h1>
                </div>
                <section class="row" aria-label="For">
                    <div class="row__org">
                        <Organization session=Arc::clone(&session) />
                    </div>
                    <div class="field">
                        <span class="field__label">"and user"</span>
                        <p class="row__user">
                            "Me, " <crate::ui::untrusted::Untrusted text=session.me.name.clone() />
                        </p>
                    </div>
                </section>
                <section class="permbox" aria-labelledby="permissions-heading">
                    <h2 class="field__label" id="permissions-heading">
                        "Permissions "
                        <span class="field__hint">
                            "Nothing is granted until you tick it. They cannot be changed later."
                        </span>
                    </h2>
                    <div class="matrix" role="group" aria-labelledby="permissions-heading">
                        <TypeList />
                        <div class="objects">
                            <TypeSelect />
                            <Objects />
                        </div>
                        <Summary />
                    </div>
                </section>
                <Description />
            </form>
            <Review />
            <ReviewBar />
        </div>
    }
}

/// The organization of the token. Choosing another one switches the console to it; the form of each is kept.
#[component]
fn Organization(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let options: Vec<(String, String)> =
        session.orgs.iter().map(|org| (org.id.to_string(), crate::ui::untrusted::spelled_out(&org.name))).collect();
    let value = RwSignal::new(session.org.id.to_string());
    Effect::new(move |_| {
        let chosen = value.get();
        if let Some(org) = session.orgs.iter().find(|org| org.id.to_string() == chosen) {
            console.switch_org(org.clone());
        }
    });
    view! {
        <Field label="For organization">
            <SelectInput options value />
        </Field>
    }
}
