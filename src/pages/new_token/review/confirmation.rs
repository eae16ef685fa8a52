//! The words that have to be typed before a token is created that reaches beyond its organization. Nothing else asks.

use crate::pages::new_token::FORM;
use crate::pages::new_token::form::use_form;
use crate::ui::field::Field;
use crate::ui::text_input::TextInput;
use influxdb2::draft::{CONFIRMATION, DraftProblem};
use leptos::prelude::*;

/// Finds the field, to move the focus to it.
pub const FIELD: &str = "input[name=confirmation]";

/// The field, while the form asks for such a token.
#[component]
pub fn Confirmation() -> impl IntoView {
    let form = use_form();
    move || form.wants_confirmation.get().then(|| view! { <Reach /> })
}

#[component]
fn Reach() -> impl IntoView {
    let form = use_form();
    let value = RwSignal::new(form.with_untracked(|draft| draft.confirmation.clone()));
    Effect::new(move |before: Option<()>| {
        let typed = value.get();
        // The first run only mirrors the draft.
        if before.is_some() {
            form.update(|draft| draft.confirmation = typed);
        }
    });
    let error = move || {
        let problem = form.problem.get();
        problem.filter(|problem| *problem == DraftProblem::NotConfirmed).map(|problem| problem.to_string())
    };
    view! {
        <div class="confirm">
            <Field
                label=format!("Type “{CONFIRMATION}” to confirm")
                hint=Signal::derive(|| Some("The token works in every organization, not only here.".to_owned()))
                error=Signal::derive(error)
            >
                <TextInput value name="confirmation" attr:form=FORM />
            </Field>
        </div>
    }
}
