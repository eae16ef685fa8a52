//! The way back from the last change, until it is taken or dismissed.

use crate::console::{Undo, use_console};
use crate::pages::token::TOKEN;
use crate::ui::button::{Button, IconButton};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::landmark::HEADING;
use crate::ui::untrusted::Untrusted;
use influxdb2::authorization::note;
use leptos::prelude::*;

/// The toast.
#[component]
pub fn UndoToast() -> impl IntoView {
    let console = use_console();
    // The toast goes, so the focus goes to what one was looking at.
    let leave = move || {
        console.acts.undo.set(None);
        crate::shell::page::focus_first(&[&format!("#{TOKEN}"), &format!("#{HEADING}")]);
    };
    let draw = move |Undo { id, verb, back }: Undo| {
        let name = console.tokens.with_untracked(|tokens| {
            let listing = tokens.ready()?;
            let (row, _) = listing.row(listing.place_of(id)?)?;
            Some(note::read(&row.description).name.to_owned())
        });
        let name = name.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| id.to_string());
        let effect = match verb {
            "Revoked" | "Deactivated" => " It stopped working at once.",
            _ => "",
        };
        let undo = Callback::new(move |()| {
            leave();
            console.change_token(id, back.clone(), None);
        });
        view! {
            <p class="toast__text">
                {verb} " " <b><Untrusted text=name limit=80 /></b> "." {effect}
            </p>
            <Button class="toast__undo" on_click=undo>
                "Undo"
            </Button>
            <IconButton icon=IconName::Close label="Dismiss" class="xbtn" on_click=Callback::new(move |()| leave()) />
        }
    };
    view! {
        <div class="toasts" role="status">
            {drawn(move || {
                console
                    .acts
                    .undo
                    .get()
                    .map(|undo| view! { <div class="toast">{draw(undo)}</div> }.into_any())
                    .into_any()
            })}
        </div>
    }
}
