//! The grid of objects × Read and Write. Only the rows on the screen exist.

use super::column::{Anchor, Column, tick_state};
use super::remark::Remark;
use crate::pages::new_token::form::{Form, use_form};
use crate::pages::new_token::judgement::{Judgement, use_judgement};
use crate::shared::matrix::{Beside, COLUMNS, Changes, MatrixCell, MatrixGrid, MatrixRow, column_of};
use crate::shell::page;
use crate::ui::badge::TagTone;
use crate::ui::button::LinkButton;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::landmark::SEARCH;
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

    let unmatched = resource.clone();
    let looked = resource.clone();
    let contents = Box::new(move |indices: &[usize]| {
        let shown = form.shown.get();
        let row = |index: &usize| Some((*index, row_of(form, judged, &looked, shown.get(*index)?)));
        indices.iter().filter_map(row).collect()
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
    let id_at = move |at: usize| form.shown.with_untracked(|shown| shown.get(at).map(|object| object.id));
    let one = Callback::new(move |(action, at, on, extends)| {
        if let Some(id) = id_at(at) {
            of(action).change(anchor, id, on, extends);
        }
    });
    let extend = Callback::new(move |(action, at): (Action, usize)| {
        if let Some(id) = id_at(at) {
            of(action).extend_to(anchor, id);
        }
    });
    let changes = Changes { one, extend, all: Callback::new(move |action| of(action).tick_all(true)) };
    let singular = resource.singular();
    let heading = format!("{}{}", singular[..1].to_uppercase(), &singular[1..]);
    let label = format!("{}, Read and Write", resource.title());
    view! {
        <div class="grid">
            <MatrixGrid
                label
                heads=[heading, "Id".to_owned()]
                columns=[read.head(), write.head()]
                changes
                total
                cursor
                contents
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

fn row_of(form: Form, judged: Judgement, resource: &ResourceType, object: &Object) -> MatrixRow {
    let (id, org) = (object.id, form.session().org.id);
    let (is_on, cells) = form.with(|draft| {
        let selection = &draft.selection;
        let is_on = Action::BOTH.iter().any(|action| selection.is_ticked(resource, id, *action));
        (is_on, Action::BOTH.map(|action| selection.cell(resource, id, action)))
    });
    let called = if object.name.is_empty() { id.to_string() } else { spelled_out(&object.name) };
    let cell = |action: Action, cell| MatrixCell {
        state: tick_state(cell, judged.barred(&object_permission(action, resource, id, org))),
        name: format!("{}, {} {called}", action.title(), resource.singular()),
    };
    let [read, write] = cells;
    MatrixRow {
        key: id.number(),
        name: if object.name.is_empty() { id.to_string() } else { object.name.to_string() },
        tag: object.system.then_some((TagTone::Plain, "system")),
        why: remark(form, judged, resource, id, object.system).map(Remark::into_why),
        beside: Beside::Id(id.to_string()),
        is_on,
        cells: [cell(Action::Read, read), cell(Action::Write, write)],
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
