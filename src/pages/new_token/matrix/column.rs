//! A lane of ticks over the shown objects: the tick at its head, and ranges within it.
//!
//! What the credential is known not to grant is left out of both; it can't be ticked one by one either.

use crate::pages::new_token::form::Form;
use crate::pages::new_token::judgement::Judgement;
use crate::shared::matrix::Head as MatrixHead;
use crate::shell::lasting::Lasting;
use crate::ui::tick::{OwnTick, TickState};
use console_core::text::number;
use influxdb2::Id;
use influxdb2::object::Object;
use influxdb2::permission::{Action, Checked, ResourceType};
use influxdb2::selection::{Cell, Header, Reach, range};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How the tick of one object looks; `barred` is why the credential may not grant it.
pub fn tick_state(cell: Cell, barred: Option<&str>) -> TickState {
    match (cell, barred) {
        (Cell::Empty, None) => TickState::Empty,
        (Cell::Chosen, None) => TickState::Chosen,
        (Cell::Empty, Some(reason)) => TickState::Barred { reason: reason.to_owned() },
        (Cell::Chosen, Some(reason)) => TickState::Refused { reason: reason.to_owned() },
        (Cell::Included { own: true }, _) => TickState::Included { own: OwnTick::Saved },
        (Cell::Included { own: false }, _) => TickState::Included { own: OwnTick::None },
    }
}

/// Where a range begins: the last cell that was changed by itself.
pub type Anchor = RwSignal<Option<(Id, Action)>>;

/// One action over the objects that a filter leaves.
#[derive(Clone, Copy)]
pub struct Column {
    form: Form,
    /// What is granted in it.
    pub action: Action,
    resource: StoredValue<ResourceType>,
    shown: Lasting<Memo<Arc<Vec<Object>>>>,
    barred: Memo<BTreeSet<Id>>,
    head: Memo<Head>,
}

/// What the tick at the head stands for.
#[derive(Clone, Copy, PartialEq)]
struct Head {
    /// None where all are granted, so that single ticks do not count.
    header: Option<Header>,
    /// How many objects it is about.
    about: usize,
    /// How many are shown.
    shown: usize,
}

impl Column {
    /// A lane over these objects.
    pub fn new(
        form: Form,
        judged: Judgement,
        resource: ResourceType,
        action: Action,
        shown: Lasting<Memo<Arc<Vec<Object>>>>,
    ) -> Self {
        let stored = StoredValue::new(resource.clone());
        let barred = Memo::new(move |_| stored.with_value(|resource| judged.barred_objects(resource, action)));
        let head = Memo::new(move |_| {
            let shown = shown.get();
            let ids = || shown.iter().map(|object| object.id);
            form.with(|draft| {
                let selection = &draft.selection;
                let about = barred.with(|barred| selection.concerned(&resource, action, ids(), barred));
                let wide = selection.reach(&resource, action) != Reach::These && resource.checked() != Checked::IdOnly;
                let (count, shown) = (about.len(), shown.len());
                Head { header: (!wide).then(|| selection.header(&resource, action, &about)), about: count, shown }
            })
        });
        Self { form, action, resource: stored, shown, barred, head }
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
    pub fn state(self) -> TickState {
        match self.head.get() {
            Head { header: None, .. } => TickState::Included { own: OwnTick::None },
            Head { about: 0, shown: 1.., .. } => {
                TickState::Barred { reason: "your credential has it for none of them".to_owned() }
            }
            Head { header: Some(Header::None), .. } => TickState::Empty,
            Head { header: Some(Header::Some), .. } => TickState::Mixed,
            Head { header: Some(Header::All), .. } => TickState::Chosen,
        }
    }

    /// How many shown objects the tick at the head leaves out; none where it can't be pressed at all.
    pub fn left_out(self) -> usize {
        let Head { about, shown, .. } = self.head.get();
        if about == 0 { 0 } else { shown - about }
    }

    /// "12", or "10 of 12" where the tick at the head leaves some out.
    pub fn count(self) -> String {
        let Head { about, shown, .. } = self.head.get();
        if self.left_out() == 0 { number(shown) } else { format!("{} of {}", number(about), number(shown)) }
    }

    /// Whether a filter leaves some objects out.
    pub fn is_filtered(self) -> bool {
        self.form.only_chosen.get() || self.form.filter.with(|filter| !filter.trim().is_empty())
    }

    /// What stands at the head: "all 412", "12 shown", or that all are included.
    fn words(self) -> String {
        match self.head.get() {
            Head { header: None, .. } => "included".to_owned(),
            _ if self.left_out() > 0 => self.count(),
            _ if self.is_filtered() => format!("{} shown", self.count()),
            _ => format!("all {}", self.count()),
        }
    }

    /// What the tick at the head is called.
    fn name(self) -> String {
        let one = self.head.get().shown == 1;
        let objects = self
            .resource
            .with_value(|resource| if one { resource.singular().to_owned() } else { resource.plural().to_owned() });
        let ending = match self.left_out() {
            0 => String::new(),
            left_out => format!(", {} cannot be granted", number(left_out)),
        };
        let which =
            if self.is_filtered() { format!("{} shown", self.count()) } else { format!("all {}", self.count()) };
        format!("{} for {which} {objects}{ending}", self.action.title())
    }

    /// The head was pressed: mixed becomes all; all becomes none.
    pub fn toggle_all(self) {
        let on = self.head.get_untracked().header != Some(Header::All);
        self.tick_all(on);
    }

    /// Ticks everything that is shown and can be granted, or takes the ticks off.
    pub fn tick_all(self, on: bool) {
        if self.head.get_untracked().header.is_some() {
            self.tick_many(self.shown.with_untracked(|shown| shown.iter().map(|object| object.id).collect()), on);
        }
    }

    /// A cell was changed; with `extend` all from the anchor to it are.
    pub fn change(self, anchor: Anchor, id: Id, on: bool, extend: bool) {
        let from = anchor.get_untracked().filter(|(_, action)| extend && *action == self.action);
        let ids = from.and_then(|(from, _)| {
            let ids = |found: &[Object]| found.iter().map(|object| object.id).collect::<Vec<_>>();
            self.shown.with_untracked(|shown| range(shown, from, id).map(ids))
        });
        match ids {
            Some(ids) => self.tick_many(ids, on),
            None => {
                self.resource.with_value(|resource| {
                    self.form.update(|draft| draft.selection.tick(resource, id, self.action, on));
                });
                anchor.set(Some((id, self.action)));
            }
        }
    }

    /// A cell was changed by keyboard, from the anchor on; what can't be changed stays.
    pub fn extend_to(self, anchor: Anchor, id: Id) {
        let cell = self
            .resource
            .with_value(|resource| self.form.with_untracked(|draft| draft.selection.cell(resource, id, self.action)));
        match cell {
            Cell::Empty if self.barred.with_untracked(|barred| barred.contains(&id)) => {}
            Cell::Included { .. } => {}
            Cell::Empty => self.change(anchor, id, true, true),
            Cell::Chosen => self.change(anchor, id, false, true),
        }
    }

    fn tick_many(self, ids: Vec<Id>, on: bool) {
        self.resource.with_value(|resource| {
            let barred = self.barred.get_untracked();
            self.form.update(|draft| {
                let ids = draft.selection.concerned(resource, self.action, ids, &barred);
                draft.selection.tick_all(resource, ids, self.action, on);
            });
        });
    }
}
