//! What stands in place of the list while, or because, there is none.

use crate::console::use_console;
use crate::ui::button::{Button, Tone};
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::progress::Progress;
use crate::ui::skeleton::{Bone, SkeletonRows};
use crate::ui::untrusted::spelled_out;
use console_core::text::number;
use influxdb2::route::Route;
use influxdb2::session::{Session, Visibility};
use influxdb2::{ApiError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;

/// The list is on its way.
#[component]
pub fn Loading() -> impl IntoView {
    let console = use_console();
    let note = move || {
        let text = "The server sends them all in one answer.";
        Some(match console.received.get() {
            0..100_000 => text.to_owned(),
            bytes => format!("{text} {}.{} MB so far.", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        })
    };
    view! {
        <div class="loading" aria-busy="true">
            <Progress label="Loading tokens" note=Signal::derive(note) />
            <SkeletonRows
                rows=8
                cells=&[
                    ("x-status", Bone::Line),
                    ("x-name", Bone::Long),
                    ("x-kind", Bone::Chip),
                    ("x-grants", Bone::Long),
                    ("x-owner", Bone::Line),
                    ("x-created", Bone::Short),
                ]
            />
        </div>
    }
}

/// The list could not be fetched.
#[component]
pub fn Failed(error: ApiError) -> impl IntoView {
    let console = use_console();
    let refused = matches!(error, ApiError::Refused(_));
    let title = match &error {
        ApiError::Refused(_) => "This credential may not list tokens",
        ApiError::TimedOut { .. } => "The server did not answer",
        ApiError::Unreachable | ApiError::BrokenOff => "The server can't be reached",
        ApiError::WebPage | ApiError::Undecodable { .. } => "The answer is no list of tokens",
        _ => "The list could not be loaded",
    };
    let text = match &error {
        ApiError::Refused(Refusal::Lacks(permission)) => {
            format!("It lacks {permission}. Use a credential that holds it, or ask its administrator.")
        }
        error => error.to_string(),
    };
    let actions = move || {
        view! {
            <Button
                tone=Tone::Primary
                icon=IconName::Refresh
                on_click=Callback::new(move |()| console.load_tokens())
            >
                "Try again"
            </Button>
            <Button tone=Tone::Quiet on_click=Callback::new(move |()| console.sign_out())>
                "Sign in with another credential"
            </Button>
        }
        .into_any()
    };
    let picture = if refused { Picture::NotAllowed } else { Picture::Failed };
    view! {
        <EmptyState picture title=title actions>
            {text}
        </EmptyState>
    }
}

/// There is no token, or none that this credential is shown.
#[component]
pub fn NoneYet(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let org = spelled_out(&session.org.name);
    let (title, text) = if session.visibility == Visibility::All {
        (
            "No tokens yet",
            format!("{org} has no token. One lets a program read or write; start with only the buckets it needs."),
        )
    } else {
        (
            "No tokens that you may see",
            format!("{org} may have tokens of other users, but this credential is not shown them."),
        )
    };
    let actions = move || {
        view! {
            <Button
                icon=IconName::Plus
                on_click=Callback::new(move |()| console.history.go(Route::NewToken))
            >
                "New token"
            </Button>
        }
        .into_any()
    };
    view! {
        <EmptyState picture=Picture::NoneYet title=title actions>
            {text}
        </EmptyState>
    }
}

/// No token matches the search.
#[component]
pub fn NoMatch(search: RwSignal<String>, searched: usize) -> impl IntoView {
    let actions = move || {
        view! { <Button on_click=Callback::new(move |()| search.set(String::new()))>"Clear the search"</Button> }
            .into_any()
    };
    view! {
        <EmptyState picture=Picture::NoMatch title="No token matches" actions>
            {format!("{} tokens were searched. All words must occur in the description, owner, kind, status or a granted name.", number(searched))}
        </EmptyState>
    }
}
