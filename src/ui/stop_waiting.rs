//! The way out of a wait that does not come to its end.

use crate::shell::clock;
use crate::ui::button::Button;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// After how many seconds a person may want to stop waiting.
const LONG_SECONDS: u32 = 3;

/// The button. It shows up only when the wait takes a while; the hint says what happens then.
#[component]
pub fn StopWaiting(waiting: Memo<bool>, on_stop: Callback<()>, #[prop(optional)] hint: &'static str) -> impl IntoView {
    let long = RwSignal::new(false);
    Effect::new(move |_| {
        long.set(false);
        if waiting.get() {
            spawn_local(async move {
                clock::pause(LONG_SECONDS).await;
                if waiting.try_get_untracked() == Some(true) {
                    long.try_set(true);
                }
            });
        }
    });
    move || {
        (waiting.get() && long.get()).then(|| {
            view! {
                <Button class="btn--wide" on_click=on_stop>
                    "Stop waiting"
                </Button>
                {(!hint.is_empty()).then(|| view! { <p class="field__hint">{hint}</p> })}
            }
        })
    }
}
