//! What the server created otherwise than it was asked for.

use crate::console::use_app;
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::drawn::drawn;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use influxdb2::authorization::Status;
use influxdb2::lost;
use leptos::prelude::*;

/// The differences, and a way to make the token stop working. Its secret is shown all the same: it is the only copy.
#[component]
pub fn Otherwise() -> impl IntoView {
    let app = use_app();
    let told = Memo::new(move |_| {
        app.reveal.with(|reveal| {
            let created = reveal.as_ref()?.created();
            let told: Vec<String> = created.deviations.iter().map(lost::deviation).collect();
            let active = created.authorization.status == Status::Active;
            (!told.is_empty()).then_some((told.join(" "), active))
        })
    });
    let failed = RwSignal::new(None::<String>);
    let deactivate = Callback::new(move |()| app.deactivate_revealed(failed));
    move || {
        let (text, active) = told.get()?;
        let actions = move || {
            active
                .then(|| {
                    view! {
                        <Button size=ButtonSize::Small tone=Tone::Danger on_click=deactivate>
                            "Deactivate this token"
                        </Button>
                    }
                })
                .into_any()
        };
        Some(view! {
            <Notice
                tone=NoticeTone::Danger
                role=NoticeRole::Alert
                title=Some("The server created another token than you asked for".to_owned())
                actions
            >
                {text}
                {(!active).then_some(" It is inactive.")}
                {drawn(move || failed.get().map(|why| format!(" It was not deactivated: {why}")))}
            </Notice>
        })
    }
}
