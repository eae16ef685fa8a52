//! The tick of a matrix: a right to choose, as a native checkbox in all its states.
//!
//! Moving between ticks by arrow keys is the matter of the grid around them; it sets `tabindex`.

use super::by_hand::{element, set};
use leptos::ev::{Event, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::checkbox::{Check, follow};
use super::tile::Right;

/// State of one tick.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TickState {
    /// Not chosen.
    #[default]
    Empty,
    /// Chosen.
    Chosen,
    /// In a header: some of what is shown is chosen.
    Mixed,
    /// Granted by "all", whatever its own tick says.
    Included {
        /// The tick that waits below.
        own: OwnTick,
    },
    /// Chosen, but it would be refused; it can be taken out.
    Refused {
        /// Why.
        reason: String,
    },
    /// Cannot be granted.
    Barred {
        /// Why not.
        reason: String,
    },
}

/// Whether a tick of its own comes back when "all" is turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnTick {
    /// It was chosen and is kept.
    Saved,
    /// There is none.
    None,
}

impl TickState {
    fn check(&self) -> Check {
        match self {
            TickState::Empty | TickState::Barred { .. } => Check::Unchecked,
            TickState::Chosen | TickState::Refused { .. } | TickState::Included { .. } => Check::Checked,
            TickState::Mixed => Check::Mixed,
        }
    }

    fn is_fixed(&self) -> bool {
        matches!(self, TickState::Included { .. } | TickState::Barred { .. })
    }

    fn name_ending(&self) -> &'static str {
        match self {
            TickState::Empty | TickState::Chosen | TickState::Mixed => "",
            TickState::Included { own: OwnTick::None } => ", included by all",
            TickState::Included { own: OwnTick::Saved } => ", included by all, own tick kept",
            TickState::Refused { .. } => ", would be refused",
            TickState::Barred { .. } => ", cannot be granted",
        }
    }

    fn reason(&self) -> Option<String> {
        match self {
            TickState::Refused { reason } | TickState::Barred { reason } => Some(reason.clone()),
            _ => None,
        }
    }

    fn class(&self, right: Right) -> String {
        let right = match right {
            Right::Read => "tick tick--r",
            Right::Write => "tick tick--w",
        };
        let state = match self {
            TickState::Empty | TickState::Chosen | TickState::Mixed => "",
            TickState::Included { own: OwnTick::None } => " tick--inh",
            TickState::Included { own: OwnTick::Saved } => " tick--inh tick--own",
            TickState::Refused { .. } => " tick--bad",
            TickState::Barred { .. } => " tick--no",
        };
        format!("{right}{state}")
    }

    /// The word in a cell that is wide enough to show it.
    fn word(&self, right: Right) -> String {
        match self {
            TickState::Empty | TickState::Chosen | TickState::Mixed => right.word().to_owned(),
            TickState::Included { .. } => format!("{}, included", right.word()),
            TickState::Refused { .. } => format!("{}, refused", right.word()),
            TickState::Barred { .. } => format!("No {}", right.word()),
        }
    }
}

/// One tick. `name` says the right and the object ("Read, bucket plant-a"); what the state adds is appended.
#[component]
pub fn Tick(
    right: Right,
    #[prop(into)] state: Signal<TickState>,
    #[prop(into)] name: Signal<String>,
    #[prop(optional, into)] tabindex: Signal<i32>,
    on_toggle: Callback<bool>,
    #[prop(optional)] on_focus: Option<Callback<()>>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let click = move |event: MouseEvent| {
        if state.with_untracked(TickState::is_fixed) {
            event.prevent_default();
        }
    };
    let change = move |event: Event| follow(&event, on_toggle, || state.with_untracked(TickState::check));
    view! {
        <input
            type="checkbox"
            id=id.filter(|id| !id.is_empty())
            class=move || state.with(|state| state.class(right))
            aria-label=move || format!("{}{}", name.get(), state.with(TickState::name_ending))
            aria-disabled=move || state.with(TickState::is_fixed).then_some("true")
            title=move || state.with(TickState::reason)
            tabindex=move || tabindex.get().to_string()
            prop:checked=move || state.with(TickState::check) == Check::Checked
            prop:indeterminate=move || state.with(TickState::check) == Check::Mixed
            on:click=click
            on:change=change
            on:focus=move |_| {
                if let Some(on_focus) = on_focus {
                    on_focus.run(());
                }
            }
            node_ref=node_ref
        />
    }
}

/// A tick that fills its cell, so that all of the cell can be clicked; the word appears where the cell is a card. It is made
/// by hand, for rows that show one thing after another; what is done with it is heard by what is around.
#[derive(Debug)]
pub struct TickCell {
    /// All of it.
    pub label: Element,
    /// The checkbox.
    pub input: HtmlInputElement,
    word: Element,
    right: Right,
    shown: Option<(TickState, String)>,
}

impl TickCell {
    /// One that shows nothing yet.
    pub fn new(right: Right) -> Self {
        let input = element("input", "", &[("type", "checkbox"), ("tabindex", "-1")], &[]);
        let word = element("span", "cell__word", &[("aria-hidden", "true")], &[]);
        let label = element("label", "cell", &[], &[&input, &word]);
        Self { label, input: input.unchecked_into(), word, right, shown: None }
    }

    /// Shows a state; `name` is as that of [`Tick`].
    pub fn show(&mut self, state: &TickState, name: &str) {
        let before = self.shown.as_ref().map(|(state, _)| state);
        let is_same = before == Some(state);
        if !is_same {
            set(&self.input, "class", Some(&state.class(self.right)));
            set(&self.input, "aria-disabled", state.is_fixed().then_some("true"));
            set(&self.input, "title", state.reason().as_deref());
            self.word.set_text_content(Some(&state.word(self.right)));
        }
        if !is_same || self.shown.as_ref().is_none_or(|(_, before)| before != name) {
            set(&self.input, "aria-label", Some(&format!("{name}{}", state.name_ending())));
            self.shown = Some((state.clone(), name.to_owned()));
        }
        // A press has turned it already, also where nothing came of the press.
        let check = state.check();
        if self.input.checked() != (check == Check::Checked) {
            self.input.set_checked(check == Check::Checked);
        }
        if self.input.indeterminate() != (check == Check::Mixed) {
            self.input.set_indeterminate(check == Check::Mixed);
        }
    }

    /// Whether it can't be changed.
    pub fn is_fixed(&self) -> bool {
        self.shown.as_ref().is_some_and(|(state, _)| state.is_fixed())
    }
}
