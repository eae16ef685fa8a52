//! What would happen to each of the chosen tokens, before anything is sent.

use super::row::{Order, Row};
use crate::Id;
use crate::authorization::guard::{Guard, GuardContext, guards};
use crate::authorization::{Authorization, Change, Listing, Status, TokenStatus, note};
use console_core::date::Date;
use console_core::sort::set_of;
use std::collections::BTreeSet;

/// What is to be done with all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Activate,
    Deactivate,
    /// Deactivate, with a note of the day in the description.
    Revoke(Date),
    /// Take a revocation back.
    UndoRevoke,
    /// For good.
    Delete,
}

/// What happens to one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatHappens {
    /// It works now and stops.
    Stops,
    /// It works again.
    Starts,
    /// It becomes active, and its owner stays inactive, so that it does not work yet.
    WaitsForOwner,
    /// It does not work now either; only its entry or its note changes.
    ChangesNothingInUse,
    /// It is deleted.
    Deleted,
    /// It is as wanted already, so nothing is sent.
    AlreadySo,
}

/// One token of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The token.
    pub id: Id,
    /// What happens to it.
    pub happens: WhatHappens,
    order: Order,
    /// Whether it may be the credential in use, without which the rest could not be done any more.
    may_be_own: bool,
}

/// A plan: who is changed, in the order of work, and who is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What is to be done.
    pub verb: Verb,
    /// The tokens that are changed or are as wanted already.
    pub rows: Vec<Planned>,
    /// The tokens that are left out because stopping them would lock somebody out, and why.
    pub left_out: Vec<(Id, Vec<Guard>)>,
}

impl Verb {
    /// Whether it takes working tokens away.
    pub const fn stops(self) -> bool {
        matches!(self, Self::Deactivate | Self::Revoke(_) | Self::Delete)
    }

    fn order(self, row: &Authorization) -> Order {
        match self {
            Self::Activate => Order::Change(Change::to_status(Status::Active)),
            Self::Deactivate => Order::Change(Change::to_status(Status::Inactive)),
            Self::Revoke(day) => {
                // Who was revoked before keeps the first day.
                let day = note::revoked(&row.description).unwrap_or(day);
                Order::Change(Change::revoke(&row.description, day))
            }
            Self::UndoRevoke => Order::Change(Change::undo_revoke(&row.description)),
            Self::Delete => Order::Delete,
        }
    }
}

impl Plan {
    /// Plans the verb for the chosen tokens of a list. `included` are those that the person insists on in spite of a guard.
    pub fn new(
        listing: &Listing,
        chosen: &[Id],
        verb: Verb,
        context: GuardContext<'_>,
        included: &BTreeSet<Id>,
    ) -> Self {
        let stopped: BTreeSet<Id> = if verb.stops() { set_of(chosen.iter().copied()) } else { BTreeSet::new() };
        let guarded = guards(listing, &stopped, context);
        let mut plan = Self { verb, rows: Vec::new(), left_out: Vec::new() };
        let mut seen = BTreeSet::new();
        for id in chosen.iter().filter(|id| seen.insert(**id)) {
            let Some((row, _)) = listing.place_of(*id).and_then(|place| listing.row(place)) else { continue };
            match guarded.get(id) {
                Some(guards) if !included.contains(id) => plan.left_out.push((*id, guards.clone())),
                guards => {
                    let may_be_own = guards.is_some_and(|guards| guards.contains(&Guard::InUse));
                    plan.rows.push(Planned { may_be_own, ..planned(row, verb, context.inactive) });
                }
            }
        }
        console_core::sort::sort_by_key(&mut plan.rows, |row| row.may_be_own);
        plan
    }

    /// How many tokens this happens to.
    pub fn count(&self, happens: WhatHappens) -> usize {
        self.rows.iter().filter(|row| row.happens == happens).count()
    }

    /// How many requests it takes.
    pub fn requests(&self) -> usize {
        self.rows.len() - self.count(WhatHappens::AlreadySo)
    }

    /// The rows of a run over tokens of this list: only those for which something is sent.
    pub fn into_rows(self, listing: &Listing) -> Vec<Row> {
        let sent = self.rows.into_iter().filter(|row| row.happens != WhatHappens::AlreadySo);
        let row = |row: Planned| {
            let (token, _) = listing.row(listing.place_of(row.id)?)?;
            Some(Row::new(token.clone(), row.order, row.may_be_own))
        };
        sent.filter_map(row).collect()
    }
}

fn planned(row: &Authorization, verb: Verb, inactive: &BTreeSet<Id>) -> Planned {
    let order = verb.order(row);
    let works = TokenStatus::of(row, inactive) == TokenStatus::Active;
    let happens = match &order {
        Order::Delete => WhatHappens::Deleted,
        Order::Change(change) if change.is_in(row) => WhatHappens::AlreadySo,
        Order::Change(change) => match change.status {
            Some(Status::Active) if inactive.contains(&row.user) => WhatHappens::WaitsForOwner,
            Some(Status::Active) if !works => WhatHappens::Starts,
            Some(Status::Inactive) if works => WhatHappens::Stops,
            _ => WhatHappens::ChangesNothingInUse,
        },
    };
    Planned { id: row.id, happens, order, may_be_own: false }
}
