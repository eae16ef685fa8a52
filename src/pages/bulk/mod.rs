//! Many tokens at once: choosing them in the list, the plan, the run with a result for each, and the way back.

mod bar;
pub mod keys;
mod plan;
mod run;
mod select;
mod table;
mod words;

pub use bar::BulkBar;
pub use select::{HeadBox, RowBox};

use crate::console::{Console, Work, use_console};
use crate::shell::{leave, page};
use crate::ui::dialog::{Closing, Dialog, DialogRole, DialogWidth};
use crate::ui::landmark::HEADING;
use influxdb2::bulk::Run;
use leptos::prelude::*;

/// The plan and the run.
#[component]
pub fn BulkDialogs() -> impl IntoView {
    let console = use_console();
    let bulk = console.bulk;
    let busy = Memo::new(move |_| of_work(console, |work| !work.rests()));
    leave::ask_before_leaving(busy.into());
    // Whoever wants to go while it works is shown what they stopped.
    let leave_run =
        Callback::new(
            move |()| {
                if busy.get_untracked() { console.command_bulk(Run::pause) } else { console.close_bulk() }
            },
        );
    // The bar from which it began may be gone with the choice.
    let home = Callback::new(move |()| {
        if bulk.chosen.with_untracked(std::collections::BTreeSet::is_empty) {
            request_animation_frame(|| page::focus(HEADING));
        }
    });
    let question = Signal::derive(move || bulk.asked().map(words::question).unwrap_or_default());
    let lead = move || bulk.asked().map(words::effect).into_any();
    let forget = Callback::new(move |()| bulk.work.set(None));
    view! {
        <Dialog
            open=Signal::derive(move || bulk.asked().is_some())
            title=question
            role=DialogRole::Alert
            width=DialogWidth::Wide
            on_close_request=forget
            lead
            foot=move || plan::foot(console)
        >
            {plan::body(console)}
        </Dialog>
        <Dialog
            open=Signal::derive(move || of_work(console, |_| true))
            title=Signal::derive(move || of_work(console, words::title))
            width=DialogWidth::Wide
            closing=Closing::Guarded
            on_close_request=leave_run
            on_closed=home
            foot=move || run::foot(console)
        >
            {run::body(console, busy)}
        </Dialog>
    }
}

/// Looks at the run.
fn of_work<T: Default>(console: Console, look: impl FnOnce(&Work) -> T) -> T {
    console.bulk.work.with(|work| work.as_ref().filter(|work| !work.planned).map(look).unwrap_or_default())
}
