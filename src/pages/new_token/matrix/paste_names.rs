//! A list of names, found among the objects of a type and ticked together.

use crate::pages::new_token::form::use_form;
use crate::shared::matrix::{LISTED, ListedNames, TickNames};
use crate::ui::button::{Button, ButtonSize};
use crate::ui::checkbox::{Check, Checkbox};
use crate::ui::dialog::{Dialog, DialogWidth, FirstFocus};
use crate::ui::field::Field;
use crate::ui::icon::IconName;
use crate::ui::live::use_announcer;
use crate::ui::text_area::TextArea;
use crate::ui::untrusted::Untrusted;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::names_list::{Directory, Letters, NamesList};
use influxdb2::permission::{Action, ResourceType};
use leptos::html;
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The button in the finder, with its dialog.
#[component]
pub fn PasteNames(resource: ResourceType) -> impl IntoView {
    let open = RwSignal::new(false);
    let title = format!("Paste names of {}", resource.plural());
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
        <Dialog open title on_close_request=close width=DialogWidth::Wide first_focus=FirstFocus::Autofocus foot>
            <Names resource=resource.clone() />
        </Dialog>
    }
}

#[component]
fn Names(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let area = NodeRef::<html::Textarea>::new();
    let list = RwSignal::new(Arc::new(NamesList::default()));
    let (letters, picked) = (RwSignal::new(Letters::Exact), RwSignal::new(BTreeSet::new()));
    let read = {
        let resource = resource.clone();
        Callback::new(move |()| {
            let Some(area) = area.get_untracked() else { return };
            let found =
                untrack(|| form.objects(&resource)).ready().map(|objects| Directory::new(objects).find(&area.value()));
            list.set(Arc::new(found.unwrap_or_default()));
        })
    };
    let ids = Memo::new(move |_| list.with(|list| picked.with(|picked| list.meant(letters.get(), picked))));
    let announcer = use_announcer();
    Effect::new(move |before: Option<()>| {
        let (found, all) = list.with(|list| (list.found.len(), entries(list)));
        if before.is_some() {
            announcer.say_soon(format!("{} of {} found", number(found), number(all)));
        }
    });
    let hint = "One name or id on each line, or separated by commas.";
    let groups = {
        let resource = resource.clone();
        move || {
            let list = list.get();
            (entries(&list) > 0).then(|| view! { <Groups resource=resource.clone() list letters picked /> })
        }
    };
    let (one, many) = (resource.singular().to_owned(), resource.plural().to_owned());
    let tick = Callback::new(move |(actions, on): (&[Action], bool)| {
        let ids = ids.get_untracked();
        form.update(|draft| {
            for action in actions {
                draft.selection.tick_all(&resource, ids.iter().copied(), *action, on);
            }
        });
    });
    view! {
        <div class="preview">
            <Field label="Names" hint=Some(hint.to_owned())>
                <TextArea node_ref=area on_read=read rows=8 />
            </Field>
            {groups}
            <TickNames count=Signal::derive(move || ids.with(Vec::len)) one many tick />
        </div>
    }
}

/// How many different entries a list has.
fn entries(list: &NamesList) -> usize {
    list.found.len() + list.near.len() + list.ambiguous.len() + list.unknown.len()
}

/// What became of the names, group by group.
#[component]
fn Groups(
    resource: ResourceType,
    list: Arc<NamesList>,
    letters: RwSignal<Letters>,
    picked: RwSignal<BTreeSet<Id>>,
) -> impl IntoView {
    let (found, unknown) = (list.found.len(), list.unknown.len());
    let repeated = list.repeated;
    let plural = resource.plural().to_owned();
    let near_count = list.near.len();
    let near: Vec<String> = list.near.iter().take(LISTED).map(|near| near.text.clone()).collect();
    let unknown_names: Vec<String> = list.unknown.iter().take(LISTED).cloned().collect();
    let case = Signal::derive(move || Check::from(letters.get() == Letters::AnyCase));
    let on_case = Callback::new(move |any| letters.set(if any { Letters::AnyCase } else { Letters::Exact }));
    view! {
        <div class="preview">
            <p class="preview__h">
                <b>{number(found)}</b>
                {format!(" {} found", if found == 1 { resource.singular() } else { plural.as_str() })}
                {(repeated > 0).then(|| format!(", {} named more than once", number(repeated)))}
            </p>
            {(near_count > 0)
                .then(|| {
                    let label = match near_count {
                        1 => "Include 1 that differs only in capital letters".to_owned(),
                        count => format!("Include {} that differ only in capital letters", number(count)),
                    };
                    view! {
                        <Checkbox state=case on_toggle=on_case>
                            {label}
                        </Checkbox>
                        <ListedNames names=near all=near_count />
                    }
                })}
            <Twins plural list letters picked />
            {(unknown > 0)
                .then(|| {
                    view! {
                        <p class="preview__h">
                            <b>{number(unknown)}</b>
                            " unknown"
                        </p>
                        <ListedNames names=unknown_names all=unknown />
                    }
                })}
        </div>
    }
}

/// Names that several objects have: each object is taken by its id, or all of them.
#[component]
fn Twins(
    plural: String,
    list: Arc<NamesList>,
    letters: RwSignal<Letters>,
    picked: RwSignal<BTreeSet<Id>>,
) -> impl IntoView {
    move || {
        let shared = list.shared(letters.get());
        let all: Vec<Id> = shared.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
        let names = number(shared.len());
        let label = format!("{names} that several {plural} have, {} in all", number(all.len()));
        let rows = shared.iter().flat_map(|(name, ids)| ids.iter().map(|id| ((*name).to_owned(), *id)));
        let rows = rows.take(LISTED).map(|(name, id)| view! { <Twin name id picked /> }).collect_view();
        let more = all.len().saturating_sub(LISTED);
        let counted = all.clone();
        let state = Signal::derive(move || {
            match picked.with(|picked| counted.iter().filter(|id| picked.contains(id)).count()) {
                0 => Check::Unchecked,
                count if count == counted.len() => Check::Checked,
                _ => Check::Mixed,
            }
        });
        let toggled = all.clone();
        let toggle = Callback::new(move |on: bool| {
            picked.update(|picked| {
                if on {
                    picked.extend(&toggled)
                } else {
                    toggled.iter().for_each(|id| {
                        picked.remove(id);
                    })
                }
            });
        });
        (!all.is_empty()).then(|| {
            view! {
                <div role="group" aria-label="Shared names" class="preview__twins">
                    <Checkbox state on_toggle=toggle>
                        {label}
                    </Checkbox>
                    {rows}
                    {(more > 0).then(|| view! { <p class="preview__h">{format!("and {} more", number(more))}</p> })}
                </div>
            }
        })
    }
}

/// One of the objects that share a name.
#[component]
fn Twin(name: String, id: Id, picked: RwSignal<BTreeSet<Id>>) -> impl IntoView {
    let state = Signal::derive(move || Check::from(picked.with(|picked| picked.contains(&id))));
    let toggle = Callback::new(move |on: bool| {
        picked.update(|picked| {
            if on {
                picked.insert(id)
            } else {
                picked.remove(&id)
            };
        });
    });
    view! {
        <Checkbox state on_toggle=toggle class="preview__twin">
            <Untrusted text=name limit=80 />
            " "
            <span class="id" translate="no">
                {id.to_string()}
            </span>
        </Checkbox>
    }
}
