//! When a token was created and changed: the day in its row, and the exact times in a card that comes with the pointer and
//! the focus, and stays when the day is pressed.

use crate::console::use_console;
use crate::shell::clock;
use crate::ui::float::{Float, FloatingCard};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::time::{Time, in_short, local_full};
use console_core::time::ago;
use influxdb2::Id;
use leptos::html;
use leptos::prelude::*;

/// The cell with a day. Cards show no headings, so the word stands with it there.
#[component]
pub fn WhenCell(
    class: &'static str,
    label: &'static str,
    at: Option<i64>,
    /// Row and column.
    cell: (usize, usize),
    id: Id,
    now: i64,
    cursor: GridCursor,
    float: Float,
) -> impl IntoView {
    let (index, column) = cell;
    let key = id.number();
    let button = NodeRef::<html::Button>::new();
    let here = move |act: &dyn Fn(web_sys::HtmlElement)| {
        if let Some(button) = button.get_untracked() {
            act(button.into());
        }
    };
    let (own, stop) = (cursor.cell_id(index, column), cursor.tabindex(index, column));
    let Some(at) = at else {
        return view! {
            <div role="gridcell" class=class id=own tabindex=stop on:focus=move |_| cursor.entered(index, column)>
                <span class="x-when">{label}</span>
                <span class="mute">"not known"</span>
            </div>
        }
        .into_any();
    };
    view! {
        <div role="gridcell" class=class>
            <button
                type="button"
                class="when"
                id=own
                tabindex=stop
                aria-label=format!("{label}{}", in_short(at, Some(now)))
                aria-haspopup="dialog"
                aria-expanded=move || if float.is_at(key) { "true" } else { "false" }
                node_ref=button
                on:focus=move |_| {
                    cursor.entered(index, column);
                    here(&|place| float.peek(key, place));
                }
                on:blur=move |_| float.left()
                on:click=move |event| {
                    event.stop_propagation();
                    here(&|place| float.pressed(key, place));
                }
            >
                <span class="x-when">{label}</span>
                <Time at now />
            </button>
        </div>
    }
    .into_any()
}

/// The card with the exact times of a row.
#[component]
pub fn TimesCard(float: Float) -> impl IntoView {
    let console = use_console();
    let content = Callback::new(move |key: u64| {
        let times = console.tokens.with_untracked(|tokens| {
            let listing = tokens.ready()?;
            let (row, _) = listing.row(listing.place_of(Id::from_number(key)?)?)?;
            Some([("Created", row.created_ms), ("Changed", row.changed_ms)])
        });
        let said = |(label, at): (&'static str, Option<i64>)| {
            let text = match at {
                Some(at) => format!("{} · {}", local_full(at), ago(at, clock::now_ms())),
                None => "Not known".to_owned(),
            };
            view! {
                <dt>{label}</dt>
                <dd>{text}</dd>
            }
        };
        view! {
            <div class="float__body">
                <dl class="facts">{times.map(|times| times.map(said).collect_view())}</dl>
            </div>
        }
        .into_any()
    });
    view! { <FloatingCard float label=Callback::new(|_| "Exact times".to_owned()) content /> }
}
