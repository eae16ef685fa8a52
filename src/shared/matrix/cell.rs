//! One tick of a matrix.

use super::{class, column_of, right};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::tick::{TickCell, TickState};
use console_core::matrix::Action;
use leptos::prelude::*;

/// The cell of an action in a row. `change` is told whether it is ticked now, and whether all from the last changed cell to
/// it are meant.
#[component]
pub fn MatrixCell(
    action: Action,
    index: usize,
    cursor: GridCursor,
    #[prop(into)] state: Signal<TickState>,
    name: String,
    change: Callback<(bool, bool)>,
) -> impl IntoView {
    let shift = RwSignal::new(false);
    let place = column_of(action);
    view! {
        <div role="gridcell" class=class(action) on:click:capture=move |event| shift.set(event.shift_key())>
            <TickCell
                right=right(action)
                state
                name
                tabindex=cursor.tabindex(index, place)
                on_toggle=Callback::new(move |on: bool| change.run((on, shift.get_untracked())))
                on_focus=Callback::new(move |()| cursor.entered(index, place))
                id=cursor.cell_id(index, place)
            />
        </div>
    }
}
