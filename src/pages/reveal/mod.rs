//! What the dialog with a new token's secret says here: the token, ready to use in other programs, and tried out.

mod formats;
mod token_test;

use crate::console::{Console, Resolved, use_app};
use crate::pages::otherwise::Otherwise;
use crate::shared::create::{Leave, SecretDialog};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use formats::Formats;
use influxdb2::authorization::{Status, dead_objects, gone};
use influxdb2::route::Route;
use leptos::prelude::*;
use token_test::Test;

/// The dialog; it is open as long as there is a secret.
#[component]
pub fn RevealDialog() -> impl IntoView {
    let app = use_app();
    let leaving = Leave {
        set_guard: Callback::new(move |guard| app.history.set_guard(Some(guard))),
        go: Callback::new(move |()| {
            app.close_run();
        }),
        close: Callback::new(move |()| {
            let made = app
                .reveal
                .with_untracked(|reveal| reveal.as_ref().map(|reveal| reveal.created().authorization.clone()));
            app.reveal.set(None);
            if let Some(made) = made {
                app.arrive_at(made.org, made.id);
            }
            app.history.go(Route::Tokens);
        }),
    };
    let lead = move || {
        let made = app.reveal.with_untracked(|reveal| {
            let made = &reveal.as_ref()?.created().authorization;
            Some((made.description.to_string(), made.status))
        });
        let (name, status) = made.unwrap_or((String::new(), Status::Active));
        let works = if status == Status::Active { " is active. " } else { " is inactive until you activate it. " };
        let hashes = app.session_hashes();
        view! {
            <b>
                <Untrusted text=name />
            </b>
            {works}
            {if hashes {
                "The server keeps only a hash, so nobody can show this secret again."
            } else {
                "This console shows its secret only once."
            }}
        }
        .into_any()
    };
    let told = move || {
        view! {
            <Otherwise />
            <OwnerNews />
            <OwnerOff />
            <Dead />
        }
        .into_any()
    };
    let below = Callback::new(|field| {
        view! {
            <Formats field />
            <Test />
        }
        .into_any()
    });
    view! { <SecretDialog creator=app leaving lead told below /> }
}

/// Whether the owner is inactive, which may be known only after the token was created.
#[component]
fn OwnerOff() -> impl IntoView {
    let app = use_app();
    let owner = app.reveal.with_untracked(|reveal| reveal.as_ref().map(|reveal| reveal.created().authorization.user));
    let is_off = move || {
        let off =
            |console: &Console| console.inactive_users.with(|all| owner.is_some_and(|owner| all.contains(&owner)));
        app.console.with(|console| console.as_ref().is_some_and(off))
    };
    drawn(move || {
        is_off().then(|| {
            view! {
                <Notice tone=NoticeTone::Warn role=NoticeRole::Status title="Its owner is inactive">
                    "The server refuses the token until the user is activated."
                </Notice>
            }
        })
    })
}

/// The objects that were deleted while the form was filled in: the server grants an id without asking whether it is one. Of
/// an id that never had a name here the form has told already.
#[component]
fn Dead() -> impl IntoView {
    let app = use_app();
    let objects = app.reveal.with_untracked(|reveal| {
        let created = reveal.as_ref()?.created();
        Some(gone(&created.authorization, &created.names, &[]).objects)
    })?;
    let count = app.console.with_untracked(|console| {
        let names = console.as_ref()?.names;
        Some(names.with_untracked(|names| objects.iter().filter(|(of, id)| names.get(of, *id).is_some()).count()))
    });
    let (title, text) = dead_objects(count?)?;
    Some(view! {
        <Notice tone=NoticeTone::Warn title>
            {text}
        </Notice>
    })
}

/// What became of the user who was wanted on the way to this token.
#[component]
fn OwnerNews() -> impl IntoView {
    let app = use_app();
    let workspace = app.workspace.get_untracked()?;
    let resolved_owner = workspace.resolved_owner.get_untracked();
    resolved_owner.map(|resolved_owner| {
        let name = spelled_out(&resolved_owner.user.named.name);
        let text = match resolved_owner.resolved {
            Resolved::Created => {
                format!("The user {name} was created for it. The user has no password and is in no organization; the token still works.")
            }
            Resolved::Meanwhile => {
                format!("The user {name} came about while this was sent, through this form or through somebody else. The token belongs to that user: check whose it is.")
            }
            Resolved::Found => format!("The user {name} existed already, so the token belongs to that user."),
        };
        view! { <Notice tone=NoticeTone::Info>{text}</Notice> }
    })
}
