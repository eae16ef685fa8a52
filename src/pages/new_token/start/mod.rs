//! Where a form can start from: a preset, a pasted text, or a token that exists.

mod clone;
mod from_link;
mod offer;

use super::form::use_form;
use super::paste::Paste;
use crate::console::use_console;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::live::use_announcer;
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::toolbar::Toolbar;
use clone::CloneChooser;
pub use from_link::FromLink;
use influxdb2::draft::{Draft, Origin, Preset, PresetState};
use influxdb2::session::Session;
use leptos::prelude::*;
pub use offer::Offer;
use std::sync::Arc;

/// The ways to start, in one line.
#[component]
pub fn Start() -> impl IntoView {
    let form = use_form();
    // A form that was filled elsewhere opens at what it was filled with.
    Effect::new(move |_| {
        let first = form.with_untracked(|draft| {
            let copied = matches!(draft.origin, Some(Origin::Copy { .. }));
            draft.selection.types().next().cloned().filter(|_| copied)
        });
        if let Some(resource) = first {
            form.resource.set(resource);
        }
    });
    view! {
        <section class="start" aria-labelledby="start-heading">
            <h2 class="field__label" id="start-heading">
                "Start from"
            </h2>
            <Toolbar labelled_by="start-heading" class="presets">
                {Preset::ALL.into_iter().map(|preset| view! { <Chip preset /> }).collect_view()}
                <More />
            </Toolbar>
            <div class="start__acts">
                <Paste />
                <CloneChooser />
            </div>
        </section>
    }
}

fn why_id(preset: Preset) -> String {
    format!("blocked-preset-{}", preset as u8)
}

/// Fills the form from a preset, unless the credential is known not to grant it.
fn choose(preset: Preset, session: &Arc<Session>) -> Callback<()> {
    let form = use_form();
    let console = use_console();
    let announcer = use_announcer();
    let session = Arc::clone(session);
    Callback::new(move |()| {
        if let Some(reason) = preset.blocked(&session) {
            announcer.alert(format!("{}: {reason}", preset.title()));
            return;
        }
        let mut draft = form.with_untracked(Draft::clone);
        draft.start_from(preset, &session);
        console.fill(draft);
        form.problem.set(None);
        form.only_chosen.set(false);
        form.filter.set(String::new());
        form.resource.set(preset.opens());
        form.panes.set(preset == Preset::ReadWriteBuckets);
    })
}

/// One preset. A form that has left its preset shows that on the chip. Where the line is short, the style keeps the
/// narrow ones and the one that is chosen; all are in the menu.
#[component]
fn Chip(preset: Preset) -> impl IntoView {
    let form = use_form();
    let state = Memo::new(move |_| form.with(|draft| draft.preset_state(preset)));
    let session = form.session();
    let reason = preset.blocked(&session);
    let choose = choose(preset, &session);
    view! {
        <button
            type="button"
            class=format!("preset preset--{}", preset as u8)
            aria-pressed=move || match state.get() {
                PresetState::Off => "false",
                PresetState::AsGiven => "true",
                PresetState::Changed => "mixed",
            }
            aria-disabled=reason.map(|_| "true")
            aria-describedby=reason.map(|_| why_id(preset))
            title=reason
            on:click=move |_| choose.run(())
        >
            {reason.map(|_| view! { <Icon name=IconName::Lock size=IconSize::Small /> })}
            {preset.title()}
            {drawn(move || (state.get() == PresetState::Changed).then(|| view! { " " <span class="preset__note">"changed"</span> }))}
        </button>
        {reason
            .map(|reason| view! { <span class="vh" id=why_id(preset)>{format!("{}: {reason}", preset.title())}</span> })}
    }
}

/// All presets in a menu, with the reason why one can't be chosen.
#[component]
fn More() -> impl IntoView {
    let form = use_form();
    let session = form.session();
    let items: Vec<MenuEntry> = Preset::ALL
        .into_iter()
        .map(|preset| {
            let item = MenuItem::new(preset.title(), choose(preset, &session));
            MenuEntry::Item(match preset.blocked(&session) {
                Some(reason) => item.blocked(reason),
                None => item,
            })
        })
        .collect();
    view! {
        <div class="presets__more">
            <MenuButton
                class="preset"
                face=move || view! {
                    "More"
                    <Icon name=IconName::ChevronDown size=IconSize::Small />
                }
                entries=Signal::stored(items)
            />
        </div>
    }
}
