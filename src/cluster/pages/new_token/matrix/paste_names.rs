//! A list of names, found among the databases and ticked together. A name of which there is no database can be granted too.

use crate::cluster::pages::new_token::form::{Form, use_form};
use crate::ui::button::{Button, ButtonSize, Tone};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::dialog::{Dialog, DialogWidth, FirstFocus};
use crate::ui::field::Field;
use crate::ui::icon::IconName;
use crate::ui::live::use_announcer;
use crate::ui::text_area::TextArea;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use database::names_list::NamesList;
use database::permission::Action;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// How many names of a group are listed.
const LISTED: usize = 30;

/// The button in the finder, with its dialog.
#[component]
pub fn PasteNames() -> impl IntoView {
    let open = RwSignal::new(false);
    let close = Callback::new(move |()| open.set(false));
    let foot = move || {
        view! {
            <Button on_click=close>"Done"</Button>
        }
        .into_any()
    };
    view! {
        <Button size=ButtonSize::Small icon=IconName::Clipboard on_click=Callback::new(move |()| open.set(true))>
            "Paste names"
        </Button>
        <Dialog
            open
            title="Paste names of databases"
            on_close_request=close
            width=DialogWidth::Wide
            first_focus=FirstFocus::Autofocus
            foot
        >
            <Names />
        </Dialog>
    }
}

#[component]
fn Names() -> impl IntoView {
    let form = use_form();
    let area = NodeRef::<html::Textarea>::new();
    let list = RwSignal::new(Arc::new(NamesList::default()));
    let unknown_too = RwSignal::new(false);
    let read = Callback::new(move |()| {
        let Some(area) = area.get_untracked() else { return };
        let known = form.console.databases.with_untracked(|databases| databases.ready().cloned()).unwrap_or_default();
        list.set(Arc::new(NamesList::find(&area.value(), &known)));
        // Where nobody knows which databases there are, every name may be one.
        unknown_too.set(known.is_empty());
    });
    let names = Memo::new(move |_| {
        list.with(|list| {
            let unknown = list.unknown.iter().filter(|_| unknown_too.get()).map(|name| name.as_str().into());
            list.found.iter().cloned().chain(unknown).collect::<Vec<Box<str>>>()
        })
    });
    let announcer = use_announcer();
    Effect::new(move |before: Option<()>| {
        let (found, all) = list.with(|list| (list.found.len(), entries(list)));
        if before.is_some() {
            announcer.say_soon(format!("{} of {} found", number(found), number(all)));
        }
    });
    view! {
        <div class="preview">
            <Field label="Names" hint=Some("One name on each line, or separated by commas.".to_owned())>
                <TextArea node_ref=area on_read=read rows=8 />
            </Field>
            {move || {
                let list = list.get();
                (entries(&list) > 0).then(|| groups(&list, unknown_too))
            }}
            <Acts form names />
        </div>
    }
}

/// How many different entries a list has.
fn entries(list: &NamesList) -> usize {
    list.found.len() + list.near.len() + list.unknown.len() + list.impossible.len()
}

/// What became of the names, group by group.
fn groups(list: &NamesList, unknown_too: RwSignal<bool>) -> impl IntoView + use<> {
    let found = list.found.len();
    let repeated = list.repeated;
    let near: Vec<String> = list.near.iter().map(|(typed, near)| format!("{typed}: {}", near.join(", "))).collect();
    let (unknown, impossible) = (list.unknown.clone(), list.impossible.clone());
    let state = Signal::derive(move || Check::from(unknown_too.get()));
    view! {
        <div class="preview">
            <p class="preview__h">
                <b>{number(found)}</b>
                {if found == 1 { " database found" } else { " databases found" }}
                {(repeated > 0).then(|| format!(", {} named more than once", number(repeated)))}
            </p>
            {group("differ only in capital letters: databases are told apart by them", near)}
            {(!unknown.is_empty())
                .then(|| {
                    let label = format!("Include {} that no database has, for future ones", number(unknown.len()));
                    view! {
                        <Checkbox state on_toggle=Callback::new(move |on| unknown_too.set(on))>
                            {label}
                        </Checkbox>
                        <ListedNames names=unknown />
                    }
                })}
            {group("can be no name of a database", impossible)}
        </div>
    }
}

fn group(what: &'static str, names: Vec<String>) -> Option<impl IntoView> {
    (!names.is_empty()).then(|| {
        view! {
            <p class="preview__h">
                <b>{number(names.len())}</b>
                {format!(" {what}")}
            </p>
            <ListedNames names />
        }
    })
}

/// The first names of a group, and how many there are beyond them.
#[component]
fn ListedNames(names: Vec<String>) -> impl IntoView {
    let more = names.len().saturating_sub(LISTED);
    let name = |name| view! { <li><Untrusted text=name limit=80 /></li> };
    view! {
        <ul class="preview__names">
            {names.into_iter().take(LISTED).map(name).collect_view()}
            {(more > 0).then(|| view! { <li>{format!("and {} more", number(more))}</li> })}
        </ul>
    }
}

/// The buttons that use what was found.
#[component]
fn Acts(form: Form, names: Memo<Vec<Box<str>>>) -> impl IntoView {
    let done = RwSignal::new(None::<String>);
    let announcer = use_announcer();
    let act = move |actions: &[Action], on: bool, word: &str| {
        let names = names.get_untracked();
        form.update(|draft| {
            for action in actions {
                draft.selection.tick_all(names.iter().map(|name| &**name), *action, on);
            }
        });
        let unit = if names.len() == 1 { "database" } else { "databases" };
        let said = format!("{word} {} {unit}.", number(names.len()));
        announcer.say(said.clone());
        done.set(Some(said));
    };
    let blocked =
        Signal::derive(move || names.with(Vec::is_empty).then(|| "None of the names was found yet.".to_owned()));
    // What was done speaks of the list as it was then.
    Effect::new(move |_| {
        names.track();
        done.set(None);
    });
    let with_count = move |word: &'static str| move || format!("{word} ({})", number(names.with(Vec::len)));
    view! {
        <div class="preview__acts">
            <Button blocked on_click=Callback::new(move |()| act(&[Action::Read], true, "Read ticked on"))>
                {with_count("Tick Read")}
            </Button>
            <Button blocked on_click=Callback::new(move |()| act(&[Action::Write], true, "Write ticked on"))>
                {with_count("Tick Write")}
            </Button>
            <Button tone=Tone::Quiet blocked on_click=Callback::new(move |()| act(&Action::BOTH, false, "Ticks taken off"))>
                "Remove ticks"
            </Button>
            <span class="preview__done">{done}</span>
        </div>
    }
}
