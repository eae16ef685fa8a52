//! What is ticked, below the matrix, whatever type is looked at: one line.

use super::line::PERMISSIONS;
use crate::console::use_console;
use crate::pages::new_token::form::{Form, use_form};
use crate::shell::page;
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::tile::{Right, Tile, Tiles};
use console_core::text::foreign::spelled_out;
use console_core::text::number;
use influxdb2::coverage::Knowledge;
use influxdb2::draft::Draft;
use influxdb2::permission::{Action, ResourceType, Whole};
use influxdb2::selection::Reach;
use leptos::prelude::*;

/// Counts by type as far as they fit, or one line for everything, and what clears or narrows the view.
#[component]
pub fn Summary() -> impl IntoView {
    let form = use_form();
    let count = move || form.permissions.with(|permissions| permissions.len());
    let org_name = spelled_out(&form.session().org.name);
    view! {
        <div class="matrix__foot">
            {drawn(move || match form.whole.get() {
                Some(whole) => view! { <Everything whole org_name=org_name.clone() /> }.into_any(),
                None => view! { <Counts /> }.into_any(),
            })}
            <Legend />
            {drawn(move || (count() > 0 || form.only_chosen.get()).then(|| view! { <Acts /> }))}
        </div>
    }
}

#[component]
fn Everything(whole: Whole, org_name: String) -> impl IntoView {
    view! {
        <span class="sums">
            <span class="sum">
                <Tiles rights=vec![Right::Read, Right::Write] />
                <b>{whole.title(&org_name)}</b>
            </span>
        </span>
    }
}

/// The number of permissions, and how many of each type. What does not fit is left out: the types above say it too.
#[component]
fn Counts() -> impl IntoView {
    let form = use_form();
    let count = move || form.permissions.with(|permissions| permissions.len());
    let types = move || form.with(|draft| draft.selection.types().cloned().collect::<Vec<_>>());
    view! {
        <span class="sums">
            <b class="sum">{drawn(move || number(count()))} " ticked"</b>
            {drawn(move || types().into_iter().map(|resource| of_type(form, &resource)).collect_view())}
        </span>
    }
}

fn of_type(form: Form, resource: &ResourceType) -> impl IntoView + use<> {
    let count = |action: Action| {
        form.with(|draft| match draft.selection.reach(resource, action) {
            Reach::These => Some(draft.selection.ticked(resource, action)).filter(|n| *n > 0).map(number),
            Reach::Org => Some("all".to_owned()),
            Reach::Everywhere => Some("everywhere".to_owned()),
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
}

#[component]
fn Acts() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let clear = Callback::new(move |()| {
        form.only_chosen.set(false);
        let mut draft = form.with_untracked(Draft::clone);
        draft.clear();
        console.fill(draft);
        // The button is gone; the way back stands beside the heading.
        page::focus(PERMISSIONS);
    });
    view! {
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
            {drawn(move || included().then(|| view! { <span>{sign("tick tick--r tick--inh", true)} "included"</span> }))}
            {drawn(move || barred().then(|| view! { <span>{sign("tick tick--no", false)} "cannot grant"</span> }))}
        </span>
    }
}
