//! A menu that hangs on a button, as the ARIA practices describe it.

use crate::ui::drawn::drawn;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::popup::{Hang, Side};
use super::{id, list_keys};

/// How an item looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuTone {
    /// Like any other.
    #[default]
    Default,
    /// It leads to a loss.
    Danger,
}

/// Whether an item is one of several of which one holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MenuMark {
    /// It is not.
    #[default]
    None,
    /// It is, and another holds.
    Off,
    /// It is, and holds.
    On,
}

/// One thing to do.
#[derive(Clone)]
pub struct MenuItem {
    /// Its words.
    pub label: String,
    /// An icon before them.
    pub icon: Option<IconName>,
    /// Its look.
    pub tone: MenuTone,
    /// Why it cannot be done now.
    pub blocked: Option<String>,
    /// Whether it shows what holds.
    pub mark: MenuMark,
    /// What it does, after the menu has closed and the focus is back on the button.
    pub on_choose: Callback<()>,
}

impl MenuItem {
    /// A plain item.
    pub fn new(label: impl Into<String>, on_choose: Callback<()>) -> Self {
        Self {
            label: label.into(),
            icon: None,
            tone: MenuTone::Default,
            blocked: None,
            mark: MenuMark::None,
            on_choose,
        }
    }

    /// With an icon.
    pub fn icon(self, icon: IconName) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// That leads to a loss.
    pub fn danger(self) -> Self {
        Self { tone: MenuTone::Danger, ..self }
    }

    /// That cannot be chosen, and why.
    pub fn blocked(self, reason: impl Into<String>) -> Self {
        Self { blocked: Some(reason.into()), ..self }
    }

    /// One of several of which one holds.
    pub fn marked(self, holds: bool) -> Self {
        Self { mark: if holds { MenuMark::On } else { MenuMark::Off }, ..self }
    }
}

/// One line of a menu.
#[derive(Clone)]
pub enum MenuEntry {
    /// Something to choose.
    Item(MenuItem),
    /// The name of the items below.
    Heading(String),
    /// A line between groups.
    Rule,
}

/// A button and its menu. `face` is what stands on the button, `label` its name where that is not enough.
#[component]
pub fn MenuButton(
    #[prop(into)] face: ViewFn,
    #[prop(into)] entries: Signal<Vec<MenuEntry>>,
    #[prop(optional, into)] label: Signal<Option<String>>,
    #[prop(default = "barbtn")] class: &'static str,
    #[prop(optional)] side: Side,
) -> impl IntoView {
    let hang = Hang::new();
    let stem = StoredValue::new(id::unique("menu"));
    let item_id = move |position: usize| stem.with_value(|stem| format!("{stem}-{position}"));
    // The items as they were when the menu opened: a menu never changes under the pointer.
    let items = StoredValue::new(Vec::<MenuItem>::new());
    let at = StoredValue::new(0_usize);
    let go = move |position: usize| {
        at.set_value(position);
        id::focus(&item_id(position));
    };
    let open = move |position: usize| {
        at.set_value(position);
        hang.open.set(true);
    };
    let choose = move |position: usize| {
        let chosen = items.with_value(|items| items.get(position).cloned());
        if let Some(item) = chosen.filter(|item| item.blocked.is_none()) {
            hang.close_and_return();
            item.on_choose.run(());
        }
    };
    let button_key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            open(0);
        }
        "ArrowUp" => {
            event.prevent_default();
            open(usize::MAX);
        }
        _ => {}
    };
    let menu_key = move |event: KeyboardEvent| {
        let key = event.key();
        if key == "Escape" || key == "Tab" {
            // Tab goes on from the button; Esc ends here and must not close a dialog around.
            hang.close_and_return();
            if key == "Escape" {
                event.prevent_default();
                event.stop_propagation();
            }
            return;
        }
        if let Some(next) = items.with_value(|items| {
            let (here, count) = (at.get_value(), items.len());
            list_keys::down(&key, here, count)
                .or_else(|| list_keys::to_letter(&key, here, count, |at| &items[at].label))
        }) {
            event.prevent_default();
            go(next);
        }
    };
    let draw = move || {
        let entries = entries.get_untracked();
        items.set_value(
            entries
                .iter()
                .filter_map(|entry| match entry {
                    MenuEntry::Item(item) => Some(item.clone()),
                    MenuEntry::Heading(_) | MenuEntry::Rule => None,
                })
                .collect(),
        );
        let last = items.with_value(Vec::len).saturating_sub(1);
        let first_focus = at.get_value().min(last);
        Effect::new(move |_| go(first_focus));
        let mut position = 0;
        let lines = entries
            .into_iter()
            .map(|entry| match entry {
                MenuEntry::Rule => view! { <li class="menu__rule" role="separator"></li> }.into_any(),
                MenuEntry::Heading(text) => {
                    view! { <li class="menu__heading" role="presentation">{text}</li> }.into_any()
                }
                MenuEntry::Item(item) => {
                    let own = position;
                    position += 1;
                    line(item, item_id(own), Callback::new(move |()| choose(own))).into_any()
                }
            })
            .collect_view();
        view! {
            <ul class="hang__panel menu" role="menu" on:keydown=menu_key on:mousedown=move |event| hang.pressed(&event)>
                {lines}
            </ul>
        }
    };
    view! {
        <div class=side.class() node_ref=hang.root on:focusout=move |event| hang.focus_left(&event)>
            <button
                type="button"
                class=class
                aria-haspopup="menu"
                aria-expanded=move || if hang.open.get() { "true" } else { "false" }
                aria-label=label
                on:mousedown=move |event| hang.pressed(&event)
                on:click=move |_| if hang.open.get_untracked() { hang.close_and_return() } else { open(0) }
                on:keydown=button_key
                node_ref=hang.button
            >
                {face.run()}
            </button>
            {drawn(move || hang.open.get().then(draw))}
        </div>
    }
}

fn line(item: MenuItem, id: String, on_choose: Callback<()>) -> impl IntoView {
    let MenuItem { label, icon, tone, blocked, mark, .. } = item;
    let class = match tone {
        MenuTone::Default => "menu__item",
        MenuTone::Danger => "menu__item menu__item--danger",
    };
    let (role, checked) = match mark {
        MenuMark::None => ("menuitem", None),
        MenuMark::Off => ("menuitemradio", Some("false")),
        MenuMark::On => ("menuitemradio", Some("true")),
    };
    let disabled = blocked.is_some().then_some("true");
    let icon = match mark {
        MenuMark::None => icon,
        MenuMark::Off => None,
        MenuMark::On => Some(IconName::Check),
    };
    view! {
        <li role="none">
            <button
                type="button"
                class=class
                role=role
                id=id
                tabindex="-1"
                aria-checked=checked
                aria-disabled=disabled
                on:click=move |_| on_choose.run(())
            >
                {(mark == MenuMark::Off).then(|| view! { <span class="menu__gap"></span> })}
                {icon.map(|name| view! { <Icon name /> })}
                {label}
                {blocked.map(|reason| view! { " "<span class="menu__why">{reason}</span> })}
            </button>
        </li>
    }
}
