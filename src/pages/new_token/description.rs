//! The description: generated as long as nobody types one.

use super::form::use_form;
use super::judgement::use_judgement;
use crate::console::use_console;
use crate::ui::field::Field;
use crate::ui::text_input::TextInput;
use console_core::text::foreign::{Segment, code_point, segments};
use console_core::text::number;
use influxdb2::Remote;
use influxdb2::refused::FormSection;
use leptos::prelude::*;

/// The name of the field.
pub const NAME: &str = "description";

/// The field with the generated text as placeholder.
#[component]
pub fn Description() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let judged = use_judgement();
    let value = RwSignal::new(form.with(|draft| draft.description.clone()));
    Effect::new(move |before: Option<()>| {
        let typed = value.get();
        // The first run only mirrors the draft.
        if before.is_some() {
            form.update(|draft| draft.description = typed);
        }
    });
    // A form that was sent starts anew, and the field with it.
    Effect::new(move |_| {
        let kept = form.with(|draft| draft.description.clone());
        if value.with_untracked(|value| *value != kept) {
            value.set(kept);
        }
    });
    let text = move || {
        let typed = value.with(|value| value.trim().to_owned());
        if typed.is_empty() { form.generated.get() } else { typed }
    };
    let note = move || {
        let length = text().chars().count();
        let origin = if value.with(|value| value.trim().is_empty()) { "generated · " } else { "" };
        (length > 0).then(|| format!("{origin}{} character{}", number(length), if length == 1 { "" } else { "s" }))
    };
    let twin = move || {
        let text = text();
        let taken = !text.is_empty()
            && console.tokens.with(|tokens| match tokens {
                Remote::Ready(listing) => listing.table().rows.iter().any(|row| *row.description == *text),
                _ => false,
            });
        taken.then(|| "Another token has this description. Add a word to tell them apart.".to_owned())
    };
    let hidden = move || {
        let hidden = value.with(|value| {
            let hidden = segments(value).filter_map(|segment| match segment {
                Segment::Hidden(character) => Some(code_point(character)),
                Segment::Text(_) => None,
            });
            hidden.take(5).collect::<Vec<_>>().join(", ")
        });
        (!hidden.is_empty())
            .then(|| format!("It contains invisible characters: {hidden}. Type it again to leave them out."))
    };
    let placeholder = move || {
        let generated = form.generated.get();
        if generated.is_empty() { "Generated from the permissions".to_owned() } else { generated }
    };
    let refusal = move || judged.refusal_at(&FormSection::Description);
    view! {
        <Field label="Description" note=Signal::derive(note) hint=Signal::derive(move || hidden().or_else(twin)) error=Signal::derive(refusal) class="desc">
            <TextInput value placeholder=Signal::derive(placeholder) name=NAME />
        </Field>
    }
}
