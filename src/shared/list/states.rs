//! What stands in place of the list while, or because, there is none.

use super::{Found, Search};
use crate::shell::lasting::Lasting;
use crate::ui::button::{Button, Tone};
use crate::ui::drawn::drawn;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use crate::ui::progress::Progress;
use crate::ui::skeleton::{Bone, SkeletonRows};
use console_core::Remote;
use console_core::filter::Mistake;
use console_core::http::ApiError;
use console_core::text::number;
use leptos::prelude::*;
use std::sync::Arc;

/// What stands in the place of the list, or that it does.
#[derive(Clone, PartialEq)]
pub enum Shows<R> {
    Loading,
    Failed(ApiError<R>),
    NoneYet,
    /// The search is not understood, so nothing is shown as if it were.
    Waits,
    NoMatch,
    List,
}

impl<R: Clone> Shows<R> {
    /// For what has come of the list, `is_empty` of which says whether it holds nothing.
    pub fn of<T>(
        tokens: &Remote<Arc<T>, ApiError<R>>,
        is_empty: impl FnOnce(&T) -> bool,
        waits: impl FnOnce() -> bool,
        found: Found,
    ) -> Self {
        match tokens {
            Remote::NotAsked | Remote::Loading => Self::Loading,
            Remote::Failed(error) => Self::Failed(error.clone()),
            Remote::Ready(listing) if is_empty(listing) => Self::NoneYet,
            Remote::Ready(_) if waits() => Self::Waits,
            Remote::Ready(_) if found.get().is_some_and(|found| found.is_empty()) => Self::NoMatch,
            Remote::Ready(_) => Self::List,
        }
    }
}

/// The list is on its way: `received` bytes of it have come. `head` are its columns with their headings.
#[component]
pub fn Loading(
    received: Lasting<RwSignal<usize>>,
    head: &'static [(&'static str, &'static str, Bone)],
) -> impl IntoView {
    let note = move || {
        let text = "The server sends them all in one answer.";
        Some(match received.get() {
            0..100_000 => text.to_owned(),
            bytes => format!("{text} {}.{} MB so far.", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        })
    };
    // A list that is there within two pictures is not kept waiting by what stands in for it.
    let takes_long = RwSignal::new(false);
    request_animation_frame(move || {
        request_animation_frame(move || {
            takes_long.try_set(true);
        });
    });
    view! {
        <div class="loading" aria-busy="true">
            <Progress label="Loading tokens" note=Signal::derive(note) />
            {drawn(move || takes_long.get().then(|| view! { <SkeletonRows rows=8 head /> }))}
        </div>
    }
}

/// The picture and the title for a list that could not be fetched; `refused` where the credential may not.
pub const fn failure<R>(error: &ApiError<R>, refused: &'static str) -> (Picture, &'static str) {
    match error {
        ApiError::Refused(_) => (Picture::NotAllowed, refused),
        ApiError::TimedOut { .. } => (Picture::Failed, "The server did not answer"),
        ApiError::Unreachable | ApiError::BrokenOff => (Picture::Failed, "The server can't be reached"),
        ApiError::WebPage | ApiError::Undecodable { .. } => (Picture::Failed, "The answer is not a list of tokens"),
        _ => (Picture::Failed, "The list could not be loaded"),
    }
}

/// The list could not be fetched. `leave` are the words for signing in otherwise.
#[component]
pub fn Failed(
    failure: (Picture, &'static str),
    text: String,
    leave: &'static str,
    on_again: Callback<()>,
    on_leave: Callback<()>,
) -> impl IntoView {
    let actions = move || {
        view! {
            <Button icon=IconName::Refresh on_click=on_again>
                "Try again"
            </Button>
            <Button tone=Tone::Quiet on_click=on_leave>
                {leave}
            </Button>
        }
        .into_any()
    };
    view! {
        <EmptyState picture=failure.0 title=failure.1 actions>
            {text}
        </EmptyState>
    }
}

/// No token matches the search, or it waits because a part of it is not understood. `places` are where words are looked for.
#[component]
pub fn NoMatch(
    search: Search,
    #[prop(into)] mistakes: Signal<Vec<Mistake>>,
    searched: usize,
    places: &'static str,
) -> impl IntoView {
    let write = move |text: String| {
        search.write.run(text);
        // The button goes with the state; one types on where one searched.
        id::focus(SEARCH);
    };
    let clear = Callback::new(move |()| write(String::new()));
    let leave_out = Callback::new(move |()| {
        let mut text = search.text.get_untracked();
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
        None => {
            let tokens =
                if searched == 1 { "1 token was".to_owned() } else { format!("{} tokens were", number(searched)) };
            format!("{tokens} searched. Each part must match: words are looked for in the {places}.")
        }
    };
    view! {
        <EmptyState picture=Picture::NoMatch title=title actions>
            {text}
        </EmptyState>
    }
}
