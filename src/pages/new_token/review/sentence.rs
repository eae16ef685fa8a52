//! What a form grants, in one sentence.

use crate::pages::new_token::batch;
use crate::pages::new_token::form::use_form;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::draft::Recipient;
use influxdb2::permission::{Action, Permission, PermissionSet, ResourceType, Scope};
use leptos::prelude::*;

/// The sentence. It says what is granted and never what a token could not do.
#[component]
pub fn Sentence() -> impl IntoView {
    let form = use_form();
    let session = form.session();
    let (me, org) = (session.me.name.clone(), session.org.name.clone());
    let owner = Memo::new(move |_| form.with(|draft| draft.recipient.clone()));
    move || {
        let user = match owner.get() {
            Recipient::Me => view! { <Untrusted text=me.clone() /> }.into_any(),
            Recipient::Other(user) => view! { <Untrusted text=user.name /> }.into_any(),
            Recipient::New(name) if name.trim().is_empty() => "A new user".into_any(),
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

/// What is granted in the organization, or in every one: read on these and write on those.
fn rights(permissions: &PermissionSet, everywhere: bool) -> Option<AnyView> {
    let of = |action| parts(permissions, action, everywhere);
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

/// One part for each type: `3 buckets`, `all tasks`.
fn parts(permissions: &PermissionSet, action: Action, everywhere: bool) -> Vec<String> {
    let mut parts: Vec<(&ResourceType, usize, bool)> = Vec::new();
    let meant = |held: &&Permission| held.action == action && (held.scope == Scope::Everywhere) == everywhere;
    for permission in permissions.iter().filter(meant) {
        let whole = !matches!(permission.scope, Scope::Object { .. });
        match parts.last_mut() {
            Some((resource, count, all)) if **resource == permission.resource => {
                *count += usize::from(!whole);
                *all |= whole;
            }
            _ => parts.push((&permission.resource, usize::from(!whole), whole)),
        }
    }
    let part = |(resource, count, all): (&ResourceType, usize, bool)| match (all, count) {
        (true, _) => format!("all {}", resource.plural()),
        (false, 1) => format!("1 {}", resource.singular()),
        (false, count) => format!("{} {}", number(count), resource.plural()),
    };
    parts.into_iter().map(part).collect()
}

fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
