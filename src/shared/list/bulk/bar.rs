//! What can be done with the chosen tokens, at the foot of the list. Each verb says how many it would touch.

use super::{BulkConsole, drive};
use crate::shared::list::Found;
use crate::shell::page;
use crate::ui::button::{Button, Tone};
use crate::ui::drawn::drawn;
use crate::ui::landmark::HEADING;
use console_core::bulk::Verb as _;
use console_core::text::number;
use leptos::prelude::*;
use std::collections::BTreeSet;

const BAR: &str = "bulk-bar";

/// The bar; it is there as long as tokens are chosen.
#[component]
pub fn BulkBar<C: BulkConsole>(console: C, found: Found) -> impl IntoView {
    drawn(move || bar(console, found).unwrap_or_else(|| ().into_any()))
}

fn bar<C: BulkConsole>(console: C, found: Found) -> Option<AnyView> {
    let bulk = console.bulk();
    if bulk.chosen.with(BTreeSet::is_empty) {
        return None;
    }
    let (all, offers) = console.offers().filter(|(all, _)| *all > 0)?;
    let found = found.get().unwrap_or_default();
    let shown = bulk.count_among(|| console.ids(&found));
    let verbs = offers.into_iter().filter(|(_, count)| *count > 0).map(|(verb, count)| {
        let label = format!("{} {}…", verb.label(), number(count));
        let tone = if verb.is_grave() { Tone::Danger } else { Tone::Default };
        act(tone, label, Callback::new(move |()| bulk.ask(verb)))
    });
    let hidden = match all - shown {
        0 => String::new(),
        hidden => format!(", {} of them not shown by the search", number(hidden)),
    };
    // Where the list is cards, no box stands over all.
    let rest = (shown < found.len()).then(|| {
        let label = format!("Select all {} that match", number(found.len()));
        let choose = Callback::new(move |()| {
            page::focus(BAR);
            drive::choose_all(console, true, &found);
        });
        act(Tone::Quiet, label, choose)
    });
    let clear = Callback::new(move |()| {
        bulk.clear();
        page::focus(HEADING);
    });
    let bar = view! {
        <div class="bulkbar" role="region" aria-label="Selected tokens" id=BAR tabindex="-1">
            <b role="status">{format!("{} selected{hidden}", number(all))}</b>
            {rest.unwrap_or_else(|| ().into_any())}
            {verbs.collect_view()}
            {act(Tone::Quiet, "Clear selection".to_owned(), clear)}
        </div>
    };
    Some(bar.into_any())
}

fn act(tone: Tone, label: String, on_click: Callback<()>) -> AnyView {
    view! { <Button tone on_click>{label}</Button> }.into_any()
}
