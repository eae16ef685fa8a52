//! The way back from the last change, until it is taken or dismissed.

use crate::cluster::console::use_console;
use crate::cluster::pages::token::TOKEN;
use crate::shell::page;
use crate::ui::button::{Button, IconButton};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::landmark::HEADING;
use leptos::prelude::*;

/// The toast.
#[component]
pub fn UndoToast() -> impl IntoView {
    let console = use_console();
    // The toast goes, so the focus goes to what one was looking at.
    let leave = move || page::focus_first(&[&format!("#{TOKEN}"), &format!("#{HEADING}")]);
    let undo = Callback::new(move |()| {
        leave();
        console.undo_change();
    });
    let dismiss = Callback::new(move |()| {
        leave();
        console.changes.undo.set(None);
    });
    let draw = move || {
        view! {
            <div class="toast">
                <p class="toast__text">"Token changed. Programs get the new grants at once; the secret is the same."</p>
                <Button class="toast__undo" on_click=undo>
                    "Undo"
                </Button>
                <IconButton icon=IconName::Close label="Dismiss" class="xbtn" on_click=dismiss />
            </div>
        }
    };
    view! {
        <div class="toasts" role="status">
            {drawn(move || console.changes.can_undo().then(draw))}
        </div>
    }
}
