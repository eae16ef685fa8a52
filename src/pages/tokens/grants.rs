//! What a token grants, in one line: the strongest first, and how many more there are.

use crate::ui::badge::{Tag, TagTone};
use crate::ui::tile::{Right, Tile, TileLook};
use crate::ui::untrusted::Untrusted;
use influxdb2::authorization::{Grant, Listing, Status, grants};
use influxdb2::permission::{Kind, ResourceType, Scope};
use leptos::prelude::*;
use std::sync::Arc;

/// How many grants a row has room for.
const SHOWN: usize = 2;

/// The grants of the token at `place`.
#[component]
pub fn Grants(listing: Arc<Listing>, place: u32) -> impl IntoView {
    let (row, kind) = listing.row(place)?;
    let off = row.status == Status::Inactive;
    let whole = match kind {
        Kind::Operator => Some("everything, in every organization".to_owned()),
        Kind::AllAccess => {
            let org = listing.table().names.get(&ResourceType::Orgs, row.org);
            Some(org.map_or_else(|| "everything".to_owned(), |org| format!("everything in {org}")))
        }
        _ => None,
    };
    if let Some(text) = whole {
        let tiles = tiles(true, true, off);
        return Some(
            view! {
                <div class="grants">
                    <span class="grant grant--wide">
                        {tiles} <span class="grant__name">
                            <Untrusted text />
                        </span>
                    </span>
                </div>
            }
            .into_any(),
        );
    }
    let all = grants(row);
    let more = all.len().saturating_sub(SHOWN);
    let shown = all.iter().take(SHOWN).map(|grant| one(grant, &listing, off)).collect_view();
    Some(
        view! {
            <div class="grants">
                {shown}
                {(more > 0)
                    .then(|| {
                        view! {
                            <span class="more">
                                "+" {more} <span class="vh">" more"</span>
                            </span>
                        }
                    })}
            </div>
        }
        .into_any(),
    )
}

fn one(grant: &Grant, listing: &Listing, off: bool) -> AnyView {
    let tiles = tiles(grant.read, grant.write, off);
    let word = grant.resource.as_str();
    match grant.scope {
        Scope::Object { id, .. } => {
            let name = listing.table().names.get(grant.resource, id).map(str::to_owned);
            // The server names buckets, organizations and users; one without a name is gone.
            let named_by_server =
                matches!(grant.resource, ResourceType::Buckets | ResourceType::Orgs | ResourceType::Users);
            let gone = named_by_server && name.is_none();
            let text = name.unwrap_or_else(|| format!("{} {id}", grant.resource.singular()));
            view! {
                <span class="grant">
                    {tiles} <span class="grant__name">
                        <Untrusted text />
                    </span> {gone.then(|| view! { <Tag tone=TagTone::Warn>"deleted"</Tag> })}
                </span>
            }
            .into_any()
        }
        scope => {
            let everywhere = if scope == Scope::Everywhere { ", every organization" } else { "" };
            view! {
                <span class="grant grant--wide">
                    {tiles} <span class="grant__name">{format!("all {word}{everywhere}")}</span>
                </span>
            }
            .into_any()
        }
    }
}

fn tiles(read: bool, write: bool, off: bool) -> impl IntoView {
    let look = if off { TileLook::Off } else { TileLook::Solid };
    view! {
        <span class="tiles">
            {read.then(|| view! { <Tile right=Right::Read look /> })}
            {write.then(|| view! { <Tile right=Right::Write look /> })}
        </span>
    }
}
