//! Another set of grants for a token: each database with its ticks, what is lost and gained beside them, and nothing sent
//! before that was seen.

use super::preview::{Conflict, Table, Warnings};
use super::said::UpdateSaid;
use crate::cluster::console::use_console;
use crate::ui::button::{Button, LinkButton, Tone};
use crate::ui::combobox::{Combobox, Suggestion, Suggestions};
use crate::ui::drawn::drawn;
use crate::ui::field::Field;
use crate::ui::id;
use crate::ui::text_input::TextInput;
use console_core::matrix::Action;
use database::Id;
use database::database::{CALLED_ALL, Database, find};
use database::description::{describe, is_untrue};
use database::update::{Edit, Phase};
use leptos::prelude::*;

/// The button that opens the form, to which one comes back from it.
pub const CHANGE: &str = "change-permissions";

/// As many databases are suggested at once.
const SHOWN: usize = 30;

/// The form, in the place of what the drawer says of the token.
#[component]
pub fn Change(id: Id) -> impl IntoView {
    let console = use_console();
    let phase = move || console.changes.of(id).map(|update| update.phase().clone());
    let busy = Signal::derive(move || console.changes.is_busy(id));
    let blocked = Signal::derive(move || {
        if matches!(phase(), Some(Phase::Conflict(_))) {
            return Some("Decide about the other change first.".to_owned());
        }
        let change = console.changes.edits.with(|edits| edits.get(&id).and_then(Edit::change));
        change.is_none().then(|| "Nothing is changed yet.".to_owned())
    });
    let send = Callback::new(move |()| console.send_edit(id));
    // What is on its way can't be called back, and what came of it is told here.
    let on_its_way = Signal::derive(move || busy.get().then(|| "It is being sent; its answer comes first.".to_owned()));
    let cancel = Callback::new(move |()| {
        console.changes.drop_edit(id);
        request_animation_frame(|| id::focus(CHANGE));
    });
    view! {
        <div class="drawer__body">
            <h3 class="drawer__h">"Change permissions"</h3>
            <Conflict id />
            <UpdateSaid id />
            // What would be put in while it is sent would be gone with the answer.
            <div class="stack" inert=move || busy.get()>
                <Table id />
                <Add id />
                <Description id />
            </div>
            <Warnings id />
            <p class="mute">
                "The whole set is replaced, and the secret stays the same. The token is read again just before sending."
            </p>
        </div>
        <div class="drawer__foot">
            <Button tone=Tone::Quiet blocked=on_its_way on_click=cancel>
                "Cancel"
            </Button>
            <span class="grow"></span>
            <Button tone=Tone::Primary busy blocked on_click=send>
                "Replace permissions"
            </Button>
        </div>
    }
}

/// One more database, found by its name.
#[component]
fn Add(id: Id) -> impl IntoView {
    let console = use_console();
    console.want_databases();
    let query = RwSignal::new(String::new());
    let suggest = Callback::new(move |query: String| {
        console.databases.with(|databases| {
            let all = databases.ready().map_or(&[][..], |all| all.as_slice());
            let found = find(all, &query);
            let suggestion = |at: &usize| Suggestion {
                key: *at as u64,
                label: all[*at].name.to_string(),
                note: all[*at].limits(),
                tag: None,
            };
            Suggestions { total: found.len(), shown: found.iter().take(SHOWN).map(suggestion).collect() }
        })
    });
    let choose = Callback::new(move |key: u64| {
        let name = console.databases.with_untracked(|databases| {
            let at = usize::try_from(key).ok()?;
            databases.ready().and_then(|all| all.get(at)).map(|database| database.name.to_string())
        });
        if let Some(name) = name {
            console.changes.edit(id, |edit| edit.selection.tick(&name, Action::Read, true));
            query.set(String::new());
        }
    });
    let hint = Signal::derive(move || {
        let called_all = console
            .databases
            .with(|databases| databases.ready().is_some_and(|all| !all.iter().all(Database::is_grantable)));
        let more = if called_all { format!(" {CALLED_ALL}") } else { String::new() };
        Some(format!("It is added with Read; tick Write beside it.{more}"))
    });
    view! {
        <Field label="Add a database" hint>
            <Combobox query suggest on_choose=choose words=("database", "databases") placeholder="Name of a database" />
        </Field>
    }
}

/// The description, with a word where it no longer says what is granted.
#[component]
fn Description(id: Id) -> impl IntoView {
    let console = use_console();
    let edit = move || console.changes.edits.with(|edits| edits.get(&id).cloned());
    let text = RwSignal::new(untrack(edit).map(|edit| edit.description).unwrap_or_default());
    Effect::new(move |_| {
        let text = text.get();
        if untrack(edit).is_some_and(|edit| edit.description != text) {
            console.changes.edit(id, |edit| edit.description = text);
        }
    });
    // Whoever begins again with the token as somebody else left it reads its description.
    let put_in = Memo::new(move |_| edit().map(|edit| edit.description));
    Effect::new(move |_| {
        if let Some(put_in) = put_in.get()
            && text.with_untracked(|text| *text != put_in)
        {
            text.set(put_in);
        }
    });
    let untrue = Memo::new(move |_| {
        edit().is_some_and(|edit| is_untrue(edit.description.trim(), &edit.selection.permissions()))
    });
    let note = Signal::derive(move || untrue.get().then(|| "no longer says what it grants".to_owned()));
    let generate = Callback::new(move |()| {
        if let Some(edit) = untrack(edit) {
            text.set(describe(&edit.selection.permissions()));
        }
    });
    view! {
        <div class="stack">
            <Field label="Description" note>
                <TextInput value=text />
            </Field>
            {drawn(move || {
                untrue.get().then(|| view! { <LinkButton on_click=generate>"Say what it grants now"</LinkButton> })
            })}
        </div>
    }
}
