//! The description: generated as long as nobody types one.

use super::form::use_form;
use crate::ui::field::Field;
use crate::ui::text_input::TextInput;
use console_core::text::foreign::{Segment, code_point, segments};
use console_core::text::number;
use database::description::is_untrue;
use database::draft::Draft;
use leptos::prelude::*;

/// The name of the field.
pub const NAME: &str = "description";

/// The field with the generated text as placeholder.
#[component]
pub fn Description() -> impl IntoView {
    let form = use_form();
    let kept = move || form.with(|draft| draft.description.clone().unwrap_or_default());
    let value = RwSignal::new(untrack(kept));
    Effect::new(move |before: Option<()>| {
        let typed = value.get();
        // The first run only mirrors the draft.
        if before.is_some() {
            form.update(|draft| draft.description = Some(typed).filter(|typed| !typed.is_empty()));
        }
    });
    // A form that was sent starts anew, and the field with it.
    Effect::new(move |_| {
        let kept = kept();
        if value.with_untracked(|value| *value != kept) {
            value.set(kept);
        }
    });
    let text = Memo::new(move |_| form.with(Draft::description));
    let generated = Memo::new(move |_| form.with(Draft::is_described));
    let note = move || {
        let length = text.with(|text| text.chars().count());
        let origin = if generated.get() { "generated · " } else { "" };
        let unit = if length == 1 { "character" } else { "characters" };
        (form.count() > 0 || !generated.get()).then(|| format!("{origin}{} {unit}", number(length)))
    };
    let hint = move || {
        let text = text.get();
        let hidden = segments(&text).filter_map(|segment| match segment {
            Segment::Hidden(character) => Some(code_point(character)),
            Segment::Text(_) => None,
        });
        let hidden = hidden.take(5).collect::<Vec<_>>().join(", ");
        if !generated.get() && !hidden.is_empty() {
            return Some(format!("It contains invisible characters: {hidden}. Type it again to leave them out."));
        }
        if form.permissions.with(|permissions| is_untrue(&text, permissions)) {
            return Some("It says something else than what is ticked.".to_owned());
        }
        let taken = form.count() > 0
            && form.console.tokens.with(|tokens| {
                tokens.ready().is_some_and(|listing| {
                    listing.table().rows.iter().any(|row| row.revoked.is_none() && *row.description == *text)
                })
            });
        taken.then(|| "Another token has this description. Add a word to tell them apart.".to_owned())
    };
    let placeholder = move || {
        if form.count() == 0 {
            return "Generated from the databases".to_owned();
        }
        form.with(|draft| database::description::describe(&draft.permissions()))
    };
    view! {
        <Field label="Description" note=Signal::derive(note) hint=Signal::derive(hint) class="desc">
            <TextInput value placeholder=Signal::derive(placeholder) name=NAME />
        </Field>
    }
}
