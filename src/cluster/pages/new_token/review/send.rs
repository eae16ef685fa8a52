//! The button that sends the form.

use crate::cluster::pages::new_token::FORM;
use crate::cluster::pages::new_token::form::{Problem, use_form};
use crate::shared::create::several;
use crate::ui::button::{Button, ButtonKind, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use database::draft::{Draft, DraftProblem};
use database::expiry::Choice;
use leptos::prelude::*;

/// The button.
#[component]
pub fn CreateButton(size: ButtonSize, class: &'static str, label: &'static str, id: &'static str) -> impl IntoView {
    let form = use_form();
    let sending = move || form.is_sending();
    let unmeant = move || {
        let unmeant = form.with(|draft: &Draft| draft.expiry == Choice::Never && !draft.without_expiry);
        (form.has_expiry() && unmeant).then(|| DraftProblem::WithoutExpiry.to_string())
    };
    view! {
        <Button
            tone=Tone::Primary
            size
            kind=ButtonKind::Submit
            busy=Signal::derive(sending)
            blocked=Signal::derive(unmeant)
            on_blocked=Callback::new(move |()| form.tell(Problem::Draft(DraftProblem::WithoutExpiry)))
            class
            attr:form=FORM
            attr:id=id
        >
            {drawn(move || {
                if sending() {
                    return "Creating…".to_owned();
                }
                several::button(form.console.several, form.plan.with(|plan| plan.possible), label)
            })}
        </Button>
    }
}
