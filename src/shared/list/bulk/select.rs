//! The boxes by which tokens are chosen.

use super::{BulkConsole, Id, drive};
use crate::shared::list::Found;
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::live::use_announcer;
use console_core::text::number;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The box of one token. All of its cell takes the press, for fingers.
#[component]
pub fn RowBox<C: BulkConsole>(
    console: C,
    id: Id<C>,
    label: String,
    cell: (usize, usize),
    cursor: GridCursor,
    found: Found,
) -> impl IntoView {
    let (row, column) = cell;
    let press = move |event: MouseEvent| {
        event.stop_propagation();
        let found = found.get_untracked().unwrap_or_default();
        drive::choose(console, id, event.shift_key(), &found);
    };
    view! {
        <div role="gridcell" class="x-box" on:click=press>
            <input
                type="checkbox"
                class="box"
                aria-label=label
                id=cursor.cell_id(row, column)
                tabindex=cursor.tabindex(row, column)
                on:focus=move |_| cursor.entered(row, column)
                prop:checked=move || console.bulk().has(id)
            />
        </div>
    }
    .into_any()
}

/// The box over all that match.
#[component]
pub fn HeadBox<C: BulkConsole>(console: C, at: usize, cursor: GridCursor, found: Found) -> impl IntoView {
    let announcer = use_announcer();
    let counts = move || {
        let found = found.get().unwrap_or_default();
        (console.bulk().count_among(|| console.ids(&found)), found.len())
    };
    let press = move |_| {
        let (chosen, all) = untrack(counts);
        let on = chosen < all;
        drive::choose_all(console, on, &found.get_untracked().unwrap_or_default());
        let words = if on { "selected" } else { "no longer selected" };
        announcer.say(format!("All {} that match are {words}.", number(all)));
    };
    let input = move || {
        let (chosen, all) = counts();
        view! {
            <input
                type="checkbox"
                class="box"
                aria-label=format!("Select all {} that match", number(all))
                id=cursor.head_id(at)
                tabindex=cursor.head_tabindex(at)
                on:focus=move |_| cursor.entered_head(at)
                prop:checked={chosen > 0 && chosen == all}
                prop:indeterminate={chosen > 0 && chosen < all}
                on:click=press
            />
        }
        .into_any()
    };
    view! {
        <span role="columnheader" class="x-box">
            {drawn(input)}
        </span>
    }
}
