//! What a form grants, in one sentence.

use crate::pages::new_token::batch;
use crate::pages::new_token::form::use_form;
use crate::ui::untrusted::Untrusted;
use influxdb2::draft::Recipient;
use influxdb2::permission::{Action, PermissionSet, Whole, subjects};
use leptos::prelude::*;

/// The sentence. It says what is granted and never what a token could not do.
#[component]
pub fn Sentence() -> impl IntoView {
    let form = use_form();
    let session = form.session();
    let (me, org) = (session.me.name.clone(), session.org.name.clone());
    let owner = Memo::new(move |_| form.with(|draft| draft.recipient.clone()));
    let exists = Memo::new(move |_| form.existing_owner().is_some());
    move || {
        let user = match owner.get() {
            Recipient::Me => view! { <Untrusted text=me.clone() /> }.into_any(),
            Recipient::Other(user) => view! { <Untrusted text=user.name /> }.into_any(),
            Recipient::New(name) if name.trim().is_empty() => "A new user".into_any(),
            Recipient::New(name) if exists.get() => view! {
                <Untrusted text=name.trim().to_owned() />
                ", who exists already,"
            }
            .into_any(),
            Recipient::New(name) => view! {
                "The new user "
                <Untrusted text=name.trim().to_owned() />
            }
            .into_any(),
            Recipient::Unchosen => "A user whom you have yet to choose".into_any(),
        };
        let permissions = form.permissions.get();
        let own = batch::own_bucket(form);
        if permissions.is_empty() && own.is_none() {
            return view! { <p class="review__say mute">"Nothing is granted yet."</p> }.into_any();
        }
        if let (Some(whole), None) = (form.whole.get(), own) {
            return everything(whole, user, batch::gets(form), &org);
        }
        let here = rights(&permissions, false);
        let everywhere = rights(&permissions, true);
        let both = here.is_some() && everywhere.is_some();
        view! {
            <p class="review__say">
                <em>{user}</em>
                {batch::gets(form)}
                {here
                    .map(|here| {
                        view! {
                            {here}
                            " in "
                            <Untrusted text=org.clone() />
                        }
                    })}
                {both.then_some(", and ")}
                {everywhere.map(|everywhere| view! { {everywhere} <b>" in every organization"</b> })}
                {own.map(|own| if permissions.is_empty() { own.to_owned() } else { format!(", and {own}") })}
                "."
            </p>
        }
        .into_any()
    }
}

/// The one line about everything.
fn everything(whole: Whole, user: AnyView, gets: impl IntoView + 'static, org: &str) -> AnyView {
    let what = match whole {
        Whole::Everywhere => view! {
            <span class="r">"read"</span>
            " and "
            <span class="w">"write"</span>
            " on "
            <b>"everything in every organization"</b>
        }
        .into_any(),
        Whole::Organization => view! {
            <b>"all access"</b>
            " to "
            <Untrusted text=org.to_owned() />
        }
        .into_any(),
    };
    view! {
        <p class="review__say">
            <em>{user}</em>
            {gets}
            {what}
            "."
        </p>
    }
    .into_any()
}

/// What is granted in the organization, or in every one: read on these and write on those.
fn rights(permissions: &PermissionSet, everywhere: bool) -> Option<AnyView> {
    let of = |action| subjects(permissions, action, everywhere);
    let (read, write) = (of(Action::Read), of(Action::Write));
    let both = !read.is_empty() && !write.is_empty();
    (!read.is_empty() || !write.is_empty()).then(|| {
        view! {
            {(!read.is_empty()).then(|| view! { <span class="r">"read"</span> " on " {join(&read)} })}
            {both.then_some(" and ")}
            {(!write.is_empty()).then(|| view! { <span class="w">"write"</span> " on " {join(&write)} })}
        }
        .into_any()
    })
}

fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
