//! The day by which somebody wants to look at the token again. It is a note in the description, and stops nothing.

use super::{Open, TOKEN};
use crate::console::{Act, Done, use_console};
use crate::shared::list::Typed;
use crate::shell::clock;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::id;
use console_core::date::Date;
use influxdb2::authorization::note::{self, Note, NoteKind};
use influxdb2::authorization::{AsShown, Change};
use leptos::prelude::*;

/// The term and what it says.
#[component]
pub fn ReviewBy(open: Open) -> impl IntoView {
    let console = use_console();
    let (token, as_shown) = (open.row.id, AsShown::of(&open.row));
    let set = note::review_by(&as_shown.description);
    let is_past = set.is_some_and(|day| clock::today().is_some_and(|today| day < today));
    let shown = set.map(|day| day.to_string()).unwrap_or_default();
    // The list may be loaded anew while somebody still chooses.
    let typed = RwSignal::new(console.list.kept(token, Typed::ReviewDay).unwrap_or_else(|| shown.clone()));
    Effect::new(move |_| {
        console.list.keep(token, Typed::ReviewDay, Some(typed.get()).filter(|typed| *typed != shown));
    });
    let busy = Signal::derive(move || console.acts.of(token) == Some(Act::Busy));
    let write = move |note: Option<Note>, done: Done| {
        // What is stored is drawn anew; the focus waits at the title meanwhile.
        id::focus(TOKEN);
        let change = Change::note(&as_shown.description, NoteKind::ReviewBy, note);
        console.change_token(token, as_shown.clone(), change, Some(done));
    };
    let (set_it, take_away) = (write.clone(), write);
    let day = move || typed.with(|typed| Date::parse(typed));
    let blocked = Signal::derive(move || match day() {
        None => Some("Choose a day first.".to_owned()),
        Some(day) if Some(day) == set => Some("This day is set already.".to_owned()),
        Some(_) => None,
    });
    let on_set = Callback::new(move |()| {
        if let Some(day) = untrack(day) {
            set_it(Some(Note::ReviewBy(day)), Done::ReviewDaySet);
        }
    });
    let on_take_away = Callback::new(move |()| take_away(None, Done::ReviewDayTaken));
    view! {
        <dt id="token-review">"Review by"</dt>
        <dd>
            <span class="drawer__line">
                <input
                    class="input"
                    type="date"
                    aria-labelledby="token-review"
                    prop:value=move || typed.get()
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <Button size=ButtonSize::Small busy blocked on_click=on_set>"Set"</Button>
                {set
                    .map(|_| {
                        view! {
                            <Button size=ButtonSize::Small busy on_click=on_take_away>
                                "Take away"
                            </Button>
                        }
                    })}
            </span>
            <small>
                {is_past.then_some("The day is past: look at what it grants, then set a new day. ")}
                "A note in the description that every admin sees. The token does not expire."
            </small>
        </dd>
    }
}
