//! What hashing all tokens would mean: how many values the server still shows, who would miss them, and what to do before.
//!
//! No value is ever asked for or kept; the list only says whether there is one.

use crate::console::{Console, use_console};
use crate::shell::page;
use crate::ui::badge::{StatusBadge, StatusShape};
use crate::ui::button::{Button, LinkButton};
use crate::ui::drawn::drawn;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::landmark::HEADING;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::progress::Progress;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::authorization::hashing::{Readiness, readiness, when};
use influxdb2::authorization::{Listing, TokenStatus};
use influxdb2::permission::ResourceType;
use influxdb2::route::Route;
use influxdb2::session::{Session, Visibility};
use influxdb2::{Id, Remote};
use leptos::prelude::*;
use std::sync::Arc;

/// How many tokens of a list are named.
const NAMED: usize = 50;

/// The screen as a part that is loaded later.
pub fn page(session: Arc<Session>) -> AnyView {
    view! { <HashingPage session /> }.into_any()
}

/// The page.
#[component]
pub fn HashingPage(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    console.want_users();
    // The part may have come later than the one who went here.
    request_animation_frame(|| page::focus_if_lost(HEADING));
    let counted = Memo::new(move |_| {
        let listing = listing(console)?;
        Some(console.inactive_users.with(|inactive| readiness(&listing, inactive)))
    });
    let failed = Memo::new(move |_| match &*console.tokens.read() {
        Remote::Failed(error) => Some(error.to_string()),
        _ => None,
    });
    let draw = move || match (counted.get(), failed.get()) {
        (Some(counted), _) => view! { <Counted session=Arc::clone(&session) counted /> }.into_any(),
        (None, Some(text)) => {
            let again = Callback::new(move |()| console.load_tokens());
            let actions =
                move || view! { <Button icon=IconName::Refresh on_click=again>"Try again"</Button> }.into_any();
            view! {
                <EmptyState picture=Picture::Failed title="The tokens could not be counted" actions>
                    {text}
                </EmptyState>
            }
            .into_any()
        }
        (None, None) => view! {
            <div aria-busy="true">
                <Progress label="Loading tokens" />
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="hashing">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "Ready for hashing"
            </h1>
            <p class="hashing__lead">
                "A server that hashes its tokens keeps no value that anybody could read, not even in its own files. Tokens go on working; nobody can look one up again."
            </p>
            {drawn(draw)}
        </div>
    }
}

fn listing(console: Console) -> Option<Arc<Listing>> {
    console.tokens.with(|tokens| tokens.ready().cloned())
}

/// The numbers, what they mean, and what to do.
#[component]
fn Counted(session: Arc<Session>, counted: Readiness) -> impl IntoView {
    let console = use_console();
    let shown = counted.shown.len();
    let partial = (session.visibility != Visibility::All).then(|| {
        let hidden = session.visibility.notice().unwrap_or_default();
        view! {
            <Notice title=Some("Others may be concerned".to_owned())>
                {hidden}
                " Only those are counted here; an operator counts all, in one organization after another."
            </Notice>
        }
    });
    let facts = [
        (shown, if shown == 1 { "value that the server still shows" } else { "values that the server still shows" }),
        (
            counted.readers.len(),
            if counted.readers.len() == 1 {
                "active token that can read such values"
            } else {
                "active tokens that can read such values"
            },
        ),
        (counted.total, if counted.total == 1 { "token in this organization" } else { "tokens in this organization" }),
    ]
    .into_iter()
    .map(|(count, words)| {
        view! {
            <li>
                <b>{number(count)}</b>
                " "
                <span>{words}</span>
            </li>
        }
    })
    .collect_view();
    let sentence = counted.sentence();
    let stays = (shown == 0).then(|| {
        let back = Callback::new(move |()| console.history.go(Route::Tokens));
        view! {
            <Notice tone=NoticeTone::Ok title=Some("Nothing is left to do here".to_owned())>
                <p>{sentence}</p>
                <p>
                    "Whoever lost a value creates a new token, or replaces the one there is. "
                    <LinkButton on_click=back>"Back to the tokens"</LinkButton>
                </p>
            </Notice>
        }
    });
    let changes = (shown > 0).then(|| view! { <Changes counted=counted.clone() /> });
    view! {
        <ul class="hashing__facts" role="list" aria-label="Counted">
            {facts}
        </ul>
        <p>{when(&session.server, shown > 0)}</p>
        {partial}
        {stays}
        {changes}
    }
}

/// What stops, that there is no way back, and what to do before.
#[component]
fn Changes(counted: Readiness) -> impl IntoView {
    let readers = counted.readers.len();
    let who = match readers {
        0 => "No active token in this list can read values of others, so no program that uses one of them does.".to_owned(),
        1 => "This token can read values through the API now, and finds them empty then. If a program looks tokens up with it, that stops:"
            .to_owned(),
        _ => "These tokens can read values through the API now, and find them empty then. If a program looks tokens up with one of them, that stops:"
            .to_owned(),
    };
    let sentence = counted.sentence();
    view! {
        <Notice tone=NoticeTone::Danger title=Some("There is no way back".to_owned())>
            <p>{sentence}</p>
            <p>
                "The server hashes what it has stored when it starts, all at once. Switching hashing off afterwards brings no value back; only tokens that are created then show theirs."
            </p>
        </Notice>
        <section class="sec" aria-labelledby="hashing-stops">
            <h2 class="hashing__h" id="hashing-stops">
                "What stops"
            </h2>
            <p>{who}</p>
            <Named ids=counted.readers label="Tokens that read values" />
        </section>
        <section class="sec" aria-labelledby="hashing-before">
            <h2 class="hashing__h" id="hashing-before">
                "What to do before"
            </h2>
            <ol class="hashing__steps">
                <li>
                    "Ask whoever runs the programs whether each has its token in a place of its own, such as a password store. A value that stands only on the server is lost."
                </li>
                <li>"Give a token of its own to each program that looks one up."</li>
                <li>
                    "Where nobody has the value any more, replace the token: open it below and choose Replace."
                </li>
                <li>"Delete what nobody uses: deactivate it first, and see who misses it."</li>
            </ol>
        </section>
        <section class="sec" aria-labelledby="hashing-shown">
            <h2 class="hashing__h" id="hashing-shown">
                "Tokens whose value the server still shows"
            </h2>
            <p class="mute">"Those that work come first. This page shows no value and keeps none."</p>
            <Named ids=counted.shown label="Tokens with a value" />
        </section>
    }
}

/// The first tokens of a list, each a way to its drawer.
#[component]
fn Named(ids: Vec<Id>, label: &'static str) -> impl IntoView {
    let console = use_console();
    let listing = console.tokens.with_untracked(|tokens| tokens.ready().cloned())?;
    let more = ids.len().saturating_sub(NAMED);
    let lines = ids
        .into_iter()
        .take(NAMED)
        .filter_map(|id| {
            let (row, _) = listing.get(id)?;
            let status = console.inactive_users.with_untracked(|inactive| TokenStatus::of(row, inactive));
            let shape = match status {
                TokenStatus::Active => StatusShape::Active,
                TokenStatus::Inactive => StatusShape::Inactive,
                TokenStatus::OwnerInactive => StatusShape::Dead,
            };
            let owner = listing.table().names.get(&ResourceType::Users, row.user).map(str::to_owned);
            let text = row.called();
            Some(view! {
                <li>
                    <StatusBadge shape label=status.title() />
                    <a href=Route::Token(id).href()>
                        <Untrusted text limit=120 />
                    </a>
                    {owner.map(|text| view! { <span class="mute"><Untrusted text limit=80 /></span> })}
                </li>
            })
        })
        .collect_view();
    let beyond = (more > 0).then(|| {
        view! { <p class="mute">{format!("And {} more.", number(more))}</p> }
    });
    Some(view! {
        <ul class="hashing__list" role="list" aria-label=label>
            {lines}
        </ul>
        {beyond}
    })
}
