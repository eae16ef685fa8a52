//! How far a type is granted: these objects, or all of the organization, those made later too.

use super::form::{Form, use_form};
use crate::pages::tokens::number;
use crate::ui::segmented::{Choice, Segmented};
use crate::ui::tile::{Right, Tile};
use console_core::permission::{Action, Checked, ResourceType};
use console_core::selection::Reach;
use leptos::prelude::*;

/// The two rows of the choice, Read and Write.
#[component]
pub fn Scope(resource: ResourceType) -> impl IntoView {
    if !resource.is_grantable() {
        return view! {
            <p class="scope__note">
                "This type matches everything on the server. Only setup gives it, and no token can be created with it."
            </p>
        }
        .into_any();
    }
    if resource.checked() == Checked::IdOnly {
        let text = format!(
            "The server checks {} one by one, so a right on all of the organization would grant none of them.",
            resource.plural()
        );
        return view! { <p class="scope__note">{text}</p> }.into_any();
    }
    let idle = match resource.checked() {
        Checked::Never => Some(format!(
            "No request asks for rights on {}, so granting them has no effect in InfluxDB OSS.",
            resource.plural()
        )),
        _ => None,
    };
    let write = resource.clone();
    view! {
        <div class="scope">
            <ScopeRow resource action=Action::Read />
            <ScopeRow resource=write action=Action::Write />
        </div>
        {idle.map(|text| view! { <p class="scope__note">{text}</p> })}
    }
    .into_any()
}

#[component]
fn ScopeRow(resource: ResourceType, action: Action) -> impl IntoView {
    let form = use_form();
    let right = match action {
        Action::Read => Right::Read,
        Action::Write => Right::Write,
    };
    let listed = Form::has_objects(&resource);
    let plural = resource.plural().to_owned();
    let (counted, looked, changed) = (resource.clone(), resource.clone(), resource);
    let options = {
        let plural = plural.clone();
        move || {
            let narrow = if listed {
                let ticked = form.with(|draft| draft.selection.ticked(&counted, action));
                Choice::new(format!("These {plural}")).count(number(ticked))
            } else {
                Choice::new("None")
            };
            vec![narrow, Choice::new(format!("All {plural}, also future ones"))]
        }
    };
    let chosen = move || usize::from(form.with(|draft| draft.selection.reach(&looked, action)) != Reach::These);
    let choose = Callback::new(move |index: usize| {
        let reach = if index == 0 { Reach::These } else { Reach::Org };
        form.update(|draft| draft.selection.set_reach(&changed, action, reach));
    });
    view! {
        <span class="scope__label">
            <Tile right />
            <span aria-hidden="true">{action.title()}</span>
        </span>
        <Segmented
            legend=format!("{} applies to", action.title())
            options=Signal::derive(options)
            chosen=Signal::derive(chosen)
            on_choose=choose
        />
        <span class="scope__why"></span>
    }
}
