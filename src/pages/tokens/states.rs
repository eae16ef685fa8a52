//! What stands in place of the list while, or because, there is none.

use crate::console::use_console;
use crate::ui::button::{Button, Tone};
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use crate::ui::progress::Progress;
use crate::ui::skeleton::{Bone, SkeletonRows};
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::authorization::filter::Mistake;
use influxdb2::route::Route;
use influxdb2::session::{Session, Visibility};
use influxdb2::{ApiError, Refusal};
use leptos::prelude::*;
use std::sync::Arc;

/// The columns of the list that is on its way, with their headings.
const SKELETON: [(&str, &str, Bone); 7] = [
    ("x-status", "Status", Bone::Line),
    ("x-name", "Token", Bone::Long),
    ("x-kind", "Kind", Bone::Chip),
    ("x-grants", "Grants", Bone::Long),
    ("x-owner", "Owner", Bone::Line),
    ("x-created", "Created", Bone::Short),
    ("x-changed", "Changed", Bone::Short),
];

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
            <SkeletonRows rows=8 head=&SKELETON />
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
        ApiError::WebPage | ApiError::Undecodable { .. } => "The answer is not a list of tokens",
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
            format!("{org} has no token. A token lets a program read and write; grant only the buckets that it needs."),
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

/// No token matches the search, or it waits because a part of it is not understood.
#[component]
pub fn NoMatch(#[prop(into)] mistakes: Signal<Vec<Mistake>>, searched: usize) -> impl IntoView {
    let console = use_console();
    let write = move |text: String| {
        console.history.show_list(|list| list.filter = text);
        // The button goes with the state; one types on where one searched.
        id::focus(SEARCH);
    };
    let clear = Callback::new(move |()| write(String::new()));
    let leave_out = Callback::new(move |()| {
        let mut text = untrack(|| console.history.list().filter);
        for mistake in mistakes.get_untracked().iter().rev() {
            text.replace_range(mistake.span.clone(), "");
        }
        write(text.split_whitespace().collect::<Vec<_>>().join(" "));
    });
    let waits = mistakes.with_untracked(|mistakes| !mistakes.is_empty());
    let actions = move || {
        view! {
            {waits.then(|| view! { <Button on_click=leave_out>"Leave out what is not understood"</Button> })}
            <Button on_click=clear>"Clear the search"</Button>
        }
        .into_any()
    };
    let title = if waits { "The search is not understood" } else { "No token matches" };
    let text = move || match mistakes.with(|mistakes| mistakes.first().map(|mistake| mistake.message.clone())) {
        Some(message) => message,
        None if searched == 1 => {
            "1 token was searched. Each part must match: words are looked for in the description, owner, id and grants."
                .to_owned()
        }
        None => format!(
            "{} tokens were searched. Each part must match: words are looked for in the description, owner, id and grants.",
            number(searched)
        ),
    };
    view! {
        <EmptyState picture=Picture::NoMatch title=title actions>
            {text}
        </EmptyState>
    }
}
