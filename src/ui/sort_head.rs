//! The head of a column by which a grid can be sorted.

use super::grid_cursor::GridCursor;
use super::icon::{Icon, IconName, IconSize};
use leptos::prelude::*;

/// The head. `descending` is none while the grid is sorted by another column.
#[component]
pub fn SortHead(
    at: usize,
    class: &'static str,
    title: &'static str,
    cursor: GridCursor,
    #[prop(into)] descending: Signal<Option<bool>>,
    on_press: Callback<()>,
) -> impl IntoView {
    let aria_sort = move || descending.get().map(|down| if down { "descending" } else { "ascending" });
    let arrow = move || {
        let name = if descending.get() == Some(true) { IconName::ArrowDown } else { IconName::ArrowUp };
        view! { <Icon name size=IconSize::Small /> }
    };
    view! {
        <span role="columnheader" class=class aria-sort=aria_sort>
            <button
                type="button"
                class="table__sort"
                id=cursor.head_id(at)
                tabindex=cursor.head_tabindex(at)
                on:focus=move |_| cursor.entered_head(at)
                on:click=move |_| on_press.run(())
            >
                {title}
                {arrow}
            </button>
        </span>
    }
}
