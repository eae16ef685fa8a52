//! What a person should know before it is sent, each with the smaller grant.

use crate::cluster::pages::new_token::form::{Form, use_form};
use crate::ui::button::LinkButton;
use crate::ui::notice::{Notice, NoticeTone};
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use database::draft::{Remark, remarks};
use database::expiry::Choice;
use database::permission::{Resource, STANDING};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The notices.
#[component]
pub fn Remarks() -> impl IntoView {
    let form = use_form();
    let found = Memo::new(move |_| {
        let new = form.preview().ok()?;
        let known = form.console.databases.with(|databases| databases.ready().cloned());
        let names: Option<BTreeSet<&str>> = known.as_ref().map(|known| known.iter().map(|one| &*one.name).collect());
        Some(remarks(&new, names.as_ref()))
    });
    let has_expiry = form.has_expiry();
    move || {
        let found = found.get().unwrap_or_default();
        let notices = found.into_iter().filter(|remark| has_expiry || *remark != Remark::NeverExpires);
        view! {
            {notices.map(|remark| notice(form, remark)).collect_view()}
            <Notice tone=NoticeTone::Info title="Works after some time">
                "InfluxDB might take some time to synchronize new tokens. The test after creation waits and tries again."
            </Notice>
        }
    }
}

fn notice(form: Form, remark: Remark) -> AnyView {
    let (title, text, act): (_, String, Option<(&str, Callback<()>)>) = match remark {
        Remark::NothingGranted => return ().into_any(),
        Remark::NeverExpires => (
            "Never expires",
            "It works until somebody revokes it. An expiry can’t be added later.".to_owned(),
            Some(("Use 1 year", Callback::new(move |()| form.update(|draft| draft.expiry = Choice::default())))),
        ),
        Remark::Standing => {
            let ticked = form.ticked() > 0;
            let back = Callback::new(move |()| {
                form.all.set(false);
                form.update(|draft| draft.selection.remove(&Resource::All));
            });
            (
                STANDING,
                "A token for single databases can be widened later.".to_owned(),
                Some((if ticked { "Use my ticked databases" } else { "Choose databases" }, back)),
            )
        }
        Remark::UnknownActions(words) => (
            "This page does not know every action",
            format!("It can’t tell what {words} allows. It is sent as it stands."),
            Some(("Leave it out", Callback::new(move |()| form.update(|draft| draft.selection.drop_others())))),
        ),
        Remark::Dangling(names) => {
            let told: Vec<String> = names.iter().take(5).map(|name| spelled_out(name)).collect();
            let more = names.len().saturating_sub(5);
            let more = if more > 0 { format!(" and {} more", number(more)) } else { String::new() };
            (
                "No database has this name",
                format!("{}{more}. The token would reach a future database that is called so.", told.join(", ")),
                None,
            )
        }
    };
    let actions = move || act.map(|(label, act)| view! { <LinkButton on_click=act>{label}</LinkButton> }).into_any();
    view! {
        <Notice tone=NoticeTone::Warn title=title actions>
            {text}
        </Notice>
    }
    .into_any()
}
