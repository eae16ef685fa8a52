//! Why a dialog with a secret did not close.

use super::Keeps;
use super::field::Field;
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::create::Reveal;
use leptos::prelude::*;

/// What is heard then.
pub const WHY: &str = "Not closed: the secret is nowhere else yet, and it cannot be shown again. Copy it, or tick “I have stored this token”.";

/// What is seen then.
#[component]
pub fn Held<D: Keeps>(field: Field<D>) -> impl IntoView {
    drawn(move || {
        field.reveal.with(|reveal| reveal.as_ref().is_some_and(Reveal::was_guarded)).then(|| {
            view! {
                <Notice
                    tone=NoticeTone::Warn
                    role=NoticeRole::Status
                    title="Copy it, or tick the box"
                >
                    "Until then Esc, Back and a click outside keep this dialog open, because the secret cannot be shown again."
                </Notice>
            }
        })
    })
}
