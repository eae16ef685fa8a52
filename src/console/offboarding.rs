//! The offboarding of a user: the plan, the tokens that are issued anew, and what is done with the old ones.
//!
//! One user's old tokens are stopped at a time, and what came of that stays until a person has put it away.

use super::owners::Wanted;
use super::{Act, Console};
use crate::shared::list::bulk::{Bulk, BulkConsole, Offers, Sent, run_through};
use crate::shell::clock;
use crate::shell::lasting::Lasting;
use crate::shell::latest::Ticket;
use crate::shell::lifetime::Lifetime;
use console_core::bulk::Flow;
use influxdb2::authorization::guard::{Guard, GuardContext};
use influxdb2::authorization::offboarding::{Choice, End, Line, Offboarding, Sitting};
use influxdb2::authorization::{AsShown, Authorization, Listing, Status};
use influxdb2::batch::MOST;
use influxdb2::bulk::{Many, Plan, Row, Verb};
use influxdb2::{ApiError, Id};
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What is planned for users who leave, by user.
pub type Plans = Lasting<RwSignal<BTreeMap<Id, Offboarding>>>;

/// What somebody has planned. It outlives a session that expired.
#[derive(Clone, Copy)]
pub struct PlansBegun {
    org: StoredValue<Option<Id>>,
    plans: Plans,
}

impl Default for PlansBegun {
    fn default() -> Self {
        Self { org: StoredValue::new(None), plans: Lasting::new(BTreeMap::new()) }
    }
}

impl PlansBegun {
    /// Goes on in an organization with what was planned there; a plan of another one knows none of its tokens.
    pub(super) fn go_on(self, org: Id) -> Plans {
        if self.org.get_value() != Some(org) {
            self.org.set_value(Some(org));
            self.plans.set(BTreeMap::new());
        }
        self.plans
    }
}

impl Console {
    /// Makes the plan with which the offboarding of a user opens, unless there is one.
    pub fn want_plan(self, user: Id) {
        let Some(listing) = self.listing_now() else { return };
        if self.owners.plans.with_untracked(|plans| plans.contains_key(&user)) {
            return;
        }
        let plan = self.inactive_users.with_untracked(|inactive| Offboarding::new(&listing, user, inactive));
        self.owners.plans.update(|plans| {
            plans.insert(user, plan);
        });
    }

    /// Looks at a plan, with the list as it is now.
    pub fn with_plan<T>(self, user: Id, look: impl FnOnce(&Offboarding, &Listing, GuardContext<'_>) -> T) -> Option<T> {
        let listing = self.tokens.with(|tokens| tokens.ready().cloned())?;
        let session = self.session()?;
        let token = (!self.client().uses_cookie()).then_some(session.access);
        let sitting = self.sitting();
        self.inactive_users.with(|inactive| {
            let context = GuardContext { token, me: session.me.id, inactive };
            self.owners.plans.with(|plans| {
                let plan = plans.get(&user)?;
                if sitting == plan.sitting {
                    return Some(look(plan, &listing, context));
                }
                let plan = Offboarding { sitting, ..plan.clone() };
                Some(look(&plan, &listing, context))
            })
        })
    }

    /// What is known of successors from having created them here.
    fn sitting(self) -> Sitting {
        let shown = self.fingerprints.with(|known| known.iter().map(|(id, _)| *id).collect());
        Sitting { shown, lost: self.unanswered.with(|sitting| sitting.lost.clone()) }
    }

    /// Changes a plan.
    pub fn plan(self, user: Id, change: impl FnOnce(&mut Offboarding)) {
        self.owners.plans.update(|plans| {
            plans.get_mut(&user).map(change);
        });
    }

    /// Creates the tokens that take the place of old ones. Their secrets are shown as those of every run.
    pub fn issue_anew(self, user: Id) {
        self.look_at_leaver(user, move || self.start_creates(user));
    }

    /// Stops the old tokens, and ends the user when all of them are done with.
    pub fn finish_offboarding(self, user: Id) {
        self.look_at_leaver(user, move || self.start_endings(user));
    }

    /// Goes on, if what the plan stands on is as it is shown. Else what is stored is shown, and the plan is looked at again:
    /// a token that somebody revoked gets no successor, and none that was made since outlives its user.
    fn look_at_leaver(self, user: Id, go_on: impl FnOnce() + 'static) {
        if untrack(|| self.owners.act(user)) == Some(Act::Busy) {
            return;
        }
        self.owners.set(user, Act::Busy);
        self.owners.not_started.set(None);
        let look = self.owners.look.start();
        self.owners.looked_at.set_value(Some(user));
        self.lifetime.spawn(async move {
            let changed = self.changed_since_planned(user, look).await;
            if !look.is_current() {
                return;
            }
            self.owners.looked_at.set_value(None);
            match changed {
                Ok(None) => {
                    self.owners.acts.try_update(|acts| acts.remove(&user));
                    go_on();
                }
                Ok(Some(act)) => self.owners.set(user, act),
                Err(error) => {
                    self.note(&error);
                    self.owners.set(user, Act::Refused(error));
                }
            }
        });
    }

    /// Calls the look off: whoever leaves the plan before anything is sent wants nothing sent behind them.
    pub fn leave_plan(self, user: Id) {
        self.owners.not_started.try_set(None);
        if self.owners.looked_at.try_get_value().flatten() == Some(user) {
            self.owners.look.call_off();
            self.owners.looked_at.try_update_value(Option::take);
            self.owners.acts.try_update(|acts| acts.remove(&user));
        }
    }

    async fn changed_since_planned(self, user: Id, look: Ticket) -> Result<Option<Act>, ApiError> {
        if self.is_active(user).await?.is_none() {
            self.load_tokens();
            return Ok(Some(Act::Gone));
        }
        let successor = self.owners.plans.with_untracked(|plans| plans.get(&user).and_then(|plan| plan.successor));
        let was_off = |id: Id| self.inactive_users.with_untracked(|inactive| inactive.contains(&id));
        if let Some(successor) = successor.filter(|id| !was_off(*id))
            && self.is_active(successor).await? != Some(true)
        {
            return Ok(Some(Act::Conflict));
        }
        let stored = self.beside(user).await?;
        let Some((listing, session)) = self.listing_now().zip(self.session()) else { return Ok(Some(Act::Conflict)) };
        let shown = listing.table().rows.iter().filter(|row| row.user == user);
        let shown: BTreeMap<Id, &Authorization> = shown.map(|row| (row.id, row)).collect();
        let here = stored.rows.iter().filter(|row| row.org == session.org.id);
        let is_as_shown = here.clone().count() == shown.len()
            && here.clone().all(|row| shown.get(&row.id).is_some_and(|shown| AsShown::of(shown).is(row)));
        if !look.is_current() || is_as_shown && self.is_beside_as_shown(user, &stored) {
            return Ok(None);
        }
        // Somebody had a reason to stop it; whoever wants a successor all the same says so again.
        let stopped = |row: &&Authorization| {
            let worked = shown.get(&row.id).is_some_and(|shown| shown.status == Status::Active);
            worked && row.status == Status::Inactive
        };
        let stopped: Vec<Id> = here.filter(stopped).map(|row| row.id).collect();
        self.plan(user, |plan| stopped.iter().for_each(|token| plan.choose(*token, Choice::LetItStop)));
        self.load_tokens();
        self.show_beside(user, &stored);
        Ok(Some(Act::Conflict))
    }

    fn start_creates(self, user: Id) {
        let rows = untrack(|| self.with_plan(user, |plan, listing, context| plan.rows(listing, context.inactive)));
        let mut rows = rows.unwrap_or_default();
        rows.truncate(MOST);
        if rows.is_empty() {
            return;
        }
        // A token that was asked for before may be on its way while this one was looked at.
        if self.is_occupied() {
            return self.owners.not_started.set(Some(user));
        }
        self.start_run_for(Some(user), rows);
    }

    /// Whether the old tokens of a user are being stopped, or what came of that was not put away yet.
    pub fn is_leaving(self, user: Id) -> bool {
        self.owners.leaving.get() == Some(user)
    }

    /// The other user whose offboarding was begun and not put away yet. Nothing stops for this one before that.
    pub fn still_leaving(self, user: Id) -> Option<Id> {
        self.owners.leaving.get().filter(|leaving| *leaving != user)
    }

    fn start_endings(self, user: Id) {
        // One user at a time.
        if self.owners.leaving.get_untracked().is_some() {
            return;
        }
        let Some(today) = clock::today() else { return };
        let endings = |plan: &Offboarding, listing: &Listing, context: GuardContext<'_>| {
            let lines = plan.lines(listing, context.inactive);
            let is_ready = !lines.iter().any(Line::is_to_create);
            is_ready.then(|| (plan.endings(listing, today, context), plan.left_to_the_end(&lines)))
        };
        let Some(found) = untrack(|| self.with_plan(user, endings)) else { return };
        // A successor is not in the list any more that was there when this was asked for.
        let Some((plan, left)) = found else { return self.owners.set(user, Act::Conflict) };
        let verb = plan.verb;
        let rows = plan.into_rows(|id| BulkConsole::with_token(self, id, Clone::clone));
        self.owners.acts.update(|acts| {
            acts.remove(&user);
        });
        self.owners.leaving.set(Some(user));
        self.owners.left_to_the_end.set_value(left);
        if rows.is_empty() {
            // Nothing has passed since the look.
            self.end(user, false);
        } else {
            run_through(Leaving(self), verb, rows);
        }
    }

    /// Puts away what came of an offboarding, unless something of it is under way. Says whether it did.
    pub fn put_offboarding_away(self, user: Id) -> bool {
        let rests = untrack(|| self.owners.act(user)) != Some(Act::Busy) && self.owners.olds.put_away();
        if rests {
            self.owners.leaving.set(None);
            // Where something came meanwhile the plan shows it now.
            self.owners.acts.update(|acts| acts.retain(|of, act| *of != user || *act != Act::Conflict));
        }
        rests
    }

    /// Ends the user as it was planned, unless something hangs on the user that was not there when the old tokens began to
    /// stop.
    pub fn end_user(self, user: Id) {
        self.end(user, true);
    }

    fn end(self, user: Id, looks: bool) {
        let end = self.owners.plans.with_untracked(|plans| plans.get(&user).map(|plan| plan.end));
        let wanted = match end {
            Some(End::Deactivate) => Wanted::Status(Status::Inactive),
            Some(End::Delete) => Wanted::Gone,
            Some(End::LeaveActive) | None => return,
        };
        if untrack(|| self.owners.act(user)) == Some(Act::Busy) {
            return;
        }
        self.owners.set(user, Act::Busy);
        self.lifetime.spawn(async move {
            let came = if looks { self.came_since_begun(user).await } else { Ok(false) };
            let act = match came {
                Ok(false) => self.change_user(user, wanted).await,
                Ok(true) => Act::Conflict,
                Err(error) => {
                    self.note(&error);
                    Act::Refused(error)
                }
            };
            self.owners.set(user, act);
        });
    }

    /// Whether something hangs on a user that came while the old tokens were being stopped. The plan shows it then.
    async fn came_since_begun(self, user: Id) -> Result<bool, ApiError> {
        let stored = self.beside(user).await?;
        let here = self.session().ok_or(ApiError::NotSignedIn)?.org.id;
        let is_known = self
            .owners
            .left_to_the_end
            .with_value(|left| stored.rows.iter().filter(|row| row.org == here).all(|row| left.contains(&row.id)));
        if is_known && self.is_beside_as_shown(user, &stored) {
            return Ok(false);
        }
        self.load_tokens();
        self.show_beside(user, &stored);
        Ok(true)
    }
}

/// The console as one that stops the old tokens of a user who leaves.
#[derive(Clone, Copy)]
pub struct Leaving(pub Console);

impl BulkConsole for Leaving {
    type Server = Many;

    fn bulk(self) -> Bulk<Many> {
        self.0.owners.olds
    }

    fn lifetime(self) -> Lifetime {
        self.0.lifetime
    }

    fn ids(self, places: &[u32]) -> Vec<Id> {
        self.0.ids(places)
    }

    fn with_token<T>(self, id: Id, look: impl FnOnce(&Authorization) -> T) -> Option<T> {
        BulkConsole::with_token(self.0, id, look)
    }

    /// Nothing is chosen here.
    fn offers(self) -> Option<Offers<Verb>> {
        None
    }

    fn delete_key(self) -> Option<Verb> {
        None
    }

    fn plan(self, _: Verb, _: &BTreeSet<Id>) -> Option<Plan> {
        None
    }

    fn reasons(self, id: Id, guards: Vec<Guard>, verb: Verb) -> Vec<String> {
        self.0.reasons(id, guards, verb)
    }

    async fn send(self, row: Row) -> Sent<Self> {
        self.0.send_row(row).await
    }

    async fn read(self, id: Id) -> Result<Authorization, ApiError> {
        self.0.read_token(id).await
    }

    fn note(self, error: &ApiError) {
        self.0.note(error);
    }

    /// When every token is done with, the user is ended; never before, and not where somebody has pressed Pause meanwhile.
    fn show_stored(self) {
        let console = self.0;
        console.show_results(self.bulk());
        let all = self.bulk().work.with_untracked(|work| {
            work.as_ref().is_some_and(|work| {
                let tally = work.run.tally();
                work.run.flow() == Flow::Done && tally.done + tally.gone == tally.total
            })
        });
        let leaving = console.owners.leaving.get_untracked();
        if let Some(user) = leaving.filter(|user| all && untrack(|| console.owners.act(*user)).is_none()) {
            console.end_user(user);
        }
    }
}
