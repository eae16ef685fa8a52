//! The search over the list.

use super::Search;
use super::completion::{Completion, Offers, SUGGESTIONS};
use crate::ui::button::IconButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use zeroize::Zeroizing;

/// The search field, and what else there is. A text that `takes` takes for something
/// else than a search is taken out of the field at once and goes nowhere: it may hold a secret.
#[component]
pub fn Toolbar(
    search: Search,
    mistake: Signal<Option<String>>,
    placeholder: &'static str,
    #[prop(optional)] takes: Option<Callback<Zeroizing<String>, bool>>,
    children: Children,
) -> impl IntoView {
    let completion = Completion::new(search);
    let filter = search.text;
    let write = move |text: String| search.write.run(text);
    let clear = move || {
        completion.close();
        write(String::new());
        id::focus(SEARCH);
    };
    let on_key = move |event: KeyboardEvent| {
        if completion.key_down(&event) {
            return;
        }
        if event.key() == "Escape" && !event.is_composing() && !filter.read_untracked().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            // An empty text has all conditions to offer, and nobody asked for them.
            completion.close();
            write(String::new());
        }
    };
    let invalid = move || mistake.with(Option::is_some).then_some("true");
    view! {
        <div class="toolbar">
            <div class="search" class:search--invalid=move || invalid().is_some() role="search" aria-label="Tokens">
                <Icon name=IconName::Search />
                <input
                    class="search__input"
                    type="text"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-expanded=move || if completion.is_open() { "true" } else { "false" }
                    aria-controls=move || completion.is_open().then_some(SUGGESTIONS)
                    aria-activedescendant=move || completion.active()
                    id=SEARCH
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    dir="auto"
                    aria-label="Search tokens"
                    aria-invalid=invalid
                    aria-describedby="search-mistake"
                    placeholder=placeholder
                    prop:value=move || filter.get()
                    on:input=move |event| {
                        let text = Zeroizing::new(event_target_value(&event));
                        let before = filter.get_untracked();
                        if takes.is_some_and(|takes| takes.run(text.clone())) {
                            // What was pasted goes; what was typed letter by letter goes with what began it.
                            let kept = if text.chars().count() > before.chars().count() + 1 { before } else { String::new() };
                            event_target::<web_sys::HtmlInputElement>(&event).set_value(&kept);
                            write(kept);
                            return completion.close();
                        }
                        write(text.to_string());
                        completion.typed();
                    }
                    on:keydown=on_key
                    on:blur=move |_| completion.close()
                />
                {drawn(move || {
                    (!filter.read().is_empty())
                        .then(|| {
                            view! {
                                <IconButton
                                    icon=IconName::Close
                                    label="Empty the search field"
                                    class="xbtn search__clear"
                                    on_click=Callback::new(move |()| clear())
                                />
                            }
                                .into_any()
                        })
                        .into_any()
                })}
                <Offers completion />
            </div>
            {children()}
            <p class="search__mistake" id="search-mistake" role="status">{drawn(move || mistake.get().unwrap_or_default())}</p>
        </div>
    }
}
