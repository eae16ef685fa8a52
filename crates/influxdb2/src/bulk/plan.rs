//! What would happen to each of the chosen tokens, before anything is sent.

use super::words::{Verb, WhatHappens};
use super::{Order, Plan, Planned};
use crate::Id;
use crate::authorization::guard::{Guard, GuardContext, guards};
use crate::authorization::{Authorization, Change, Listing, Revocation, Status, TokenStatus};
use console_core::bulk::Verb as _;
use console_core::sort::set_of;
use std::collections::BTreeSet;

impl Verb {
    fn order(self, row: &Authorization) -> Order {
        match self {
            Self::Activate => Order::Change(Change::to_status(Status::Active)),
            Self::Deactivate => Order::Change(Change::to_status(Status::Inactive)),
            Self::Revoke(day) => {
                // What is revoked already keeps its day; what somebody activated since is revoked anew.
                let day = Revocation::since(row).unwrap_or(day);
                Order::Change(Change::revoke(&row.description, day))
            }
            Self::UndoRevoke => Order::Change(Change::undo_revoke(&row.description)),
            Self::Delete => Order::Delete,
        }
    }
}

/// Plans the verb for the chosen tokens of a list. `included` are those that the person insists on in spite of a guard.
pub fn plan(listing: &Listing, chosen: &[Id], verb: Verb, context: GuardContext<'_>, included: &BTreeSet<Id>) -> Plan {
    let stopped: BTreeSet<Id> = if verb.stops() { set_of(chosen.iter().copied()) } else { BTreeSet::new() };
    let guarded = guards(listing, &stopped, context);
    let mut plan = Plan { verb, rows: Vec::new(), left_out: Vec::new() };
    let mut seen = BTreeSet::new();
    for id in chosen.iter().filter(|id| seen.insert(**id)) {
        let Some((row, _)) = listing.get(*id) else { continue };
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
    Planned { id: row.id, happens, order, may_be_own: false, needs: None }
}
