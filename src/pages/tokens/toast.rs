//! The way back from the last change, until it is taken or dismissed.

use crate::console::{Act, Undo, use_console};
use crate::pages::token::TOKEN;
use crate::shell::page;
use crate::ui::button::{Button, IconButton};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::landmark::HEADING;
use crate::ui::live::use_announcer;
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use influxdb2::Id;
use leptos::prelude::*;

/// The toast.
#[component]
pub fn UndoToast() -> impl IntoView {
    let console = use_console();
    // The toast goes, so the focus goes to what one was looking at.
    let leave = move || page::focus_first(&[&format!("#{TOKEN}"), &format!("#{HEADING}")]);
    let announcer = use_announcer();
    let taken_back = RwSignal::new(None::<(Id, String)>);
    // What went wrong is said at the token.
    Effect::new(move |_| {
        if let Some((id, name)) = taken_back.get()
            && console.acts.of(id) == Some(Act::Done)
        {
            taken_back.set(None);
            announcer.say(format!("{} is as before.", spelled_out(&name)));
        }
    });
    let draw = move |Undo { left, done, .. }: Undo| {
        let name = left.called();
        let effect = if done.stops() { " It stopped working at once." } else { "" };
        let token = (left.id, name.clone());
        let undo = Callback::new(move |()| {
            leave();
            console.take_back();
            taken_back.set(Some(token.clone()));
        });
        let dismiss = Callback::new(move |()| {
            leave();
            console.acts.undo.set(None);
        });
        view! {
            <p class="toast__text">
                {done.words()} " " <b><Untrusted text=name limit=80 /></b> "." {effect}
            </p>
            <Button class="toast__undo" on_click=undo>
                "Undo"
            </Button>
            <IconButton icon=IconName::Close label="Dismiss" class="xbtn" on_click=dismiss />
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
