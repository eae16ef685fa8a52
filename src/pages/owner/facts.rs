//! What is known of the user, and what hangs on the user beside the tokens of this organization.

use crate::console::{Here, use_console};
use crate::ui::copy_id::CopyId;
use crate::ui::drawn::drawn;
use console_core::text::number;
use influxdb2::authorization::Status;
use influxdb2::authorization::owners::{OwnerStatus, counted};
use influxdb2::{Id, Remote};
use leptos::prelude::*;

/// The facts as a list of terms.
#[component]
pub fn Facts(user: Id) -> impl IntoView {
    let console = use_console();
    let tokens = move || {
        console.tokens.with(|tokens| {
            let rows = tokens.ready().map(|listing| listing.table().rows.as_slice()).unwrap_or_default();
            let own = || rows.iter().filter(|row| row.user == user);
            let active = own().filter(|row| row.status == Status::Active).count();
            counted(active, own().count() - active)
        })
    };
    let beside = move || console.owners.beside.with(|all| all.get(&user).cloned());
    let status = move || {
        let known = console.owner_status(user);
        let text = match known {
            OwnerStatus::Active => "Active",
            OwnerStatus::Inactive => "Inactive: the server answers “User is inactive” to every token of this user.",
            OwnerStatus::NotKnown => "Not known: this credential may not read the user. An Operator credential may.",
        };
        text.into_any()
    };
    view! {
        <dl class="ofacts">
            <dt>"User id"</dt>
            <dd class="ofacts__id">
                <CopyId id=user.to_string() />
            </dd>
            <dt>"Status"</dt>
            <dd>{drawn(status)}</dd>
            <dt>"Tokens"</dt>
            <dd>{drawn(tokens)} " in this organization" {drawn(move || elsewhere(beside()))}</dd>
            <dt>"1.x credentials"</dt>
            <dd>{drawn(move || v1(beside()))}</dd>
        </dl>
    }
}

fn elsewhere(beside: Option<Here>) -> String {
    match beside.map(|beside| beside.elsewhere) {
        None | Some(Remote::NotAsked | Remote::Loading) => ". Looking for others…".to_owned(),
        Some(Remote::Failed(error)) => format!(". Those in other organizations could not be counted: {error}"),
        Some(Remote::Ready(0)) => ", none in others that you can see.".to_owned(),
        Some(Remote::Ready(count)) => format!(", {} in others. Switch the organization to see them.", number(count)),
    }
}

fn v1(beside: Option<Here>) -> String {
    match beside.map(|beside| beside.v1) {
        None | Some(Some(Remote::NotAsked | Remote::Loading)) => "Looking…".to_owned(),
        Some(None) => "Not known: the server shows them only to whoever signs in with a token.".to_owned(),
        Some(Some(Remote::Failed(error))) => format!("Could not be read: {error}"),
        Some(Some(Remote::Ready(0))) => "None".to_owned(),
        Some(Some(Remote::Ready(count))) => format!("{}. They stop with the user, too.", number(count)),
    }
}
