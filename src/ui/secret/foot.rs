//! The ways out of the dialog that shows a secret.

use super::Keeps;
use super::field::Field;
use crate::shell::clipboard::{self, Copied};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::checkbox::Checkbox;
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use console_core::create::{Copying, Reveal, Saved};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Empties the clipboard, once the person has put the token where it belongs.
#[component]
fn ClearClipboard() -> impl IntoView {
    let said = RwSignal::new("");
    let clear = Callback::new(move |()| {
        spawn_local(async move {
            said.try_set(match clipboard::empty().await {
                Copied::Confirmed => "Cleared. A history of the clipboard may still hold it.",
                Copied::Refused => "Not cleared: the browser refused.",
            });
        });
    });
    view! {
        <div class="formats__foot">
            <Button tone=Tone::Quiet on_click=clear>
                "Clear clipboard"
            </Button>
            <p class="formats__said" aria-live="polite">
                {said}
            </p>
        </div>
    }
}

/// The ways out. There is one that needs no thought: copy and close.
#[component]
pub fn Foot<D: Keeps>(field: Field<D>, stored: NodeRef<html::Input>, close: Callback<()>) -> impl IntoView {
    let saved = move || field.reveal.with(|reveal| reveal.as_ref().and_then(Reveal::saved));
    let copying = move || field.reveal.with(|reveal| reveal.as_ref().map_or(Copying::Untried, Reveal::copying));
    let acknowledged = move || saved() == Some(Saved::Acknowledged);
    let blocked =
        move || saved().is_none().then(|| "Copy the token or tick “I have stored this token” first.".to_owned());
    let toggle = Callback::new(move |on: bool| {
        field.reveal.update(|reveal| {
            if let Some(reveal) = reveal {
                reveal.acknowledged(on);
            }
        });
    });
    let copy_and_close = Callback::new(move |()| {
        field.copy(Some(close));
    });
    view! {
        <Show when=move || !matches!(saved(), Some(Saved::Copied | Saved::Downloaded))>
            <div class="grow">
                <Checkbox state=Signal::derive(move || acknowledged().into()) on_toggle=toggle node_ref=stored>
                    "I have stored this token"
                </Checkbox>
            </div>
        </Show>
        {drawn(move || match (saved(), copying()) {
            (Some(saved @ (Saved::Copied | Saved::Downloaded)), _) => {
                view! {
                    <div class="grow">{(saved == Saved::Copied && clipboard::can_be_emptied()).then(ClearClipboard)}</div>
                    <Button tone=Tone::Primary size=ButtonSize::Large on_click=close>
                        "Done"
                    </Button>
                }
                    .into_any()
            }
            (_, Copying::Refused) => {
                view! {
                    <Button size=ButtonSize::Large on_click=Callback::new(move |()| field.copy(None))>
                        "Try copying again"
                    </Button>
                    <Button tone=Tone::Primary size=ButtonSize::Large blocked=Signal::derive(blocked) on_click=close>
                        "Close"
                    </Button>
                }
                    .into_any()
            }
            _ => {
                view! {
                    <Button size=ButtonSize::Large blocked=Signal::derive(blocked) on_click=close>
                        "Close without copying"
                    </Button>
                    <Button
                        tone=Tone::Primary
                        size=ButtonSize::Large
                        icon=IconName::Copy
                        on_click=copy_and_close
                    >
                        "Copy and close"
                    </Button>
                }
                    .into_any()
            }
        })}
    }
}
