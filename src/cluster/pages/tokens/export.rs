//! The list as it is filtered and sorted, as a file. A list holds no secret, and so does the file.

use super::{Found, listing};
use crate::cluster::console::{Console, use_console};
use crate::shell::clock;
use crate::shell::download::{self, Download};
use crate::ui::icon::{Icon, IconName};
use crate::ui::live::use_announcer;
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::popup::Side;
use console_core::date::Date;
use console_core::text::number;
use database::list::{csv, json};
use leptos::prelude::*;

/// What the file is for.
#[derive(Clone, Copy)]
enum Form {
    Csv,
    Json,
}

/// The button and its menu. It says how many tokens a file would hold.
#[component]
pub fn Export(found: Found) -> impl IntoView {
    let console = use_console();
    let announcer = use_announcer();
    let entries = Signal::derive(move || {
        let count = found.with(|found| found.as_ref().map_or(0, |found| found.len()));
        let tokens = if count == 1 { "1 token".to_owned() } else { format!("{} tokens", number(count)) };
        let item = |form: Form, label: String| {
            let save = Callback::new(move |()| announcer.say(untrack(|| save(console, found, form))));
            let item = MenuItem::new(label, save).icon(IconName::Download);
            MenuEntry::Item(if count == 0 { item.blocked("There is nothing to export.") } else { item })
        };
        vec![
            item(Form::Csv, format!("{tokens} as CSV, for spreadsheets")),
            item(Form::Json, format!("{tokens} as JSON, for programs")),
        ]
    });
    let face = || {
        view! {
            <Icon name=IconName::Download />
            <span class="only-wide">"Export"</span>
        }
        .into_any()
    };
    view! { <MenuButton face label="Export".to_owned() class="btn btn--quiet" side=Side::End entries /> }
}

/// Writes the file and hands it over; says how that went.
fn save(console: Console, found: Found, form: Form) -> &'static str {
    let Some((listing, found)) = listing(console).zip(found.get()) else { return "There is nothing to export." };
    let (text, ending, media_type) = console.with_context(|context| match form {
        Form::Csv => (csv(&listing, &found, context), "csv", "text/csv"),
        Form::Json => (json(&listing, &found, context), "json", "application/json"),
    });
    let day = Date::of_ms(clock::now_ms()).map(|day| day.to_string()).unwrap_or_default();
    match download::save(&format!("database-tokens-{day}.{ending}"), media_type, text.as_bytes()) {
        Download::HandedOver => "The browser has the file.",
        Download::Refused => "The browser refused to save the file.",
    }
}
