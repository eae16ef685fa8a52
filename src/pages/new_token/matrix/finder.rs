//! The filter over the objects of a type.

use super::paste_names::PasteNames;
use crate::pages::new_token::form::use_form;
use crate::ui::icon::{Icon, IconName};
use crate::ui::live::use_announcer;
use crate::ui::text_input::TextInput;
use console_core::text::number;
use influxdb2::permission::ResourceType;
use leptos::prelude::*;

/// The field and the number that match.
#[component]
pub fn Finder(resource: ResourceType) -> impl IntoView {
    let form = use_form();
    let total = {
        let resource = resource.clone();
        move || form.count(&resource).unwrap_or(0)
    };
    let label = format!("Filter {} by name, id or pattern", resource.plural());
    let shown = move || form.shown.with(|shown| shown.len());
    let filtered = move || form.filter.with(|filter| !filter.trim().is_empty()) || form.only_chosen.get();
    let announcer = use_announcer();
    {
        let total = total.clone();
        Effect::new(move |before: Option<usize>| {
            let shown = shown();
            if before.is_some_and(|before| before != shown) {
                announcer.say_soon(format!("{shown} of {} match", untrack(&total)));
            }
            shown
        });
    }
    let count = move || {
        if filtered() {
            view! { <b>{number(shown())}</b> " of " {number(total())} " match" }.into_any()
        } else {
            view! { {number(total())} " in all" }.into_any()
        }
    };
    view! {
        <div class="finder">
            <div class="affix">
                <Icon name=IconName::Search />
                <TextInput
                    value=form.filter
                    label=label
                    placeholder="plant-a/*, _*, !*-old"
                    described_by="found"
                    class="input--mono"
                />
            </div>
            <span class="finder__n" id="found">
                {count}
            </span>
            <PasteNames resource />
            {move || {
                let typed = form.filter.with(|filter| !filter.trim().is_empty());
                typed
                    .then(|| {
                        view! {
                            <p class="finder__say">
                                "A tick stores the ids of what matches now, never the pattern. Ids are found from 6 digits on."
                            </p>
                        }
                    })
            }}
        </div>
    }
}
