//! The navigation. What is not built is not in it.

use crate::console::use_console;
use crate::shared::frame::{NavHelp, ToPlace};
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use influxdb2::route::{Route, V1Place};
use leptos::prelude::*;

const V1: Route = Route::V1Credentials(V1Place::List);

/// Links to the screens.
#[component]
pub fn Nav() -> impl IntoView {
    let console = use_console();
    let history = console.history;
    let count =
        move || console.tokens.with(|tokens| tokens.ready().map(|listing| console_core::text::number(listing.len())));
    view! {
        <nav class="nav" aria-label="Main">
            <ul class="nav__list">
                <li>
                    <ToPlace history to=Route::Tokens href=Route::Tokens.href() icon=IconName::Key>
                        <span>"Tokens"</span>
                        {drawn(move || count().map(|count| view! { <span class="nav__count">{count}</span> }))}
                    </ToPlace>
                </li>
                <li>
                    <ToPlace history to=Route::NewToken href=Route::NewToken.href() icon=IconName::Plus>
                        <span>"New" <span class="only-wide">" token"</span></span>
                    </ToPlace>
                </li>
                <li>
                    <ToPlace history to=Route::Owners href=Route::Owners.href() icon=IconName::User>
                        <span>"Owners"</span>
                    </ToPlace>
                </li>
                <li>
                    <ToPlace history to=V1 href=V1.href() icon=IconName::Server>
                        <span>"1.x" <span class="only-wide">" credentials"</span></span>
                    </ToPlace>
                </li>
                <NavHelp help=console.help />
            </ul>
        </nav>
    }
}
