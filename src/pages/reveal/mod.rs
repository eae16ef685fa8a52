//! The dialog that shows a new token's secret, once: alone, ready to use in other programs, and tried out.
//!
//! It lies over everything, signed in or not: a session that ends while the secret is shown must not take it away.

mod formats;
mod token_test;

use crate::console::{Resolved, use_app};
use crate::pages::otherwise::Otherwise;
use crate::shared::create::Twins;
use crate::shell::{leave, page};
use crate::ui::dialog::{Closing, Dialog, DialogWidth};
use crate::ui::landmark::MAIN;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::secret::{Field, Foot, Held, SecretField, WHY};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use formats::Formats;
use influxdb2::authorization::Status;
use influxdb2::route::Route;
use leptos::html;
use leptos::prelude::*;
use token_test::Test;

/// The dialog; it is open as long as there is a secret.
#[component]
pub fn RevealDialog() -> impl IntoView {
    let app = use_app();
    let open = Memo::new(move |_| app.reveal.with(Option::is_some));
    let unsaved = Memo::new(move |_| app.reveal.with(|reveal| reveal.as_ref().is_some_and(|r| r.saved().is_none())));
    // A create that is under way brings the only copy of a secret.
    leave::ask_before_leaving(Signal::derive(move || unsaved.get() || app.is_creating()));
    leave::on_leaving(move || app.reveal.set(None));

    let stored = NodeRef::<html::Input>::new();
    let announcer = use_announcer();
    // Esc, back, another place: all of them ask here.
    let leave_it = move || {
        if !app.may_drop_reveal() {
            if let Some(stored) = stored.get_untracked() {
                let _ = stored.focus();
            }
            // A run of many tokens says so itself.
            if app.reveal.with_untracked(Option::is_some) {
                announcer.alert(WHY);
            }
            return false;
        }
        true
    };
    app.history.set_guard(Some(Callback::new(move |()| {
        let may = leave_it();
        if may {
            app.reveal.set(None);
            app.close_run();
        }
        may
    })));
    let close = move || {
        if leave_it() {
            let made = app
                .reveal
                .with_untracked(|reveal| reveal.as_ref().map(|reveal| reveal.created().authorization.clone()));
            app.reveal.set(None);
            if let Some(made) = made {
                app.arrive_at(made.org, made.id);
            }
            app.history.go(Route::Tokens);
        }
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
    let field = Field::of(app.reveal);
    let foot = move || view! { <Foot field stored close=Callback::new(move |()| close()) /> }.into_any();
    view! {
        <Dialog
            open
            title="Store this token now"
            on_close_request=Callback::new(move |()| close())
            lead
            foot
            width=DialogWidth::Wide
            closing=Closing::Guarded
            on_closed=Callback::new(move |()| page::focus(MAIN))
        >
            <Held field />
            <Otherwise />
            <Twins creator=app />
            <OwnerNews />
            <SecretField field />
            <Formats field />
            <Test />
        </Dialog>
    }
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
            Resolved::Found => format!("The user {name} existed already, so the token belongs to that user."),
        };
        view! { <Notice tone=NoticeTone::Info>{text}</Notice> }
    })
}
