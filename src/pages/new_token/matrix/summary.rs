//! What is chosen, below the matrix, whatever type is looked at.

use crate::console::use_console;
use crate::pages::new_token::form::use_form;
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::tile::{Right, Tile};
use console_core::text::number;
use influxdb2::coverage::Knowledge;
use influxdb2::draft::Draft;
use influxdb2::permission::{Action, ResourceType};
use influxdb2::selection::Reach;
use leptos::prelude::*;

/// Counts by type, and what clears or narrows the view.
#[component]
pub fn Summary() -> impl IntoView {
    let form = use_form();
    let chosen = move || form.permissions.with(|permissions| permissions.len());
    let types = move || form.with(|draft| draft.selection.types().cloned().collect::<Vec<_>>());
    let part = move |resource: ResourceType| {
        let count = |action: Action| {
            form.with(|draft| match draft.selection.reach(&resource, action) {
                Reach::These => Some(draft.selection.ticked(&resource, action)).filter(|n| *n > 0).map(number),
                Reach::Org => Some("all".to_owned()),
                Reach::Everywhere => Some("all, everywhere".to_owned()),
            })
        };
        let tile = |action, right| {
            count(action).map(|count| {
                view! {
                    <span class="sum__n">
                        <Tile right />
                        " "
                        {count}
                    </span>
                }
            })
        };
        view! {
            <span class="sum">
                {resource.title().to_owned()} " " {tile(Action::Read, Right::Read)} " " {tile(Action::Write, Right::Write)}
            </span>
        }
    };
    view! {
        <div class="matrix__foot">
            <span class="sum" role="status">
                <b>{move || number(chosen())} " chosen"</b>
            </span>
            {move || types().into_iter().map(part).collect_view()}
            {move || {
                (chosen() > 0)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn btn--quiet btn--sm"
                                aria-pressed=move || form.only_chosen.get().to_string()
                                on:click=move |_| form.only_chosen.update(|only| *only = !*only)
                            >
                                "Show only chosen"
                            </button>
                            <Button
                                tone=Tone::Quiet
                                size=ButtonSize::Small
                                on_click=Callback::new(move |()| {
                                    form.only_chosen.set(false);
                                    form.update(Draft::clear);
                                })
                            >
                                "Clear"
                            </Button>
                        }
                    })
            }}
            <Legend />
        </div>
    }
}

/// What the signs mean that are in the matrix now.
#[component]
fn Legend() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let included = move || {
        form.with(|draft| {
            let wide = |resource: &ResourceType| {
                Action::BOTH.iter().any(|action| draft.selection.reach(resource, *action) != Reach::These)
            };
            draft.selection.types().any(wide)
        })
    };
    let barred = move || console.known.with(Knowledge::refuses_any);
    let sign = |class: &'static str, checked: bool| {
        view! { <input type="checkbox" class=class checked=checked disabled aria-hidden="true" tabindex="-1" /> }
    };
    view! {
        <span class="legend">
            {move || included().then(|| view! { <span>{sign("tick tick--r tick--inh", true)} "included by all"</span> })}
            {move || barred().then(|| view! { <span>{sign("tick tick--no", false)} "cannot grant"</span> })}
        </span>
    }
}
