//! All grants of one token, by type: in the card at its row, and wherever else they are read.

use crate::console::use_console;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::tile::{Right, Tile, TileLook};
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::authorization::{Grant, Listing, Status, grants};
use influxdb2::permission::{ResourceType, Scope};
use influxdb2::show_as::READABLE;
use leptos::prelude::*;
use std::sync::Arc;

/// The grants as a list for each type.
#[component]
pub fn AllGrants(listing: Arc<Listing>, place: u32) -> impl IntoView {
    let (row, _) = listing.row(place)?;
    let off = row.status == Status::Inactive;
    let all = grants(row);
    let mut types: Vec<&ResourceType> = Vec::new();
    for grant in &all {
        if !types.contains(&grant.resource) {
            types.push(grant.resource);
        }
    }
    let more = all.len().saturating_sub(READABLE);
    let groups = types
        .into_iter()
        .map(|resource| {
            let of_type = all.iter().take(READABLE).filter(|grant| grant.resource == resource);
            let lines: Vec<AnyView> = of_type.map(|grant| line(grant, &listing, off)).collect();
            let count = lines.len();
            view! {
                <li>
                    <p class="grantlist__type">
                        {resource.title().to_owned()} " " <span>{number(count)}</span>
                    </p>
                    <ul>{lines}</ul>
                </li>
            }
        })
        .collect_view();
    Some(view! {
        <ul class="grantlist">{groups}</ul>
        {(more > 0).then(|| view! { <p class="mute">{format!("And {} more.", number(more))}</p> })}
    })
}

fn line(grant: &Grant, listing: &Listing, off: bool) -> AnyView {
    let console = use_console();
    let gone = console.is_gone(grant, listing);
    let look = match (off, gone) {
        (true, _) => TileLook::Off,
        (false, true) => TileLook::Soft,
        (false, false) => TileLook::Solid,
    };
    let name = match grant.scope {
        Scope::Everywhere => view! { <b>"all, in every organization"</b> }.into_any(),
        Scope::Org(_) => view! { <b>"all, also future ones"</b> }.into_any(),
        Scope::Object { id, .. } => {
            let known = console.names.with(|names| names.get(grant.resource, id).map(str::to_owned));
            match known.filter(|name| !name.is_empty()) {
                Some(text) => view! { <Untrusted text /> }.into_any(),
                None => view! { <span class="mono" translate="no">{id.to_string()}</span> }.into_any(),
            }
        }
    };
    view! {
        <li class="grantlist__one">
            <span class="grantlist__r">{grant.read.then(|| view! { <Tile right=Right::Read look /> })}</span>
            <span class="grantlist__w">{grant.write.then(|| view! { <Tile right=Right::Write look /> })}</span>
            <span>{name} " " {gone.then(|| view! { <Tag tone=TagTone::Warn>"deleted"</Tag> })}</span>
        </li>
    }
    .into_any()
}
