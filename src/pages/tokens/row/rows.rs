//! The rows that exist: they show what is in sight, and hear what is done with it.

use super::element::{RowElement, State};
use super::{Around, Shown};
use crate::console::Console;
use crate::pages::tokens::list::RowContext;
use crate::shared::create::Steer;
use crate::ui::id;
use console_core::sort::set_of;
use console_core::table::reuse;
use influxdb2::Id;
use influxdb2::authorization::Listing;
use influxdb2::route::Route;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::{Element, HtmlElement, Node};

/// Rows in the order in which they stand in the document, and some that nobody needs now.
#[derive(Clone, Copy)]
pub struct Rows {
    console: Console,
    around: RowContext,
    there: StoredValue<Vec<(usize, RowElement)>, LocalStorage>,
    spare: StoredValue<Vec<RowElement>, LocalStorage>,
}

impl Rows {
    /// None yet.
    pub fn new(console: Console, around: RowContext) -> Self {
        let rows = Self {
            console,
            around,
            there: StoredValue::new_local(Vec::new()),
            spare: StoredValue::new_local(Vec::new()),
        };
        // What changes at rows that show the same.
        Effect::new(move |_| rows.put_state());
        rows
    }

    /// Shows the tokens at these places of the list that is shown. What is read is read reactively.
    pub fn fill(self, list: &HtmlElement, indices: &[usize]) {
        let (console, around) = (self.console, self.around);
        let Some(listing) = console.tokens.with(|tokens| tokens.ready().cloned()) else { return };
        let Some(found) = around.found.get() else { return };
        let places: Vec<(usize, u32)> =
            indices.iter().filter_map(|index| Some((*index, *found.get(*index)?))).collect();
        let shown = self.contents(&listing, &places);
        self.there.update_value(|there| {
            self.spare.update_value(|spare| {
                let before = std::mem::take(there);
                *there = follow(before, spare, list, shown, around);
            });
        });
        untrack(|| self.put_state());
    }

    /// What is shown at these places.
    fn contents(self, listing: &Arc<Listing>, places: &[(usize, u32)]) -> Vec<(usize, Shown)> {
        let (console, RowContext { room, words, me, .. }) = (self.console, self.around);
        let twins = set_of(console.twins().into_iter().map(|news| news.twin.id));
        let (names, inactive, fingerprints) =
            (console.names.read(), console.inactive_users.read(), console.fingerprints.read());
        let (marks, words, room) = (console.refresh.marks(), words.read(), room.get());
        console.with_gone(|is_gone| {
            let around = Around {
                listing,
                names: &names,
                inactive: &inactive,
                is_gone,
                fingerprints: &fingerprints,
                twins: &twins,
                marks: &marks,
                words: &words,
                room,
                me,
            };
            let shown = |(index, place): &(usize, u32)| Some((*index, Shown::of(&around, *place)?));
            places.iter().filter_map(shown).collect()
        })
    }

    fn put_state(self) {
        let RowContext { cursor, grants, times, .. } = self.around;
        let stop = cursor.stop();
        let (grants, times) = (grants.key(), times.key());
        let route = self.console.history.route();
        let (chosen, marks) = (self.console.bulk.chosen.read(), self.console.refresh.marks());
        self.there.try_update_value(|there| {
            for (index, row) in there {
                let Some(id) = row.id() else { continue };
                row.put_state(State {
                    tab: stop.filter(|stop| stop.row == *index).map(|stop| stop.column),
                    chosen: chosen.contains(&id),
                    opened: route == Route::Token(id),
                    mark: marks.of(id),
                    grants_open: grants == Some(id.number()),
                    times_open: times == Some(id.number()),
                });
            }
        });
    }

    /// The row, the column and the token of what an event is about.
    pub fn cell_of(self, target: &Element) -> Option<(usize, usize, Id)> {
        let cell = target.closest("[role=gridcell], [role=rowheader]").ok().flatten()?;
        let at = cell.closest(".rows__at").ok().flatten()?;
        let (index, id) = self.there.with_value(|there| {
            let (index, row) = there.iter().find(|(_, row)| AsRef::<Element>::as_ref(&row.at) == &at)?;
            Some((*index, row.id()?))
        })?;
        let column = std::iter::successors(cell.previous_element_sibling(), Element::previous_element_sibling).count();
        Some((index, column, id))
    }
}

/// Has the rows show what is wanted: those that show a token of it already stay with it.
fn follow(
    before: Vec<(usize, RowElement)>,
    spare: &mut Vec<RowElement>,
    list: &HtmlElement,
    wanted: Vec<(usize, Shown)>,
    around: RowContext,
) -> Vec<(usize, RowElement)> {
    let ids: Vec<Option<Id>> = wanted.iter().map(|(_, shown)| Some(shown.id)).collect();
    // Who was at a token that is gone does not find another one in its place.
    let focused = id::focused_element();
    let is_left = |row: &RowElement| !ids.contains(&row.id()) && holds(&row.at, focused.as_ref());
    let (gone, before): (Vec<_>, Vec<_>) = before.into_iter().partition(|(_, row)| is_left(row));
    for (_, row) in gone {
        row.at.remove();
        spare.push(row);
    }
    let there: Vec<Option<Id>> = before.iter().map(|(_, row)| row.id()).collect();
    let (plan, left) = reuse(&there, &ids);
    let mut slots: Vec<Option<(usize, RowElement)>> = before.into_iter().map(Some).collect();
    for at in left {
        if let Some((_, row)) = slots[at].take() {
            row.at.remove();
            spare.push(row);
        }
    }
    let mut next: Option<Node> = None;
    let mut rows = Vec::with_capacity(wanted.len());
    for (planned, (index, shown)) in plan.into_iter().zip(wanted).rev() {
        let known = planned.from.and_then(|at| slots[at].take());
        let was_at = known.as_ref().map(|(at, _)| *at);
        let mut row = known.map(|(_, row)| row).or_else(|| spare.pop()).unwrap_or_else(RowElement::new);
        let is_same = row.id() == Some(shown.id);
        row.put_at(index, around.cursor);
        row.show(shown, around.cursor, around.now);
        if !planned.stays {
            // The list is there, and so is the row before which this one comes.
            let _ = list.insert_before(&row.at, next.as_ref());
        } else if is_same && was_at != Some(index) && holds(&row.at, focused.as_ref()) {
            around.cursor.carried(index);
        }
        next = Some(row.at.clone().into());
        rows.push((index, row));
    }
    rows.reverse();
    rows
}

fn holds(row: &HtmlElement, focused: Option<&HtmlElement>) -> bool {
    focused.is_some_and(|focused| row.contains(Some(focused)))
}
