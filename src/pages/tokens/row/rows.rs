//! The rows that exist: they show what is in sight, and hear what is done with it.

use super::element::{RowElement, State};
use super::{Around, Shown};
use crate::console::Console;
use crate::pages::tokens::list::RowContext;
use crate::shared::create::Steer;
use crate::ui::virtual_rows::Asked;
use crate::ui::virtual_rows::made_by_hand::{MadeByHand, RowsByHand};
use console_core::sort::set_of;
use influxdb2::Id;
use influxdb2::authorization::Listing;
use influxdb2::route::Route;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::{Element, HtmlElement};

/// The rows of the list.
#[derive(Clone, Copy)]
pub struct Rows {
    console: Console,
    around: RowContext,
    there: StoredValue<RowsByHand<RowElement>, LocalStorage>,
}

impl Rows {
    /// None yet.
    pub fn new(console: Console, around: RowContext) -> Self {
        let rows = Self { console, around, there: RowsByHand::stored() };
        // What changes at rows that show the same.
        Effect::new(move |_| rows.put_state());
        rows
    }

    /// Shows the tokens at these places of the list that is shown. What is read is read reactively.
    pub fn fill(self, list: &HtmlElement, Asked { shown, later, .. }: &Asked) {
        let (console, around) = (self.console, self.around);
        let Some(listing) = console.tokens.with(|tokens| tokens.ready().cloned()) else { return };
        let Some(found) = around.found.get() else { return };
        let places: Vec<(usize, u32)> = shown.iter().filter_map(|index| Some((*index, *found.get(*index)?))).collect();
        let shown = self.contents(&listing, &places);
        self.there.update_value(|there| there.follow(list, shown, later, around.cursor));
        untrack(|| self.put_state());
    }

    /// What is shown at these places.
    fn contents(self, listing: &Arc<Listing>, places: &[(usize, u32)]) -> Vec<(usize, Shown)> {
        let (console, RowContext { room, words, me, now, .. }) = (self.console, self.around);
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
                now,
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
            for (index, row) in there.iter_mut() {
                let Some(id) = row.key() else { continue };
                row.put_state(State {
                    tab: stop.filter(|stop| stop.row == index).map(|stop| stop.column),
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
        let (index, id) = self.there.with_value(|there| {
            let (index, row) = there.around(target)?;
            Some((index, row.key()?))
        })?;
        let column = std::iter::successors(cell.previous_element_sibling(), Element::previous_element_sibling).count();
        Some((index, column, id))
    }
}
