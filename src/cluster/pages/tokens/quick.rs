//! The filters that are one press away, each with how many tokens it leaves, and from when on a token expires soon.

use super::{Found, listing};
use crate::cluster::console::use_console;
use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::popup::Side;
use console_core::text::number;
use database::list::{Parsed, QUICK, counts};
use leptos::prelude::*;

/// What can be chosen, in days.
const THRESHOLDS: [u16; 5] = [7, 14, 30, 60, 90];

/// A row of toggles. Their counts are of the current search; a filter that leaves nothing stays, muted.
#[component]
pub fn QuickFilters(filter: Lasting<Memo<Parsed>>, found: Found) -> impl IntoView {
    let console = use_console();
    let counted = Memo::new(move |_| {
        let (listing, found) = (listing(console)?, found.get()?);
        Some(console.with_context(|context| counts(&listing, &found, context)))
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
            {toggles} <Threshold />
        </div>
    }
}

/// From when on a token is said to expire soon.
#[component]
fn Threshold() -> impl IntoView {
    let console = use_console();
    let entries = Signal::derive(move || {
        let heading = MenuEntry::Heading("A token expires soon when it ends within".to_owned());
        let item = |days: u16| {
            let choose = Callback::new(move |()| console.soon_days.set(days));
            MenuEntry::Item(MenuItem::new(format!("{days} days"), choose).marked(console.soon_days.get() == days))
        };
        std::iter::once(heading).chain(THRESHOLDS.map(item)).collect::<Vec<_>>()
    });
    let face = move || {
        view! {
            {drawn(move || format!("Soon: {} days", console.soon_days.get()))}
            <Icon name=IconName::ChevronDown size=IconSize::Small />
        }
        .into_any()
    };
    view! { <MenuButton face class="quick__btn" side=Side::End entries /> }
}
