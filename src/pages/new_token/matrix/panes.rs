//! Two panes of buckets, one to read and one to write, over the same choice as the matrix below.

use super::column::{Column, tick_state};
use super::remark::Remark;
use crate::pages::new_token::form::use_form;
use crate::pages::new_token::judgement::use_judgement;
use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::{Icon, IconName};
use crate::ui::text_input::TextInput;
use crate::ui::tick::{Tick, TickState};
use crate::ui::tile::Right;
use crate::ui::untrusted::Untrusted;
use crate::ui::virtual_rows::{RowsHandle, VirtualRows};
use console_core::text::foreign::spelled_out;
use console_core::text::pattern::Pattern;
use influxdb2::Remote;
use influxdb2::object::Object;
use influxdb2::permission::{Action, ResourceType};
use influxdb2::selection::object as object_permission;
use leptos::prelude::*;
use std::sync::Arc;

const BUCKETS: ResourceType = ResourceType::Buckets;

/// Both panes.
#[component]
pub fn Panes() -> impl IntoView {
    view! {
        <div class="panes">
            <Pane action=Action::Read />
            <Pane action=Action::Write />
        </div>
    }
}

#[component]
fn Pane(action: Action) -> impl IntoView {
    let form = use_form();
    let (name, right, lane) = match action {
        Action::Read => ("pane-read", Right::Read, "column--r"),
        Action::Write => ("pane-write", Right::Write, "column--w"),
    };
    let filter = RwSignal::new(String::new());
    let shown = Lasting::of(Memo::new(move |_| {
        let pattern = Pattern::parse(&filter.read());
        let objects = form.objects(&BUCKETS).ready().cloned();
        let fits = |object: &&Object| pattern.takes(&object.name, &object.id);
        Arc::new(objects.iter().flat_map(|objects| objects.iter()).filter(fits).cloned().collect::<Vec<_>>())
    }));
    let handle = RowsHandle::new();
    let total = Signal::derive(move || shown.with(|shown| shown.len()));
    let cursor = GridCursor::new(name, total, 1, handle);
    let all = Column::new(form, use_judgement(), BUCKETS, action, shown);
    let head_words = move || match all.left_out() {
        0 => format!("All {} shown", all.count()),
        _ => format!("All {} shown that can be granted", all.count()),
    };
    let toggle_all = Callback::new(move |_: bool| all.toggle_all());
    let key = Callback::new(move |index: usize| shown.with(|shown| shown.get(index).map_or(0, |o| o.id.number())));
    let row = Callback::new(move |index: usize| {
        let object = shown.with_untracked(|shown| shown.get(index).cloned());
        object.map_or_else(|| ().into_any(), |object| view! { <Row object index cursor action right /> }.into_any())
    });
    let title = format!("{} buckets", action.title());
    let label = format!("Buckets to {}", action.as_str());
    let search = format!("Search buckets to {}", action.as_str());
    let state = move || match form.objects(&BUCKETS) {
        Remote::NotAsked | Remote::Loading => Some("Loading the buckets …".to_owned()),
        Remote::Failed(error) => Some(error.to_string()),
        Remote::Ready(objects) if objects.is_empty() => Some("There is no bucket that you may read.".to_owned()),
        Remote::Ready(_) => total.with(|total| (*total == 0).then(|| "No bucket matches.".to_owned())),
    };
    let heading = title.clone();
    let all_name = {
        let title = title.clone();
        move || format!("{title}: {}", head_words().to_lowercase())
    };
    view! {
        <div class="pane" role="group" aria-label=heading>
            <h3 class="pane__title">{title}</h3>
            <div class="affix pane__search">
                <Icon name=IconName::Search />
                <TextInput value=filter label=search placeholder="Name, id or pattern*" class="input--mono" />
            </div>
            <label class=format!("pane__head {lane}")>
                <Tick right state=Signal::derive(move || all.state()) name=Signal::derive(all_name) on_toggle=toggle_all />
                <span aria-hidden="true">{head_words}</span>
            </label>
            <div class="pane__rows">
                {drawn(move || state().map(|text| view! { <p class="pane__note">{text}</p> }))}
                <div
                    role="grid"
                    aria-label=label
                    aria-rowcount=move || total.get()
                    aria-colcount="1"
                    on:keydown=move |event| cursor.key_down(&event)
                    class:is-empty=move || total.get() == 0
                >
                    <VirtualRows total row key keep=cursor.kept_row() handle class="pane__body" />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Row(object: Object, index: usize, cursor: GridCursor, action: Action, right: Right) -> impl IntoView {
    let form = use_form();
    let id = object.id;
    let judged = use_judgement();
    let permission = object_permission(action, &BUCKETS, id, form.session().org.id);
    let barred = Memo::new(move |_| judged.barred(&permission));
    let cell = Memo::new(move |_| form.with(|draft| draft.selection.cell(&BUCKETS, id, action)));
    let state = move || tick_state(cell.get(), barred.get());
    let why = move || match state() {
        TickState::Refused { .. } => Some(Remark::refused(action)),
        TickState::Barred { reason } => Some(Remark::barred(format!("No {}: {reason}", action.title()))),
        _ => None,
    };
    let toggle = Callback::new(move |on: bool| form.update(|draft| draft.selection.tick(&BUCKETS, id, action, on)));
    let name = format!("{}, bucket {}", action.title(), spelled_out(&object.name));
    view! {
        <div role="row" class="pane__row" aria-rowindex=index + 1>
            <div role="gridcell" class="pane__cell">
                <label class="pane__label">
                    <Tick
                        right
                        state=Signal::derive(state)
                        name=name
                        tabindex=cursor.tabindex(index, 0)
                        on_toggle=toggle
                        on_focus=Callback::new(move |()| cursor.entered(index, 0))
                        id=cursor.cell_id(index, 0)
                    />
                    <span class="pane__text">
                        <Untrusted text=object.name.to_string() class="pane__name" />
                        {drawn(move || why().map(|why| view! { <span class="obj__why">{why.into_view()}</span> }))}
                    </span>
                </label>
            </div>
        </div>
    }
}
