//! The navigation. What is not built is not in it.

use crate::console::use_console;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use influxdb2::route::Route;
use leptos::prelude::*;

/// Links to the screens.
#[component]
pub fn Nav() -> impl IntoView {
    let console = use_console();
    let count =
        move || console.tokens.with(|tokens| tokens.ready().map(|listing| console_core::text::number(listing.len())));
    view! {
        <nav class="nav" aria-label="Main">
            <ul class="nav__list">
                <li>
                    <NavLink to=Route::Tokens icon=IconName::Key>
                        <span>"Tokens"</span>
                        {drawn(move || count().map(|count| view! { <span class="nav__count">{count}</span> }))}
                    </NavLink>
                </li>
                <li>
                    <NavLink to=Route::NewToken icon=IconName::Plus>
                        <span>"New" <span class="only-wide">" token"</span></span>
                    </NavLink>
                </li>
                // On phones it is in the bar, because a form leaves no room for this one.
                <li class="nav__help">
                    <button
                        type="button"
                        class="nav__link nav__btn"
                        aria-haspopup="dialog"
                        on:click=move |_| console.help.set(true)
                    >
                        <Icon name=IconName::Info />
                        <span>"Help"</span>
                        <kbd class="nav__count" aria-hidden="true">
                            "?"
                        </kbd>
                    </button>
                </li>
            </ul>
        </nav>
    }
}

#[component]
fn NavLink(to: Route, icon: IconName, children: Children) -> impl IntoView {
    let console = use_console();
    let href = to.href();
    let target = to.clone();
    let current = move || {
        let here = console.history.route();
        (here == target || here.shows_list() && target == Route::Tokens).then_some("page")
    };
    let go = move |event: leptos::ev::MouseEvent| {
        // A click that opens a tab or window is the browser's own.
        if event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            console.history.go(to.clone());
        }
    };
    view! {
        <a class="nav__link" href=href aria-current=current on:click=go>
            <Icon name=icon />
            {children()}
        </a>
    }
}
