//! Rows that are made by hand: those in sight, and some that nobody needs now.
//!
//! Each shows one thing after another, and a thing that stays in sight stays with its row: whoever is at it keeps the focus.

use crate::ui::by_hand::set;
use crate::ui::grid_cursor::GridCursor;
use crate::ui::id;
use console_core::sort::set_of;
use console_core::table::reuse;
use leptos::prelude::*;
use std::ops::Range;
use web_sys::{Element, HtmlElement, Node};

/// A row that shows one thing after another.
pub trait MadeByHand {
    /// What tells the things apart.
    type Key: Copy + Ord;
    /// What is shown of a thing.
    type Shown;

    /// Of which thing this is.
    fn key_of(shown: &Self::Shown) -> Self::Key;
    /// A row that shows nothing yet.
    fn new() -> Self;
    /// Its element among the rows.
    fn at(&self) -> &HtmlElement;
    /// The thing that it shows.
    fn key(&self) -> Option<Self::Key>;
    /// Makes it the row at an index.
    fn put_at(&mut self, index: usize, cursor: GridCursor);
    /// Shows a thing, or the same one after a change.
    fn show(&mut self, shown: Self::Shown, cursor: GridCursor);
}

/// The rows of a list, in the order in which they stand in the document.
#[derive(Debug)]
pub struct RowsByHand<R> {
    there: Vec<(usize, R)>,
    spare: Vec<R>,
}

impl<R> Default for RowsByHand<R> {
    fn default() -> Self {
        Self { there: Vec::new(), spare: Vec::new() }
    }
}

impl<R: MadeByHand + 'static> RowsByHand<R> {
    /// None yet. They go with whoever makes them: the framework may give the same element to the next one.
    pub fn stored() -> StoredValue<Self, LocalStorage> {
        let rows = StoredValue::new_local(Self::default());
        on_cleanup(move || {
            rows.try_update_value(|rows| {
                std::mem::take(&mut rows.there).into_iter().for_each(|(_, row)| row.at().remove())
            });
        });
        rows
    }

    /// Has the rows show what is wanted, at its indices. Rows at indices that are asked for later stay as they are.
    pub fn follow(
        &mut self,
        list: &HtmlElement,
        wanted: Vec<(usize, R::Shown)>,
        later: &Range<usize>,
        cursor: GridCursor,
    ) {
        let keys: Vec<Option<R::Key>> = wanted.iter().map(|(_, shown)| Some(R::key_of(shown))).collect();
        let focused = id::focused_element();
        let is_held = |row: &R| holds(row.at(), focused.as_ref());
        let is_wanted = set_of(wanted.iter().map(|(index, _)| *index));
        let before = std::mem::take(&mut self.there);
        let waits = |(index, row): &(usize, R)| later.contains(index) && !is_wanted.contains(index) && !is_held(row);
        let (waiting, before): (Vec<_>, Vec<_>) = before.into_iter().partition(waits);
        // Who was at a thing that is gone does not find another one in its place.
        let is_left = |row: &R| !keys.contains(&row.key()) && is_held(row);
        let (gone, before): (Vec<_>, Vec<_>) = before.into_iter().partition(|(_, row)| is_left(row));
        gone.into_iter().for_each(|(_, row)| self.put_aside(row));
        let there: Vec<Option<R::Key>> = before.iter().map(|(_, row)| row.key()).collect();
        let held = before.iter().find(|(_, row)| is_held(row)).map(|(_, row)| row.key());
        let (plan, left) = reuse(&there, &keys, held);
        let stay = plan.iter().zip(&wanted).filter(|(planned, _)| planned.stays);
        let stay = stay.filter_map(|(planned, (index, _))| Some((before.get(planned.from?)?.0, *index)));
        let mut waiting = if keep_order(stay, &waiting) { waiting } else { self.put_all_aside(waiting) };
        let mut slots: Vec<Option<(usize, R)>> = before.into_iter().map(Some).collect();
        for at in left {
            if let Some((_, row)) = slots[at].take() {
                self.put_aside(row);
            }
        }
        let mut next: Option<Node> = None;
        self.there.reserve(wanted.len() + waiting.len());
        for (planned, (index, shown)) in plan.into_iter().zip(wanted).rev() {
            while let Some((at, row)) = waiting.pop_if(|(at, _)| *at > index) {
                next = Some(row.at().clone().into());
                self.there.push((at, row));
            }
            let known = planned.from.and_then(|at| slots[at].take());
            let was_at = known.as_ref().map(|(at, _)| *at);
            let mut row = known.map(|(_, row)| row).or_else(|| self.spare.pop()).unwrap_or_else(R::new);
            let is_same = row.key() == Some(R::key_of(&shown));
            row.put_at(index, cursor);
            row.show(shown, cursor);
            if !planned.stays {
                // The list is there, and so is the row before which this one comes.
                let _ = list.insert_before(row.at(), next.as_ref());
            } else if is_same && was_at != Some(index) && holds(row.at(), focused.as_ref()) {
                cursor.carried(index);
            }
            next = Some(row.at().clone().into());
            self.there.push((index, row));
        }
        self.there.extend(waiting.into_iter().rev());
        self.there.reverse();
    }

    fn put_all_aside(&mut self, rows: Vec<(usize, R)>) -> Vec<(usize, R)> {
        rows.into_iter().for_each(|(_, row)| self.put_aside(row));
        Vec::new()
    }

    fn put_aside(&mut self, row: R) {
        row.at().remove();
        self.spare.push(row);
    }

    /// The rows that are there, with their indices.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (usize, &mut R)> {
        self.there.iter_mut().map(|(index, row)| (*index, row))
    }

    /// The row in which an element is, and its index.
    pub fn around(&self, element: &Element) -> Option<(usize, &R)> {
        let at = element.closest(".rows__at").ok().flatten()?;
        let (index, row) = self.there.iter().find(|(_, row)| AsRef::<Element>::as_ref(row.at()) == &at)?;
        Some((*index, row))
    }
}

/// Whether rows that stay in the document, each with the index that it had and the one that it gets, stand on the same side of
/// those that wait at theirs.
fn keep_order<R>(mut stay: impl Iterator<Item = (usize, usize)>, waiting: &[(usize, R)]) -> bool {
    stay.all(|(was, is)| waiting.iter().all(|(at, _)| was.cmp(at) == is.cmp(at)))
}

/// Writes the index at a row and at the element that places it.
pub fn place(at: &HtmlElement, row: &Element, index: usize) {
    let number = index.to_string();
    set(at, "data-index", Some(&number));
    // The place is computed in the style sheet; a property of one's own cannot fail to be set.
    let _ = at.style().set_property("--index", &number);
    set(row, "aria-rowindex", Some(&(index + 2).to_string()));
}

fn holds(row: &HtmlElement, focused: Option<&HtmlElement>) -> bool {
    focused.is_some_and(|focused| row.contains(Some(focused)))
}
