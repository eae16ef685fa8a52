//! The table as one text: what format it has, and how it leaves the page.
//!
//! The text exists only while it is copied or downloaded. No signal holds it; on its way to the clipboard it stands in a
//! field, because on plain http there is no other way, and that field is emptied at once unless the browser refused.

use super::{Batches, words};
use crate::shell::clipboard::{self, Copied};
use crate::shell::download;
use crate::shell::download::Download;
use crate::ui::drawn::drawn;
use crate::ui::segmented::{Choice, Segmented};
use console_core::create::{Dialect, Run, Saved};
use console_core::text::SecretsFile;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// What was done with the text last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Did {
    Nothing,
    Copied(usize),
    Refused,
    Downloaded(usize),
    NotSaved,
}

/// The format and the field.
#[derive(Clone, Copy)]
pub struct Keeping {
    format: RwSignal<usize>,
    did: RwSignal<Did>,
    field: NodeRef<html::Textarea>,
}

impl Default for Keeping {
    fn default() -> Self {
        Self { format: RwSignal::new(0), did: RwSignal::new(Did::Nothing), field: NodeRef::new() }
    }
}

impl Keeping {
    fn format(self) -> SecretsFile {
        SecretsFile::ALL.get(self.format.get()).copied().unwrap_or_default()
    }

    /// Copies every secret that is here.
    pub fn copy<C: Batches>(self, creator: C) {
        let Some(field) = self.field.get_untracked() else { return };
        let Some(element) = field.dyn_ref::<HtmlElement>().cloned() else { return };
        let format = untrack(move || self.format());
        let attempt = creator.batch().with_untracked(|run| {
            let (text, rows) = creator.export(run.as_ref()?, format);
            field.set_value(&text);
            Some((clipboard::copy(&text, &element), rows))
        });
        let Some((attempt, rows)) = attempt else { return };
        spawn_local(async move {
            match attempt.outcome(&element).await {
                Copied::Confirmed => {
                    field.set_value("");
                    self.did.set(Did::Copied(rows.len()));
                    save(creator, &rows, Saved::Copied);
                }
                Copied::Refused => {
                    self.did.set(Did::Refused);
                    request_animation_frame(move || clipboard::select(&element));
                }
            }
        });
    }

    /// Hands every secret that is here to the browser as a file.
    pub fn download<C: Batches>(self, creator: C) {
        self.empty();
        let format = untrack(move || self.format());
        let rows = creator.batch().with_untracked(|run| {
            let (text, rows) = creator.export(run.as_ref()?, format);
            Some((download::save(&name::<C>(format), format.media_type(), text.as_bytes()), rows))
        });
        match rows {
            Some((Download::HandedOver, rows)) => {
                self.did.set(Did::Downloaded(rows.len()));
                save(creator, &rows, Saved::Downloaded);
            }
            Some((Download::Refused, _)) => self.did.set(Did::NotSaved),
            None => {}
        }
    }

    fn empty(self) {
        if let Some(Some(field)) = self.field.try_get_untracked() {
            field.set_value("");
        }
    }
}

fn name<C: Batches>(file: SecretsFile) -> String {
    format!("{}{}", C::FILE, file.ending())
}

/// The secrets of these rows are somewhere else now.
fn save<C: Batches>(creator: C, rows: &[usize], how: Saved) {
    creator.batch().update(|run| {
        if let Some(run) = run {
            run.saved(rows, how);
        }
    });
}

/// The choice of format, and what became of the text.
#[component]
pub fn Keep<C: Batches>(creator: C, keeping: Keeping) -> impl IntoView {
    keeping.did.set(Did::Nothing);
    on_cleanup(move || keeping.empty());
    let created = Memo::new(move |_| creator.batch().with(any_created));
    let options = SecretsFile::ALL.map(|format| Choice::new(format.title())).to_vec();
    let choose = Callback::new(move |index| {
        keeping.empty();
        keeping.did.set(Did::Nothing);
        keeping.format.set(index);
    });
    let refused = move || keeping.did.get() == Did::Refused;
    let said = move || match keeping.did.get() {
        Did::Nothing => None,
        Did::Copied(count) => Some(format!("Copied {}. The clipboard confirmed it.", words::tokens(count))),
        Did::Refused => Some(format!(
            "Could not copy: the browser refused. The table is selected, {}; or download it.",
            clipboard::how_to_copy()
        )),
        Did::NotSaved => Some("The browser did not take the file. Copy the tokens instead.".to_owned()),
        Did::Downloaded(count) => Some(format!(
            "Downloaded {} as {}. The file is plain text: move it to where secrets belong.",
            words::tokens(count),
            name::<C>(untrack(move || keeping.format()))
        )),
    };
    view! {
        <div class="many__keep" class:vh=move || !created.get()>
            {drawn(move || {
                created.get()
                    .then(|| {
                        view! {
                            <Segmented legend="Format" options=options.clone() chosen=keeping.format on_choose=choose />
                            <p class="many__note">{move || C::note(keeping.format())}</p>
                        }
                    })
            })}
            <textarea
                class="many__text"
                class:vh=move || !refused()
                class:code__pre=refused
                aria-label="The table with all secrets"
                aria-hidden=move || (!refused()).then_some("true")
                tabindex=move || if refused() { "0" } else { "-1" }
                readonly
                rows="4"
                autocomplete="off"
                spellcheck="false"
                translate="no"
                data-1p-ignore=""
                data-lpignore="true"
                node_ref=keeping.field
            ></textarea>
            <p class="many__said" class:many__said--refused=refused role="status">
                {said}
            </p>
        </div>
    }
}

fn any_created<D: Dialect>(run: &Option<Run<D>>) -> bool {
    run.as_ref().is_some_and(|run| run.tally().created > 0)
}
