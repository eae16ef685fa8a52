//! The credentials of InfluxDB 1.x: a name and a password each, for programs that speak the old API.

mod form;
mod list;
mod mapped;
mod one;
mod password;
mod said;
mod states;

use crate::console::{Console, use_console};
use crate::shell::page;
use crate::ui::drawn::drawn;
use crate::ui::landmark::HEADING;
use form::NewV1;
use influxdb2::Remote;
use influxdb2::authorization::V1Listing;
use influxdb2::route::{Route, V1Place};
use influxdb2::session::Session;
use leptos::prelude::*;
use list::V1List;
use one::V1Drawer;
use states::NeedsToken;
use std::sync::Arc;

/// The screen as a part that is loaded later.
pub fn page(session: Arc<Session>) -> AnyView {
    view! { <V1CredentialsPage session /> }.into_any()
}

/// The list with one of them beside it, or the form.
#[component]
pub fn V1CredentialsPage(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    // The part may have come later than the one who went here.
    request_animation_frame(|| page::focus_from_navigation(HEADING));
    if console.v1_needs_token() {
        return view! { <NeedsToken session /> }.into_any();
    }
    console.want_v1();
    Effect::new(move |_| {
        if ready(console).is_some() {
            untrack(|| console.want_users());
        }
    });
    let is_new = Memo::new(move |_| console.history.route() == Route::V1Credentials(V1Place::New));
    let opened = Memo::new(move |_| match console.history.route() {
        Route::V1Credentials(V1Place::One(id)) => Some(id),
        _ => None,
    });
    drawn(move || {
        let session = Arc::clone(&session);
        if is_new.get() {
            return view! { <NewV1 session /> }.into_any();
        }
        let beside = Arc::clone(&session);
        view! {
            <div class="beside" class:beside--open=move || opened.with(Option::is_some)>
                <div class="beside__list">
                    <V1List session />
                </div>
                {drawn(move || opened.get().map(|id| view! { <V1Drawer session=Arc::clone(&beside) id /> }))}
            </div>
        }
        .into_any()
    })
}

/// The list, once it is here.
fn ready(console: Console) -> Option<Arc<V1Listing>> {
    console.v1.list.with(|list| list.ready().cloned())
}

/// Whether the list is being loaded.
fn is_loading(console: Console) -> bool {
    console.v1.list.with(|list| matches!(list, Remote::NotAsked | Remote::Loading))
}
