//! The dialog of a run: what became of each name, and one table with all secrets, once.
//!
//! It lies over everything, like the dialog of a single secret, and is left in the same ways. Only where the session ended
//! can it be set aside, because signing in again is what it waits for; a bar at the foot of the page then leads back.

mod foot;
mod keep;
mod notices;
mod progress;
mod table;
mod words;

use crate::console::use_app;
use crate::pages::twins::Twins;
use crate::shell::{leave, page};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::dialog::{Closing, Dialog, DialogWidth};
use crate::ui::drawn::drawn;
use crate::ui::landmark::MAIN;
use foot::Foot;
use influxdb2::batch::Run;
use influxdb2::route::Route;
use keep::{Keep, Keeping};
use leptos::html;
use leptos::prelude::*;
use notices::Notices;
use progress::Progress;
use table::Table;

/// The dialog; it is there as long as there is a run.
#[component]
pub fn RunDialog() -> impl IntoView {
    let app = use_app();
    let present = Memo::new(move |_| app.run.with(Option::is_some));
    let stays = Memo::new(move |_| app.run.with(|run| run.as_ref().is_some_and(Run::must_stay)));
    leave::ask_before_leaving(stays.into());
    leave::on_leaving(move || app.run.set(None));

    let aside = RwSignal::new(false);
    let hindered = Memo::new(move |_| app.run_hindrance().is_some());
    // Signed in again where the run belongs: it comes back by itself.
    Effect::new(move |_| {
        if !hindered.get() {
            aside.set(false);
        }
    });
    let attempts = Memo::new(move |_| app.run.with(|run| run.as_ref().map_or(0, Run::attempts_to_leave)));
    let stored = NodeRef::<html::Input>::new();
    // Esc, back, another place: whoever was refused is shown where to go on.
    Effect::new(move |before: Option<usize>| {
        let now = attempts.get();
        if before.is_some_and(|before| now > before) {
            aside.set(false);
            if let Some(stored) = stored.get_untracked() {
                let _ = stored.focus();
            }
        }
        now
    });
    let close = Callback::new(move |()| {
        if let Some((org, last)) = app.close_run() {
            app.arrive_at(org, last);
            app.history.go(Route::Tokens);
        }
    });
    let keeping = Keeping::default();
    let lead = move || {
        let none = app.run.with(|run| run.as_ref().is_some_and(|run| !run.is_active() && run.tally().created == 0));
        if none {
            "There is no secret to store."
        } else if app.session_hashes() {
            "The server keeps only hashes, so nobody can show these secrets again."
        } else {
            "This console shows these secrets only once."
        }
    };
    let lead = move || lead.into_any();
    let foot = move || view! { <Foot keeping stored close /> }.into_any();
    view! {
        <Dialog
            open=Signal::derive(move || present.get() && !aside.get())
            title=Signal::derive(move || app.run.with(|run| run.as_ref().map(words::title)).unwrap_or_default())
            on_close_request=close
            lead
            foot
            width=DialogWidth::Wide
            closing=Closing::Guarded
            on_closed=Callback::new(move |()| page::focus(MAIN))
        >
            <Twins />
            <Notices aside />
            <Progress />
            <Table />
            <Keep keeping />
        </Dialog>
        {drawn(move || {
            (present.get() && aside.get())
                .then(|| {
                    view! {
                        <aside class="manybar" aria-label="A run that waits">
                            <p>
                                {move || {
                                    app.run.with(|run| run.as_ref().map(words::waits)).unwrap_or_default()
                                }}
                            </p>
                            <Button
                                tone=Tone::Default
                                size=ButtonSize::Small
                                on_click=Callback::new(move |()| aside.set(false))
                            >
                                "Back to them"
                            </Button>
                        </aside>
                    }
                })
        })}
    }
}
