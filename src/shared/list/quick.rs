//! The filters that are one press away, each with how many tokens it leaves.

use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use console_core::filter::{Parsed, Quick, Term};
use console_core::text::number;
use leptos::prelude::*;

/// A row of toggles. Their counts are of the current search; a filter that leaves nothing stays, muted.
#[component]
pub fn QuickFilters<T: Term + Send + Sync + 'static>(
    all: &'static [Quick],
    filter: Lasting<Memo<Parsed<T>>>,
    counts: Memo<Option<Vec<usize>>>,
    write: Callback<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let toggles = all
        .iter()
        .enumerate()
        .map(|(at, quick)| {
            let on = Memo::new(move |_| filter.with(|parsed| quick.is_on(&parsed.filter)));
            let count = move || counts.with(|counts| counts.as_ref().map_or(0, |counts| counts[at]));
            let press = move |_| write.run(filter.with_untracked(|parsed| quick.toggled(&parsed.filter).to_string()));
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
        <div class="quick" role="group" aria-label="Quick filters" hidden=move || counts.with(Option::is_none)>
            {toggles} {children.map(|children| children())}
        </div>
    }
}
