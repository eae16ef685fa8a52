//! The head of the list: a press on a column sorts by it, another one turns the order round.

use super::Found;
use super::columns::{BOX, COLUMNS, Heading};
use crate::console::use_console;
use crate::shared::list::bulk::HeadBox;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::live::use_announcer;
use crate::ui::sort_head::SortHead;
use influxdb2::authorization::{Column, Sort};
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
    match heading.sorts_by {
        None if at == BOX => view! { <HeadBox console at cursor found /> }.into_any(),
        Some(column) => view! { <SortBy at heading column cursor /> }.into_any(),
        None => view! {
            <span role="columnheader" class=heading.class>
                {heading.title}
            </span>
        }
        .into_any(),
    }
}

#[component]
fn SortBy(at: usize, heading: &'static Heading, column: Column, cursor: GridCursor) -> impl IntoView {
    let console = use_console();
    let announcer = use_announcer();
    let descending = Signal::derive(move || {
        Some(console.history.list().sort).filter(|sort| sort.column == column).map(|sort| sort.descending)
    });
    let press = Callback::new(move |()| {
        let next: Sort = untrack(|| console.history.list().sort).pressed(column);
        console.history.show_list(|list| list.sort = next);
        announcer.say(next.words());
    });
    view! { <SortHead at class=heading.class title=heading.title cursor descending on_press=press /> }
}
