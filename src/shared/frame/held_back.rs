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
    /// That the result of some work would be told to nobody.
    pub const WORK: &str = "Work is still under way here";

    /// A create is under way, which may bring the only copy of a secret.
    pub fn creating() -> Self {
        Self {
            title: "You are still signed in",
            text: "A token is being created, and its secret comes with the answer. Sign out when the answer is here."
                .to_owned(),
        }
    }

    /// Work whose result is told here: a run that is not at its end, in a sentence, or a change. Who does `again` what they
    /// wanted goes without it.
    pub fn work(open_run: Option<String>, is_changing: bool, again: &str) -> Option<Self> {
        let text = match open_run {
            Some(told) => format!("{told} Bring that to its end first, or {again} to leave what is open as it is."),
            None if is_changing => {
                format!(
                    "A change is on its way, and its result is told here. Wait for it, or {again} to go without it."
                )
            }
            None => return None,
        };
        Some(Self { title: Self::WORK, text })
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
