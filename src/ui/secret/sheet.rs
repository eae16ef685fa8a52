//! One format of a new token: how it looks, copied or saved with the secret in its place.

use super::Keeps;
use super::field::Field;
use super::preview::Preview;
use crate::shell::clipboard::{self, Copied};
use crate::shell::download::{self, Download};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::icon::IconName;
use crate::ui::id;
use console_core::create::{Holding, Saved};
use console_core::text::Text;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the last click on a format did.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Copied,
    /// The clipboard held the token before, and this format is without it.
    CopiedOver,
    CopyRefused,
    Saved,
    SaveRefused,
}

/// One format.
///
/// `noun` is what a person copies; `advice` what has to be done beside.
#[component]
pub fn Sheet<D: Keeps>(
    text: Text,
    file_name: String,
    noun: &'static str,
    advice: Vec<&'static str>,
    field: Field<D>,
) -> impl IntoView {
    let holding = if text.holds_secret() { Holding::Secret } else { Holding::NoSecret };
    let file_name = StoredValue::new(file_name);
    let said = RwSignal::new(Said::Nothing);
    let area = NodeRef::<html::Textarea>::new();
    let preview = text.clone();
    let text = StoredValue::new(text);

    // What a click copies lies in a field of its own, for the browsers that copy only what is selected.
    let clear = move || {
        if let Some(Some(area)) = area.try_get_untracked() {
            area.set_value("");
        }
    };
    on_cleanup(clear);
    Effect::new(move |_| {
        if !field.is_shown() && said.get_untracked() == Said::CopyRefused {
            clear();
            said.set(Said::Nothing);
        }
    });
    let with_full = move |run: &mut dyn FnMut(&str)| {
        field.reveal.with_untracked(|reveal| {
            if let Some(reveal) = reveal {
                run(&text.with_value(|text| text.full(D::secret(reveal.created()))));
            }
        });
    };
    let copy = Callback::new(move |()| {
        let Some(element) = area.get_untracked() else { return };
        let before = id::focused_element();
        let mut attempt = None;
        with_full(&mut |full| {
            element.set_value(full);
            attempt = Some(clipboard::copy(full, &element));
        });
        let Some(attempt) = attempt else { return };
        spawn_local(async move {
            match attempt.outcome(&element).await {
                Copied::Confirmed => {
                    element.set_value("");
                    if let Some(before) = before {
                        id::focus_element(&before);
                    }
                    let held =
                        field.reveal.with_untracked(|r| r.as_ref().and_then(|r| r.saved()) == Some(Saved::Copied));
                    let over = held && holding == Holding::NoSecret;
                    said.try_set(if over { Said::CopiedOver } else { Said::Copied });
                    field.reveal.update(|reveal| {
                        if let Some(reveal) = reveal {
                            reveal.copied_text(holding);
                        }
                    });
                }
                Copied::Refused => {
                    if holding == Holding::Secret {
                        field.show();
                    }
                    said.try_set(Said::CopyRefused);
                    request_animation_frame(move || clipboard::select(&element));
                }
            }
        });
    });
    let save = Callback::new(move |()| {
        let mut saved = Download::Refused;
        with_full(&mut |full| {
            saved = file_name.with_value(|name| download::save(name, "text/plain;charset=utf-8", full.as_bytes()))
        });
        said.set(if saved == Download::HandedOver { Said::Saved } else { Said::SaveRefused });
        if saved == Download::HandedOver {
            field.reveal.update(|reveal| {
                if let Some(reveal) = reveal {
                    reveal.downloaded(holding);
                }
            });
        }
    });
    let refused = move || said.get() == Said::CopyRefused;
    let label = if holding == Holding::Secret { "What is copied, the token masked" } else { "What is copied" };
    let beside = move || match (said.get(), holding) {
        (Said::Nothing, Holding::NoSecret) => "The token is not in it.".to_owned(),
        (Said::Nothing, Holding::Secret) => "The file will contain the secret. Restrict it with chmod 600.".to_owned(),
        (Said::Copied, Holding::NoSecret) => "Copied. The token is not in it.".to_owned(),
        (Said::Copied, Holding::Secret) => "Copied. The clipboard confirmed it.".to_owned(),
        (Said::CopiedOver, _) => {
            "Copied. The clipboard no longer holds the token: if you have not stored it, copy it again.".to_owned()
        }
        (Said::CopyRefused, _) => {
            format!("Could not copy: the browser refused. The text is selected, {}.", clipboard::how_to_copy())
        }
        (Said::Saved, Holding::NoSecret) => "Handed to your browser. The token is not in it.".to_owned(),
        (Said::Saved, Holding::Secret) => {
            "Handed to your browser. Check that the file is there, then: chmod 600.".to_owned()
        }
        (Said::SaveRefused, _) => "Not saved: the browser refused. Copy it.".to_owned(),
    };
    view! {
        <div class="code">
            <div hidden=refused>
                <Preview text=preview label field />
            </div>
            <textarea
                class=move || if refused() { "code__pre formats__area" } else { "vh" }
                aria-label="Text to copy"
                aria-hidden=move || (!refused()).then_some("true")
                tabindex=move || if refused() { "0" } else { "-1" }
                readonly
                rows="6"
                autocomplete="off"
                spellcheck="false"
                translate="no"
                data-1p-ignore=""
                data-lpignore="true"
                node_ref=area
            ></textarea>
        </div>
        <div class="formats__foot">
            <Button size=ButtonSize::Small icon=IconName::Copy on_click=copy>
                "Copy "
                {noun}
            </Button>
            <Button size=ButtonSize::Small icon=IconName::Download on_click=save>
                "Download"
            </Button>
            <p class="formats__said" class:formats__said--done=move || said.get() != Said::Nothing aria-live="polite">
                {beside}
            </p>
        </div>
        <div class="formats__advices">
            {advice.into_iter().map(|advice| view! { <p class="formats__advice">{advice}</p> }).collect_view()}
        </div>
    }
}
