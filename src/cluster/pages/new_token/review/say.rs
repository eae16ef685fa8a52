//! What is granted and until when, in one sentence.

use crate::cluster::pages::new_token::batch;
use crate::cluster::pages::new_token::form::Form;
use crate::ui::time::local_day;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use database::permission::{Action, PermissionSet, Resource, Verb};
use leptos::prelude::*;

/// The sentence. It says what is granted and never what a token could not do.
pub fn say(form: Form) -> AnyView {
    let set = form.permissions.get();
    let own = batch::own(form);
    if set.is_empty() && own.is_none() {
        return view! { <p class="review__say mute">"Nothing is granted yet."</p> }.into_any();
    }
    let granted = set
        .verbs()
        .into_iter()
        .enumerate()
        .map(|(at, verb)| {
            let word = match verb {
                Verb::Known(action) => {
                    let class = if *action == Action::Read { "r" } else { "w" };
                    view! { <span class=class>{action.as_str()}</span> }.into_any()
                }
                // By the server's word: what this page does not know is granted all the same.
                Verb::Other(word) => view! { <Untrusted text=word.to_string() limit=40 /> }.into_any(),
            };
            view! { {(at > 0).then_some(" and ")} {word} " " {reach(&set, verb)} }
        })
        .collect_view();
    let until = match form.preview().ok().map(|new| new.expires_ms) {
        Some(Some(at)) => view! { ", until " <b>{local_day(at)}</b> }.into_any(),
        Some(None) => view! { " and " <b>"never expires"</b> }.into_any(),
        None => ().into_any(),
    };
    view! {
        <p class="review__say">
            {batch::who(form)}
            {granted}
            {(own.is_some() && !set.is_empty()).then_some(", and ")}
            {own}
            {until}
            "."
        </p>
    }
    .into_any()
}

/// On how much an action is granted.
fn reach(set: &PermissionSet, verb: &Verb) -> String {
    let granted = || set.iter().filter(|permission| permission.verb == *verb);
    if granted().any(|permission| permission.resource == Resource::All) {
        return "every database, also future ones".to_owned();
    }
    match granted().count() {
        1 => "1 database".to_owned(),
        count => format!("{} databases", number(count)),
    }
}
