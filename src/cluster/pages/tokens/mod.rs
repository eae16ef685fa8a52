//! The list of database tokens.

use crate::cluster::console::use_console;
use crate::ui::button::Button;
use crate::ui::drawn::drawn;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::{IconName, Picture};
use crate::ui::landmark::HEADING;
use console_core::text::number;
use database::Remote;
use leptos::prelude::*;

/// The page with the list.
#[component]
pub fn TokensPage() -> impl IntoView {
    let console = use_console();
    console.want_tokens();
    let again = Callback::new(move |()| console.load_tokens());
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                "Database tokens"
            </h1>
        </div>
        {drawn(move || match console.tokens.get() {
            Remote::NotAsked | Remote::Loading => view! { <p role="status">"Loading the tokens…"</p> }.into_any(),
            Remote::Failed(error) => {
                let actions = move || {
                    view! { <Button icon=IconName::Refresh on_click=again>"Try again"</Button> }.into_any()
                };
                view! {
                    <EmptyState picture=Picture::Failed title="The tokens could not be loaded" actions>
                        {error.to_string()}
                    </EmptyState>
                }
                    .into_any()
            }
            Remote::Ready(listing) => view! { <p role="status">{count(listing.len())}</p> }.into_any(),
        })}
    }
}

fn count(all: usize) -> String {
    match all {
        1 => "1 token".to_owned(),
        all => format!("{} tokens", number(all)),
    }
}
