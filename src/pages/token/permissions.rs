//! All permissions of the token, by type. They are fixed since it was created.

use super::Open;
use crate::console::use_console;
use crate::pages::tokens::AllGrants;
use crate::ui::button::{Button, ButtonSize};
use crate::ui::icon::IconName;
use console_core::text::number;
use influxdb2::route::Route;
use leptos::prelude::*;

/// The section.
#[component]
pub fn Permissions(open: Open) -> impl IntoView {
    let console = use_console();
    let id = open.row.id;
    let place = open.listing.place_of(id)?;
    let count = open.listing.permission_count(id);
    let word = if count == 1 { "permission" } else { "permissions" };
    let others: Vec<String> = open.listing.others(id).iter().map(ToString::to_string).collect();
    let clone = Callback::new(move |()| {
        console.clone_token(id);
        console.history.go(Route::NewToken);
    });
    let replace = Callback::new(move |()| console.replace_token(id));
    Some(view! {
        <section class="drawer__section" aria-labelledby="token-permissions">
            <h3 class="drawer__h" id="token-permissions">
                "Permissions"
            </h3>
            <p class="mute">
                {format!("{} {word}, fixed since creation. To change them, or the secret, replace the token: another one takes its place, and this one works until you switch it off.", number(count))}
            </p>
            <AllGrants listing=open.listing place />
            {(!others.is_empty())
                .then(|| {
                    view! {
                        <p>
                            "With actions that this console does not know: " <span class="mono">{others.join(", ")}</span>
                            ". Clone, Replace and the texts below leave them out."
                        </p>
                    }
                })}
            <p class="drawer__line">
                <Button size=ButtonSize::Small icon=IconName::Clone on_click=clone>
                    "Clone"
                </Button>
                <Button size=ButtonSize::Small icon=IconName::Refresh on_click=replace>
                    "Replace"
                </Button>
            </p>
        </section>
    })
}
