//! What the dialog with a new token's secret says here: the token, ready to use in other programs, and tried out.

mod formats;
mod token_test;

use crate::cluster::console::{App, use_app};
use crate::shared::create::{Leave, SecretDialog};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::untrusted::Untrusted;
use database::route::Route;
use formats::Formats;
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
            let created = app.reveal.with_untracked(|reveal| reveal.as_ref().map(|reveal| reveal.created().token.id));
            app.reveal.set(None);
            if let Some(created) = created {
                app.arrive_at(created);
            }
            app.history.go(Route::Tokens);
        }),
    };
    let lead = move || {
        let name = app.reveal.with_untracked(|reveal| {
            reveal.as_ref().map(|reveal| reveal.created().token.description.to_string()).unwrap_or_default()
        });
        view! {
            <b>
                <Untrusted text=name />
            </b>
            " is created. The server keeps only a hash, so nobody can show this secret again."
        }
        .into_any()
    };
    let told = move || otherwise(app).into_any();
    let below = Callback::new(|field| {
        view! {
            <Formats field />
            <Test />
        }
        .into_any()
    });
    view! { <SecretDialog creator=app leaving lead told below /> }
}

/// What the server created otherwise than it was asked for.
fn otherwise(app: App) -> Option<AnyView> {
    let found = app.reveal.with_untracked(|reveal| reveal.as_ref().map(|shown| shown.created().otherwise.clone()))?;
    (!found.is_empty()).then(|| {
        let said = found.iter().map(|deviation| view! { <li>{deviation.sentence()}</li> }).collect_view();
        view! {
            <Notice
                tone=NoticeTone::Warn
                role=NoticeRole::Alert
                title="The server created it otherwise than you asked"
            >
                <ul class="refused">{said}</ul>
            </Notice>
        }
        .into_any()
    })
}
