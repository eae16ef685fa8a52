//! What a change takes and gives, database by database, before it is sent; and what somebody else changed meanwhile.

use super::{ActionWord, TOKEN, rights};
use crate::cluster::console::{Console, use_console};
use crate::ui::badge::{Tag, TagTone};
use crate::ui::button::LinkButton;
use crate::ui::checkbox::{BareCheckbox, Check};
use crate::ui::drawn::drawn;
use crate::ui::id;
use crate::ui::middle::MiddleCut;
use crate::ui::notice::{Notice, NoticeRole, NoticeTone};
use crate::ui::tick::{OwnTick, Tick, TickState};
use crate::ui::tile::{Right, TileLook};
use crate::ui::virtual_rows::VirtualRows;
use console_core::matrix::{Action, Cell};
use console_core::text::foreign::{message, spelled_out};
use console_core::text::number;
use database::Id;
use database::permission::{Permission, Resource, STANDING, Verb};
use database::token::Grant;
use database::update::{Edit, Phase, Preview, meanwhile, preview};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What stands on one line of the table: a database, or all of them, with its two ticks; or below it a grant that has
/// neither, because this page does not know its action.
type Line = (Resource, Option<Verb>);

/// The databases of a change: those that were granted or are ticked.
#[component]
pub fn Table(id: Id) -> impl IntoView {
    let console = use_console();
    let compared = Memo::new(move |_| compared(console, id));
    // A database that lost its last tick stays, so that the loss is seen and can be taken back.
    let lines = Memo::new(move |before: Option<&Vec<Line>>| {
        let mut lines: BTreeSet<Line> = before.into_iter().flatten().cloned().collect();
        lines.insert((Resource::All, None));
        for row in &compared.read().rows {
            lines.insert((row.resource.clone(), None));
            lines.extend(row.others().into_iter().map(|verb| (row.resource.clone(), Some(verb.clone()))));
        }
        lines.into_iter().collect()
    });
    let total = Signal::derive(move || lines.with(Vec::len));
    let key = Callback::new(move |index: usize| {
        let mut hasher = DefaultHasher::new();
        lines.with(|lines: &Vec<Line>| lines.get(index).hash(&mut hasher));
        hasher.finish()
    });
    let row = Callback::new(move |index: usize| match lines.with_untracked(|lines| lines.get(index).cloned()) {
        Some((resource, None)) => view! { <Row id resource compared index /> }.into_any(),
        Some((resource, Some(verb))) => {
            let permission = Permission { resource, verb };
            view! { <OtherRow id permission compared index /> }.into_any()
        }
        None => ().into_any(),
    });
    view! {
        <p role="status">
            <b>{move || compared.with(Preview::words)}</b>
        </p>
        <div role="table" aria-label="Databases" aria-rowcount=move || total.get() + 1>
            <div role="rowgroup">
                <div role="row" class="grantlist__one grantlist__one--ticks grantlist__head" aria-rowindex="1">
                    <span role="columnheader">{Right::Read.word()}</span>
                    <span role="columnheader">{Right::Write.word()}</span>
                    <span role="columnheader">"Database"</span>
                </div>
            </div>
            <VirtualRows total row key class="grantlist__rows" />
        </div>
        <Unknown id />
    }
}

/// What becomes of grants that this page does not know.
#[component]
fn Unknown(id: Id) -> impl IntoView {
    let console = use_console();
    let words = Memo::new(move |_| {
        console.changes.edits.with(|edits| {
            let edit = edits.get(&id)?;
            edit.seen.permissions.with(&edit.selection.permissions()).unknown_words()
        })
    });
    drawn(move || {
        let said = |words| format!("This page does not know what {words} allows. What stays ticked is kept as it is.");
        words.get().map(|words| view! { <p class="mute">{said(words)}</p> })
    })
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
    let (of_now, wanted) = (resource.clone(), resource);
    let now = move || {
        compared.with(|compared| {
            let row = compared.rows.iter().find(|row| row.resource == of_now && !row.now.is_empty())?;
            Some(view! { "now " {rights(&Grant::of(&row.resource, &row.now), TileLook::Solid)} }.into_any())
        })
    };
    let tags = move || tags(compared, &wanted, |verb| matches!(verb, Verb::Known(_)));
    let title = match &name {
        Some(name) => view! { <MiddleCut text=name.clone() /> }.into_any(),
        None => view! { <b>"All databases, also future ones"</b> }.into_any(),
    };
    view! {
        <div role="row" class="grantlist__one grantlist__one--ticks" aria-rowindex=index + 2>
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

/// What is lost and gained of these actions on a database, in a word or two.
fn tags(compared: Memo<Preview>, resource: &Resource, which: impl Fn(&Verb) -> bool) -> AnyView {
    let said = compared.with(|compared| {
        let row = compared.rows.iter().find(|row| row.resource == *resource);
        let words = |tone: TagTone, lead: &str, verbs: &[Verb]| {
            let words: Vec<String> =
                verbs.iter().filter(|verb| which(verb)).map(|verb| message(verb.as_str())).collect();
            (!words.is_empty()).then(|| (tone, format!("{lead} {}", words.join(", "))))
        };
        let both =
            row.map(|row| [words(TagTone::Warn, "loses", &row.lost), words(TagTone::Accent, "gains", &row.gained)]);
        both.into_iter().flatten().flatten().collect::<Vec<_>>()
    });
    said.into_iter().map(|(tone, text)| view! { <Tag tone>{text}</Tag> }).collect_view().into_any()
}

/// A grant with an action that this page does not know. It stays as it is, or is taken away.
#[component]
fn OtherRow(id: Id, permission: Permission, compared: Memo<Preview>, index: usize) -> impl IntoView {
    let console = use_console();
    let Permission { resource, verb } = permission.clone();
    let word = verb.as_str().to_owned();
    let label = match resource.name() {
        Some(name) => format!("{}, database {}", spelled_out(&word), spelled_out(name)),
        None => format!("{}, all databases", spelled_out(&word)),
    };
    let title = match resource.name() {
        Some(name) => view! { <MiddleCut text=name /> }.into_any(),
        None => view! { <b>"all databases"</b> }.into_any(),
    };
    let of = permission.clone();
    let state = Signal::derive(move || {
        let is_kept = |edit: &Edit| edit.selection.others().any(|other| *other == of);
        Check::from(console.changes.edits.with(|edits| edits.get(&id).is_some_and(is_kept)))
    });
    let toggle = Callback::new(move |on| console.changes.edit(id, |edit| edit.selection.set_other(&permission, on)));
    let tags = move || tags(compared, &resource, |known| *known == verb);
    view! {
        <div role="row" class="grantlist__one grantlist__one--ticks" aria-rowindex=index + 2>
            <span role="cell" class="grantlist__both" aria-colspan="2">
                <BareCheckbox state on_toggle=toggle label=label.clone() />
            </span>
            <span role="cell" title=label>
                <ActionWord word />
                " on "
                {title}
                " "
                {drawn(tags)}
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

/// What programs lose, and what they come to reach that nobody can name yet.
#[component]
pub fn Warnings(id: Id) -> impl IntoView {
    let console = use_console();
    let compared = Memo::new(move |_| compared(console, id));
    let lost = move || {
        let losses = compared.with(Preview::losses);
        let title = match losses.len() {
            0 => return None,
            1 => "Programs that use it lose 1 permission at once".to_owned(),
            count => format!("Programs that use it lose {} permissions at once", number(count)),
        };
        let told: Vec<String> = losses.iter().take(5).map(|permission| message(&permission.to_string())).collect();
        let more = if losses.len() > told.len() { ", …" } else { "" };
        let text = format!("{}{more}. Undo sends the old set again.", told.join(", "));
        Some(view! { <Notice tone=NoticeTone::Warn title=title>{text}</Notice> })
    };
    let further = move || {
        compared.with(Preview::reaches_further).then(|| {
            view! {
                <Notice tone=NoticeTone::Warn title=STANDING>
                    "Untick “All databases” to grant single ones alone."
                </Notice>
            }
        })
    };
    view! {
        {drawn(further)}
        {drawn(lost)}
    }
}

/// Somebody else changed the token meanwhile, and the person decides.
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
        let so_far = match (update.was_sent(), is_undo) {
            (true, _) => "Yours was sent before, and what is stored is not as it asked for.",
            (false, true) => "Nothing was taken back.",
            (false, false) => "Nothing was sent.",
        };
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
