//! Why signing out did not happen.

use crate::ui::notice::{Notice, NoticeLook, NoticeRole, NoticeTone};
use leptos::prelude::*;

/// Said where somebody wanted to sign out while a create is under way, until its answer is there.
#[component]
pub fn HeldBack(#[prop(into)] held: Signal<bool>) -> impl IntoView {
    move || {
        held.get().then(|| {
            view! {
                <Notice
                    look=NoticeLook::Line
                    tone=NoticeTone::Warn
                    role=NoticeRole::Alert
                    title="You are still signed in"
                >
                    "A token is being created, and its secret comes with the answer. Sign out when the answer is here."
                </Notice>
            }
        })
    }
}
