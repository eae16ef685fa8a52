//! Where a form can start from: a preset, a pasted text, or a token that exists.

mod clone;
mod from_link;

use super::form::use_form;
use super::matrix::Panes;
use super::paste::Paste;
use crate::console::use_console;
use crate::ui::button::LinkButton;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeLook, NoticeRole};
use clone::CloneChooser;
use console_core::text::number;
use influxdb2::draft::{Draft, Origin, Preset, PresetState};
use influxdb2::permission::ResourceType;
use leptos::prelude::*;

pub use from_link::FromLink;

/// The ways to start.
#[component]
pub fn Start() -> impl IntoView {
    let form = use_form();
    let chosen = Memo::new(move |_| {
        form.with(|draft| match draft.origin {
            Some(Origin::Preset { preset, .. }) => Some(preset),
            _ => None,
        })
    });
    let session = form.session();
    let blocked = Preset::ALL
        .into_iter()
        .filter_map(|preset| {
            let reason = preset.blocked(&session)?;
            Some(view! { <p class="start__why" id=why_id(preset)>{format!("{}: {reason}", preset.title())}</p> })
        })
        .collect_view();
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
        <div class="start">
            <div class="startline">
                <h2 class="field__label" id="start-heading">
                    "Start from"
                </h2>
                <Paste />
                <CloneChooser />
            </div>
            <div class="presets" role="group" aria-labelledby="start-heading">
                {Preset::ALL.into_iter().map(|preset| view! { <Chip preset /> }).collect_view()}
            </div>
            {blocked}
            <NextStep chosen />
            <Replaced />
            {move || (chosen.get() == Some(Preset::ReadWriteBuckets)).then(|| view! { <Panes /> })}
        </div>
    }
}

fn why_id(preset: Preset) -> String {
    format!("blocked-preset-{}", preset as u8)
}

/// One preset. A form that has left its preset shows that on the chip.
#[component]
fn Chip(preset: Preset) -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let announcer = use_announcer();
    let state = Memo::new(move |_| form.with(|draft| draft.preset_state(preset)));
    let session = form.session();
    let reason = preset.blocked(&session);
    let choose = move |_| {
        if let Some(reason) = reason {
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
    };
    view! {
        <button
            type="button"
            class="preset"
            aria-pressed=move || match state.get() {
                PresetState::Off => "false",
                PresetState::AsGiven => "true",
                PresetState::Changed => "mixed",
            }
            aria-disabled=reason.map(|_| "true")
            aria-describedby=reason.map(|_| why_id(preset))
            on:click=choose
        >
            {reason.map(|_| view! { <Icon name=IconName::Lock size=IconSize::Small /> })}
            {preset.title()}
            {move || (state.get() == PresetState::Changed).then(|| view! { " " <span class="preset__note">"changed"</span> })}
        </button>
    }
}

/// What to do after a preset, or what it means.
#[component]
fn NextStep(chosen: Memo<Option<Preset>>) -> impl IntoView {
    let form = use_form();
    view! {
        <div role="status">
            {move || {
                let preset = chosen.get()?;
                let step = preset.next_step()?;
                let open = (preset == Preset::TelegrafWriter)
                    .then(|| {
                        let open = Callback::new(move |()| form.resource.set(ResourceType::Telegrafs));
                        view! { " " <LinkButton on_click=open>"Open Telegraf configs"</LinkButton> }
                    });
                Some(view! { <p class="start__next">{step} {open}</p> })
            }}
        </div>
    }
}

/// The way back to what was ticked before a preset or a copy took its place.
#[component]
fn Replaced() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let org = form.session().org.id;
    let count = Memo::new(move |_| {
        console.replaced.with(|before| before.as_ref().filter(|d| d.org == org).map(|d| d.permissions().len()))
    });
    let actions = move || {
        let back = Callback::new(move |()| console.put_back());
        let drop = Callback::new(move |()| console.replaced.set(None));
        view! {
            <LinkButton on_click=back>"Put back what was there"</LinkButton>
            " "
            <LinkButton on_click=drop>"Leave it"</LinkButton>
        }
        .into_any()
    };
    move || {
        count.get().map(|count| {
            let what = match count {
                0 => "What you had typed before gave way to this.".to_owned(),
                1 => "The permission that you had chosen before gave way to this.".to_owned(),
                count => format!("The {} permissions that you had chosen before gave way to this.", number(count)),
            };
            view! {
                <Notice role=NoticeRole::Status look=NoticeLook::Line actions>
                    {what}
                </Notice>
            }
        })
    }
}
