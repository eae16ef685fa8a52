//! The dialog that shows a new token's secret, once: alone, ready to use in other programs, and tried out.
//!
//! It lies over everything, signed in or not: a session that ends while the secret is shown must not take it away.

mod formats;
mod token_test;

use crate::cluster::console::{App, use_app};
use crate::shared::create::Twins;
use crate::shell::{leave, page};
use crate::ui::dialog::{Closing, Dialog, DialogWidth};
use crate::ui::landmark::MAIN;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::secret::{Field, Foot, Held, SecretField, WHY};
use crate::ui::untrusted::Untrusted;
use database::route::Route;
use formats::Formats;
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
        let may = app.may_drop_reveal();
        if !may {
            if let Some(stored) = stored.get_untracked() {
                let _ = stored.focus();
            }
            // A run of many tokens says so itself.
            if app.reveal.with_untracked(Option::is_some) {
                announcer.alert(WHY);
            }
        }
        may
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
            app.reveal.set(None);
            app.history.go(Route::Tokens);
        }
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
            {otherwise(app)}
            <Twins creator=app />
            <SecretField field />
            <Formats field />
            <Test />
        </Dialog>
    }
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
