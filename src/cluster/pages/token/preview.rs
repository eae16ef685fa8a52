//! What a change takes and gives, database by database, before it is sent; and what somebody else changed meanwhile.

use super::{Rights, TOKEN};
use crate::cluster::console::{Console, use_console};
use crate::ui::badge::{Tag, TagTone};
use crate::ui::button::LinkButton;
use crate::ui::drawn::drawn;
use crate::ui::id;
use crate::ui::middle::MiddleCut;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::tick::{OwnTick, Tick, TickState};
use crate::ui::tile::Right;
use crate::ui::virtual_rows::VirtualRows;
use console_core::matrix::{Action, Cell};
use console_core::text::foreign::{message, spelled_out};
use console_core::text::number;
use database::Id;
use database::permission::{Resource, Verb};
use database::update::{Phase, Preview, meanwhile, preview};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The databases of a change: those that were granted or are ticked.
#[component]
pub fn Table(id: Id) -> impl IntoView {
    let console = use_console();
    let compared = Memo::new(move |_| compared(console, id));
    // A database that lost its last tick stays, so that the loss is seen and can be taken back.
    let rows = Memo::new(move |before: Option<&Vec<Resource>>| {
        let mut rows: BTreeSet<Resource> = before.into_iter().flatten().cloned().collect();
        rows.insert(Resource::All);
        rows.extend(compared.read().rows.iter().map(|row| row.resource.clone()));
        rows.into_iter().collect()
    });
    let total = Signal::derive(move || rows.with(Vec::len));
    let key = Callback::new(move |index: usize| {
        let mut hasher = DefaultHasher::new();
        rows.with(|rows: &Vec<Resource>| rows.get(index).hash(&mut hasher));
        hasher.finish()
    });
    let row = Callback::new(move |index: usize| match rows.with_untracked(|rows| rows.get(index).cloned()) {
        Some(resource) => view! { <Row id resource compared index /> }.into_any(),
        None => ().into_any(),
    });
    view! {
        <p role="status">
            <b>{move || compared.with(Preview::words)}</b>
        </p>
        <div role="table" aria-label="Databases" aria-rowcount=move || total.get()>
            <VirtualRows total row key class="grantlist__rows" />
        </div>
    }
}

fn compared(console: Console, id: Id) -> Preview {
    console.changes.edits.with(|edits| {
        edits.get(&id).map(|edit| preview(&edit.seen.permissions, &edit.selection.permissions())).unwrap_or_default()
    })
}

/// One database: now, the ticks for afterwards, and the difference.
#[component]
fn Row(id: Id, resource: Resource, compared: Memo<Preview>, index: usize) -> impl IntoView {
    let console = use_console();
    let name = resource.name().map(str::to_owned);
    let gone = name.as_deref().is_some_and(|name| untrack(|| console.is_gone(name)));
    let (granted, wanted) = (resource.clone(), resource.clone());
    let seen = move || {
        console.changes.edits.with(|edits| {
            let has = |action: Action| {
                let verb = Verb::Known(action);
                edits.get(&id).is_some_and(|edit| edit.seen.permissions.of(&granted).any(|known| *known == verb))
            };
            (has(Action::Read), has(Action::Write))
        })
    };
    let said = move || {
        compared.with(|compared| {
            let row = compared.rows.iter().find(|row| row.resource == wanted)?;
            let words = |lead: &str, verbs: &[Verb]| {
                let verbs: Vec<String> = verbs.iter().map(|verb| message(verb.as_str())).collect();
                (!verbs.is_empty()).then(|| format!("{lead} {}", verbs.join(", ")))
            };
            let lost = words("loses", &row.lost).map(|text| (TagTone::Warn, text));
            let gained = words("gains", &row.gained).map(|text| (TagTone::Accent, text));
            Some(lost.into_iter().chain(gained).collect::<Vec<_>>())
        })
    };
    let now = move || {
        let (read, write) = seen();
        (read || write).then(|| view! { "now " <Rights read write /> })
    };
    let tags = move || {
        let all = said().unwrap_or_default();
        all.into_iter().map(|(tone, text)| view! { <Tag tone>{text}</Tag> }).collect_view()
    };
    let title = match &name {
        Some(name) => view! { <MiddleCut text=name.clone() /> }.into_any(),
        None => view! { <b>"All databases, also future ones"</b> }.into_any(),
    };
    view! {
        <div role="row" class="grantlist__one grantlist__one--ticks" aria-rowindex=index + 1>
            <span role="cell">
                <OneTick id name=name.clone() action=Action::Read />
            </span>
            <span role="cell">
                <OneTick id name=name.clone() action=Action::Write />
            </span>
            <span role="cell" title=name.as_deref().map(spelled_out)>
                {title} " " {gone.then(|| view! { <Tag tone=TagTone::Warn>"gone"</Tag> })} " " {drawn(tags)} " "
                <span class="mute nowrap">{drawn(now)}</span>
            </span>
        </div>
    }
}

/// One tick. Without a name it is that of all databases.
#[component]
fn OneTick(id: Id, name: Option<String>, action: Action) -> impl IntoView {
    let console = use_console();
    let right = match action {
        Action::Read => Right::Read,
        Action::Write => Right::Write,
    };
    let label = match &name {
        Some(name) => format!("{}, database {}", right.word(), spelled_out(name)),
        None => format!("{}, all databases", right.word()),
    };
    let of = name.clone();
    let state = Signal::derive(move || {
        console.changes.edits.with(|edits| {
            let Some(edit) = edits.get(&id) else { return TickState::Empty };
            match &of {
                None if edit.selection.reach(action) == database::selection::Reach::These => TickState::Empty,
                None => TickState::Chosen,
                Some(name) => match edit.selection.cell(name, action) {
                    Cell::Empty => TickState::Empty,
                    Cell::Chosen => TickState::Chosen,
                    Cell::Included { own: true } => TickState::Included { own: OwnTick::Saved },
                    Cell::Included { own: false } => TickState::Included { own: OwnTick::None },
                },
            }
        })
    });
    let toggle = Callback::new(move |on: bool| {
        console.changes.edit(id, |edit| match &name {
            Some(name) => edit.selection.tick(name, action, on),
            None => edit.selection.set_all(action, on),
        });
    });
    view! { <Tick right state name=label on_toggle=toggle /> }
}

/// What programs lose.
#[component]
pub fn Warnings(id: Id) -> impl IntoView {
    let console = use_console();
    drawn(move || {
        let losses = compared(console, id).losses();
        let title = match losses.len() {
            0 => return ().into_any(),
            1 => "Programs that use it lose 1 permission at once".to_owned(),
            count => format!("Programs that use it lose {} permissions at once", number(count)),
        };
        let told: Vec<String> = losses.iter().take(5).map(|permission| message(&permission.to_string())).collect();
        let more = if losses.len() > told.len() { ", …" } else { "" };
        view! {
            <Notice tone=NoticeTone::Warn title=title>
                {format!("{}{more}. Undo sends the old set again.", told.join(", "))}
            </Notice>
        }
        .into_any()
    })
}

/// Somebody else changed the token meanwhile: nothing was sent, and the person decides.
#[component]
pub fn Conflict(id: Id) -> impl IntoView {
    let console = use_console();
    let met = Memo::new(move |_| console.changes.of(id).filter(|update| matches!(update.phase(), Phase::Conflict(_))));
    drawn(move || {
        let Some(update) = met.get() else { return ().into_any() };
        let Phase::Conflict(theirs) = update.phase().clone() else { return ().into_any() };
        let is_undo = update.is_undo();
        let text = meanwhile(update.seen(), &theirs);
        let decide = move |with_theirs: bool| {
            Callback::new(move |()| {
                id::focus(TOKEN);
                console.decide(id, with_theirs);
            })
        };
        let leave = Callback::new(move |()| {
            if is_undo {
                console.changes.forget(id);
            } else {
                console.start_from(&theirs);
            }
            id::focus(TOKEN);
        });
        let words = if is_undo {
            ["Undo mine, keep theirs", "Leave it as it is", "Put everything back as it was"]
        } else {
            ["Send both", "Start again from theirs", "Send mine, without it"]
        };
        let actions = move || {
            view! {
                <LinkButton on_click=decide(true)>{words[0]}</LinkButton>
                <LinkButton on_click=leave>{words[1]}</LinkButton>
                <LinkButton on_click=decide(false)>{words[2]}</LinkButton>
            }
            .into_any()
        };
        let so_far = if is_undo { "Nothing was taken back." } else { "Nothing was sent." };
        view! {
            <Notice
                tone=NoticeTone::Warn
                role=NoticeRole::Alert
                title="Somebody changed this token meanwhile".to_owned()
                actions
            >
                {format!("{text} {so_far}")}
            </Notice>
        }
        .into_any()
    })
}
