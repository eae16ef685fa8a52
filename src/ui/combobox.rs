//! A text field with suggestions below it: the editable combobox of the ARIA practices.
//!
//! The focus stays in the field; the first suggestion is the one that Enter takes, arrow keys move on from there.
//! Only the best suggestions are drawn, and a line says how many more there are.

use super::field::use_field;
use super::icon::{Icon, IconName};
use super::live::use_announcer;
use super::marked::Marked;
use super::{id, list_keys};
use crate::shell::lasting::Lasting;
use crate::ui::drawn::drawn;
use console_core::text::number;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What tells it from the others.
    pub key: u64,
    /// Its name: foreign text.
    pub label: String,
    /// What stands behind the name: foreign text.
    pub note: String,
    /// A remark on it.
    pub tag: Option<&'static str>,
}

/// What fits the text in the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// The best of them.
    pub shown: Vec<Suggestion>,
    /// How many there are.
    pub total: usize,
}

/// Where the suggestions are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ComboboxLook {
    /// Over the page, while one types.
    #[default]
    Floating,
    /// Below the field, all the time.
    Inline,
}

/// The field, inside of a [`super::field::Field`] or another giver of a link. `words` names one and many of what is suggested.
#[component]
pub fn Combobox(
    query: RwSignal<String>,
    suggest: Callback<String, Suggestions>,
    on_choose: Callback<u64>,
    words: (&'static str, &'static str),
    #[prop(optional)] look: ComboboxLook,
    #[prop(optional)] placeholder: &'static str,
    #[prop(optional)] on_edit: Option<Callback<()>>,
) -> impl IntoView {
    let (one, many) = words;
    let stem = StoredValue::new(id::unique("option"));
    let option_id = move |at: usize| stem.with_value(|stem| format!("{stem}-{at}"));
    let list_id = stem.with_value(|stem| format!("{stem}-list"));
    let inline = look == ComboboxLook::Inline;
    let pressed_open = RwSignal::new(false);
    let open = Signal::derive(move || inline || pressed_open.get());
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| if open.get() { suggest.run(query.get()) } else { Suggestions::default() });
    let words = Lasting::of(Memo::new(move |_| {
        query.with(|query| query.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>())
    }));
    let announcer = use_announcer();
    Effect::new(move |_| {
        if open.get() && !query.read().is_empty() {
            let total = found.with(|found| found.total);
            announcer.say_soon(match total {
                0 => format!("No {one} matches"),
                1 => format!("1 {one} matches"),
                total => format!("{} {many} match", number(total)),
            });
        }
    });
    let go = move |next: usize| {
        at.set(next);
        request_animation_frame(move || {
            if let Some(option) = document().get_element_by_id(&option_id(next)) {
                let nearest = web_sys::ScrollIntoViewOptions::new();
                nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    };
    let choose = move |index: usize| {
        let key = found.with_untracked(|found| found.shown.get(index).map(|suggestion| suggestion.key));
        if let Some(key) = key {
            pressed_open.set(false);
            on_choose.run(key);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let (count, here) = (found.with_untracked(|found| found.shown.len()), at.get_untracked());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open.get_untracked() => {
                pressed_open.set(true);
                at.set(0);
            }
            key @ ("ArrowDown" | "ArrowUp") if count > 0 => {
                if let Some(there) = list_keys::down(key, here, count) {
                    go(there);
                }
            }
            "PageDown" if count > 0 => go((here + 10).min(count - 1)),
            "PageUp" if count > 0 => go(here.saturating_sub(10)),
            // Enter in an open list chooses; it never sends the form around.
            "Enter" if open.get_untracked() && !event.is_composing() => choose(here),
            "Escape" if !inline && pressed_open.get_untracked() => {
                pressed_open.set(false);
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let link = use_field();
    let control = link.as_ref().map(|link| link.control.clone());
    let described = link.as_ref().map(|link| link.described_by).unwrap_or_default();
    let invalid = link.map(|link| link.invalid).unwrap_or_default();
    let expanded = move || open.get() && found.with(|found| !found.shown.is_empty());
    let controls = {
        let list_id = list_id.clone();
        move || expanded().then(|| list_id.clone())
    };
    let draw = move || {
        let Suggestions { shown, total } = found.get();
        let count = shown.len();
        if shown.is_empty() {
            return view! { <p class="combo__none">{format!("No {one} matches.")}</p> }.into_any();
        }
        let option = |(index, suggestion): (usize, Suggestion)| {
            let Suggestion { label, note, tag, .. } = suggestion;
            view! {
                <li
                    class="combo__option"
                    role="option"
                    id=option_id(index)
                    aria-selected=move || if at.get() == index { "true" } else { "false" }
                    on:click=move |_| choose(index)
                >
                    <Marked text=label words class="combo__label" />
                    " "
                    <Marked text=note words class="combo__note" />
                    {tag.map(|tag| view! { " " <span class="tag tag--warn">{tag}</span> })}
                </li>
            }
        };
        view! {
            <ul class="combo__list" role="listbox" id=list_id.clone() aria-label=format!("Matching {many}")>
                {shown.into_iter().enumerate().map(option).collect_view()}
            </ul>
            {(total > count)
                .then(|| view! { <p class="combo__more">{format!("{} more match. Type to narrow them down.", number(total - count))}</p> })}
        }
        .into_any()
    };
    view! {
        <div class=match look {
            ComboboxLook::Floating => "combo",
            ComboboxLook::Inline => "combo combo--inline",
        }>
            <div class="affix">
                <Icon name=IconName::Search />
                <input
                    class="input"
                    type="text"
                    role="combobox"
                    id=control
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    dir="auto"
                    autofocus=inline
                    placeholder=placeholder
                    aria-autocomplete="list"
                    aria-expanded=move || if expanded() { "true" } else { "false" }
                    aria-controls=controls
                    aria-activedescendant=move || expanded().then(|| option_id(at.get()))
                    aria-describedby=described
                    aria-invalid=move || invalid.get().then_some("true")
                    prop:value=move || query.get()
                    on:input=move |event| {
                        query.set(event_target_value(&event));
                        at.set(0);
                        pressed_open.set(true);
                        if let Some(on_edit) = on_edit {
                            on_edit.run(());
                        }
                    }
                    on:click=move |_| pressed_open.set(true)
                    on:keydown=on_key
                    on:blur=move |_| {
                        pressed_open.try_set(false);
                    }
                />
            </div>
            // Pressing an option must not take the focus out of the field.
            <div class="combo__panel" on:mousedown=move |event| event.prevent_default()>
                {drawn(move || open.get().then(draw.clone()))}
            </div>
        </div>
    }
}
