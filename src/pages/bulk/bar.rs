//! What can be done with the chosen tokens, at the foot of the list. Each verb says how many it would touch.

use super::words;
use crate::console::{Console, use_console};
use crate::pages::tokens::Found;
use crate::shell::{clock, page};
use crate::ui::button::{Button, Tone};
use crate::ui::drawn::drawn;
use crate::ui::landmark::HEADING;
use console_core::date::Date;
use console_core::text::number;
use influxdb2::authorization::{Listing, Status, note};
use influxdb2::bulk::Verb;
use leptos::prelude::*;
use std::collections::BTreeSet;

const BAR: &str = "bulk-bar";

/// The chosen tokens, counted.
#[derive(Default)]
struct Counts {
    all: usize,
    active: usize,
    revoked: usize,
    /// Those that the search shows.
    shown: usize,
}

impl Counts {
    fn of(console: Console, listing: &Listing, found: &[u32]) -> Self {
        let mut counts = Self::default();
        console.bulk.chosen.with(|chosen| {
            for (row, _) in chosen.iter().filter_map(|id| listing.row(listing.place_of(*id)?)) {
                counts.all += 1;
                counts.active += usize::from(row.status == Status::Active);
                counts.revoked += usize::from(note::revoked(&row.description).is_some());
            }
        });
        counts.shown = console.bulk.count_among(listing, found);
        counts
    }

    const fn touched(&self, verb: Verb) -> usize {
        match verb {
            Verb::Activate | Verb::Delete => self.all - self.active,
            Verb::Deactivate => self.active,
            Verb::Revoke(_) => self.all - self.revoked,
            Verb::UndoRevoke => self.revoked,
        }
    }

    fn words(&self) -> String {
        let hidden = match self.all - self.shown {
            0 => String::new(),
            hidden => format!(", {} of them not shown by the search", number(hidden)),
        };
        format!("{} selected{hidden}", number(self.all))
    }
}

/// The bar; it is there as long as tokens are chosen.
#[component]
pub fn BulkBar(found: Found) -> impl IntoView {
    let console = use_console();
    drawn(move || bar(console, found).unwrap_or_else(|| ().into_any()))
}

fn bar(console: Console, found: Found) -> Option<AnyView> {
    if console.bulk.chosen.with(BTreeSet::is_empty) {
        return None;
    }
    let listing = console.tokens.with(|tokens| tokens.ready().cloned())?;
    let found = found.get().unwrap_or_default();
    let counts = Counts::of(console, &listing, &found);
    let today = Date::of_ms(clock::now_ms());
    let verbs = [
        (Some(Verb::Activate), Tone::Default),
        (Some(Verb::Deactivate), Tone::Default),
        (Some(Verb::UndoRevoke), Tone::Default),
        (today.map(Verb::Revoke), Tone::Danger),
        (Some(Verb::Delete), Tone::Danger),
    ];
    let verbs = verbs.map(|(verb, tone)| {
        let verb = verb.map(|verb| (verb, counts.touched(verb))).filter(|(_, count)| *count > 0);
        verb.map_or_else(
            || ().into_any(),
            |(verb, count)| {
                let label = format!("{} {}…", words::verb(verb), number(count));
                act(tone, label, Callback::new(move |()| console.bulk.ask(verb)))
            },
        )
    });
    // Where the list is cards, no box stands over all.
    let rest = (counts.shown < found.len()).then(|| {
        let label = format!("Select all {} that match", number(found.len()));
        let choose = Callback::new(move |()| {
            page::focus(BAR);
            console.choose_all(true, &found);
        });
        act(Tone::Quiet, label, choose)
    });
    let clear = Callback::new(move |()| {
        console.bulk.clear();
        page::focus(HEADING);
    });
    let bar = view! {
        <div class="bulkbar" role="region" aria-label="Selected tokens" id=BAR tabindex="-1">
            <b role="status">{counts.words()}</b>
            {rest.unwrap_or_else(|| ().into_any())}
            {verbs.collect_view()}
            {act(Tone::Quiet, "Clear selection".to_owned(), clear)}
        </div>
    };
    (counts.all > 0).then(|| bar.into_any())
}

fn act(tone: Tone, label: String, on_click: Callback<()>) -> AnyView {
    view! { <Button tone on_click>{label}</Button> }.into_any()
}
