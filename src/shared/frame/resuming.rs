//! What is shown while a credential that was kept for this tab is being tried.

use crate::ui::landmark::HEADING;
use crate::ui::stop_waiting::StopWaiting;
use leptos::prelude::*;

/// The wait. A server can let its answer drip for as long as it likes, so the wait can be given up.
#[component]
pub fn Resuming(on_stop: Callback<()>) -> impl IntoView {
    view! {
        <main class="boot">
            <h1 class="boot__name" id=HEADING tabindex="-1">
                "Token Console"
            </h1>
            <p class="boot__text" role="status">
                "Signing in again …"
            </p>
            <StopWaiting
                waiting=Memo::new(|_| true)
                on_stop
                hint="You come to the page for signing in. What was kept for this tab is still kept, so you can try again."
            />
        </main>
    }
}
