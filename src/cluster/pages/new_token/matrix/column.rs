//! A lane of ticks over the shown databases: the tick at its head, and ranges within it.

use crate::cluster::pages::new_token::form::{Form, Row};
use crate::shared::matrix::Head as MatrixHead;
use crate::ui::tick::{OwnTick, TickState};
use console_core::text::number;
use database::permission::Action;
use database::selection::{Cell, Header};
use leptos::prelude::*;

/// Where a range begins: the last cell that was changed by itself.
pub type Anchor = RwSignal<Option<(Box<str>, Action)>>;

/// One action over the databases that a filter leaves.
#[derive(Clone, Copy)]
pub struct Column {
    form: Form,
    /// What is granted in it.
    pub action: Action,
    head: Memo<(Header, usize)>,
}

/// How the tick of one database looks.
pub const fn tick_state(cell: Cell) -> TickState {
    match cell {
        Cell::Empty => TickState::Empty,
        Cell::Chosen => TickState::Chosen,
        Cell::Included { own: true } => TickState::Included { own: OwnTick::Saved },
        Cell::Included { own: false } => TickState::Included { own: OwnTick::None },
    }
}

impl Column {
    /// A lane of the form.
    pub fn new(form: Form, action: Action) -> Self {
        let head = Memo::new(move |_| {
            form.shown.with(|shown| {
                let names = shown.iter().map(|row| &*row.name);
                (form.with(|draft| draft.selection.header(action, names)), shown.len())
            })
        });
        Self { form, action, head }
    }

    /// The head as the grid shows it.
    pub fn head(self) -> MatrixHead {
        MatrixHead {
            state: Signal::derive(move || self.state()),
            name: Signal::derive(move || self.name()),
            words: Signal::derive(move || self.words()),
            toggle: Callback::new(move |()| self.toggle_all()),
        }
    }

    /// How the tick at the head looks.
    fn state(self) -> TickState {
        match self.head.get().0 {
            Header::None => TickState::Empty,
            Header::Some => TickState::Mixed,
            Header::All => TickState::Chosen,
        }
    }

    /// What stands at the head: "all 412", "12 shown".
    fn words(self) -> String {
        let shown = number(self.head.get().1);
        if self.is_filtered() { format!("{shown} shown") } else { format!("all {shown}") }
    }

    /// What the tick at the head is called.
    fn name(self) -> String {
        let unit = if self.head.get().1 == 1 { "database" } else { "databases" };
        format!("{} for {} {unit}", self.action.title(), self.words())
    }

    fn is_filtered(self) -> bool {
        self.form.only_chosen.get() || self.form.filter.with(|filter| !filter.trim().is_empty())
    }

    /// The head was pressed: mixed becomes all; all becomes none.
    fn toggle_all(self) {
        self.tick_all(self.head.get_untracked().0 != Header::All);
    }

    /// Ticks everything that is shown, or takes the ticks off.
    pub fn tick_all(self, on: bool) {
        let shown = self.form.shown.get_untracked();
        self.tick_rows(&shown, on);
    }

    fn tick_rows(self, rows: &[Row], on: bool) {
        self.form.update(|draft| draft.selection.tick_all(rows.iter().map(|row| &*row.name), self.action, on));
    }

    /// A cell was changed; with `extend` all from the anchor to it are.
    pub fn change(self, anchor: Anchor, name: &str, on: bool, extend: bool) {
        let from = anchor.get_untracked().filter(|(_, action)| extend && *action == self.action);
        let shown = self.form.shown.get_untracked();
        let place = |name: &str| shown.iter().position(|row| *row.name == *name);
        match from.and_then(|(from, _)| Some((place(&from)?, place(name)?))) {
            Some((from, to)) => self.tick_rows(&shown[from.min(to)..=from.max(to)], on),
            None => {
                self.form.update(|draft| draft.selection.tick(name, self.action, on));
                anchor.set(Some((name.into(), self.action)));
            }
        }
    }

    /// A cell was changed by keyboard, from the anchor on.
    pub fn extend_to(self, anchor: Anchor, name: &str) {
        let on = self.form.console.draft.with_untracked(|draft| draft.selection.is_ticked(name, self.action));
        self.change(anchor, name, !on, true);
    }
}
