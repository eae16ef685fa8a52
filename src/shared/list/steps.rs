//! Where an open token stands in the list, and the way to its neighbours.

use super::Found;
use crate::ui::button::IconButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use console_core::text::number;
use leptos::prelude::*;

/// The bar over an open token. `place` is its place in the table; `on_step` opens the token at another one.
#[component]
pub fn Steps(
    place: Signal<Option<u32>>,
    found: Found,
    on_step: Callback<u32>,
    on_close: Callback<()>,
) -> impl IntoView {
    let position = move || {
        let place = place.get()?;
        found.with(|found| {
            let found = found.as_ref()?;
            Some((found.iter().position(|at| *at == place)?, found.len()))
        })
    };
    let words = move || match position() {
        Some((at, all)) => format!("{} of {}", number(at + 1), number(all)),
        None => String::new(),
    };
    let step = move |by: isize| {
        let next = untrack(position).and_then(|(at, _)| at.checked_add_signed(by));
        if let Some(place) = next.and_then(|at| found.with_untracked(|found| found.as_ref()?.get(at).copied())) {
            on_step.run(place);
        }
    };
    view! {
        <div class="drawer__bar">
            <span class="mute">{drawn(words)}</span>
            <span class="drawer__steps">
                <IconButton icon=IconName::ArrowUp label="Token above" on_click=Callback::new(move |()| step(-1)) />
                <IconButton icon=IconName::ArrowDown label="Token below" on_click=Callback::new(move |()| step(1)) />
                <IconButton icon=IconName::Close label="Close details" on_click=on_close />
            </span>
        </div>
    }
}
