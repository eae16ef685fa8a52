//! The filter over the objects of a type.

use super::paste_names::PasteNames;
use crate::pages::new_token::form::use_form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::landmark::SEARCH;
use crate::ui::live::use_announcer;
use crate::ui::text_input::TextInput;
use console_core::text::{matches, number};
use influxdb2::permission::ResourceType;
use influxdb2::session::AccessLevel;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The field and the number that match.
#[component]
pub fn Finder(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let total = {
        let resource = resource.clone();
        move || form.count(&resource).unwrap_or(0)
    };
    // Only what the credential may read is listed; never claim that this is all.
    let limited = form.session().access == AccessLevel::Custom;
    let (one, many) = (resource.singular().to_owned(), resource.plural().to_owned());
    let label = format!("Filter {} by name, id or pattern", resource.plural());
    let shown = move || form.shown.with(|shown| shown.len());
    let filtered = move || form.filter.with(|filter| !filter.trim().is_empty()) || form.only_chosen.get();
    let announcer = use_announcer();
    {
        let total = total.clone();
        Effect::new(move |before: Option<usize>| {
            let shown = shown();
            if before.is_some_and(|before| before != shown) {
                announcer.say_soon(format!("{} of {} {}", number(shown), number(untrack(&total)), matches(shown)));
            }
            shown
        });
    }
    let count = move || {
        if filtered() {
            view! { <b>{number(shown())}</b> " of " {number(total())} " " {matches(shown())} }.into_any()
        } else {
            let of = if limited {
                " that you may see".to_owned()
            } else {
                format!(" {}", if total() == 1 { &one } else { &many })
            };
            view! { {number(total())} {of} }.into_any()
        }
    };
    // Where nothing is left to clear, Esc is for whatever lies around.
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
                    label=label
                    placeholder="Name, id or pattern*"
                    described_by="found"
                    class="input--mono"
                />
            </div>
            <span class="finder__n" id="found">
                {count}
            </span>
            <PasteNames resource />
        </div>
    }
}
