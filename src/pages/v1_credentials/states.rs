//! What stands in place of the list while, or because, there is none.

use crate::console::use_console;
use crate::shared::list::failure;
use crate::ui::button::{Button, Tone};
use crate::ui::copyable::Copyable;
use crate::ui::drawn::drawn;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::landmark::HEADING;
use console_core::text::foreign::spelled_out;
use influxdb2::authorization::v1::commands::commands;
use influxdb2::route::{Route, V1Place};
use influxdb2::session::{Session, Visibility};
use influxdb2::{ApiError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;

/// A session that was begun with a password: the browser sends its cookie to the API alone, so nothing is asked here.
#[component]
pub fn NeedsToken(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let shown = RwSignal::new(false);
    let org = session.org.id;
    let leave = Callback::new(move |()| console.sign_out());
    let actions = move || {
        view! {
            <Button tone=Tone::Primary icon=IconName::Key on_click=leave>
                "Sign in with a token"
            </Button>
            <Button icon=IconName::Prompt on_click=Callback::new(move |()| shown.update(|on| *on = !*on))>
                {drawn(move || if shown.get() { "Hide the commands" } else { "Show the commands" })}
            </Button>
        }
        .into_any()
    };
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "1.x credentials"
            </h1>
        </div>
        <EmptyState picture=Picture::NotAllowed title="A password session can’t reach these" actions>
            "The browser sends the session’s cookie only to " <code>"/api/"</code> ", and 1.x credentials live under "
            <code>"/private/"</code> ". Sign out and in again with a token: that reaches them."
        </EmptyState>
        {drawn(move || {
            shown
                .get()
                .then(|| {
                    view! {
                        <div class="v1__commands" role="status">
                            <p>"With the influx command and a token, in the place of this page:"</p>
                            <Copyable text=commands(org) label="Commands for 1.x credentials" />
                        </div>
                    }
                })
        })}
    }
}

/// The list could not be fetched.
#[component]
pub fn ListFailed(error: ApiError) -> impl IntoView {
    let console = use_console();
    let text = match &error {
        ApiError::Refused(Refusal::Lacks(permission)) => {
            format!("It lacks {permission}. Use a credential that holds it, or ask its administrator.")
        }
        ApiError::NotFound { .. } => {
            "Something on the way does not let /private/ through. Ask whoever runs the proxy in front of the server."
                .to_owned()
        }
        error => error.to_string(),
    };
    let (picture, title) = match &error {
        ApiError::NotFound { .. } => (Picture::Failed, "1.x credentials can’t be reached from here"),
        ApiError::WebPage | ApiError::Undecodable { .. } => {
            (Picture::Failed, "The answer is not a list of credentials")
        }
        error => failure(error, "This credential may not list 1.x credentials"),
    };
    let actions = move || {
        view! {
            <Button icon=IconName::Refresh on_click=Callback::new(move |()| console.load_v1())>
                "Try again"
            </Button>
        }
        .into_any()
    };
    view! {
        <EmptyState picture title actions>
            {text}
        </EmptyState>
    }
}

/// There is none, or none that this credential is shown.
#[component]
pub fn NoneYet(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let org = spelled_out(&session.org.name);
    let (title, text) = if session.visibility == Visibility::All {
        (
            "No 1.x credentials yet",
            format!(
                "{org} has none. Programs that speak InfluxDB 2 use a token; only those of 1.x need a name and a password."
            ),
        )
    } else {
        (
            "No 1.x credentials that you may see",
            format!("{org} may have some of other users, but this credential is not shown them."),
        )
    };
    let actions = move || {
        let new = Callback::new(move |()| console.history.go(Route::V1Credentials(V1Place::New)));
        view! {
            <Button icon=IconName::Plus on_click=new>
                "New 1.x credential"
            </Button>
        }
        .into_any()
    };
    view! {
        <EmptyState picture=Picture::NoneYet title actions>
            {text}
        </EmptyState>
    }
}

/// No credential passes what is searched for.
#[component]
pub fn NoMatch(searched: usize, on_clear: Callback<()>) -> impl IntoView {
    let text = match searched {
        1 => "1 was searched by name, description, owner, id, bucket and database.".to_owned(),
        all => format!("{all} were searched by name, description, owner, id, bucket and database."),
    };
    let actions = move || view! { <Button on_click=on_clear>"Show all"</Button> }.into_any();
    view! {
        <EmptyState picture=Picture::NoMatch title="No 1.x credential matches" actions>
            {text}
        </EmptyState>
    }
}
