//! Notices: one effect each. The title is the fact, the text the reason, the actions the way out.

use crate::ui::drawn::drawn;
use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// What kind of fact a notice states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeTone {
    /// Something to know.
    #[default]
    Plain,
    /// Something that helps, with nothing to do.
    Info,
    /// Something was checked and is fine.
    Ok,
    /// An effect that may not be wanted.
    Warn,
    /// Something stops working or cannot be undone.
    Danger,
    /// Something that waits for an answer.
    Accent,
}

/// Whether its appearance is announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeRole {
    /// No: it came with the page.
    #[default]
    Static,
    /// When the reader pauses.
    Status,
    /// At once.
    Alert,
}

/// How much room it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeLook {
    /// A box.
    #[default]
    Block,
    /// One line across the page, text and actions side by side.
    Line,
}

/// One notice.
#[component]
pub fn Notice(
    #[prop(optional)] tone: NoticeTone,
    #[prop(optional)] role: NoticeRole,
    #[prop(optional)] look: NoticeLook,
    #[prop(optional, into)] title: Signal<Option<String>>,
    #[prop(optional, into)] actions: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let (tone_class, icon) = match tone {
        NoticeTone::Plain => ("", IconName::Info),
        NoticeTone::Info => (" notice--info", IconName::Info),
        NoticeTone::Ok => (" notice--ok", IconName::Check),
        NoticeTone::Warn => (" notice--warn", IconName::Warning),
        NoticeTone::Danger => (" notice--danger", IconName::Danger),
        NoticeTone::Accent => (" notice--accent", IconName::Info),
    };
    let look_class = match look {
        NoticeLook::Block => "",
        NoticeLook::Line => " notice--line",
    };
    let role = match role {
        NoticeRole::Static => None,
        NoticeRole::Status => Some("status"),
        NoticeRole::Alert => Some("alert"),
    };
    view! {
        <div class=format!("notice{tone_class}{look_class}") role=role>
            <Icon name=icon />
            <div class="notice__body">
                {drawn(move || title.get().map(|text| view! { <p class="notice__title">{text}</p> }))}
                <div>{children()}</div>
                {actions.map(|actions| view! { <div class="notice__acts">{actions.run()}</div> })}
            </div>
        </div>
    }
}
