//! Status and dates, in the time of this device and in UTC.

use super::StateBadge;
use super::state::distance;
use crate::cluster::console::use_console;
use crate::shell::clock;
use crate::ui::drawn::drawn;
use crate::ui::time::local_full;
use database::expiry::written;
use database::token::{Expiry, State, Token};
use leptos::prelude::*;

/// The facts as a list of terms.
#[component]
pub fn Facts(token: Token) -> impl IntoView {
    let console = use_console();
    let Token { expiry, created_ms, revoked, .. } = token;
    let status = move || {
        let state = token.state(clock::now_ms(), console.soon_days.get());
        let why = match state {
            State::Active | State::ExpiringSoon => "Programs that use it get what it grants.",
            State::Expired => "Programs that use it are refused since it expired.",
            State::Revoked => "Programs that use it are refused. A revoked token can’t be brought back.",
        };
        view! {
            <StateBadge state />
            <small>{why}</small>
        }
    };
    let expires = match expiry {
        Expiry::Never if revoked.is_some() => "Never".into_any(),
        Expiry::Never => view! { "Never" <small>"It works until somebody revokes it."</small> }.into_any(),
        Expiry::Unreadable => "The server’s word for it could not be read".into_any(),
        Expiry::At(at) => moment(at),
    };
    view! {
        <dl class="kv">
            <dt>"Status"</dt>
            <dd>{drawn(status)}</dd>
            <dt>"Expires"</dt>
            <dd>
                {expires} <small>"Fixed since creation."</small>
            </dd>
            <dt>"Created"</dt>
            <dd>{created_ms.map_or_else(|| "Not known".into_any(), moment)}</dd>
            {revoked
                .map(|at| {
                    view! {
                        <dt>"Revoked"</dt>
                        <dd>{at.map_or_else(|| "When is not known".into_any(), moment)}</dd>
                    }
                })}
            <dt>"Secret"</dt>
            <dd>"Shown only once, at creation" <small>"The cluster keeps only a hash."</small></dd>
        </dl>
    }
}

fn moment(at: i64) -> AnyView {
    view! {
        {format!("{} · {}", local_full(at), distance(at, clock::now_ms()))}
        <small class="mono">{written(at)}</small>
    }
    .into_any()
}
