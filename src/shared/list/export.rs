//! The list as it is filtered and sorted, as a file. A list holds no secret, and so does the file.

use super::Found;
use crate::shell::clock;
use crate::shell::download::{self, Download};
use crate::ui::icon::{Icon, IconName};
use crate::ui::live::use_announcer;
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::popup::Side;
use console_core::text::number;
use leptos::prelude::*;

/// What the file is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// The button and its menu. It says how many tokens a file would hold. `write` writes it; nothing while there is no list.
#[component]
pub fn Export(found: Found, name: &'static str, write: Callback<FileForm, Option<String>>) -> impl IntoView {
    let announcer = use_announcer();
    let entries = Signal::derive(move || {
        let count = found.with(|found| found.as_ref().map_or(0, |found| found.len()));
        let tokens = if count == 1 { "1 token".to_owned() } else { format!("{} tokens", number(count)) };
        let item = |form: FileForm, label: String| {
            let save = Callback::new(move |()| announcer.say(untrack(|| save(name, form, write.run(form)))));
            let item = MenuItem::new(label, save).icon(IconName::Download);
            MenuEntry::Item(if count == 0 { item.blocked("There is nothing to export.") } else { item })
        };
        vec![
            item(FileForm::Csv, format!("{tokens} as CSV, for spreadsheets")),
            item(FileForm::Json, format!("{tokens} as JSON, for programs")),
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

/// Hands the file over; says how that went.
fn save(name: &str, form: FileForm, text: Option<String>) -> &'static str {
    let Some(text) = text else { return "There is nothing to export." };
    let (ending, media_type) = match form {
        FileForm::Csv => ("csv", "text/csv"),
        FileForm::Json => ("json", "application/json"),
    };
    let day = clock::today().map(|day| day.to_string()).unwrap_or_default();
    match download::save(&format!("{name}-{day}.{ending}"), media_type, text.as_bytes()) {
        Download::HandedOver => "The browser has the file.",
        Download::Refused => "The browser refused to save the file.",
    }
}
