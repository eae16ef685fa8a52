//! One token in the list.

use super::columns::{ACT, BOX, CHANGED, CREATED, KIND, NAME, OWNER, STATUS};
use super::grants::GrantsCell;
use super::list::RowContext;
use super::times::WhenCell;

use crate::console::use_console;
use crate::shared::create::Steer;
use crate::shared::list::RowMark;
use crate::shared::list::bulk::RowBox;
use crate::ui::badge::{KindBadge, StatusBadge, StatusShape, Tag, TagTone, Weight};
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::marked::Marked;
use crate::ui::untrusted::Untrusted;
use console_core::table::Mark;
use console_core::text::foreign::spelled_out;
use influxdb2::authorization::{Authorization, Listing, Status, TokenStatus, note};
use influxdb2::permission::{Kind, ResourceType};
use influxdb2::route::Route;
use leptos::prelude::*;
use std::sync::Arc;

/// The row of the token at `place` of the table, shown as the `index`th.
#[component]
pub fn TokenRow(around: RowContext, listing: Arc<Listing>, place: u32, index: usize) -> impl IntoView {
    let console = use_console();
    let (row, kind) = listing.row(place)?;
    let RowContext { cursor, now, room, grants, times, .. } = around;
    let weight = match kind {
        Kind::Operator => Weight::Operator,
        Kind::AllAccess => Weight::All,
        _ => Weight::Plain,
    };
    let cell = move |column: usize| cursor.cell_id(index, column);
    let stop = move |column: usize| cursor.tabindex(index, column);
    let entered = move |column: usize| move |_| cursor.entered(index, column);
    let off = row.status == Status::Inactive;
    let (created, changed) = (row.created_ms, row.changed_ms);
    let kind = kind.title();
    let id = row.id;
    let opened = move || console.history.route() == Route::Token(id);
    // Buttons stop their own presses; text that was selected to be copied is no press.
    let open = move |_| {
        let selects = window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed());
        if !selects {
            console.history.go(Route::Token(id));
        }
    };
    Some(view! {
        <div
            role="row"
            class="table__row"
            class:is-off=off
            class:is-new=move || console.refresh.mark_of(id) == Some(Mark::New)
            class:is-changed=move || matches!(console.refresh.mark_of(id), Some(Mark::Changed(_)))
            class:is-open=opened
            aria-selected=move || if console.bulk.has(id) { "true" } else { "false" }
            aria-current=move || opened().then_some("true")
            aria-rowindex=index + 2
            on:click=open
        >
            <RowBox console id label=format!("Select {}", called(row)) cell=(index, BOX) cursor found=around.found />
            <div role="gridcell" class="x-status" id=cell(STATUS) tabindex=stop(STATUS) on:focus=entered(STATUS)>
                <StatusOf listing=Arc::clone(&listing) place />
            </div>
            <Name around listing=Arc::clone(&listing) place index />
            <div role="gridcell" class="x-kind" id=cell(KIND) tabindex=stop(KIND) on:focus=entered(KIND)>
                <KindBadge weight>{kind}</KindBadge>
            </div>
            <GrantsCell listing=Arc::clone(&listing) place index cursor room float=grants />
            <div role="gridcell" class="x-owner" id=cell(OWNER) tabindex=stop(OWNER) on:focus=entered(OWNER)>
                <OwnerOf around listing=Arc::clone(&listing) place />
            </div>
            <WhenCell class="x-created nowrap" label="Created " at=created cell=(index, CREATED) id now cursor float=times />
            <WhenCell class="x-changed nowrap" label="Changed " at=changed cell=(index, CHANGED) id now cursor float=times />
            <Clone around listing=Arc::clone(&listing) place index />
        </div>
    })
}

/// The status, with that of the owner, whom the server asks too.
#[component]
fn StatusOf(listing: Arc<Listing>, place: u32) -> impl IntoView {
    let console = use_console();
    drawn(move || {
        let Some((row, _)) = listing.row(place) else { return ().into_any() };
        let status = console.inactive_users.with(|inactive| TokenStatus::of(row, inactive));
        let shape = match status {
            TokenStatus::Active => StatusShape::Active,
            TokenStatus::Inactive => StatusShape::Inactive,
            TokenStatus::OwnerInactive => StatusShape::Dead,
        };
        view! { <StatusBadge shape label=status.title() /> }.into_any()
    })
}

/// Name, notes, id, and what is remembered of a secret that was shown in this sitting.
#[component]
fn Name(around: RowContext, listing: Arc<Listing>, place: u32, index: usize) -> impl IntoView {
    let console = use_console();
    let (row, _) = listing.row(place)?;
    let id = row.id;
    let RowContext { cursor, words, .. } = around;
    let noted = note::read(&row.description);
    let notes: Vec<String> = noted.notes.iter().map(ToString::to_string).collect();
    let name = if noted.name.trim().is_empty() {
        view! { <i class="mute">"No description"</i> }.into_any()
    } else {
        view! { <Marked text=noted.name.to_owned() words class="tok__name" /> }.into_any()
    };
    let print = move || {
        console.fingerprints.with(|known| {
            known.iter().find(|(of, _)| *of == id).map(|(_, print)| {
                // The end comes first, because a card has no room for more.
                let tail = if print.tail.is_empty() { String::new() } else { format!("ends in {}, ", print.tail) };
                format!("{tail}{} characters", print.length)
            })
        })
    };
    let mark = move || {
        // No answer told of it, so nobody was shown its secret.
        let is_twin = console.twins().iter().any(|news| news.twin.id == id);
        match print() {
            None if is_twin => view! { <Tag tone=TagTone::Warn>"secret unknown"</Tag> }.into_any(),
            None => view! { <RowMark refresh=console.refresh row=id /> }.into_any(),
            Some(_) => view! { <Tag>"new"</Tag> }.into_any(),
        }
    };
    Some(view! {
        <div
            role="rowheader"
            class="x-name"
            id=cursor.cell_id(index, NAME)
            tabindex=cursor.tabindex(index, NAME)
            on:focus=move |_| cursor.entered(index, NAME)
        >
            <div class="tok">
                <span class="tok__line">
                    {name} {notes.into_iter().map(|note| view! { <span class="note">{note}</span> }).collect_view()}
                    {drawn(mark)}
                </span>
                <span class="tok__id">
                    <span class="mono" translate="no">{id.to_string()}</span>
                    {drawn(move || print().map(|text| format!(" · {text}")).unwrap_or_default())}
                </span>
            </div>
        </div>
    })
}

#[component]
fn OwnerOf(around: RowContext, listing: Arc<Listing>, place: u32) -> impl IntoView {
    let (row, _) = listing.row(place)?;
    let owner = row.user;
    let name = listing.table().names.get(&ResourceType::Users, owner).map(str::to_owned);
    Some(view! {
        <span class="vh">"Owner "</span>
        {match name {
            Some(text) => view! { <Untrusted text /> }.into_any(),
            None => view! { <span class="mono" translate="no">{owner.to_string()}</span> }.into_any(),
        }}
        {(owner == around.me).then(|| view! { <span class="mute">" you"</span> })}
    })
}

#[component]
fn Clone(around: RowContext, listing: Arc<Listing>, place: u32, index: usize) -> impl IntoView {
    let console = use_console();
    let (row, _) = listing.row(place)?;
    let (id, cursor) = (row.id, around.cursor);
    let label = format!("Clone {}", called(row));
    let clone = move |event: leptos::ev::MouseEvent| {
        event.stop_propagation();
        console.list.leave_at(id);
        console.clone_token(id);
        console.history.go(Route::NewToken);
    };
    Some(view! {
        <div role="gridcell" class="x-act">
            <button
                type="button"
                class="xbtn"
                id=cursor.cell_id(index, ACT)
                tabindex=cursor.tabindex(index, ACT)
                title="Clone"
                aria-label=label
                on:focus=move |_| cursor.entered(index, ACT)
                on:click=clone
            >
                <Icon name=IconName::Clone />
            </button>
        </div>
    })
}

/// What a token is called in the names of buttons.
fn called(row: &Authorization) -> String {
    if row.description.is_empty() { row.id.to_string() } else { spelled_out(&row.description) }
}
