//! A radio group that looks like one control.

use crate::ui::drawn::drawn;
use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::icon::{Icon, IconName, IconSize};
use super::id;

/// One of the options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The words on it; with [`SegmentedLook::Icons`] only heard.
    pub label: String,
    /// A number after the words.
    pub count: Option<String>,
    /// An icon before them.
    pub icon: Option<IconName>,
    /// Why it cannot be chosen.
    pub locked: Option<String>,
}

impl Choice {
    /// An option that can be chosen.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// With a number after the words.
    pub fn count(self, count: impl Into<String>) -> Self {
        Self { count: Some(count.into()), ..self }
    }

    /// With an icon before the words.
    pub fn icon(self, icon: IconName) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// That cannot be chosen, and why.
    pub fn locked(self, reason: impl Into<String>) -> Self {
        Self { locked: Some(reason.into()), ..self }
    }
}

/// How the group is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SegmentedLook {
    /// As wide as its words.
    #[default]
    Text,
    /// Icons only.
    Icons,
    /// As wide as its place.
    Fill,
}

/// The group. Options and the chosen one are told apart by their position.
///
/// A locked option shows a lock; its reason is part of its name, and belongs in sight beside the group as well.
#[component]
pub fn Segmented(
    #[prop(into)] legend: Signal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] chosen: Signal<usize>,
    on_choose: Callback<usize>,
    #[prop(optional)] look: SegmentedLook,
    #[prop(optional)] class: &'static str,
) -> impl IntoView {
    let group = NodeRef::<html::Fieldset>::new();
    let name = id::unique("choice");
    let look_class = match look {
        SegmentedLook::Text => "",
        SegmentedLook::Icons => " seg--icons",
        SegmentedLook::Fill => " seg--fill",
    };
    let change = move |event: Event, index: usize| {
        on_choose.run(index);
        let now = chosen.get_untracked();
        if now != index {
            event_target::<HtmlInputElement>(&event).set_checked(false);
            check(group, now);
        }
    };
    view! {
        <fieldset class=format!("seg{look_class} {class}") node_ref=group>
            <legend class="vh">{legend}</legend>
            <For each=move || 0..options.with(Vec::len) key=|index| *index let:index>
                <label class="seg__opt">
                    <input
                        type="radio"
                        name=name.clone()
                        value=index.to_string()
                        prop:checked=move || chosen.get() == index
                        disabled=move || part(options, index, |option| option.locked.is_some())
                        on:change=move |event| change(event, index)
                    />
                    {drawn(move || face(part(options, index, Choice::clone), look))}
                </label>
            </For>
        </fieldset>
    }
}

fn part<T: Default>(options: Signal<Vec<Choice>>, index: usize, read: impl FnOnce(&Choice) -> T) -> T {
    options.with(|options| options.get(index).map(read)).unwrap_or_default()
}

fn face(option: Choice, look: SegmentedLook) -> impl IntoView {
    let Choice { label, count, icon, locked } = option;
    let icon = locked.as_ref().map(|_| IconName::Lock).or(icon);
    let (heard, seen) = match look {
        SegmentedLook::Icons => (Some(label.clone()), None),
        SegmentedLook::Text | SegmentedLook::Fill => (None, Some(label.clone())),
    };
    let title = locked.clone().or(heard.clone());
    view! {
        <span class="seg__label" title=title>
            {icon.map(|name| view! { <Icon name size=IconSize::Small /> })}
            {seen}
            {heard.map(|text| view! { <span class="vh">{text}</span> })}
            {count.map(|count| view! { " "<span class="num">{count}</span> })}
            {locked.map(|reason| view! { <span class="vh">", "{reason}</span> })}
        </span>
    }
}

/// Checks the radio of an option, where the browser had checked another one.
fn check(group: NodeRef<html::Fieldset>, index: usize) {
    let radio = group
        .get_untracked()
        .and_then(|group| group.query_selector(&format!("input[value='{index}']")).ok().flatten())
        .and_then(|found| found.dyn_into::<HtmlInputElement>().ok());
    if let Some(radio) = radio {
        radio.set_checked(true);
    }
}
