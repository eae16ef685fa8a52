//! What became of the last create, when it did not end with a secret.

use super::form::use_form;
use crate::cluster::console::Creation;
use crate::shared::create::lost::{self, AskAboutLost};
use crate::shared::create::question::Asked;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use console_core::text::foreign::spelled_out;
use database::create::DatabaseTokens;
use leptos::html;
use leptos::prelude::*;

/// The fact about a refused create.
pub const REFUSED: &str = "The server refused; no token was created";

/// The notice. It comes into view by itself: on a phone it may be far away.
#[component]
pub fn Outcome() -> impl IntoView {
    let form = use_form();
    let app = *form.console;
    let creation = form.console.creates.creation;
    let place = NodeRef::<html::Div>::new();
    let asked: Asked<DatabaseTokens> = RwSignal::new(None);
    Effect::new(move |_| {
        if creation.with(|creation| !matches!(creation, Creation::Idle | Creation::Sending)) {
            request_animation_frame(move || {
                if let Some(Some(place)) = place.try_get_untracked() {
                    let nearest = web_sys::ScrollIntoViewOptions::new();
                    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    place.scroll_into_view_with_scroll_into_view_options(&nearest);
                }
            });
        }
    });
    view! {
        <div class="review__news" node_ref=place>
            {move || match creation.get() {
                Creation::Idle | Creation::Sending => ().into_any(),
                Creation::Refused(error) => {
                    view! {
                        <Notice
                            tone=NoticeTone::Danger
                            role=NoticeRole::Alert
                            title=REFUSED
                        >
                            {spelled_out(&error.to_string())}
                        </Notice>
                    }
                        .into_any()
                }
                Creation::Unknown(lost) => lost::notice(app, &lost, asked),
            }}
        </div>
        <AskAboutLost creator=app asked />
    }
}
