//! The filters that are one press away, each with how many tokens it leaves.

use super::Found;
use crate::console::use_console;
use crate::shell::clock;
use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use console_core::text::number;
use influxdb2::authorization::filter::{FilterContext, Parsed, QUICK, counts};
use leptos::prelude::*;

/// A row of toggles. Their counts are of the current search; a filter that leaves nothing stays, muted.
#[component]
pub fn QuickFilters(filter: Lasting<Memo<Parsed>>, found: Found) -> impl IntoView {
    let console = use_console();
    let counted = Memo::new(move |_| {
        let listing = console.tokens.with(|tokens| tokens.ready().cloned())?;
        let found = found.get()?;
        console.inactive_users.with(|inactive| {
            console.names.with(|names| {
                let context = FilterContext { now_ms: clock::now_ms(), inactive, names };
                Some(counts(&listing, &found, context))
            })
        })
    });
    let toggles = QUICK
        .into_iter()
        .enumerate()
        .map(|(at, quick)| {
            let on = Memo::new(move |_| filter.with(|parsed| quick.is_on(&parsed.filter)));
            let count = move || counted.get().map_or(0, |counts| counts[at]);
            let press = move |_| {
                let text = filter.with_untracked(|parsed| quick.toggled(&parsed.filter).to_string());
                console.history.show_list(|list| list.filter = text);
            };
            view! {
                <button
                    type="button"
                    class="quick__btn"
                    class:quick__btn--none=move || count() == 0
                    aria-pressed=move || if on.get() { "true" } else { "false" }
                    on:click=press
                >
                    {quick.label}
                    " "
                    <span class="quick__n">{drawn(move || number(count()))}</span>
                </button>
            }
        })
        .collect_view();
    view! {
        <div class="quick" role="group" aria-label="Quick filters" hidden=move || counted.with(Option::is_none)>
            {toggles}
        </div>
    }
}
