//! A list of names, found among the databases and ticked together. A name of which there is no database can be granted too.

use crate::cluster::pages::new_token::form::use_form;
use crate::shared::matrix::{ListedNames, TickNames};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::dialog::{Dialog, DialogWidth, FirstFocus};
use crate::ui::field::Field;
use crate::ui::icon::IconName;
use crate::ui::live::use_announcer;
use crate::ui::text_area::TextArea;
use console_core::text::number;
use database::names_list::NamesList;
use database::permission::Action;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

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
    let tick = Callback::new(move |(actions, on): (&[Action], bool)| {
        let names = names.get_untracked();
        form.update(|draft| {
            for action in actions {
                draft.selection.tick_all(names.iter().map(|name| &**name), *action, on);
            }
        });
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
            <TickNames count=Signal::derive(move || names.with(Vec::len)) one="database".to_owned() many="databases".to_owned() tick />
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
                        <ListedNames all=unknown.len() names=unknown />
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
            <ListedNames all=names.len() names />
        }
    })
}
