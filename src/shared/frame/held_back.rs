//! Why somebody is still here who wanted to go.

use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use leptos::prelude::*;

/// What holds one back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// The fact. It tells one reason from another.
    pub title: &'static str,
    /// The reason, and what to do.
    pub text: String,
}

impl Hold {
    /// A create is under way, which may bring the only copy of a secret.
    pub fn creating() -> Self {
        Self {
            title: "You are still signed in",
            text: "A token is being created, and its secret comes with the answer. Sign out when the answer is here."
                .to_owned(),
        }
    }
}

/// Said where somebody wanted to go, as long as that is so.
pub fn held_back(hold: impl Fn() -> Option<Hold> + Send + Sync + 'static) -> impl IntoView {
    // It is an alert: what says the same as before is not announced again.
    let hold = Memo::new(move |_| hold());
    move || {
        hold.get().map(|Hold { title, text }| {
            view! {
                <Notice look=NoticeLook::Line tone=NoticeTone::Warn role=NoticeRole::Alert title=title.to_owned()>
                    {text}
                </Notice>
            }
        })
    }
}
