//! All grants of the token, database by database, with those that stand for no database.

use super::rights;
use crate::cluster::console::{Console, use_console};
use crate::ui::badge::{Tag, TagTone};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeTone};
use crate::ui::tile::TileLook;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use database::token::{Grant, Token, grants};
use leptos::prelude::*;

/// As many are read line by line.
const READABLE: usize = 200;

/// The section.
#[component]
pub fn Grants(token: Token) -> impl IntoView {
    let console = use_console();
    let count = match token.permissions.len() {
        0 => "It grants nothing.".to_owned(),
        1 => "1 permission.".to_owned(),
        count => format!("{} permissions.", number(count)),
    };
    let standing = token.permissions.is_standing();
    let unknown = token.permissions.unknown_words();
    view! {
        <section class="drawer__section" aria-labelledby="token-grants">
            <h3 class="drawer__h" id="token-grants">
                "Grants"
            </h3>
            <p class="mute">{count}</p>
            {standing
                .then(|| {
                    view! {
                        <Notice tone=NoticeTone::Info>
                            "A grant on all databases also holds for those that do not exist yet."
                        </Notice>
                    }
                })}
            {unknown
                .map(|words| {
                    view! {
                        <Notice tone=NoticeTone::Info>
                            {format!("This page does not know what {words} allows. Look it up in the documentation of the cluster’s release.")}
                        </Notice>
                    }
                })}
            {drawn(move || list(console, &token))}
        </section>
    }
}

fn list(console: Console, token: &Token) -> AnyView {
    let all = grants(&token.permissions);
    let gone = all.iter().any(|grant| grant.resource.name().is_some_and(|name| console.is_gone(name)));
    let lines = all.iter().take(READABLE).map(|grant| line(console, grant)).collect_view();
    let more = all.len().saturating_sub(READABLE);
    view! {
        {gone
            .then(|| {
                view! {
                    <Notice tone=NoticeTone::Warn title="Not every database of these exists">
                        "A new database of the same name would be open to this token at once."
                    </Notice>
                }
            })}
        <ul>{lines}</ul>
        {(more > 0).then(|| view! { <p class="mute">{format!("And {} more. The JSON below has all.", number(more))}</p> })}
    }
    .into_any()
}

fn line(console: Console, grant: &Grant<'_>) -> AnyView {
    let name = grant.resource.name();
    let gone = name.is_some_and(|name| console.is_gone(name));
    view! {
        <li class="compare__row">
            {rights(grant, TileLook::Solid)}
            <span class="compare__name">
                {match name {
                    Some(name) => view! { <Untrusted text=name.to_owned() /> }.into_any(),
                    None => view! { <b>"all databases"</b> }.into_any(),
                }}
            </span>
            {gone.then(|| view! { <Tag tone=TagTone::Warn>"gone"</Tag> })}
        </li>
    }
    .into_any()
}
