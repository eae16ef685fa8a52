//! From when on a token expires soon.

use crate::cluster::console::use_console;
use crate::ui::drawn::drawn;
use crate::ui::icon::{Icon, IconName, IconSize};
use crate::ui::menu::{MenuButton, MenuEntry, MenuItem};
use crate::ui::popup::Side;
use leptos::prelude::*;

/// What can be chosen, in days.
const THRESHOLDS: [u16; 5] = [7, 14, 30, 60, 90];

/// From when on a token is said to expire soon.
#[component]
pub fn Threshold() -> impl IntoView {
    let console = use_console();
    let entries = Signal::derive(move || {
        let heading = MenuEntry::Heading("A token expires soon when it ends within".to_owned());
        let item = |days: u16| {
            let choose = Callback::new(move |()| console.choose_soon_days(days));
            MenuEntry::Item(MenuItem::new(format!("{days} days"), choose).marked(console.soon_days.get() == days))
        };
        std::iter::once(heading).chain(THRESHOLDS.map(item)).collect::<Vec<_>>()
    });
    let face = move || {
        view! {
            {drawn(move || format!("Soon: {} days", console.soon_days.get()))}
            <Icon name=IconName::ChevronDown size=IconSize::Small />
        }
        .into_any()
    };
    view! { <MenuButton face class="quick__btn" side=Side::End entries /> }
}
