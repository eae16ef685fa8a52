//! A link of the navigation.

use super::icon::{Icon, IconName};
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// The link. `on_go` takes the place of a plain click; one that opens a tab or window is the browser's own.
#[component]
pub fn NavLink(
    href: String,
    icon: IconName,
    #[prop(into)] current: Signal<bool>,
    on_go: Callback<()>,
    children: Children,
) -> impl IntoView {
    let go = move |event: MouseEvent| {
        if event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            on_go.run(());
        }
    };
    view! {
        <a class="nav__link" href=href aria-current=move || current.get().then_some("page") on:click=go>
            <Icon name=icon />
            {children()}
        </a>
    }
}
