//! The choice of the theme: a switch in the bar, and entries of a menu where the bar has no room for it.

use super::icon::IconName;
use super::menu::{MenuEntry, MenuItem};
use super::segmented::{Choice, Segmented, SegmentedLook};
use crate::shell::{page, storage};
use leptos::prelude::*;

/// The themes: label, value, sign.
const THEMES: [(&str, Option<&str>, IconName); 3] = [
    ("Light theme", Some("light"), IconName::Sun),
    ("Theme of this device", None, IconName::Device),
    ("Dark theme", Some("dark"), IconName::Moon),
];

/// The theme in use, shared by the switch and the menu.
#[derive(Clone, Copy)]
pub struct ThemeChoice {
    chosen: RwSignal<usize>,
}

impl ThemeChoice {
    fn choose(self, index: usize) {
        let theme = THEMES.get(index).and_then(|(_, theme, _)| *theme);
        self.chosen.set(index);
        storage::keep_theme(theme);
        page::show_theme(theme);
    }

    /// The entries of a menu; none where the bar has room for the switch.
    pub fn entries(self) -> Vec<MenuEntry> {
        if !page::is_below_laptops() {
            return Vec::new();
        }
        let themes = THEMES.iter().enumerate().map(|(index, (label, _, icon))| {
            let choose = Callback::new(move |()| self.choose(index));
            MenuEntry::Item(MenuItem::new(*label, choose).icon(*icon).marked(self.chosen.get() == index))
        });
        std::iter::once(MenuEntry::Heading("Theme".to_owned())).chain(themes).collect()
    }
}

/// Offers the choice to everything below.
pub fn provide_theme() {
    let kept = storage::theme();
    let chosen = THEMES.iter().position(|(_, theme, _)| *theme == kept.as_deref()).unwrap_or(1);
    provide_context(ThemeChoice { chosen: RwSignal::new(chosen) });
}

/// The choice that was offered.
pub fn use_theme() -> ThemeChoice {
    expect_context::<ThemeChoice>()
}

/// The switch.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme = use_theme();
    let options = THEMES.map(|(label, _, icon)| Choice::new(label).icon(icon)).to_vec();
    let choose = Callback::new(move |index| theme.choose(index));
    view! { <Segmented legend="Theme" options chosen=theme.chosen on_choose=choose look=SegmentedLook::Icons class="themes" /> }
}
