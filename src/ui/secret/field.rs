//! The field that holds the secret: masked, shown, copied or not.
//!
//! The text goes from its one owner straight into the field and the clipboard; no signal ever holds it.

use super::{Keeps, Revealed};
use crate::shell::clipboard::{self, Copied};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use console_core::create::{Copying, Reveal};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The field on the page: an input while masked, a text area that wraps while shown.
#[derive(Clone, Copy)]
pub struct Field<D: Keeps> {
    /// The one owner of the secret.
    pub reveal: Revealed<D>,
    masked: NodeRef<html::Input>,
    open: NodeRef<html::Textarea>,
    shown: RwSignal<bool>,
}

impl<D: Keeps> Field<D> {
    /// A field for this secret; it is masked.
    pub fn of(reveal: Revealed<D>) -> Self {
        Self { reveal, masked: NodeRef::new(), open: NodeRef::new(), shown: RwSignal::new(false) }
    }

    fn element(self) -> Option<HtmlElement> {
        if self.shown.get_untracked() {
            self.open.get_untracked().and_then(|area| area.dyn_into().ok())
        } else {
            self.masked.get_untracked().and_then(|input| input.dyn_into().ok())
        }
    }

    /// Copies the secret, and goes on with `then` only if the browser confirmed it.
    pub fn copy(self, then: Option<Callback<()>>) {
        let Some(element) = self.element() else { return };
        let attempt = self.reveal.with_untracked(|reveal| {
            reveal.as_ref().map(|reveal| clipboard::copy(D::secret(reveal.created()).expose(), &element))
        });
        let Some(attempt) = attempt else { return };
        spawn_local(async move {
            let outcome = attempt.outcome(&element).await;
            let copying = match outcome {
                Copied::Confirmed => Copying::Confirmed,
                Copied::Refused => Copying::Refused,
            };
            self.reveal.update(|reveal| {
                if let Some(reveal) = reveal {
                    reveal.copied(copying);
                }
            });
            match (outcome, then) {
                (Copied::Confirmed, Some(then)) => then.run(()),
                (Copied::Confirmed, None) => {}
                (Copied::Refused, _) => self.show_selected(),
            }
        });
    }

    /// Whether the secret is shown.
    pub fn is_shown(self) -> bool {
        self.shown.get()
    }

    /// Shows the secret here and in every format.
    pub fn show(self) {
        if let Some(input) = self.masked.get_untracked() {
            input.set_value("");
        }
        self.shown.set(true);
    }

    /// Shows the secret selected, so that one key press copies it.
    fn show_selected(self) {
        self.shown.set(true);
        request_animation_frame(move || {
            if let Some(element) = self.element() {
                clipboard::select(&element);
            }
        });
    }
}

/// The field with its buttons and the line below it.
#[component]
pub fn SecretField<D: Keeps>(field: Field<D>) -> impl IntoView {
    field.shown.set(false);
    let fill = move |set: &dyn Fn(&str)| {
        field.reveal.with_untracked(|reveal| {
            if let Some(reveal) = reveal {
                set(D::secret(reveal.created()).expose());
            }
        });
    };
    Effect::new(move |_| {
        if let Some(input) = field.masked.get() {
            fill(&|secret| input.set_value(secret));
        }
    });
    Effect::new(move |_| {
        if let Some(area) = field.open.get() {
            fill(&|secret| area.set_value(secret));
        }
    });
    // A field that is taken out of the page must not keep the text for as long as the browser keeps the field.
    on_cleanup(move || {
        if let Some(Some(input)) = field.masked.try_get_untracked() {
            input.set_value("");
        }
        if let Some(Some(area)) = field.open.try_get_untracked() {
            area.set_value("");
        }
    });
    let copying = move || field.reveal.with(|reveal| reveal.as_ref().map_or(Copying::Untried, Reveal::copying));
    let fingerprint = field.reveal.with_untracked(|reveal| reveal.as_ref().map(Reveal::fingerprint));
    let (length, tail) = fingerprint.map_or((0, String::new()), |print| (print.length, print.tail));
    let hide = move |hidden: bool| {
        if hidden && let Some(area) = field.open.get_untracked() {
            area.set_value("");
        }
        if !hidden && let Some(input) = field.masked.get_untracked() {
            input.set_value("");
        }
        field.shown.set(!hidden);
    };
    let value = move || {
        if field.shown.get() {
            view! {
                <textarea
                    class="secret__value"
                    id="secret"
                    rows="2"
                    readonly
                    autocomplete="off"
                    spellcheck="false"
                    translate="no"
                    data-1p-ignore=""
                    data-lpignore="true"
                    node_ref=field.open
                ></textarea>
            }
            .into_any()
        } else {
            view! {
                <input
                    class="secret__value"
                    id="secret"
                    type="password"
                    readonly
                    autocomplete="off"
                    spellcheck="false"
                    autocapitalize="off"
                    translate="no"
                    data-1p-ignore=""
                    data-lpignore="true"
                    node_ref=field.masked
                />
            }
            .into_any()
        }
    };
    let meta = move || {
        let print = || {
            let tail = tail.clone();
            view! {
                <span>{length} " characters"</span>
                {(!tail.is_empty())
                    .then(|| {
                        view! {
                            <span>
                                "ends in "
                                <b class="mono" translate="no">
                                    {tail}
                                </b>
                            </span>
                        }
                    })}
            }
        };
        match copying() {
            Copying::Untried => view! {
                {print()}
                <span>"Shown only once"</span>
            }
            .into_any(),
            Copying::Confirmed => view! {
                <span>
                    <b>"Copied."</b>
                    " The clipboard confirmed it."
                </span>
                {print()}
            }
            .into_any(),
            Copying::Refused => {
                let text = format!(
                    "Could not copy: the browser refused. The token is selected, {}.",
                    clipboard::how_to_copy()
                );
                view! { <span>{text}</span> }.into_any()
            }
        }
    };
    view! {
        <div
            class="secret"
            class:secret--ok=move || copying() == Copying::Confirmed
            class:secret--fail=move || copying() == Copying::Refused
        >
            <div class="secret__row">
                <label class="vh" for="secret">
                    "Token"
                </label>
                {value}
                <button
                    type="button"
                    class="secret__btn"
                    aria-pressed=move || field.shown.get().to_string()
                    on:click=move |_| hide(field.shown.get_untracked())
                >
                    {drawn(move || {
                        let (icon, word) = if field.shown.get() { (IconName::EyeOff, "Hide") } else { (IconName::Eye, "Show") };
                        view! {
                            <Icon name=icon />
                            {word}
                        }
                    })}
                    <span class="vh">" token"</span>
                </button>
                <button type="button" class="secret__btn" on:click=move |_| field.copy(None)>
                    <Icon name=IconName::Copy />
                    {drawn(move || if copying() == Copying::Confirmed { "Copied" } else { "Copy" })}
                </button>
            </div>
            <p class="secret__meta" role="status">
                {meta}
            </p>
        </div>
    }
}
