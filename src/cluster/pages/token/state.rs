//! Small parts by which a token is told in a row and in its drawer.

use crate::ui::badge::{StatusBadge, StatusShape, Tag, TagTone};
use crate::ui::tile::{Right, Tile, TileLook};
use crate::ui::time::Time;
use crate::ui::untrusted::Untrusted;
use console_core::date::DAY_MS;
use console_core::text::number;
use database::token::{Expiry, Grant, State, Token};
use leptos::prelude::*;

/// So much of the word of an action is shown.
const WORD: usize = 24;

/// Whether it works, in words with a shape.
#[component]
pub fn StateBadge(state: State) -> impl IntoView {
    let shape = match state {
        State::Active => StatusShape::Active,
        State::ExpiringSoon => StatusShape::Dead,
        State::Expired | State::Revoked => StatusShape::Inactive,
    };
    view! { <StatusBadge shape label=state.title() /> }
}

/// When it stops working, and how far that is.
#[component]
pub fn Ends(token: Token, now: i64) -> impl IntoView {
    match token.expiry {
        Expiry::Never => view! { <span class="mute">"Never"</span> }.into_any(),
        Expiry::Unreadable => view! { <span>"not readable"</span> }.into_any(),
        Expiry::At(at) => view! {
            <span>
                <Time at />
                " "
                <span class="mute nowrap">{distance(at, now)}</span>
            </span>
        }
        .into_any(),
    }
}

/// `in 3 days`, `2 days ago`; today it is told in hours.
pub fn distance(at: i64, now: i64) -> String {
    let count = |amount: i64, unit: &str| {
        let amount = usize::try_from(amount.abs()).unwrap_or(usize::MAX);
        if amount == 1 { format!("1 {unit}") } else { format!("{} {unit}s", number(amount)) }
    };
    let far = match (at - now) / DAY_MS {
        0 => count((at - now) / (DAY_MS / 24), "hour"),
        days @ -99..=99 => count(days, "day"),
        days @ -729..=729 => count(days / 30, "month"),
        days => count(days / 365, "year"),
    };
    if at > now { format!("in {far}") } else { format!("{far} ago") }
}

/// R and W of one grant, and the server's words for what this page does not know: no grant looks smaller than it is.
pub fn rights(grant: &Grant<'_>, look: TileLook) -> AnyView {
    view! {
        <span class="tiles">
            {grant.read.then(|| view! { <Tile right=Right::Read look /> })}
            {grant.write.then(|| view! { <Tile right=Right::Write look /> })}
            {grant.others.iter().map(|word| view! { <ActionWord word=(*word).to_owned() /> }).collect_view()}
        </span>
    }
    .into_any()
}

/// An action that this page does not know, in the server's word.
#[component]
pub fn ActionWord(word: String) -> impl IntoView {
    view! {
        <Tag tone=TagTone::Plain>
            <Untrusted text=word limit=WORD />
        </Tag>
        " "
    }
}
