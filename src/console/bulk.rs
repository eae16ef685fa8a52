//! Many tokens at once: what can be done with them here, and how it is sent.

use super::Console;
use super::before_change::BeforeChange;
use super::change::Kept;
use crate::shared::list::bulk::{Bulk, BulkConsole, Offers, Sent};
use crate::shell::clock;
use crate::shell::lifetime::Lifetime;
use console_core::sort::{set_of, sort_by_key};
use influxdb2::authorization::guard::{Guard, Stop};
use influxdb2::authorization::{AsShown, Authorization, Change, Revocation, Status};
use influxdb2::bulk::{Many, Order, Plan, Row, State, Verb, plan};
use influxdb2::{ApiError, Id};
use leptos::prelude::*;
use std::collections::BTreeSet;

impl BulkConsole for Console {
    type Server = Many;

    fn bulk(self) -> Bulk<Many> {
        self.bulk
    }

    fn lifetime(self) -> Lifetime {
        self.lifetime
    }

    fn ids(self, places: &[u32]) -> Vec<Id> {
        self.tokens.with(|tokens| {
            let Some(listing) = tokens.ready() else { return Vec::new() };
            places.iter().filter_map(|place| listing.row(*place)).map(|(row, _)| row.id).collect()
        })
    }

    fn with_token<T>(self, id: Id, look: impl FnOnce(&Authorization) -> T) -> Option<T> {
        let listing = self.listing_now()?;
        let (row, _) = listing.get(id)?;
        Some(look(row))
    }

    fn offers(self) -> Option<Offers<Verb>> {
        let listing = self.tokens.with(|tokens| tokens.ready().cloned())?;
        let (mut all, mut active, mut noted, mut revoked) = (0, 0, 0, 0);
        self.bulk.chosen.with(|chosen| {
            for (row, _) in chosen.iter().filter_map(|id| listing.get(*id)) {
                all += 1;
                active += usize::from(row.status == Status::Active);
                noted += usize::from(Revocation::of(row).is_some());
                revoked += usize::from(Revocation::since(row).is_some());
            }
        });
        let revoke = clock::today().map(|today| (Verb::Revoke(today), all - revoked));
        let mut offers = vec![(Verb::Activate, all - active), (Verb::Deactivate, active), (Verb::UndoRevoke, noted)];
        offers.extend(revoke);
        offers.push((Verb::Delete, all - active));
        Some((all, offers))
    }

    fn delete_key(self) -> Option<Verb> {
        clock::today().map(Verb::Revoke)
    }

    /// Only inactive tokens are deleted.
    fn plan(self, verb: Verb, included: &BTreeSet<Id>) -> Option<Plan> {
        self.with_guards(|listing, context| {
            let fits = |id: &Id| {
                let row = listing.get(*id);
                row.is_some_and(|(row, _)| verb != Verb::Delete || row.status == Status::Inactive)
            };
            let chosen: Vec<Id> =
                self.bulk.chosen.with_untracked(|chosen| chosen.iter().copied().filter(fits).collect());
            plan(listing, &chosen, verb, context, included)
        })
    }

    fn reasons(self, id: Id, guards: Vec<Guard>, verb: Verb) -> Vec<String> {
        let stop = if verb == Verb::Delete { Stop::Delete } else { Stop::Deactivate };
        let owner = self.owner_of(id);
        guards.into_iter().map(|guard| format!("{} {}", guard.sentence(&owner), guard.recovery(stop))).collect()
    }

    async fn send(self, row: Row) -> Sent<Self> {
        self.send_row(row).await
    }

    async fn read(self, id: Id) -> Result<Authorization, ApiError> {
        self.read_token(id).await
    }

    fn note(self, error: &ApiError) {
        Self::note(self, error);
    }

    fn show_stored(self) {
        self.show_results(self.bulk);
    }
}

impl Console {
    /// Sends what is asked for one row of a run, unless what it stands on is not there any more.
    pub(super) async fn send_row<C>(self, row: Row) -> Sent<C>
    where
        C: BulkConsole<Server = Many>,
    {
        // A token that is in use again is not deleted, one that was revoked is not switched on, and no description is written
        // over. What only stops a token can stop nothing that is not shown.
        if row.order != Order::Change(Change::to_status(Status::Inactive)) {
            match self.read_before_change(Kept::Token, row.id, AsShown::of(&row.before)).await {
                Ok(BeforeChange::AsShown) => {}
                Ok(BeforeChange::Changed(stored)) => return Sent::ChangedMeanwhile(stored),
                Ok(BeforeChange::Gone(error)) => return Sent::Answered(Err(error)),
                Err(error) => return Sent::Unread(error),
            }
        }
        match self.has_successor(row.needs).await {
            Ok(true) => {}
            Ok(false) if row.before.status == Status::Active => {
                return Sent::LeftAlone("The token that was to take its place does not work, so this one goes on.");
            }
            Ok(false) => {
                return Sent::LeftAlone("The token that was to take its place does not work, so this one stays.");
            }
            Err(error) => return Sent::Unread(error),
        }
        Sent::Answered(match row.order {
            Order::Delete => self.send_removal(row.id).await.map(|()| None),
            Order::Change(change) => self.send_patch(row.id, &change).await.map(Some),
        })
    }

    /// Shows in the list what a run has done.
    pub(super) fn show_results(self, run: Bulk<Many>) {
        let seen = run.work.try_with_untracked(|work| {
            let is_gone = |row: &Row| match row.state {
                State::Done { .. } => row.order == Order::Delete,
                State::Gone(_) => true,
                _ => false,
            };
            let rows = work.as_ref()?.run.rows();
            let gone = set_of(rows.iter().filter(|row| is_gone(row)).map(|row| row.id));
            let mut seen: Vec<Authorization> =
                rows.iter().filter(|row| row.now != row.before).map(|row| row.now.clone()).collect();
            sort_by_key(&mut seen, |stored| stored.id);
            Some((gone, seen))
        });
        let Some((gone, seen)) = seen.flatten() else { return };
        self.rework(move |table| {
            for row in &mut table.rows {
                let at = seen.partition_point(|stored| stored.id < row.id);
                if let Some(stored) = seen.get(at).filter(|stored| stored.id == row.id) {
                    *row = stored.clone();
                }
            }
            table.rows.retain(|row| !gone.contains(&row.id));
        });
    }
}
