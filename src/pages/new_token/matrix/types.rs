//! The resource types: which there are, and how much of each is granted.

use crate::pages::new_token::form::{Form, use_form};
use crate::ui::field::Field;
use crate::ui::list_keys;
use crate::ui::select_input::SelectInput;
use crate::ui::tile::{Right, Tile, TileLook};
use console_core::text::number;
use influxdb2::permission::{Action, ResourceType};
use influxdb2::selection::Reach;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

fn option_id(resource: &ResourceType) -> String {
    // A server may list any word; only letters of it go into an id.
    let word: String = resource.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
    format!("type-{word}")
}

/// How much of a type is granted, in few words; `None` when nothing is.
fn granted(form: Form, resource: &ResourceType) -> Option<String> {
    form.with(|draft| {
        let selection = &draft.selection;
        if !selection.touches(resource) {
            return None;
        }
        let all = Action::BOTH.iter().any(|action| selection.reach(resource, *action) != Reach::These);
        Some(if all { "all".to_owned() } else { number(selection.ticked_objects(resource)) })
    })
}

/// The list of types, for windows that have room for it.
#[component]
pub fn TypeList() -> impl IntoView {
    let form = use_form();
    let (everyday, other) = form.types();
    let all: Vec<ResourceType> = everyday.iter().chain(&other).cloned().collect();
    let on_key = move |event: KeyboardEvent| {
        let here = all.iter().position(|resource| form.resource.with_untracked(|r| r == resource)).unwrap_or(0);
        let key = event.key();
        let plain = !event.ctrl_key() && !event.meta_key();
        let letter = || plain.then(|| list_keys::to_letter(&key, here, all.len(), |at| all[at].title())).flatten();
        let Some(there) = list_keys::clamped(&key, here, all.len()).or_else(letter) else { return };
        event.prevent_default();
        form.resource.set(all[there].clone());
        if let Some(option) = document().get_element_by_id(&option_id(&all[there])) {
            let nearest = web_sys::ScrollIntoViewOptions::new();
            nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    };
    let active = move || form.resource.with(option_id);
    let items =
        |types: Vec<ResourceType>| types.into_iter().map(|resource| view! { <TypeItem resource /> }).collect_view();
    view! {
        <div
            class="types"
            id="types"
            role="listbox"
            aria-label="Resource types"
            tabindex="0"
            aria-activedescendant=active
            on:keydown=on_key
        >
            {items(everyday)}
            <div role="group" aria-labelledby="types-administration">
                <div class="types__sep" id="types-administration" role="presentation">
                    "Administration"
                </div>
                {items(other)}
            </div>
        </div>
    }
}

#[component]
fn TypeItem(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let id = option_id(&resource);
    let title = resource.title().to_owned();
    let (mine, counted, choose) = (resource.clone(), resource.clone(), resource);
    let selected = move || if form.resource.with(|resource| *resource == mine) { "true" } else { "false" };
    let whole = resource_tiles(form, counted.clone());
    let note = move || {
        if let Some(tiles) = whole() {
            return tiles;
        }
        let total = form.console.total(&counted);
        match (granted(form, &counted), total) {
            (Some(granted), Some(total)) => view! { <b>{granted}</b> " of " {total} }.into_any(),
            (Some(granted), None) => view! { <b>{granted}</b> }.into_any(),
            (None, Some(total)) => total.into_any(),
            (None, None) if !Form::has_objects(&counted) => "all or none".into_any(),
            (None, None) => ().into_any(),
        }
    };
    view! {
        <div
            class="types__item"
            role="option"
            id=id
            aria-selected=selected
            on:click=move |_| form.resource.set(choose.clone())
        >
            <span class="types__name">{title}</span>
            <span class="types__n">{note}</span>
        </div>
    }
}

/// The tiles of what is granted as a whole; `None` where single objects count.
fn resource_tiles(form: Form, resource: ResourceType) -> impl Fn() -> Option<AnyView> + Clone {
    move || {
        let wide = |action| form.with(|draft| draft.selection.reach(&resource, action) != Reach::These);
        let rights = [(Action::Read, Right::Read), (Action::Write, Right::Write)];
        let tiles: Vec<_> = rights
            .into_iter()
            .filter(|(action, _)| wide(*action))
            .map(|(_, right)| view! { <Tile right look=TileLook::Soft /> })
            .collect();
        (!tiles.is_empty())
            .then(|| view! { <span class="vh">"all "</span> <span class="tiles">{tiles}</span> }.into_any())
    }
}

/// The same choice as a drop-down, for narrow windows.
#[component]
pub fn TypeSelect() -> impl IntoView {
    let form = use_form();
    let (everyday, other) = form.types();
    let types: Vec<ResourceType> = everyday.into_iter().chain(other).collect();
    let words = types.clone();
    let options = move || {
        words
            .iter()
            .map(|resource| {
                let granted = granted(form, resource).map(|granted| format!(" · {granted} ticked"));
                (resource.as_str().to_owned(), format!("{}{}", resource.title(), granted.unwrap_or_default()))
            })
            .collect::<Vec<_>>()
    };
    let value = RwSignal::new(form.resource.with_untracked(|resource| resource.as_str().to_owned()));
    // Two views of one choice: each follows the other, and setting what is already set changes nothing.
    Effect::new(move |_| {
        let word = value.get();
        if let Some(resource) = types.iter().find(|resource| resource.as_str() == word)
            && form.resource.with_untracked(|current| current != resource)
        {
            form.resource.set(resource.clone());
        }
    });
    Effect::new(move |_| {
        let word = form.resource.with(|resource| resource.as_str().to_owned());
        if value.with_untracked(|value| *value != word) {
            value.set(word);
        }
    });
    view! {
        <div class="types__select">
            <Field label="Resource type">
                <SelectInput options=Signal::derive(options) value />
            </Field>
        </div>
    }
}
