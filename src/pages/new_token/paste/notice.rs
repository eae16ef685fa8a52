//! What is to be said about a form that was filled from a text or a link, above what it grants.

use super::preview::Remarks;
use crate::console::{Prefilled, Source, use_console};
use crate::pages::new_token::form::use_form;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use influxdb2::draft::Origin;
use leptos::prelude::*;
use reader::prefill::Weight;

/// The notice, as long as the form is the one that was filled.
#[component]
pub fn FilledNotice() -> impl IntoView {
    let (form, console) = (use_form(), use_console());
    let org = form.session().org.id;
    let from_text = Memo::new(move |_| form.with(|draft| matches!(draft.origin, Some(Origin::Text { .. }))));
    let prefilled =
        move || from_text.get().then(|| console.prefilled.get()).flatten().filter(|prefilled| prefilled.org == org);
    move || {
        prefilled().map(|Prefilled { source, remarks, .. }| {
            let worst = remarks.iter().map(|(remark, _)| remark.weight).max();
            let tone = if worst == Some(Weight::Problem) { NoticeTone::Warn } else { NoticeTone::Info };
            let title = match source {
                Source::Text => "The form was filled from the text that you pasted",
                Source::Link => "The form was filled by a link",
            };
            let lead = match source {
                Source::Text => "Look through it before you create the token.",
                Source::Link => {
                    "Somebody else may have written the link. Look through everything that it asks for before you create the token; nothing was sent yet."
                }
            };
            let (notes, serious): (Vec<_>, Vec<_>) =
                remarks.into_iter().partition(|(remark, _)| remark.weight == Weight::Note);
            let notes = (!notes.is_empty()).then(|| {
                let summary = if notes.len() == 1 { "1 more remark".to_owned() } else { format!("{} more remarks", notes.len()) };
                view! {
                    <details class="sec">
                        <summary>{summary}</summary>
                        <Remarks remarks=notes />
                    </details>
                }
            });
            let actions = move || {
                view! {
                    <Button size=ButtonSize::Small on_click=Callback::new(move |()| console.prefilled.set(None))>
                        "Dismiss"
                    </Button>
                }
                .into_any()
            };
            view! {
                <Notice tone role=NoticeRole::Status title=Some(title.to_owned()) actions>
                    <div class="preview">
                        <p>{lead}</p>
                        <Remarks remarks=serious />
                        {notes}
                    </div>
                </Notice>
            }
        })
    }
}
