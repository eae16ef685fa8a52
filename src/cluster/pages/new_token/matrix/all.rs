//! All databases: chosen for reading and for writing, each by itself.

use crate::cluster::pages::new_token::form::use_form;
use crate::ui::checkbox::{Check, Checkbox};
use console_core::text::number;
use database::permission::Action;
use database::selection::Reach;
use leptos::prelude::*;

/// The two choices, with what happens to the ticks.
#[component]
pub fn All() -> impl IntoView {
    let form = use_form();
    let kept = move || {
        let ticked = form.ticked();
        (ticked > 0).then(|| {
            let unit = if ticked == 1 { "database is" } else { "databases are" };
            format!("Your {} ticked {unit} kept; switch back and they are there.", number(ticked))
        })
    };
    view! {
        <div class="matrix matrix--panes">
            <div class="objects__note preview__twins">
                <Whole action=Action::Read />
                <Whole action=Action::Write />
                <p class="field__hint">"Sent as *, which includes every future database. " {kept}</p>
            </div>
        </div>
    }
}

/// One action on all databases.
#[component]
fn Whole(action: Action) -> impl IntoView {
    let form = use_form();
    let on = Signal::derive(move || Check::from(form.with(|draft| draft.selection.reach(action) != Reach::These)));
    let toggle = Callback::new(move |on| form.update(|draft| draft.selection.set_all(action, on)));
    let sub = move || {
        let single = form.with(|draft| draft.selection.ticked(action));
        if on.get() == Check::Unchecked && single > 0 {
            let unit = if single == 1 { "database" } else { "databases" };
            return Some(format!("Stays on the {} {unit} that you ticked.", number(single)));
        }
        let count = form.console.databases.with(|databases| databases.ready().map(|databases| databases.len()));
        Some(match (action, count) {
            (Action::Write, _) => "Write does not include Read.".to_owned(),
            (Action::Read, Some(count)) => format!("All {} and every future one.", number(count)),
            (Action::Read, None) => "All of them and every future one.".to_owned(),
        })
    };
    view! {
        <Checkbox state=on on_toggle=toggle sub=Signal::derive(sub)>
            {format!("{} all databases", action.title())}
        </Checkbox>
    }
}
