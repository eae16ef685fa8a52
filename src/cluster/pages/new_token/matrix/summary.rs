//! What is ticked, below the matrix: one line.

use super::HEADING;
use crate::cluster::pages::new_token::form::use_form;
use crate::shell::page;
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::tile::{Right, Tile};
use console_core::text::number;
use database::permission::Action;
use leptos::prelude::*;

/// Counts, and what clears or narrows the view.
#[component]
pub fn Summary() -> impl IntoView {
    let form = use_form();
    let of = move |action| form.with(|draft| draft.selection.ticked(action));
    let tile = move |action, right| {
        drawn(move || {
            let count = of(action);
            (count > 0).then(|| {
                view! {
                    <span class="sum__n">
                        <Tile right />
                        " "
                        {number(count)}
                    </span>
                }
            })
        })
    };
    let clear = Callback::new(move |()| {
        form.only_chosen.set(false);
        form.typed.update(std::collections::BTreeSet::clear);
        form.update(|draft| draft.selection.clear());
        page::focus(HEADING);
    });
    let acts = move || (form.count() > 0 || form.only_chosen.get()).then_some(());
    view! {
        <div class="matrix__foot">
            <span class="sums">
                <b class="sum">{drawn(move || number(form.count()))} " ticked"</b>
                {tile(Action::Read, Right::Read)}
                {tile(Action::Write, Right::Write)}
            </span>
            {drawn(move || acts().map(|()| view! {
                <span class="matrix__acts">
                    <button
                        type="button"
                        class="btn btn--quiet btn--sm"
                        aria-pressed=move || form.only_chosen.get().to_string()
                        on:click=move |_| form.only_chosen.update(|only| *only = !*only)
                    >
                        "Only ticked"
                    </button>
                    <Button tone=Tone::Quiet size=ButtonSize::Small on_click=clear>
                        "Clear"
                    </Button>
                </span>
            }))}
        </div>
    }
}
