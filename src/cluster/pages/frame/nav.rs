//! The navigation. What is not built is not in it.

use crate::cluster::console::use_console;
use crate::shared::frame::NavHelp;
use crate::ui::drawn::drawn;
use crate::ui::icon::IconName;
use crate::ui::nav_link::NavLink;
use console_core::text::number;
use database::route::Route;
use leptos::prelude::*;

/// Links to the screens.
#[component]
pub fn Nav(api: bool) -> impl IntoView {
    let console = use_console();
    let count = move || console.tokens.with(|tokens| tokens.ready().map(|listing| number(listing.len())));
    view! {
        <nav class="nav" aria-label="Main">
            <ul class="nav__list">
                {api
                    .then(|| {
                        view! {
                            <li>
                                <ToPlace to=Route::Tokens icon=IconName::Key>
                                    <span>"Tokens"</span>
                                    {drawn(move || {
                                        count().map(|count| view! { <span class="nav__count">{count}</span> })
                                    })}
                                </ToPlace>
                            </li>
                        }
                    })}
                <li>
                    <ToPlace to=Route::NewToken icon=if api { IconName::Plus } else { IconName::Prompt }>
                        {if api {
                            view! { <span>"New" <span class="only-wide">" token"</span></span> }.into_any()
                        } else {
                            view! { <span>"Commands"</span> }.into_any()
                        }}
                    </ToPlace>
                </li>
                <NavHelp help=console.help />
            </ul>
        </nav>
    }
}

#[component]
fn ToPlace(to: Route, icon: IconName, children: Children) -> impl IntoView {
    let console = use_console();
    let href = to.href();
    let target = to.clone();
    let current = Signal::derive(move || {
        let here = console.history.route();
        here == target || here.shows_list() && target == Route::Tokens
    });
    let go = Callback::new(move |()| console.history.go(to.clone()));
    view! {
        <NavLink href icon current on_go=go>
            {children()}
        </NavLink>
    }
}
