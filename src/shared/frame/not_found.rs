//! An address that leads nowhere.

use crate::ui::landmark::HEADING;
use leptos::prelude::*;

/// Says so and shows the way back to the list at `home`.
#[component]
pub fn NotFoundPage(home: String) -> impl IntoView {
    view! {
        <div class="empty">
            <h1 class="empty__title" id=HEADING tabindex="-1">
                "There is nothing at this address"
            </h1>
            <p class="empty__text">
                <a href=home>"Go to the list of tokens"</a>
            </p>
        </div>
    }
}
