//! The line beside "Permissions": what is wrong, what was replaced, what to do next. It is always there, so nothing
//! below it moves.

use crate::console::use_console;
use crate::pages::new_token::form::use_form;
use crate::shell::page;
use crate::ui::button::LinkButton;
use crate::ui::icon::{Icon, IconName, IconSize};
use console_core::text::number;
use influxdb2::draft::{DraftProblem, Origin, Preset};
use influxdb2::permission::ResourceType;
use leptos::prelude::*;

/// The id of the heading, which takes the focus when what had it goes.
pub const PERMISSIONS: &str = "permissions-heading";

#[derive(Clone, PartialEq)]
enum Line {
    Problem(DraftProblem),
    Replaced(usize),
    Filtered,
    Panes,
    Next(Preset),
    Nothing,
}

/// The line. What matters more stands in place of what matters less.
#[component]
pub fn StatusLine() -> impl IntoView {
    let form = use_form();
    let console = use_console();
    let org = form.session().org.id;
    let line = Memo::new(move |_| {
        let replaced =
            console.replaced.with(|before| before.as_ref().filter(|d| d.org == org).map(|d| d.permissions().len()));
        let preset = form.with(|draft| match draft.origin {
            Some(Origin::Preset { preset, .. }) => Some(preset),
            _ => None,
        });
        // What is not confirmed, and who is missing, is told at its field.
        let problem = form
            .problem
            .get()
            .filter(|problem| matches!(problem, DraftProblem::NothingGranted | DraftProblem::UserNotMade));
        match (problem, replaced, preset) {
            (Some(problem), ..) => Line::Problem(problem),
            (_, Some(count), _) => Line::Replaced(count),
            _ if form.filter.with(|filter| !filter.trim().is_empty()) => Line::Filtered,
            _ if form.panes.get() => Line::Panes,
            (_, _, Some(preset)) => Line::Next(preset),
            _ => Line::Nothing,
        }
    });
    move || match line.get() {
        Line::Problem(problem) => view! {
            <p class="field__error permbox__line" role="alert">
                <Icon name=IconName::Danger size=IconSize::Small />
                <span>{problem.to_string()}</span>
            </p>
        }
        .into_any(),
        Line::Replaced(count) => view! { <Replaced count /> }.into_any(),
        Line::Filtered => {
            said("You grant what matches now; later matches are not added. Type 6 or more digits to search by id.")
        }
        Line::Panes => {
            let open = Callback::new(move |()| {
                form.panes.set(false);
                page::focus(PERMISSIONS);
            });
            view! {
                <p class="field__hint permbox__line" role="status">
                    "Tick the buckets that the token reads and writes. "
                    <LinkButton on_click=open>"Open the matrix"</LinkButton>
                </p>
            }
            .into_any()
        }
        Line::Next(preset) => {
            let open = (preset == Preset::TelegrafWriter).then(|| {
                let open = Callback::new(move |()| form.resource.set(ResourceType::Telegrafs));
                view! { <LinkButton on_click=open>"Open Telegraf configurations"</LinkButton> }
            });
            view! {
                <p class="field__hint permbox__line permbox__line--link" role="status">
                    <span>{preset.next_step()}</span>
                    {open}
                </p>
            }
            .into_any()
        }
        Line::Nothing => said("Nothing is granted until you tick it. Permissions can't be changed later."),
    }
}

fn said(text: &'static str) -> AnyView {
    view! { <p class="field__hint permbox__line">{text}</p> }.into_any()
}

/// The way back to what was ticked before a preset, a copy or Clear took its place.
#[component]
fn Replaced(count: usize) -> impl IntoView {
    let console = use_console();
    let back = Callback::new(move |()| {
        console.put_back();
        page::focus(PERMISSIONS);
    });
    let drop = Callback::new(move |()| {
        console.replaced.set(None);
        page::focus(PERMISSIONS);
    });
    let what = match count {
        0 => "What you had typed was replaced.".to_owned(),
        1 => "1 permission was taken out of the form.".to_owned(),
        count => format!("{} permissions were taken out of the form.", number(count)),
    };
    view! {
        <p class="field__hint permbox__line" role="status">
            {what}
            " "
            <LinkButton on_click=back>"Undo"</LinkButton>
            " "
            <LinkButton on_click=drop>"Dismiss"</LinkButton>
        </p>
    }
}
