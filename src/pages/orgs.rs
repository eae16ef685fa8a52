//! The organization in use, and the way to another one: a menu, or a search where there are too many to read through.

use crate::console::use_console;
use crate::ui::combobox::{Combobox, ComboboxLook, Suggestion, Suggestions};
use crate::ui::field::Field;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::popup::{Popup, closing};
use crate::ui::untrusted::Untrusted;
use console_core::text::foreign::spelled_out;
use console_core::text::pattern::Pattern;
use influxdb2::session::Session;
use leptos::prelude::*;
use std::sync::Arc;

/// More organizations than this are searched.
pub const READ_THROUGH: usize = 12;

/// So many are shown of those that match; typing on is faster than reading more.
const SUGGESTED: usize = 50;

/// The button that names the organization and opens the others.
#[component]
pub fn OrgSwitch(session: Arc<Session>, class: &'static str) -> impl IntoView {
    let name = session.org.name.clone();
    let label = format!("Organization: {}", spelled_out(&name));
    let face = move || {
        view! {
            <Icon name=IconName::Organization />
            <span class="vh">"Organization: "</span>
            <b class="barbtn__ellipsis">
                <Untrusted text=name.clone() />
            </b>
            <Icon name=IconName::ChevronUpDown size=IconSize::Small />
        }
        .into_any()
    };
    if session.orgs.len() > READ_THROUGH {
        return view! {
            <Popup face label="Other organizations" class>
                <OrgSearch session=Arc::clone(&session) />
            </Popup>
        }
        .into_any();
    }
    let console = use_console();
    let entries: Vec<MenuEntry> = session
        .orgs
        .iter()
        .map(|org| {
            let chosen = org.clone();
            let choose = Callback::new(move |()| console.switch_org(chosen.clone()));
            MenuEntry::Item(MenuItem::new(spelled_out(&org.name), choose).marked(org.id == session.org.id))
        })
        .collect();
    view! { <MenuButton face label=label class entries /> }.into_any()
}

/// The field over them; it finds by the patterns of the matrix.
#[component]
fn OrgSearch(session: Arc<Session>) -> impl IntoView {
    let console = use_console();
    let close = closing();
    let orgs = StoredValue::new(session);
    let suggest = Callback::new(move |text: String| {
        let pattern = Pattern::parse(&text);
        orgs.with_value(|session| {
            let found = session.orgs.iter().filter(|one| pattern.takes(&one.name, &one.id));
            let shown = found.clone().take(SUGGESTED).map(|one| Suggestion {
                key: one.id.number(),
                label: one.name.clone(),
                note: one.id.to_string(),
                tag: None,
            });
            Suggestions { shown: shown.collect(), total: found.count() }
        })
    });
    let choose = Callback::new(move |key: u64| {
        let chosen = orgs.with_value(|session| session.orgs.iter().find(|org| org.id.number() == key).cloned());
        if let Some(org) = chosen {
            close.run(());
            console.switch_org(org);
        }
    });
    view! {
        <div class="orgs">
            <Field label="Find an organization">
                <Combobox
                    query=RwSignal::new(String::new())
                    suggest
                    on_choose=choose
                    words=("organization", "organizations")
                    look=ComboboxLook::Inline
                    placeholder="Name, id or pattern*"
                />
            </Field>
        </div>
    }
}
