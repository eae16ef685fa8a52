//! The filter over the databases, in which a name can be typed as well.

use super::paste_names::PasteNames;
use super::states::{add_name, new_name};
use crate::cluster::pages::new_token::form::use_form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::landmark::SEARCH;
use crate::ui::live::use_announcer;
use crate::ui::text_input::TextInput;
use console_core::text::{matches, number};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The field and the number that match.
#[component]
pub fn Finder() -> impl IntoView {
    let form = use_form();
    let total = move || form.rows.with(|rows| rows.len());
    let shown = move || form.shown.with(|shown| shown.len());
    let filtered = move || form.filter.with(|filter| !filter.trim().is_empty()) || form.only_chosen.get();
    let announcer = use_announcer();
    Effect::new(move |before: Option<usize>| {
        let shown = shown();
        if before.is_some_and(|before| before != shown) {
            announcer.say_soon(format!("{} of {} {}", number(shown), number(untrack(total)), matches(shown)));
        }
        shown
    });
    let count = move || {
        if filtered() {
            view! { <b>{number(shown())}</b> " of " {number(total())} " " {matches(shown())} }.into_any()
        } else {
            let unit = if total() == 1 { " database" } else { " databases" };
            view! { {number(total())} {unit} }.into_any()
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            // Where nothing is left to clear, Esc is for whatever lies around.
            "Escape" if !form.filter.read_untracked().is_empty() => {
                event.prevent_default();
                event.stop_propagation();
                form.filter.set(String::new());
            }
            "Enter" => {
                if let Some(name) = untrack(|| new_name(form)) {
                    add_name(form, &name);
                }
            }
            _ => {}
        }
    };
    view! {
        <div class="finder">
            <div class="affix" on:keydown=key>
                <Icon name=IconName::Search />
                <TextInput
                    value=form.filter
                    id=SEARCH
                    label="Filter databases by name or pattern"
                    placeholder="Name or pattern, such as plant_*"
                    described_by="found"
                    class="input--mono"
                />
            </div>
            <span class="finder__n" id="found">
                {count}
            </span>
            <PasteNames />
        </div>
    }
}
