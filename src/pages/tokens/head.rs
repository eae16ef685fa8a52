//! The head of the list: a press on a column sorts by it, another one turns the order round.

use super::Found;
use super::columns::{BOX, COLUMNS, Heading};
use crate::console::use_console;
use crate::shared::list::SortBy;
use crate::shared::list::bulk::HeadBox;
use crate::ui::grid_cursor::GridCursor;
use leptos::prelude::*;

/// The row with the names of the columns.
#[component]
pub fn ListHead(cursor: GridCursor, found: Found) -> impl IntoView {
    let heads = COLUMNS.iter().enumerate().map(|(at, heading)| head(at, heading, cursor, found)).collect_view();
    view! {
        <div role="rowgroup" class="table__head">
            <div role="row" class="table__row" aria-rowindex="1">
                {heads}
            </div>
        </div>
    }
}

fn head(at: usize, heading: &'static Heading, cursor: GridCursor, found: Found) -> AnyView {
    let console = use_console();
    let sort = Signal::derive(move || console.history.list().sort);
    let on_sort = Callback::new(move |sort| console.history.show_list(|list| list.sort = sort));
    match heading.sorts_by {
        None if at == BOX => view! { <HeadBox console at cursor found /> }.into_any(),
        Some(column) => {
            view! { <SortBy at class=heading.class title=heading.title column sort on_sort cursor /> }.into_any()
        }
        None => view! {
            <span role="columnheader" class=heading.class>
                {heading.title}
            </span>
        }
        .into_any(),
    }
}
