//! The buckets × Read and Write, each with the database that stands for it. Only the rows on the screen exist.

use super::column::{Anchor, Column};
use super::{Form, use_form};
use crate::pages::v1_credentials::mapped::{Known, NO_DATABASE, known};
use crate::shared::matrix::{Beside, COLUMNS, Changes, MatrixCell, MatrixGrid, MatrixRow, Why};
use crate::shell::page;
use crate::ui::button::{Button, ButtonSize, LinkButton};
use crate::ui::drawn::drawn;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::icon::{Icon, IconName};
use crate::ui::landmark::SEARCH;
use crate::ui::live::use_announcer;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::text_input::TextInput;
use crate::ui::tick::TickState;
use crate::ui::virtual_rows::RowsHandle;
use console_core::text::foreign::spelled_out;
use console_core::text::{matches, number};
use influxdb2::Remote;
use influxdb2::object::Object;
use influxdb2::permission::{Action, ResourceType};
use influxdb2::session::AccessLevel;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The filter and the grid below it.
#[component]
pub fn Buckets() -> impl IntoView {
    view! {
        <div class="matrix matrix--panes">
            <div class="objects">
                <Finder />
                <State />
                <Grid />
            </div>
        </div>
    }
}

#[component]
fn Finder() -> impl IntoView {
    let form = use_form();
    let total = move || form.rows.with(|rows| rows.len());
    let shown = move || form.shown.with(|shown| shown.len());
    let announcer = use_announcer();
    Effect::new(move |before: Option<usize>| {
        let shown = shown();
        if before.is_some_and(|before| before != shown) {
            announcer.say_soon(format!("{} of {} {}", number(shown), number(untrack(total)), matches(shown)));
        }
        shown
    });
    // Only what the credential may read is listed; never claim that this is all.
    let limited = form.session().access == AccessLevel::Custom;
    let count = move || {
        if !form.filter.with(|filter| filter.trim().is_empty()) {
            return format!("{} of {} {}", number(shown()), number(total()), matches(shown()));
        }
        let unit = if total() == 1 { "bucket" } else { "buckets" };
        if limited {
            format!("{} {unit} that you may see", number(total()))
        } else {
            format!("{} {unit}", number(total()))
        }
    };
    let clear = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && !form.filter.read_untracked().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            form.filter.set(String::new());
        }
    };
    view! {
        <div class="finder">
            <div class="affix" on:keydown=clear>
                <Icon name=IconName::Search />
                <TextInput
                    value=form.filter
                    id=SEARCH
                    label=Some("Filter buckets by name, id or pattern".to_owned())
                    placeholder="Name, id or pattern*"
                    described_by=Some("found".to_owned())
                    class="input--mono"
                />
            </div>
            <span class="finder__n" id="found">
                {drawn(count)}
            </span>
        </div>
    }
}

/// How far the list of buckets is, where it is not here.
#[component]
fn State() -> impl IntoView {
    let form = use_form();
    let console = form.console;
    let list = Memo::new(move |_| {
        console.objects.with(|objects| match objects.get(&ResourceType::Buckets) {
            Some(Remote::Failed(error)) => Remote::Failed(error.clone()),
            Some(Remote::Ready(buckets)) => Remote::Ready(buckets.is_empty()),
            _ => Remote::Loading,
        })
    });
    let again = Callback::new(move |()| console.load_objects(ResourceType::Buckets));
    let actions = move || view! { <Button size=ButtonSize::Small on_click=again>"Load again"</Button> }.into_any();
    drawn(move || {
        match list.get() {
        Remote::Failed(error) => view! {
            <Notice tone=NoticeTone::Warn role=NoticeRole::Status title="The buckets could not be loaded".to_owned() actions>
                {spelled_out(&error.to_string())}
            </Notice>
        }
        .into_any(),
        Remote::Loading | Remote::NotAsked => {
            view! { <p class="objects__note" role="status">"Loading the buckets …"</p> }.into_any()
        }
        Remote::Ready(true) => view! {
            <p class="objects__note">"This credential is shown no bucket here, so there is nothing to grant."</p>
        }
        .into_any(),
        Remote::Ready(false) => ().into_any(),
    }
    })
}

#[component]
fn Grid() -> impl IntoView {
    let form = use_form();
    let handle = RowsHandle::new();
    let total = Signal::derive(move || form.shown.with(|shown| shown.len()));
    let cursor = GridCursor::new("v1-bucket", total, COLUMNS, handle);
    let columns = Action::BOTH.map(|action| Column::new(form, action));
    let [read, write] = columns;
    let anchor: Anchor = RwSignal::new(None);
    // A range never begins at a bucket that is out of sight.
    Effect::new(move |_| {
        let shown = form.shown.read();
        let from = anchor.get_untracked();
        if from.is_some_and(|(id, _)| !shown.iter().any(|row| row.id == id)) {
            anchor.set(None);
        }
    });
    let contents = Box::new(move |indices: &[usize]| {
        let shown = form.shown.get();
        indices.iter().filter_map(|index| Some((*index, row_of(form, shown.get(*index)?)))).collect()
    });
    let of = move |action| if action == Action::Read { read } else { write };
    let id_at = move |at: usize| form.shown.with_untracked(|shown| shown.get(at).map(|row| row.id));
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
    view! {
        <div class="grid v1__grid">
            <MatrixGrid
                label="Buckets, Read and Write".to_owned()
                heads=["Bucket".to_owned(), "Database / policy".to_owned()]
                columns=columns.map(Column::head)
                changes
                total
                cursor
                contents
                handle
            />
            <NoMatch form />
        </div>
    }
}

/// What stands in place of rows when a filter leaves none.
#[component]
fn NoMatch(form: Form) -> impl IntoView {
    let none = Memo::new(move |_| form.shown.with(|shown| shown.is_empty()) && form.rows.with(|rows| !rows.is_empty()));
    let clear = Callback::new(move |()| {
        form.filter.set(String::new());
        page::focus(SEARCH);
    });
    drawn(move || {
        none.get().then(|| {
            view! {
                <p class="grid__none">
                    "No bucket matches. " <LinkButton on_click=clear>"Show all buckets"</LinkButton>
                </p>
            }
        })
    })
}

fn row_of(form: Form, bucket: &Object) -> MatrixRow {
    let ticked = form.with(|draft| Action::BOTH.map(|action| draft.buckets.has(&bucket.id, action)));
    let (why, named) = match form.console.v1_listing().map(|listing| known(&listing, bucket.id)) {
        None | Some(Known::Unread) => (None, None),
        Some(Known::None) => (Some("1.x programs can’t reach it until a database stands for it".to_owned()), None),
        Some(Known::Names(names)) => {
            let first = names.first().map(|one| format!("{} / {}", one.database, one.retention_policy));
            let by_name = names.first().is_some_and(|one| one.is_virtual);
            let why = match names.len() {
                1 if by_name => "reached by its own name".to_owned(),
                1 => "mapped by an administrator".to_owned(),
                more => format!("{} databases stand for it", number(more)),
            };
            (Some(why), first)
        }
    };
    let is_bare = why.is_some() && named.is_none();
    let cell = |action: Action, is_ticked: bool| MatrixCell {
        state: if is_ticked { TickState::Chosen } else { TickState::Empty },
        name: format!("{}, bucket {}", action.title(), spelled_out(&bucket.name)),
    };
    let [read, write] = ticked;
    MatrixRow {
        key: bucket.id.number(),
        name: bucket.name.to_string(),
        tag: is_bare.then_some(NO_DATABASE),
        why: why.as_deref().map(Why::from),
        beside: Beside::Foreign(named),
        is_on: read || write,
        cells: [cell(Action::Read, read), cell(Action::Write, write)],
    }
}
