//! What is granted and until when, in one sentence.

use crate::cluster::pages::new_token::batch;
use crate::cluster::pages::new_token::form::Form;
use crate::ui::time::local_day;
use console_core::text::number;
use database::permission::{Action, PermissionSet, Resource};
use leptos::prelude::*;

/// The sentence. It says what is granted and never what a token could not do.
pub fn say(form: Form) -> AnyView {
    let set = form.permissions.get();
    let own = batch::own(form);
    if set.is_empty() && own.is_none() {
        return view! { <p class="review__say mute">"Nothing is granted yet."</p> }.into_any();
    }
    let (read, write) = (reach(&set, Action::Read), reach(&set, Action::Write));
    let both = read.is_some() && write.is_some();
    let until = match form.preview().ok().map(|new| new.expires_ms) {
        Some(Some(at)) => view! { ", until " <b>{local_day(at)}</b> }.into_any(),
        Some(None) => view! { " and " <b>"never expires"</b> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <p class="review__say">
            {batch::who(form)}
            {read.map(|read| view! { <span class="r">"read"</span> " " {read} })}
            {both.then_some(" and ")}
            {write.map(|write| view! { <span class="w">"write"</span> " " {write} })}
            {(own.is_some() && !set.is_empty()).then_some(", and ")}
            {own}
            {until}
            "."
        </p>
    }
    .into_any()
}

/// On how much an action is granted; none where it is not.
fn reach(set: &PermissionSet, action: Action) -> Option<String> {
    let granted = || set.iter().filter(|permission| permission.action() == Some(action));
    if granted().any(|permission| permission.resource == Resource::All) {
        return Some("every database, also future ones".to_owned());
    }
    match granted().count() {
        0 => None,
        1 => Some("1 database".to_owned()),
        count => Some(format!("{} databases", number(count))),
    }
}
