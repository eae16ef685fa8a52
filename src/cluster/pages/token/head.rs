//! The head of a token: its place in the list, its description and id.

use super::TOKEN;
use crate::cluster::console::use_console;
use crate::cluster::pages::tokens::Found;
use crate::shared::list::Steps;
use crate::ui::copy_id::CopyId;
use crate::ui::drawn::drawn;
use crate::ui::untrusted::Untrusted;
use database::Id;
use database::route::Route;
use database::token::Token;
use leptos::prelude::*;

/// The head.
#[component]
pub fn Head(id: Id, open: Memo<Option<Token>>, found: Found, on_close: Callback<()>) -> impl IntoView {
    let console = use_console();
    let place = Signal::derive(move || console.tokens.with(|tokens| tokens.ready().and_then(|all| all.place_of(id))));
    let step = Callback::new(move |place: u32| {
        let token =
            console.tokens.with_untracked(|tokens| tokens.ready().and_then(|all| all.row(place)).map(|row| row.id));
        if let Some(token) = token {
            console.history.go(Route::Token(token));
        }
    });
    let title = move || match open.with(|open| open.as_ref().map(|token| token.description.to_string())) {
        None => view! { <span class="mono">{id.to_string()}</span> }.into_any(),
        Some(text) if text.trim().is_empty() => view! { <i>"No description"</i> }.into_any(),
        Some(text) => view! { <Untrusted text /> }.into_any(),
    };
    view! {
        <div class="drawer__head">
            <Steps place found on_step=step on_close />
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
