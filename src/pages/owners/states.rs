//! What stands in the place of owners while, or because, there are none.

use crate::console::use_console;
use crate::shared::list::{Failed, failure};
use crate::ui::button::Button;
use crate::ui::drawn::drawn;
use crate::ui::empty_state::EmptyState;
use crate::ui::icon::Picture;
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use crate::ui::progress::Progress;
use influxdb2::{ApiError, Remote};
use leptos::prelude::*;

/// The list of tokens is on its way, or could not be loaded.
#[component]
pub fn Before() -> impl IntoView {
    let console = use_console();
    let failed = Memo::new(move |_| {
        console.tokens.with(|tokens| match tokens {
            Remote::Failed(error) => Some(error.clone()),
            _ => None,
        })
    });
    drawn(move || match failed.get() {
        Some(error) => view! { <NotLoaded error /> }.into_any(),
        None => view! { <div class="loading" aria-busy="true"><Progress label="Loading tokens" /></div> }.into_any(),
    })
}

#[component]
fn NotLoaded(error: ApiError) -> impl IntoView {
    let console = use_console();
    view! {
        <Failed
            failure=failure(&error, "This credential may not list tokens")
            text=error.to_string()
            leave="Sign in with another credential"
            on_again=Callback::new(move |()| console.load_tokens())
            on_leave=Callback::new(move |()| console.sign_out())
        />
    }
}

/// Nobody owns a token here, or nobody matches.
#[component]
pub fn NoOwner() -> impl IntoView {
    let console = use_console();
    let searched = !console.owners.text.read_untracked().is_empty();
    let clear = Callback::new(move |()| {
        console.owners.text.set(String::new());
        id::focus(SEARCH);
    });
    let actions = move || searched.then(|| view! { <Button on_click=clear>"Clear the search"</Button> }).into_any();
    let (picture, title, text) = if searched {
        (Picture::NoMatch, "No owner matches", "Each word must stand in the name or the id.")
    } else {
        (
            Picture::NoneYet,
            "No token that you may see",
            "Users are shown here when they own a token that you are shown.",
        )
    };
    view! {
        <EmptyState picture title actions>
            {text}
        </EmptyState>
    }
}
