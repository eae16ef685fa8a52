//! The grid of objects × Read and Write. Only the rows on the screen exist.

use super::column::{Anchor, Column, tick_state};
use super::remark::Remark;
use crate::pages::new_token::form::{Form, use_form};
use crate::pages::new_token::judgement::{Judgement, use_judgement};
use crate::shared::matrix::{COLUMNS, Keys, MatrixCell, MatrixGrid, column_of};
use crate::shell::page;
use crate::ui::badge::{Tag, TagTone};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::landmark::SEARCH;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::RowsHandle;
use console_core::table::Cursor;
use console_core::text::foreign::spelled_out;
use influxdb2::Id;
use influxdb2::object::Object;
use influxdb2::permission::effect::Inert;
use influxdb2::permission::{Action, Permission, ResourceType};
use influxdb2::selection::object as object_permission;
use leptos::prelude::*;

/// The grid of one type.
#[component]
pub fn Grid(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || form.shown.with(|shown| shown.len()));
    let cursor = GridCursor::new("object", total, COLUMNS, handle);
    let judged = use_judgement();
    let of = |action| Column::new(form, judged, resource.clone(), action, form.shown);
    let (read, write) = (of(Action::Read), of(Action::Write));
    let anchor: Anchor = RwSignal::new(None);
    // A range never begins at an object that is out of sight.
    Effect::new(move |_| {
        let shown = form.shown.read();
        let from = anchor.get_untracked();
        if from.is_some_and(|(id, _)| !shown.iter().any(|object| object.id == id)) {
            anchor.set(None);
        }
    });

    let (looked, unmatched) = (resource.clone(), resource.clone());
    let keyed = Callback::new(move |index: usize| {
        form.shown.with(|shown| shown.get(index).map_or(0, |object| object.id.number()))
    });
    let row = Callback::new(move |index: usize| {
        let object = form.shown.with_untracked(|shown| shown.get(index).cloned());
        match object {
            Some(object) => {
                view! { <ObjectRow resource=looked.clone() object index cursor columns=[read, write] anchor /> }
                    .into_any()
            }
            None => ().into_any(),
        }
    });
    let shown_type = resource.clone();
    Effect::new(move |_| {
        let wanted = judged.wanted.get().filter(|wanted| wanted.resource == shown_type);
        let found = wanted.and_then(|wanted| {
            let id = wanted.scope.object()?;
            let row = form.shown.with(|shown| shown.iter().position(|object| object.id == id))?;
            Some(Cursor { row, column: column_of(wanted.action) })
        });
        if let Some(there) = found {
            judged.wanted.set(None);
            // The rows of a type that was just opened exist from the next frame on, and are measured by the one after it.
            request_animation_frame(move || request_animation_frame(move || cursor.go(there)));
        }
    });
    let of = move |action| if action == Action::Read { read } else { write };
    let extend = Callback::new(move |(action, at): (Action, usize)| {
        if let Some(id) = form.shown.with_untracked(|shown| shown.get(at).map(|object| object.id)) {
            of(action).extend_to(anchor, id);
        }
    });
    let keys = Keys { extend, all: Callback::new(move |action| of(action).tick_all(true)) };
    let one = resource.singular().to_owned();
    let heading = format!("{}{}", one[..1].to_uppercase(), &one[1..]);
    let label = format!("{}, Read and Write", resource.title());
    view! {
        <div class="grid">
            <MatrixGrid
                label
                heads=[heading, "Id".to_owned()]
                columns=[read.head(), write.head()]
                keys
                total
                cursor
                row
                key=keyed
                handle
            />
            <NoMatch resource=unmatched />
        </div>
    }
}

/// What stands in place of rows when a filter leaves none.
#[component]
fn NoMatch(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let none = Memo::new(move |_| form.shown.with(|shown| shown.is_empty()).then(|| form.only_chosen.get()));
    let clear = Callback::new(move |()| {
        form.only_chosen.set(false);
        form.filter.set(String::new());
        page::focus(SEARCH);
    });
    move || {
        none.get().map(|only_chosen| {
            let text = match (only_chosen, form.filter.with_untracked(|filter| filter.trim().is_empty())) {
                (true, true) => format!("None of the {} is ticked.", resource.plural()),
                (true, false) => format!("None of the ticked {} matches.", resource.plural()),
                (false, _) => format!("No {} matches.", resource.singular()),
            };
            view! {
                <p class="grid__none">
                    {text} " " <LinkButton on_click=clear>{format!("Show all {}", resource.plural())}</LinkButton>
                </p>
            }
        })
    }
}

#[component]
fn ObjectRow(
    resource: ResourceType,
    object: Object,
    index: usize,
    cursor: GridCursor,
    columns: [Column; 2],
    anchor: Anchor,
) -> impl IntoView {
    let form = use_form();
    let id = object.id;
    let [read, write] = columns;
    let (looked, written) = (resource.clone(), resource.clone());
    let chosen =
        move || form.with(|draft| Action::BOTH.iter().any(|action| draft.selection.is_ticked(&looked, id, *action)));
    let name = if object.name.is_empty() { id.to_string() } else { object.name.to_string() };
    let judged = use_judgement();
    let (remarked, is_system) = (resource.clone(), object.system);
    let remark = Memo::new(move |_| remark(form, judged, &remarked, id, is_system));
    let (read_object, write_object) = (object.clone(), object.clone());
    view! {
        <div role="row" class="grid__row" class:is-on=chosen aria-rowindex=index + 2>
            <div
                role="rowheader"
                class="x-name"
                id=cursor.cell_id(index, 0)
                tabindex=cursor.tabindex(index, 0)
                on:focus=move |_| cursor.entered(index, 0)
            >
                <span class="obj">
                    <span class="obj__name">
                        <Untrusted text=name />
                    </span>
                    {object.system.then(|| view! { <Tag tone=TagTone::Plain>"system"</Tag> })}
                </span>
                {drawn(move || {
                    remark.get().map(|remark| view! { <span class="obj__why">{remark.into_view()}</span> })
                })}
            </div>
            <div role="gridcell" class="x-id id" translate="no">
                {id.to_string()}
            </div>
            <ObjectCell resource object=read_object index cursor anchor column=read />
            <ObjectCell resource=written object=write_object index cursor anchor column=write />
        </div>
    }
}

/// What is to be said at a row: what can't be granted, or else what the chosen rights lead to.
fn remark(form: Form, judged: Judgement, resource: &ResourceType, id: Id, is_system: bool) -> Option<Remark> {
    let org = form.session().org.id;
    let both = Action::BOTH.map(|action| object_permission(action, resource, id, org));
    let ticked =
        |permission: &Permission| form.with(|draft| draft.selection.is_ticked(resource, id, permission.action));
    if let Some(refused) = both.iter().find(|one| ticked(one) && judged.barred(one).is_some()) {
        return Some(Remark::refused(refused.action));
    }
    match both.each_ref().map(|permission| judged.barred(permission)) {
        [Some(_), Some(reason)] => return Some(Remark::barred(format!("Neither Read nor Write: {reason}"))),
        [Some(reason), None] => return Some(Remark::barred(format!("No Read: {reason}"))),
        [None, Some(reason)] => return Some(Remark::barred(format!("No Write: {reason}"))),
        [None, None] => {}
    }
    let effect = both.iter().find_map(|permission| judged.remark(permission)).map(Remark::effect);
    let read_org = object_permission(Action::Read, &ResourceType::Orgs, org, org);
    let shows_nothing = || {
        let hidden = is_system && !form.permissions.with(|permissions| permissions.covers(&read_org));
        hidden.then(|| Remark::barred(Inert::SystemBucket.remark().to_owned()))
    };
    effect.or_else(shows_nothing)
}

#[component]
fn ObjectCell(
    resource: ResourceType,
    object: Object,
    index: usize,
    cursor: GridCursor,
    anchor: Anchor,
    column: Column,
) -> impl IntoView {
    let form = use_form();
    let (id, action) = (object.id, column.action);
    let looked = resource.clone();
    let judged = use_judgement();
    let permission = object_permission(action, &resource, id, form.session().org.id);
    let barred = Memo::new(move |_| judged.barred(&permission));
    let cell = Memo::new(move |_| form.with(|draft| draft.selection.cell(&looked, id, action)));
    let state = move || tick_state(cell.get(), barred.get());
    let called = if object.name.is_empty() { id.to_string() } else { spelled_out(&object.name) };
    let name = format!("{}, {} {called}", action.title(), resource.singular());
    let change = Callback::new(move |(on, extend)| column.change(anchor, id, on, extend));
    view! { <MatrixCell action index cursor state=Signal::derive(state) name change /> }
}
