//! A field: the label, the hint and the error around one control, wired by ids.
//!
//! The control itself is another widget inside; it takes its id and its description from the context that the field gives.

use crate::ui::drawn::drawn;
use leptos::context::Provider;
use leptos::prelude::*;

use super::icon::{Icon, IconName, IconSize};
use super::id;

/// What a control must carry so that its label, hint and error belong to it.
#[derive(Clone)]
pub struct FieldLink {
    /// Id of the control.
    pub control: String,
    /// Ids of what describes it, separated by spaces.
    pub described_by: Signal<Option<String>>,
    /// Whether there is an error.
    pub invalid: Signal<bool>,
}

/// The link of the field around this control.
pub fn use_field() -> Option<FieldLink> {
    use_context()
}

/// Whether the label can be seen; it can always be heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LabelLook {
    /// Above the control.
    #[default]
    Shown,
    /// Only for assistive technology, where the place already says it.
    Hidden,
}

/// Label, control, hint and error.
///
/// `note` stands at the right end of the label and describes the control without being part of its name.
#[component]
pub fn Field(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] note: Signal<Option<String>>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] label_look: LabelLook,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let control = id::unique("field");
    let described_by = {
        let control = control.clone();
        Signal::derive(move || {
            let parts = [("note", note), ("hint", hint), ("error", error)];
            let ids: Vec<String> = parts
                .iter()
                .filter(|(_, text)| text.with(Option::is_some))
                .map(|(part, _)| format!("{control}-{part}"))
                .collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    };
    let invalid = Signal::derive(move || error.with(Option::is_some));
    let link = FieldLink { control: control.clone(), described_by, invalid };
    let label_class = match label_look {
        LabelLook::Shown => "field__label",
        LabelLook::Hidden => "field__label field__label--hidden",
    };
    let (note_id, hint_id, error_id) =
        (format!("{control}-note"), format!("{control}-hint"), format!("{control}-error"));
    view! {
        <div class=format!("field {class}")>
            <div class=label_class>
                <label for=control>{label}</label>
                {drawn(move || note.get().map(|text| view! { <span class="field__opt" id=note_id.clone()>{text}</span> }))}
            </div>
            <Provider value=link>{children()}</Provider>
            {drawn(move || hint.get().map(|text| view! { <p class="field__hint" id=hint_id.clone()>{text}</p> }))}
            {drawn(move || {
                error
                    .get()
                    .map(|text| {
                        view! {
                            <p class="field__error" id=error_id.clone()>
                                <Icon name=IconName::Danger size=IconSize::Small />
                                <span>{text}</span>
                            </p>
                        }
                    })
            })}
        </div>
    }
}
