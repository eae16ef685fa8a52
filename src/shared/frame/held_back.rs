//! Why somebody is still here who wanted to go.

use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use leptos::prelude::*;

/// What holds one back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The fact. It tells one kind of hold from another.
    pub title: &'static str,
    /// The reason, and what to do.
    pub text: String,
    /// Whether that is from going out.
    pub out: bool,
}

impl Hold {
    /// A create is under way, which may bring the only copy of a secret.
    pub fn creating() -> Self {
        Self {
            title: "You are still signed in",
            text: "A token is being created, and its secret comes with the answer. Sign out when the answer is here."
                .to_owned(),
            out: true,
        }
    }
}

/// Said where somebody wanted to go, as long as that is so.
pub fn held_back(hold: impl Fn() -> Option<Hold> + Send + 'static) -> impl IntoView {
    move || {
        hold().map(|Hold { title, text, .. }| {
            view! {
                <Notice look=NoticeLook::Line tone=NoticeTone::Warn role=NoticeRole::Alert title=title.to_owned()>
                    {text}
                </Notice>
            }
        })
    }
}
