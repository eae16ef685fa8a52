//! Status, owner and dates, and what nobody can know.

use super::Open;
use super::review_by::ReviewBy;
use crate::console::use_console;
use crate::shell::clock;
use crate::ui::badge::{StatusBadge, StatusShape};
use crate::ui::drawn::drawn;
use crate::ui::time::local_full;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use console_core::time::ago;
use influxdb2::authorization::TokenStatus;
use influxdb2::permission::ResourceType;
use influxdb2::route::Route;
use leptos::prelude::*;

/// The facts as a list of terms.
#[component]
pub fn Facts(open: Open) -> impl IntoView {
    let console = use_console();
    let for_review = open.clone();
    let Open { session, listing, row, .. } = open;
    let (user, mine) = (row.user, row.user == session.me.id);
    let owner = listing.table().names.get(&ResourceType::Users, user).map(str::to_owned);
    let count = listing.table().rows.iter().filter(|other| other.user == user).count();
    let for_status = row.clone();
    let status = move || {
        let status = console.inactive_users.with(|inactive| TokenStatus::of(&for_status, inactive));
        let (shape, why) = match status {
            TokenStatus::Active if console.owners_unknown().is_some() => {
                (StatusShape::Active, "Whether its owner is active is not known: the users could not be loaded.")
            }
            TokenStatus::Active => {
                (StatusShape::Active, "Deactivating pauses it. The same secret works again afterwards.")
            }
            TokenStatus::Inactive => (StatusShape::Inactive, "Programs that use it are refused."),
            TokenStatus::OwnerInactive => (
                StatusShape::Dead,
                "The token is active, but its owner is not: the server answers “User is inactive”. Activate the user first.",
            ),
        };
        view! {
            <StatusBadge shape label=status.title() />
            <small>{why}</small>
        }
        .into_any()
    };
    let owner_off = move || {
        let off = console.inactive_users.with(|inactive| inactive.contains(&user));
        if off { ", inactive".to_owned() } else { String::new() }
    };
    let tokens = if count == 1 { "1 token here".to_owned() } else { format!("{} tokens here", number(count)) };
    let shows_values = listing.table().shows_values;
    let secret = if shows_values {
        "This server still shows it to everybody who may list tokens. This page does not keep it."
    } else {
        "Shown only once, at creation. The server keeps only a hash."
    };
    let to_owner = move |event: leptos::ev::MouseEvent| {
        if event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
            event.prevent_default();
            console.history.go(Route::Owner(user));
        }
    };
    view! {
        <dl class="kv">
            <dt>"Status"</dt>
            <dd>{drawn(status)}</dd>
            <dt>"Owner"</dt>
            <dd>
                <a class="link" href=Route::Owner(user).href() on:click=to_owner>
                    {match owner {
                        Some(text) => view! { <Untrusted text /> }.into_any(),
                        None => view! { <span class="mono" translate="no">{user.to_string()}</span> }.into_any(),
                    }}
                </a> {mine.then_some(" (you)")} {drawn(owner_off)}
                <small>{tokens} ". All stop if this user is deactivated or deleted."</small>
            </dd>
            <dt>"Created"</dt>
            <dd>{when(row.created_ms)}</dd>
            <dt>"Changed"</dt>
            <dd>
                {when(row.changed_ms)}
                <small>"Last edit of this entry: description or status."</small>
            </dd>
            <ReviewBy open=for_review />
            <dt>"Last use"</dt>
            <dd>
                "Not recorded"
                <small>"InfluxDB does not store when or from where a token is used. Nobody can look it up."</small>
            </dd>
            <dt>"Secret"</dt>
            <dd>
                {if shows_values { "Visible on the server" } else { "Not available" }}
                <small>{secret}</small>
            </dd>
        </dl>
    }
}

fn when(at: Option<i64>) -> String {
    match at {
        Some(at) => format!("{} · {}", local_full(at), ago(at, clock::now_ms())),
        None => "Not known".to_owned(),
    }
}
