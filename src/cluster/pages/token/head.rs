//! The head of a token: its place in the list, its description and id.

use super::TOKEN;
use crate::cluster::console::use_console;
use crate::cluster::pages::tokens::Found;
use crate::ui::button::IconButton;
use crate::ui::copy_id::CopyId;
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use database::Id;
use database::route::Route;
use database::token::Token;
use leptos::prelude::*;

/// The head.
#[component]
pub fn Head(id: Id, open: Memo<Option<Token>>, found: Found, on_close: Callback<()>) -> impl IntoView {
    let console = use_console();
    let position = move || {
        let place = console.tokens.with(|tokens| tokens.ready().and_then(|all| all.place_of(id)))?;
        found.with(|found| {
            let found = found.as_ref()?;
            Some((found.iter().position(|at| *at == place)?, found.len()))
        })
    };
    let place = move || match position() {
        Some((at, all)) => format!("{} of {}", number(at + 1), number(all)),
        None => String::new(),
    };
    let step = move |by: isize| {
        let next = untrack(position).and_then(|(at, _)| at.checked_add_signed(by));
        let place = next.and_then(|at| found.with_untracked(|found| found.as_ref()?.get(at).copied()));
        let token = place.and_then(|place| {
            console.tokens.with_untracked(|tokens| tokens.ready().and_then(|all| all.row(place)).map(|row| row.id))
        });
        if let Some(token) = token {
            console.history.go(Route::Token(token));
        }
    };
    let title = move || match open.with(|open| open.as_ref().map(|token| token.description.to_string())) {
        None => view! { <span class="mono">{id.to_string()}</span> }.into_any(),
        Some(text) if text.trim().is_empty() => view! { <i>"No description"</i> }.into_any(),
        Some(text) => view! { <Untrusted text /> }.into_any(),
    };
    view! {
        <div class="drawer__head">
            <div class="drawer__bar">
                <span class="mute">{drawn(place)}</span>
                <span class="drawer__steps">
                    <IconButton icon=IconName::ArrowUp label="Token above" on_click=Callback::new(move |()| step(-1)) />
                    <IconButton icon=IconName::ArrowDown label="Token below" on_click=Callback::new(move |()| step(1)) />
                    <IconButton icon=IconName::Close label="Close details" on_click=on_close />
                </span>
            </div>
            <div class="drawer__name">
                <h2 class="drawer__title" id=TOKEN tabindex="-1">
                    {drawn(title)}
                </h2>
            </div>
            <div class="drawer__line">
                <CopyId id=id.to_string() />
            </div>
        </div>
    }
}
