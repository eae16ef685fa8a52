//! The head of the list: a press on a column sorts by it, another one turns the order round.

use super::Found;
use super::columns::{BOX, COLUMNS, Heading};
use crate::console::use_console;
use crate::pages::bulk::HeadBox;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::live::use_announcer;
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
    match heading.sorts_by {
        None if at == BOX => view! { <HeadBox at cursor found /> }.into_any(),
        Some(column) => view! { <SortHead at heading column cursor /> }.into_any(),
        None => view! {
            <span role="columnheader" class=heading.class>
                {heading.title}
            </span>
        }
        .into_any(),
    }
}

#[component]
fn SortHead(at: usize, heading: &'static Heading, column: Column, cursor: GridCursor) -> impl IntoView {
    let console = use_console();
    let announcer = use_announcer();
    let holds = move || Some(console.history.list().sort).filter(|sort| sort.column == column);
    let aria_sort = move || holds().map(|sort| if sort.descending { "descending" } else { "ascending" });
    let press = move |_| {
        let next: Sort = untrack(|| console.history.list().sort).pressed(column);
        console.history.show_list(|list| list.sort = next);
        announcer.say(next.words());
    };
    let arrow = move || {
        let name = if holds().is_some_and(|sort| sort.descending) { IconName::ArrowDown } else { IconName::ArrowUp };
        view! { <Icon name size=IconSize::Small /> }
    };
    view! {
        <span role="columnheader" class=heading.class aria-sort=aria_sort>
            <button
                type="button"
                class="table__sort"
                id=cursor.head_id(at)
                tabindex=cursor.head_tabindex(at)
                on:focus=move |_| cursor.entered_head(at)
                on:click=press
            >
                {heading.title}
                {arrow}
            </button>
        </span>
    }
}
