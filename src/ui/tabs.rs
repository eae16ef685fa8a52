//! Tabs, as the ARIA practices describe them: one tab stop, arrows choose.

use crate::ui::drawn::drawn;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::{id, list_keys};

/// A row of tabs and the panel of the chosen one. Tabs are told apart by their position.
#[component]
pub fn Tabs(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] tabs: Signal<Vec<String>>,
    #[prop(into)] chosen: Signal<usize>,
    on_choose: Callback<usize>,
    panel: Callback<usize, AnyView>,
) -> impl IntoView {
    let stem = StoredValue::new(id::unique("tab"));
    let tab_id = move |index: usize| stem.with_value(|stem| format!("{stem}-{index}"));
    let panel_id = move || stem.with_value(|stem| format!("{stem}-panel"));
    let keydown = move |event: KeyboardEvent| {
        let count = tabs.with_untracked(Vec::len);
        if let Some(next) = list_keys::across(&event.key(), chosen.get_untracked(), count) {
            event.prevent_default();
            on_choose.run(next);
            id::focus(&tab_id(next));
        }
    };
    let chosen = Memo::new(move |_| chosen.get());
    view! {
        <div class="tabbed">
            <div class="tabs" role="tablist" aria-label=label on:keydown=keydown>
                <For each=move || 0..tabs.with(Vec::len) key=|index| *index let:index>
                    <button
                        type="button"
                        class="tabs__tab"
                        role="tab"
                        id=tab_id(index)
                        aria-selected=move || if chosen.get() == index { "true" } else { "false" }
                        aria-controls=move || (chosen.get() == index).then(panel_id)
                        tabindex=move || if chosen.get() == index { "0" } else { "-1" }
                        on:click=move |_| on_choose.run(index)
                    >
                        {drawn(move || tabs.with(|tabs| tabs.get(index).cloned()))}
                    </button>
                </For>
            </div>
            <div class="tabpanel" role="tabpanel" id=panel_id() aria-labelledby=move || tab_id(chosen.get())>
                {drawn(move || {
                    let index = chosen.get();
                    untrack(|| panel.run(index))
                })}
            </div>
        </div>
    }
}
