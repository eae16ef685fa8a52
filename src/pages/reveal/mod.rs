//! What the dialog with a new token's secret says here: the token, ready to use in other programs, and tried out.

mod formats;
mod token_test;

use crate::console::{Resolved, use_app};
use crate::pages::otherwise::Otherwise;
use crate::shared::create::{Leave, SecretDialog};
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use formats::Formats;
use influxdb2::authorization::Status;
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
        let inactive = resolved_owner.user.status == Status::Inactive;
        let refused = inactive.then_some(" The user is inactive, so the token is refused until the user is activated.");
        view! { <Notice tone=NoticeTone::Info>{text}{refused}</Notice> }
    })
}
