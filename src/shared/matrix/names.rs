//! What can be done with names that were pasted over a matrix.

use crate::ui::button::{Button, Tone};
use crate::ui::live::use_announcer;
use crate::ui::untrusted::Untrusted;
use console_core::matrix::Action;
use console_core::text::number;
use leptos::prelude::*;

/// How many names of a group are listed.
pub const LISTED: usize = 30;

/// The first names of a group, and how many there are of `all` beyond them.
#[component]
pub fn ListedNames(names: Vec<String>, all: usize) -> impl IntoView {
    let more = all.saturating_sub(LISTED);
    let name = |name| view! { <li><Untrusted text=name limit=80 /></li> };
    view! {
        <ul class="preview__names">
            {names.into_iter().take(LISTED).map(name).collect_view()}
            {(more > 0).then(|| view! { <li>{format!("and {} more", number(more))}</li> })}
        </ul>
    }
}

/// The buttons that use what was found: `count` objects, which `one` and `many` call. `tick` ticks them, or takes ticks off.
#[component]
pub fn TickNames(
    #[prop(into)] count: Signal<usize>,
    one: String,
    many: String,
    tick: Callback<(&'static [Action], bool)>,
) -> impl IntoView {
    let done = RwSignal::new(None::<String>);
    let announcer = use_announcer();
    let words = StoredValue::new((one, many));
    let act = move |actions: &'static [Action], on: bool, word: &str| {
        tick.run((actions, on));
        let count = count.get_untracked();
        let said = words
            .with_value(|(one, many)| format!("{word} {} {}.", number(count), if count == 1 { one } else { many }));
        announcer.say(said.clone());
        done.set(Some(said));
    };
    let blocked = Signal::derive(move || (count.get() == 0).then(|| "None of the names was found yet.".to_owned()));
    // What was done speaks of the list as it was then.
    Effect::new(move |_| {
        count.track();
        done.set(None);
    });
    let with_count = move |word: &'static str| move || format!("{word} ({})", number(count.get()));
    view! {
        <div class="preview__acts">
            <Button blocked on_click=Callback::new(move |()| act(&[Action::Read], true, "Read ticked on"))>
                {with_count("Tick Read")}
            </Button>
            <Button blocked on_click=Callback::new(move |()| act(&[Action::Write], true, "Write ticked on"))>
                {with_count("Tick Write")}
            </Button>
            <Button tone=Tone::Quiet blocked on_click=Callback::new(move |()| act(&Action::BOTH, false, "Ticks taken off"))>
                "Remove ticks"
            </Button>
            <span class="preview__done">{done}</span>
        </div>
    }
}
