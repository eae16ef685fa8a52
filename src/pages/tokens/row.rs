//! One token in the list.

use super::grants::Grants;
use crate::console::use_console;
use crate::ui::badge::{KindBadge, StatusBadge, StatusShape, Tag, Weight};
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::{Icon, IconName};
use crate::ui::time::Time;
use crate::ui::untrusted::{Untrusted, spelled_out};
use influxdb2::authorization::{Listing, Status};
use influxdb2::permission::{Kind, ResourceType};
use influxdb2::route::Route;
use influxdb2::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// The row of the token at `place` of the table, shown as the `index`th.
#[component]
pub fn TokenRow(
    session: Arc<Session>,
    listing: Arc<Listing>,
    place: u32,
    index: usize,
    cursor: GridCursor,
    now: i64,
) -> impl IntoView {
    let console = use_console();
    let (row, kind) = listing.row(place)?;
    let (id, owner) = (row.id, row.user);
    let active = row.status == Status::Active;
    let (shape, status) = if active { (StatusShape::Active, "Active") } else { (StatusShape::Inactive, "Inactive") };
    let weight = match kind {
        Kind::Operator => Weight::Operator,
        Kind::AllAccess => Weight::All,
        _ => Weight::Plain,
    };
    let name = if row.description.is_empty() {
        view! { <i class="mute">"No description"</i> }.into_any()
    } else {
        view! { <Untrusted text=row.description.to_string() class="tok__name" /> }.into_any()
    };
    let owner_name = listing.table().names.get(&ResourceType::Users, owner).map(str::to_owned);
    let mine = owner == session.me.id;
    let fresh = move || {
        console.fingerprints.with(|known| {
            known.iter().find(|(of, _)| *of == id).map(|(_, print)| {
                let tail = if print.tail.is_empty() { String::new() } else { format!(", ends in {}", print.tail) };
                view! {
                    <Tag>"new"</Tag>
                    <span class="mute nowrap">{format!("{} characters{tail}", print.length)}</span>
                }
            })
        })
    };
    let created = row.created_ms.map(|at| view! { <Time at now /> });
    let cell = move |column: usize| cursor.cell_id(index, column);
    let stop = move |column: usize| cursor.tabindex(index, column);
    let entered = move |column: usize| move |_| cursor.entered(index, column);
    let called = if row.description.is_empty() { id.to_string() } else { spelled_out(&row.description) };
    let clone_label = format!("Clone {called}");
    let clone = move |_| {
        console.clone_token(id);
        console.history.go(Route::NewToken);
    };
    let grants = view! { <Grants listing=Arc::clone(&listing) place /> };
    Some(view! {
        <div role="row" class="table__row" class:is-off=!active aria-rowindex=index + 2>
            <div role="gridcell" class="x-status" id=cell(0) tabindex=stop(0) on:focus=entered(0)>
                <StatusBadge shape label=status />
            </div>
            <div role="rowheader" class="x-name" id=cell(1) tabindex=stop(1) on:focus=entered(1)>
                <div class="tok">
                    <span class="tok__line">{name} {fresh}</span>
                    <span class="tok__id" translate="no">
                        {id.to_string()}
                    </span>
                </div>
            </div>
            <div role="gridcell" class="x-kind" id=cell(2) tabindex=stop(2) on:focus=entered(2)>
                <KindBadge weight>{kind.title()}</KindBadge>
            </div>
            <div role="gridcell" class="x-grants" id=cell(3) tabindex=stop(3) on:focus=entered(3)>
                {grants}
            </div>
            <div role="gridcell" class="x-owner" id=cell(4) tabindex=stop(4) on:focus=entered(4)>
                {match owner_name {
                    Some(name) => view! { <Untrusted text=name /> }.into_any(),
                    None => view! { <span class="mono" translate="no">{owner.to_string()}</span> }.into_any(),
                }}
                {mine.then(|| view! { <span class="mute">" you"</span> })}
            </div>
            <div role="gridcell" class="x-created nowrap" id=cell(5) tabindex=stop(5) on:focus=entered(5)>
                {created}
            </div>
            <div role="gridcell" class="x-act">
                <button
                    type="button"
                    class="xbtn"
                    id=cell(6)
                    tabindex=stop(6)
                    title="Clone"
                    aria-label=clone_label
                    on:focus=entered(6)
                    on:click=clone
                >
                    <Icon name=IconName::Clone />
                </button>
            </div>
        </div>
    })
}
