//! What is granted, database by database; each can be taken away.

use super::HEADING;
use crate::cluster::pages::new_token::form::{Form, use_form};
use crate::cluster::pages::token::rights;
use crate::shell::page;
use crate::ui::button::IconButton;
use crate::ui::icon::IconName;
use crate::ui::tile::TileLook;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use database::token::{Grant, grants};
use leptos::prelude::*;

/// How many databases are listed by name.
const LISTED: usize = 50;

/// The list.
#[component]
pub fn Granted() -> impl IntoView {
    let form = use_form();
    move || {
        let set = form.permissions.get();
        let all = grants(&set);
        let more = all.len().saturating_sub(LISTED);
        let rows = all.iter().take(LISTED).map(|grant| row(form, grant)).collect_view();
        (!all.is_empty()).then(|| {
            view! {
                <ul class="preview__names">
                    {rows}
                    {(more > 0).then(|| view! { <li>{format!("and {} more", number(more))}</li> })}
                </ul>
            }
        })
    }
}

fn row(form: Form, grant: &Grant<'_>) -> impl IntoView + use<> {
    let resource = grant.resource.clone();
    let name = resource.name().map(str::to_owned);
    let remove = Callback::new(move |()| {
        form.update(|draft| draft.selection.remove(&resource));
        page::focus(HEADING);
    });
    let called = name.as_deref().map_or_else(|| "all databases".to_owned(), spelled_out);
    view! {
        <li class="granted">
            {rights(grant, TileLook::Solid)}
            <span class="grow">
                <Untrusted text=name.unwrap_or_else(|| "All databases".to_owned()) limit=80 />
            </span>
            <IconButton icon=IconName::Close label=format!("Remove {called}") on_click=remove />
        </li>
    }
}
