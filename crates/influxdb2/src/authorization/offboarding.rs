//! Somebody leaves: what stops when the user goes, what is issued anew for somebody else, and in which order.
//!
//! Nothing stops before its successor exists. How far it is stands in the notes of the successors, `(replaces ID)`, so
//! whoever opens it in any browser goes on where it is, and nothing is issued twice.

mod told;

pub use told::{Consequences, beyond};

use super::going::retain_others;
use super::guard::{Guard, GuardContext, guards_among, mints};
use super::note::{self, Note};
use super::{Authorization, Listing, NewAuthorization, Status, TokenStatus, replacement};
use crate::bulk::{Order, Plan, Planned, Verb, WhatHappens};
use crate::permission::{Permission, ResourceType, Scope};
use crate::{Id, batch};
use console_core::date::Date;
use console_core::sort::{set_of, sort_by_key};
use std::collections::{BTreeMap, BTreeSet};

/// What ending the user means whose credential is in use, and the way back.
pub const OWN_USER: &str = "You are signed in as this user: your session ends with the answer, and every token of yours stops. Somebody else who may write users, as an Operator may, can activate the user again. Where nobody is left, “influxd recovery auth create-operator” on the server creates an Operator token for another user while influxd is stopped.";

/// What happens to one token of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// It stops with its user, or stays as it is where the user stays.
    #[default]
    LetItStop,
    /// A token with the same grants is created for another user, first.
    ReIssue,
}

/// What becomes of the user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// All tokens are refused until the user is activated again.
    #[default]
    Deactivate,
    /// The user and the tokens are deleted. A token that outlived its user would stay stored, dead and in no list.
    Delete,
    /// Nothing stops but the tokens that have a successor.
    LeaveActive,
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offboarding {
    /// The user who leaves.
    pub user: Id,
    /// Who gets what is issued anew; nobody yet.
    pub successor: Option<Id>,
    /// What becomes of the user.
    pub end: End,
    /// What happens to each token.
    pub tokens: BTreeMap<Id, Choice>,
    /// New tokens that a person does not want as successors.
    pub set_aside: BTreeSet<Id>,
    /// What is known of the new tokens from having created them here.
    pub sitting: Sitting,
}

/// What only the sitting knows in which tokens were created: the notes of a token do not say whether anybody has its secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitting {
    /// New tokens whose secrets were shown.
    pub shown: BTreeSet<Id>,
    /// Old tokens in whose place one was asked for, and no answer told whether it was created.
    pub lost: BTreeSet<Id>,
}

/// One token of the user in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The token.
    pub token: Id,
    /// What happens to it.
    pub choice: Choice,
    /// Whether it works now.
    pub works: bool,
    /// The token that has its place already.
    pub replaced_by: Option<Id>,
    /// Whether the secret of that one was never shown, because the answer was lost that held it.
    pub secret_lost: bool,
    /// A token that was set aside as its successor and is still there.
    pub set_aside: Option<Id>,
    /// Whether nobody can issue it anew here, because it grants something that this console does not know.
    pub unknown: bool,
    /// Whether it can create tokens, as one that its user signs in with can.
    pub mints: bool,
}

impl Offboarding {
    /// The plan with which it opens: what works is issued anew, but what its user may sign in with stops. Who owns the
    /// successors that exist already gets the others, too.
    pub fn new(listing: &Listing, user: Id, inactive: &BTreeSet<Id>) -> Self {
        let choice = |row: &Authorization| {
            let works = row.status == Status::Active && !inactive.contains(&user);
            let re_issue = works && !mints(row, row.org) && listing.others(row.id).is_empty();
            if re_issue { Choice::ReIssue } else { Choice::LetItStop }
        };
        let mut plan = Self {
            user,
            successor: None,
            end: End::default(),
            tokens: own(listing, user).map(|row| (row.id, choice(row))).collect(),
            set_aside: BTreeSet::new(),
            sitting: Sitting::default(),
        };
        plan.successor = plan.successors(listing, inactive).into_values().map(|(owner, _)| owner).next_back();
        plan
    }

    /// Sets the token that took the place of one aside, so that another one is created. It is not touched.
    pub fn re_issue_again(&mut self, token: Id, instead_of: Id) {
        self.set_aside.insert(instead_of);
        self.choose(token, Choice::ReIssue);
    }

    /// Chooses for one token, also for one that came since the plan was made.
    pub fn choose(&mut self, token: Id, choice: Choice) {
        self.tokens.insert(token, choice);
    }

    /// Each token of the user, the newest first. Tokens that came since the plan was made stop with the others, unless
    /// somebody chooses otherwise.
    pub fn lines(&self, listing: &Listing, inactive: &BTreeSet<Id>) -> Vec<Line> {
        let successors = self.successors(listing, inactive);
        let old_of = |id: Id| listing.get(id).and_then(|(row, _)| named_by(&row.description));
        let set_aside: BTreeMap<Id, Id> = self.set_aside.iter().filter_map(|id| Some((old_of(*id)?, *id))).collect();
        let mut rows: Vec<&Authorization> = own(listing, self.user).collect();
        sort_by_key(&mut rows, |row| std::cmp::Reverse((row.made_ms(), row.id)));
        let line = |row: &Authorization| {
            let unknown = !listing.others(row.id).is_empty();
            let chosen = self.tokens.get(&row.id).copied().unwrap_or_default();
            let replaced_by = successors.get(&row.id).map(|(_, by)| *by);
            Line {
                token: row.id,
                choice: if unknown { Choice::LetItStop } else { chosen },
                works: TokenStatus::of(row, inactive) == TokenStatus::Active,
                replaced_by,
                secret_lost: replaced_by.is_some_and(|by| self.sitting.is_unseen(row.id, by)),
                set_aside: set_aside.get(&row.id).copied(),
                unknown,
                mints: mints(row, row.org),
            }
        };
        rows.into_iter().map(line).collect()
    }

    /// What it means.
    pub fn consequences(&self, listing: &Listing, context: GuardContext<'_>) -> Consequences {
        let lines = self.lines(listing, context.inactive);
        let count = |fits: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| fits(line)).count();
        let left = |line: &Line| line.replaced_by.is_none() && line.choice == Choice::LetItStop;
        let goes = |line: &Line| self.end != End::LeaveActive || !left(line);
        Consequences {
            stop: count(&|line| left(line) && goes(line) && line.works),
            re_issued: count(&Line::is_to_create),
            replaced: count(&|line| line.replaced_by.is_some()),
            secrets_lost: count(&|line| line.secret_lost),
            idle: count(&|line| left(line) && !line.works),
            guards: self.guards(listing, &lines, &goes, context),
        }
    }

    /// Why some should not go, with the successors in their place that the plan creates first.
    fn guards(
        &self,
        listing: &Listing,
        lines: &[Line],
        goes: &dyn Fn(&Line) -> bool,
        context: GuardContext<'_>,
    ) -> BTreeMap<Id, Vec<Guard>> {
        let stopped = set_of(lines.iter().filter(|line| goes(line)).map(|line| line.token));
        let planned: Vec<Authorization> = match self.successor {
            Some(_) => (0..).zip(self.creations(listing, context.inactive)).filter_map(planned_row).collect(),
            None => Vec::new(),
        };
        let mut guards = guards_among(&mut listing.table().rows.iter().chain(&planned), &stopped, context);
        retain_others(&mut guards, self.user);
        guards
    }

    /// The tokens that are to be created, each with the one whose place it takes.
    pub fn creations(&self, listing: &Listing, inactive: &BTreeSet<Id>) -> Vec<(Id, NewAuthorization)> {
        let lines = self.lines(listing, inactive);
        let new = |line: &Line| {
            let (row, _) = listing.get(line.token)?;
            Some((row.id, self.successor_of(row)))
        };
        lines.iter().filter(|line| line.is_to_create()).filter_map(new).collect()
    }

    /// The rows of the run that creates them. What is named is the token whose place one takes.
    pub fn rows(&self, listing: &Listing, inactive: &BTreeSet<Id>) -> Vec<batch::Row> {
        let row = |(old, new): (Id, NewAuthorization)| {
            let name = listing.get(old);
            let name = name.map(|(row, _)| note::read(&row.description).name.trim()).unwrap_or_default();
            let name = if name.is_empty() { format!("instead of {old}") } else { name.to_owned() };
            batch::Row::new(name, batch::RowRequest::from(new))
        };
        self.creations(listing, inactive).into_iter().map(row).collect()
    }

    /// What is done with the old tokens once programs use the new secrets, as a run of changes. Nothing is in it of a token
    /// that is still to get a successor, and none that has one ends unless that one works when its turn comes.
    pub fn endings(&self, listing: &Listing, today: Date, context: GuardContext<'_>) -> Plan {
        let verb = if self.end == End::Delete { Verb::Delete } else { Verb::Deactivate };
        let in_use = self.consequences(listing, context).guards;
        let mut rows = Vec::new();
        for line in self.lines(listing, context.inactive) {
            let Some((row, _)) = listing.get(line.token) else { continue };
            let (order, happens) = match (self.end, line.replaced_by) {
                _ if line.is_to_create() => continue,
                (End::Delete, _) => (Order::Delete, WhatHappens::Deleted),
                (_, Some(by)) if row.status == Status::Active => {
                    let happens = if line.works { WhatHappens::Stops } else { WhatHappens::ChangesNothingInUse };
                    (Order::Change(replacement::switch_off(row, by, today)), happens)
                }
                _ => continue,
            };
            let may_be_own = in_use.get(&row.id).is_some_and(|guards| guards.contains(&Guard::InUse));
            // It is needed to end the user, and stops with the user.
            if may_be_own && self.end == End::Deactivate {
                continue;
            }
            rows.push(Planned { id: row.id, happens, order, may_be_own, needs: line.replaced_by });
        }
        // What may be the credential in use goes last.
        sort_by_key(&mut rows, |row| row.may_be_own);
        Plan { verb, rows, left_out: Vec::new() }
    }

    /// The tokens that may still be there when the user is ended, and stop then: of a user who is deleted none, because what
    /// outlives its user is dead and in no list.
    pub fn left_to_the_end(&self, lines: &[Line]) -> BTreeSet<Id> {
        let stay = lines.iter().filter(|_| self.end != End::Delete);
        set_of(stay.map(|line| line.token))
    }

    /// The working tokens of others that say whose place they take: owner and token, by the token of this user. Of several
    /// the newest counts, but one whose secret was shown before any other: the others nobody may be able to use.
    fn successors(&self, listing: &Listing, inactive: &BTreeSet<Id>) -> BTreeMap<Id, (Id, Id)> {
        let mut found: BTreeMap<Id, (Id, Id)> = BTreeMap::new();
        let is_other = |row: &&Authorization| row.user != self.user && row.description.ends_with(')');
        let others = listing.table().rows.iter().filter(is_other).filter(|row| !self.set_aside.contains(&row.id));
        let rank = |id: Id| (self.sitting.shown.contains(&id), id);
        for row in others.filter(|row| TokenStatus::of(row, inactive) == TokenStatus::Active) {
            let Some(old) = named_by(&row.description) else { continue };
            let best = found.entry(old).or_insert((row.user, row.id));
            if rank(best.1) < rank(row.id) {
                *best = (row.user, row.id);
            }
        }
        let own = set_of(own(listing, self.user).map(|row| row.id));
        found.retain(|old, _| own.contains(old));
        found
    }

    /// The token that takes the place of one: the same grants for the successor. Rights on the user become rights on the successor.
    fn successor_of(&self, row: &Authorization) -> NewAuthorization {
        let moved = |held: &Permission| match (&held.resource, held.scope, self.successor) {
            (ResourceType::Users, Scope::Object { id, org }, Some(successor)) if id == self.user => {
                Permission::new(held.action, ResourceType::Users, Scope::Object { id: successor, org })
            }
            _ => held.clone(),
        };
        NewAuthorization {
            org: row.org,
            user: self.successor,
            status: Status::Active,
            description: replacement::description(row),
            permissions: row.permissions.iter().map(moved).collect(),
        }
    }
}

impl Sitting {
    /// Notes that no answer told whether a token was created; one that takes nobody's place is none of an offboarding.
    pub fn lose(&mut self, asked: &NewAuthorization) {
        self.lost.extend(named_by(&asked.description));
    }

    /// Whether nobody here has seen the secret of a token that may be the one whose answer was lost.
    fn is_unseen(&self, old: Id, successor: Id) -> bool {
        self.lost.contains(&old) && !self.shown.contains(&successor)
    }
}

impl Line {
    /// Whether a token is to be created in its place.
    pub fn is_to_create(&self) -> bool {
        self.choice == Choice::ReIssue && self.replaced_by.is_none()
    }
}

fn own(listing: &Listing, user: Id) -> impl Iterator<Item = &Authorization> {
    listing.table().rows.iter().filter(move |row| row.user == user)
}

/// The token whose place one with this description takes.
fn named_by(description: &str) -> Option<Id> {
    note::read(description).notes.into_iter().find_map(|note| match note {
        Note::Replaces(old) => Some(old),
        _ => None,
    })
}

/// A token that does not exist yet as one that does, under an id that no server gives.
fn planned_row((at, (_, new)): (u64, (Id, NewAuthorization))) -> Option<Authorization> {
    Some(Authorization {
        id: Id::from_number(u64::MAX - at)?,
        org: new.org,
        user: new.user?,
        status: new.status,
        description: new.description.into(),
        permissions: new.permissions.into_iter().collect(),
        created_ms: None,
        changed_ms: None,
    })
}

#[cfg(test)]
mod tests;
