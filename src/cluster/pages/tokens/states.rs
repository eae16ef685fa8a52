//! What stands in place of the list while, or because, there is none.

use crate::cluster::console::use_console;
use crate::ui::button::{Button, Tone};
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use crate::ui::progress::Progress;
use crate::ui::skeleton::{Bone, SkeletonRows};
use console_core::filter::Mistake;
use console_core::text::number;
use database::ApiError;
use leptos::prelude::*;

/// The columns of the list that is on its way, with their headings.
const SKELETON: [(&str, &str, Bone); 5] = [
    ("x-status", "Status", Bone::Line),
    ("x-name", "Token", Bone::Long),
    ("x-grants", "Grants", Bone::Long),
    ("x-created", "Expires", Bone::Short),
    ("x-changed", "Created", Bone::Short),
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
    let (picture, title) = match &error {
        ApiError::Refused(_) => (Picture::NotAllowed, "This management token may not list tokens"),
        ApiError::TimedOut { .. } => (Picture::Failed, "The server did not answer"),
        ApiError::Unreachable | ApiError::BrokenOff => (Picture::Failed, "The server can't be reached"),
        ApiError::WebPage | ApiError::Undecodable { .. } => (Picture::Failed, "The answer is not a list of tokens"),
        _ => (Picture::Failed, "The list could not be loaded"),
    };
    let again = Callback::new(move |()| console.load_tokens());
    let leave = Callback::new(move |()| console.sign_out());
    let actions = move || {
        view! {
            <Button icon=IconName::Refresh on_click=again>
                "Try again"
            </Button>
            <Button tone=Tone::Quiet on_click=leave>
                "Sign in with another management token"
            </Button>
        }
        .into_any()
    };
    view! {
        <EmptyState picture title=title actions>
            {error.to_string()}
        </EmptyState>
    }
}

/// There is no token.
#[component]
pub fn NoneYet() -> impl IntoView {
    view! {
        <EmptyState picture=Picture::NoneYet title="No database tokens yet">
            "A database token lets a program read or write databases. Grant only those that it needs."
        </EmptyState>
    }
}

/// No token matches the search, or it waits because a part of it is not understood.
#[component]
pub fn NoMatch(#[prop(into)] mistakes: Signal<Vec<Mistake>>, searched: usize) -> impl IntoView {
    let console = use_console();
    let clear = Callback::new(move |()| {
        console.history.show_list(|list| list.filter = String::new());
        // The button goes with the state; one types on where one searched.
        id::focus(SEARCH);
    });
    let actions = move || view! { <Button on_click=clear>"Clear the search"</Button> }.into_any();
    let waits = mistakes.with_untracked(|mistakes| !mistakes.is_empty());
    let title = if waits { "The search is not understood" } else { "No token matches" };
    let tokens = if searched == 1 { "1 token was".to_owned() } else { format!("{} tokens were", number(searched)) };
    let text = move || match mistakes.with(|mistakes| mistakes.first().map(|mistake| mistake.message.clone())) {
        Some(message) => message,
        None => format!(
            "{tokens} searched. Each part must match: words are looked for in the description, id and databases."
        ),
    };
    view! {
        <EmptyState picture=Picture::NoMatch title=title actions>
            {text}
        </EmptyState>
    }
}
