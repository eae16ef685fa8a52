//! Buttons.
//!
//! A button that cannot be used now keeps its focus and says why: it is `aria-disabled`, not `disabled`.

use crate::ui::drawn::drawn;
use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName, IconSize};
use super::live::use_announcer;

/// What kind of act a button stands for. One screen has at most one primary button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The one thing that the screen is for.
    Primary,
    /// Anything else.
    #[default]
    Default,
    /// Without a border, for lesser acts.
    Quiet,
    /// Leads to a loss.
    Danger,
    /// Causes the loss; only inside a confirmation.
    DangerSolid,
}

/// How large a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonSize {
    /// In toolbars and heads.
    #[default]
    Medium,
    /// Inside of other parts.
    Small,
    /// The button that ends a form or a dialog.
    Large,
}

/// What a click does to the form around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Nothing.
    #[default]
    Button,
    /// Submits it.
    Submit,
}

/// A button with words on it.
///
/// While `busy` or `blocked` a click does nothing, also not to the form around it.
/// `blocked` holds the reason: the button describes itself with it, and a click has it announced.
#[component]
pub fn Button(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] size: ButtonSize,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
    #[prop(optional)] on_click: Option<Callback<()>>,
    #[prop(optional)] on_blocked: Option<Callback<()>>,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] node_ref: NodeRef<html::Button>,
    children: Children,
) -> impl IntoView {
    let announcer = use_announcer();
    let click = move |event: MouseEvent| {
        if let Some(reason) = blocked.get_untracked() {
            event.prevent_default();
            announcer.alert(reason);
            if let Some(on_blocked) = on_blocked {
                on_blocked.run(());
            }
        } else if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(());
        }
    };
    let icon_size = if size == ButtonSize::Small { IconSize::Small } else { IconSize::Medium };
    view! {
        <button
            type=match kind {
                ButtonKind::Button => "button",
                ButtonKind::Submit => "submit",
            }
            class=class_names(tone, size, class)
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || blocked.with(Option::is_some).then_some("true")
            title=blocked
            on:click=click
            node_ref=node_ref
        >
            {drawn(move || busy.get().then(|| view! { <span class="spin" aria-hidden="true"></span> }))}
            {icon.map(|name| view! { <Icon name size=icon_size /> })}
            {children()}
        </button>
    }
}

fn class_names(tone: Tone, size: ButtonSize, class: &str) -> String {
    let tone = match tone {
        Tone::Primary => " btn--primary",
        Tone::Default => "",
        Tone::Quiet => " btn--quiet",
        Tone::Danger => " btn--danger",
        Tone::DangerSolid => " btn--danger-solid",
    };
    let size = match size {
        ButtonSize::Medium => "",
        ButtonSize::Small => " btn--sm",
        ButtonSize::Large => " btn--lg",
    };
    format!("btn{tone}{size} {class}")
}

/// A button that shows only an icon; its name is in `label`. `pressed` makes it a toggle.
#[component]
pub fn IconButton(
    icon: IconName,
    #[prop(into)] label: Signal<String>,
    on_click: Callback<()>,
    #[prop(optional, into)] pressed: Signal<Option<bool>>,
    #[prop(default = "btn btn--quiet btn--icon")] class: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            aria-label=label
            aria-pressed=move || pressed.get().map(|on| if on { "true" } else { "false" })
            on:click=move |_| on_click.run(())
        >
            <Icon name=icon />
        </button>
    }
}

/// An act that reads as a link, as in the last line of a notice.
#[component]
pub fn LinkButton(on_click: Callback<()>, children: Children) -> impl IntoView {
    view! {
        <button type="button" class="link" on:click=move |_| on_click.run(())>
            {children()}
        </button>
    }
}
