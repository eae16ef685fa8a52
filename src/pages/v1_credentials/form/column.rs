//! A lane of ticks over the shown buckets: the tick at its head, and ranges within it.

use super::Form;
use crate::shared::matrix::Head as MatrixHead;
use crate::ui::tick::TickState;
use console_core::matrix::Header;
use console_core::text::number;
use influxdb2::Id;
use influxdb2::permission::Action;
use leptos::prelude::*;

/// Where a range begins: the last cell that was changed by itself.
pub type Anchor = RwSignal<Option<(Id, Action)>>;

/// One action over the buckets that a filter leaves.
#[derive(Clone, Copy)]
pub struct Column {
    form: Form,
    /// What is granted in it.
    pub action: Action,
    head: Memo<(Header, usize)>,
}

impl Column {
    /// A lane of the form.
    pub fn new(form: Form, action: Action) -> Self {
        let head = Memo::new(move |_| {
            form.shown.with(|shown| {
                let ticked = |draft: &influxdb2::authorization::V1Draft| {
                    draft.buckets.header(action, shown.iter().map(|row| &row.id))
                };
                (form.with(ticked), shown.len())
            })
        });
        Self { form, action, head }
    }

    /// The head as the grid shows it.
    pub fn head(self) -> MatrixHead {
        MatrixHead {
            state: Signal::derive(move || match self.head.get().0 {
                Header::None => TickState::Empty,
                Header::Some => TickState::Mixed,
                Header::All => TickState::Chosen,
            }),
            name: Signal::derive(move || {
                let unit = if self.head.get().1 == 1 { "bucket" } else { "buckets" };
                format!("{} for {} {unit}", self.action.title(), self.words())
            }),
            words: Signal::derive(move || self.words()),
            toggle: Callback::new(move |()| self.tick_all(self.head.get_untracked().0 != Header::All)),
        }
    }

    /// What stands at the head: "all 412", "12 shown".
    fn words(self) -> String {
        let shown = number(self.head.get().1);
        let filtered = self.form.filter.with(|filter| !filter.trim().is_empty());
        if filtered { format!("{shown} shown") } else { format!("all {shown}") }
    }

    /// Ticks everything that is shown, or takes the ticks off.
    pub fn tick_all(self, on: bool) {
        let shown = self.form.shown.get_untracked();
        self.tick(shown.iter().map(|row| row.id).collect(), on);
    }

    fn tick(self, ids: Vec<Id>, on: bool) {
        self.form.update(|draft| draft.buckets.set_all(ids, self.action, on));
    }

    /// A cell was changed; with `extend` all from the anchor to it are.
    pub fn change(self, anchor: Anchor, id: Id, on: bool, extend: bool) {
        let from = anchor.get_untracked().filter(|(_, action)| extend && *action == self.action);
        let shown = self.form.shown.get_untracked();
        let place = |id: Id| shown.iter().position(|row| row.id == id);
        match from.and_then(|(from, _)| Some((place(from)?, place(id)?))) {
            Some((from, to)) => self.tick(shown[from.min(to)..=from.max(to)].iter().map(|row| row.id).collect(), on),
            None => {
                self.tick(vec![id], on);
                anchor.set(Some((id, self.action)));
            }
        }
    }

    /// A cell was changed by keyboard, from the anchor on.
    pub fn extend_to(self, anchor: Anchor, id: Id) {
        let on = untrack(|| self.form.with(|draft| draft.buckets.has(&id, self.action)));
        self.change(anchor, id, !on, true);
    }
}
