//! The command that the form stands for, where there is no API.

use crate::cluster::pages::new_token::commands::Kind;
use crate::cluster::pages::new_token::form::use_form;
use crate::cluster::pages::new_token::request::sentence;
use crate::ui::copyable::Copyable;
use crate::ui::drawn::drawn;
use database::permission::PermissionSet;
use leptos::prelude::*;

/// The text, or what is missing for it, and what it does.
#[component]
pub fn CommandText() -> impl IntoView {
    let form = use_form();
    let written = Memo::new(move |_| {
        let new = form.preview().map_err(sentence);
        let typed = form.with(|draft| draft.description.clone());
        form.wanted.write(new, typed, form.permissions.with(|permissions| PermissionSet::clone(permissions)))
    });
    let is_there = Memo::new(move |_| written.with(Result::is_ok));
    let next = move || match form.wanted.kind.get() {
        Kind::Create => {
            "It prints the token once. Put it into your secret store now; nobody can show it again. It works after some seconds, at most minutes; until then programs get 401."
        }
        Kind::Update => {
            "The permissions replace all that the token has. Without any database nobody documents what stays."
        }
        Kind::List => "It prints ids and descriptions, and no secret.",
        Kind::Revoke => "It takes effect now and can’t be undone. In this release the entry is deleted.",
    };
    view! {
        {drawn(move || {
            if is_there.get() {
                let text = Signal::derive(move || written.get().unwrap_or_default());
                view! { <Copyable text label="The command" /> }.into_any()
            } else {
                view! { <p class="review__say mute">{move || written.get().err()}</p> }.into_any()
            }
        })}
        <p class="showas__note">{next}</p>
    }
}
