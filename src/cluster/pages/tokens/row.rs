//! One token in the list.

use super::columns::{BOX, CREATED, EXPIRES, NAME, STATUS};
use super::grants::GrantsCell;
use super::list::RowContext;
use crate::cluster::console::use_console;
use crate::cluster::pages::token::{Ends, StateBadge};
use crate::shared::list::RowMark;
use crate::shared::list::bulk::RowBox;
use crate::shell::clock;
use crate::ui::marked::Marked;
use crate::ui::time::Time;
use console_core::table::Mark;
use console_core::text::foreign::spelled_out;
use database::route::Route;
use database::token::{Expiry, Token};
use leptos::prelude::*;

/// The row of a token, shown as the `index`th.
#[component]
pub fn TokenRow(around: RowContext, token: Token, index: usize) -> impl IntoView {
    let console = use_console();
    let RowContext { cursor, found, words } = around;
    let now = clock::now_ms();
    let cell = move |column: usize| cursor.cell_id(index, column);
    let stop = move |column: usize| cursor.tabindex(index, column);
    let entered = move |column: usize| move |_| cursor.entered(index, column);
    let id = token.id;
    let state = token.state(now, untrack(|| console.soon_days.get()));
    let opened = move || console.history.route() == Route::Token(id);
    // Text that was selected to be copied is no press.
    let open = move |_| {
        let selects = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
        if !selects {
            console.history.go(Route::Token(id));
        }
    };
    let name = if token.description.trim().is_empty() {
        view! { <i class="mute">"No description"</i> }.into_any()
    } else {
        view! { <Marked text=token.description.to_string() words class="tok__name" /> }.into_any()
    };
    let never = token.expiry == Expiry::Never;
    let created = match token.created_ms {
        Some(at) => view! { <Time at now /> }.into_any(),
        None => view! { <span class="mute">"not known"</span> }.into_any(),
    };
    view! {
        <div
            role="row"
            class="table__row"
            class:is-off=!state.works()
            class:is-new=move || console.refresh.mark_of(id) == Some(Mark::New)
            class:is-changed=move || matches!(console.refresh.mark_of(id), Some(Mark::Changed(_)))
            class:is-open=opened
            aria-selected=move || if console.bulk.has(id) { "true" } else { "false" }
            aria-current=move || opened().then_some("true")
            aria-rowindex=index + 2
            on:click=open
        >
            <RowBox console id label=format!("Select {}", called(&token)) cell=(index, BOX) cursor found />
            <div role="gridcell" class="x-status" id=cell(STATUS) tabindex=stop(STATUS) on:focus=entered(STATUS)>
                <StateBadge state />
            </div>
            <div role="rowheader" class="x-name" id=cell(NAME) tabindex=stop(NAME) on:focus=entered(NAME)>
                <div class="tok">
                    <span class="tok__line">{name} <RowMark refresh=console.refresh row=id /></span>
                    <span class="tok__id">
                        <span class="mono" translate="no">{id.to_string()}</span>
                    </span>
                </div>
            </div>
            <GrantsCell token=token.clone() off=!state.works() index cursor />
            <div role="gridcell" class="x-created" id=cell(EXPIRES) tabindex=stop(EXPIRES) on:focus=entered(EXPIRES)>
                {(!never).then(|| view! { <span class="x-when">"Expires "</span> })}
                <Ends token now />
                {never.then(|| view! { <span class="x-when">" expires"</span> })}
            </div>
            <div role="gridcell" class="x-changed nowrap" id=cell(CREATED) tabindex=stop(CREATED) on:focus=entered(CREATED)>
                <span class="x-when">"Created "</span>
                {created}
            </div>
        </div>
    }
}

/// What a token is called in the names of buttons.
fn called(token: &Token) -> String {
    if token.description.is_empty() { token.id.to_string() } else { spelled_out(&token.description) }
}
