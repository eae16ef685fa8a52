//! What could be typed next in the search: conditions, and their values, below the field.

use super::Search;
use crate::ui::drawn::drawn;
use crate::ui::id;
use crate::ui::landmark::SEARCH;
use crate::ui::untrusted::Untrusted;
use console_core::filter::{Suggestion, Suggestions};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// The list of suggestions, and which of them a key would take.
#[derive(Clone, Copy)]
pub struct Completion {
    search: Search,
    open: RwSignal<bool>,
    /// The place of the caret in the text, in bytes.
    caret: RwSignal<usize>,
    at: RwSignal<usize>,
    found: Memo<Option<Suggestions>>,
}

/// The id of the list, and the beginning of those of its options.
pub const SUGGESTIONS: &str = "search-suggestions";

impl Completion {
    /// Follows the text of the search.
    pub fn new(search: Search) -> Self {
        let (open, caret) = (RwSignal::new(false), RwSignal::new(0));
        let found = Memo::new(move |_| if open.get() { search.suggest.run(caret.get()) } else { None });
        Self { search, open, caret, at: RwSignal::new(0), found }
    }

    /// Whether there is something to take.
    pub fn is_open(self) -> bool {
        self.found.with(|found| found.as_ref().is_some_and(|found| !found.items.is_empty()))
    }

    /// The id of the option that Enter takes.
    pub fn active(self) -> Option<String> {
        self.is_open().then(|| option_id(self.at.get()))
    }

    /// Somebody typed.
    pub fn typed(self) {
        self.look(field().is_some_and(|field| !word_is_empty(&field)));
    }

    /// Closes the list.
    pub fn close(self) {
        self.open.try_set(false);
    }

    fn look(self, open: bool) {
        self.caret.set(field().map_or(0, |field| caret_of(&field)));
        self.at.set(0);
        self.open.set(open);
    }

    /// A key in the field; says whether the list took it.
    pub fn key_down(self, event: &KeyboardEvent) -> bool {
        let count = self.found.with_untracked(|found| found.as_ref().map_or(0, |found| found.items.len()));
        let here = self.at.get_untracked();
        match event.key().as_str() {
            "ArrowDown" if count == 0 => self.look(true),
            "ArrowDown" => self.at.set((here + 1) % count),
            "ArrowUp" if count > 0 => self.at.set((here + count - 1) % count),
            "Enter" if count > 0 && !event.is_composing() => self.take(here),
            "Escape" if count > 0 => self.close(),
            _ => return false,
        }
        event.prevent_default();
        event.stop_propagation();
        true
    }

    /// Puts a suggestion into the text, and the caret behind it.
    fn take(self, index: usize) {
        let Some((span, Suggestion { text, .. })) = self.found.with_untracked(|found| {
            let found = found.as_ref()?;
            Some((found.span.clone(), found.items.get(index)?.clone()))
        }) else {
            return;
        };
        let mut filter = self.search.text.get_untracked();
        // A condition waits for its value; a value is complete.
        let is_complete = !text.ends_with(':');
        let text = if is_complete { text + " " } else { text };
        let end = span.start + text.len();
        if filter.get(span.clone()).is_none() {
            return;
        }
        filter.replace_range(span, &text);
        let units = u32::try_from(filter[..end].encode_utf16().count()).unwrap_or(0);
        // The field at once too, and not with the next picture: a key that is pressed before would be typed elsewhere.
        if let Some(field) = field() {
            field.set_value(&filter);
            // A field that refuses leaves the caret at its end.
            let _ = field.set_selection_range(units, units);
        }
        self.search.write.run(filter);
        self.caret.set(end);
        self.at.set(0);
        self.open.set(!is_complete);
        id::focus(SEARCH);
    }
}

fn field() -> Option<HtmlInputElement> {
    document().get_element_by_id(SEARCH)?.dyn_into().ok()
}

/// The caret in bytes; the browser counts in units of UTF-16.
fn caret_of(field: &HtmlInputElement) -> usize {
    let text = field.value();
    let units = field.selection_start().ok().flatten().map_or(usize::MAX, |units| units as usize);
    let mut seen = 0;
    let at = text.char_indices().find(|(_, character)| {
        let before = seen;
        seen += character.len_utf16();
        before >= units
    });
    at.map_or(text.len(), |(at, _)| at)
}

/// Whether nothing stands before the caret but a blank.
fn word_is_empty(field: &HtmlInputElement) -> bool {
    let text = field.value();
    text[..caret_of(field)].chars().next_back().is_none_or(char::is_whitespace)
}

fn option_id(index: usize) -> String {
    format!("{SUGGESTIONS}-{index}")
}

/// The list below the field.
#[component]
pub fn Offers(completion: Completion) -> impl IntoView {
    let option = move |(index, Suggestion { text, meaning }): (usize, Suggestion)| {
        view! {
            <li
                class="sugg__item"
                role="option"
                id=option_id(index)
                aria-selected=move || if completion.at.get() == index { "true" } else { "false" }
                on:click=move |_| completion.take(index)
            >
                <Untrusted text class="mono" />
                <span class="sugg__meaning">{meaning}</span>
            </li>
        }
    };
    drawn(move || {
        let items = completion.found.get().map(|found| found.items).unwrap_or_default();
        if items.is_empty() {
            return ().into_any();
        }
        view! {
            // Pressing an option must not take the focus out of the field.
            <ul
                class="sugg"
                role="listbox"
                id=SUGGESTIONS
                aria-label="Suggestions for the search"
                on:mousedown=move |event| event.prevent_default()
            >
                {items.into_iter().enumerate().map(option).collect_view()}
            </ul>
        }
        .into_any()
    })
}
