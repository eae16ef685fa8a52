//! The search over the list.

use super::Found;
use super::export::Export;
use crate::cluster::console::use_console;
use crate::ui::button::IconButton;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName};
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The search field, the export and the button that loads the list anew.
#[component]
pub fn Toolbar(#[prop(into)] mistake: Signal<Option<String>>, found: Found) -> impl IntoView {
    let console = use_console();
    let filter = Signal::derive(move || console.history.list().filter);
    let write = move |text: String| console.history.show_list(|list| list.filter = text);
    let clear = Callback::new(move |()| {
        write(String::new());
        id::focus(SEARCH);
    });
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && !filter.read_untracked().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            write(String::new());
        }
    };
    let reload = Callback::new(move |()| {
        console.load_tokens();
        console.load_databases();
    });
    let invalid = move || mistake.with(Option::is_some).then_some("true");
    let empty = move || {
        view! { <IconButton icon=IconName::Close label="Empty the search field" class="xbtn search__clear" on_click=clear /> }
    };
    view! {
        <div class="toolbar">
            <div class="search" class:search--invalid=move || invalid().is_some() role="search" aria-label="Tokens">
                <Icon name=IconName::Search />
                <input
                    class="search__input"
                    type="text"
                    id=SEARCH
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    dir="auto"
                    aria-label="Search tokens"
                    aria-invalid=invalid
                    aria-describedby="search-mistake"
                    placeholder="Search description, id, database, or status: can: expires:"
                    prop:value=move || filter.get()
                    on:input=move |event| write(event_target_value(&event))
                    on:keydown=on_key
                />
                {drawn(move || (!filter.read().is_empty()).then(empty))}
            </div>
            <Export found />
            <IconButton icon=IconName::Refresh label="Load the list again" on_click=reload />
            <p class="search__mistake" id="search-mistake" role="status">
                {drawn(move || mistake.get().unwrap_or_default())}
            </p>
        </div>
    }
}
