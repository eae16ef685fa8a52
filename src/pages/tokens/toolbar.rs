//! The search over the list.

use crate::console::use_console;
use crate::ui::button::IconButton;
use crate::ui::icon::{Icon, IconName};
use crate::ui::text_input::TextInput;
use leptos::prelude::*;

/// The search field and the button that loads the list anew.
#[component]
pub fn Toolbar(search: RwSignal<String>) -> impl IntoView {
    let console = use_console();
    view! {
        <div class="toolbar">
            <div class="search" role="search" aria-label="Tokens">
                <Icon name=IconName::Search />
                <TextInput
                    value=search
                    label="Search tokens"
                    placeholder="Words of the description, owner, bucket, kind or status"
                    class="search__input"
                />
            </div>
            <IconButton
                icon=IconName::Refresh
                label="Load the list again"
                on_click=Callback::new(move |()| console.load_tokens())
            />
        </div>
    }
}
