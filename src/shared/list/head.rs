//! The title of the list, with how many tokens there are and the way to a new one; and the heads of its columns.

use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::{Icon, IconName};
use crate::ui::landmark::HEADING;
use crate::ui::live::use_announcer;
use crate::ui::sort_head::SortHead;
use console_core::table::{Column, Sort};
use console_core::text::{matches, number};
use leptos::prelude::*;

/// The title. `counted` are the tokens that are shown and all; `href` and `on_new` lead to the form.
#[component]
pub fn ListTitle(
    title: &'static str,
    counted: Signal<Option<(usize, usize)>>,
    href: String,
    on_new: Callback<()>,
) -> impl IntoView {
    let count = move || match counted.get() {
        None => String::new(),
        Some((shown, all)) if shown < all => format!("{} of {} {}", number(shown), number(all), matches(shown)),
        Some((_, 1)) => "1 token".to_owned(),
        Some((_, all)) => format!("{} tokens", number(all)),
    };
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        on_new.run(());
    };
    view! {
        <div class="pagehead">
            <h1 class="pagehead__title" id=HEADING tabindex="-1">
                {title}
            </h1>
            <p class="pagehead__count" role="status">
                {drawn(count)}
            </p>
            <div class="pagehead__actions">
                <a class="btn btn--primary" href=href on:click=go>
                    <Icon name=IconName::Plus />
                    "New token"
                </a>
            </div>
        </div>
    }
}

/// The head of a column: a press sorts by it, another one turns the order round.
#[component]
pub fn SortBy<C: Column + Send + Sync + 'static>(
    at: usize,
    class: &'static str,
    title: &'static str,
    column: C,
    sort: Signal<Sort<C>>,
    on_sort: Callback<Sort<C>>,
    cursor: GridCursor,
) -> impl IntoView {
    let announcer = use_announcer();
    let descending =
        Signal::derive(move || Some(sort.get()).filter(|sort| sort.column == column).map(|sort| sort.descending));
    let press = Callback::new(move |()| {
        let next = sort.get_untracked().pressed(column);
        on_sort.run(next);
        announcer.say(next.words());
    });
    view! { <SortHead at class title cursor descending on_press=press /> }
}
