//! What a token grants, in one line: the first ones, and how many more there are. The drawer shows all.

use super::columns::GRANTS;
use crate::cluster::console::{Console, use_console};
use crate::cluster::pages::token::rights;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::middle::MiddleCut;
use crate::ui::tile::TileLook;
use console_core::text::number;
use database::token::{Grant, Token, grants};
use leptos::prelude::*;

/// No row shows more; what has no room is cut in its middle. A card has a line for each of two.
const MOST: usize = 3;
const IN_CARDS: usize = 2;

/// The cell with the grants of a token.
#[component]
pub fn GrantsCell(token: Token, off: bool, index: usize, cursor: GridCursor) -> impl IntoView {
    let console = use_console();
    let all = grants(&token.permissions);
    let line = all.iter().take(MOST).map(|grant| one(grant, console, off)).collect_view();
    view! {
        <div
            role="gridcell"
            class="x-grants"
            id=cursor.cell_id(index, GRANTS)
            tabindex=cursor.tabindex(index, GRANTS)
            on:focus=move |_| cursor.entered(index, GRANTS)
        >
            <div class="grants">
                {line} {all.is_empty().then(|| view! { <span class="mute">"nothing"</span> })}
                {pill(all.len().saturating_sub(MOST), "more")}
                {pill(all.len().saturating_sub(IN_CARDS), "more more--card")}
            </div>
        </div>
    }
}

/// How many more there are. Only one of the two is there at a time, by the width of the list.
fn pill(more: usize, class: &'static str) -> Option<AnyView> {
    let words = if more == 1 { " more grant" } else { " more grants" };
    let draw = || view! { <span class=class>"+" {number(more)} <span class="vh">{words}</span></span> }.into_any();
    (more > 0).then(draw)
}

fn one(grant: &Grant<'_>, console: Console, off: bool) -> AnyView {
    let name = grant.resource.name();
    let gone = name.is_some_and(|name| untrack(|| console.is_gone(name)));
    let look = match (off, gone) {
        (true, _) => TileLook::Off,
        (false, true) => TileLook::Soft,
        (false, false) => TileLook::Solid,
    };
    let class = if name.is_some() { "grant" } else { "grant grant--wide" };
    view! {
        <span class=class>
            {rights(grant, look)}
            <MiddleCut text=name.unwrap_or("all databases") />
            {gone.then(|| view! { <Tag tone=TagTone::Warn>"gone"</Tag> })}
        </span>
    }
    .into_any()
}
