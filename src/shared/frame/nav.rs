//! A link of the navigation to a place of the app.

use crate::shell::history::{History, Place};
use crate::ui::icon::IconName;
use crate::ui::nav_link::NavLink;
use leptos::prelude::*;

/// The link. A token that is open beside the list counts as the list, which is the place where an app begins.
#[component]
pub fn ToPlace<P: Place>(
    history: History<P>,
    to: P,
    href: String,
    icon: IconName,
    children: Children,
) -> impl IntoView {
    let target = to.clone();
    let current = Signal::derive(move || history.route().is_in(&target));
    let go = Callback::new(move |()| history.go(to.clone()));
    view! {
        <NavLink href icon current on_go=go>
            {children()}
        </NavLink>
    }
}
