//! Somebody leaves: what stops when the user goes, what is issued anew for somebody else, and in which order.
//!
//! Nothing stops before its successor exists. How far it is stands in the notes of the successors, `(replaces ID)`, so
//! whoever opens it in any browser goes on where it is, and nothing is issued twice.

use super::going::retain_others;
use super::guard::{Guard, GuardContext, guards_among, mints};
use super::note::{self, Note};
use super::{Authorization, Listing, NewAuthorization, Status, TokenStatus, replacement};
use crate::bulk::{Order, Plan, Planned, Verb, WhatHappens};
use crate::permission::{Permission, ResourceType, Scope};
use crate::{Id, batch};
use console_core::date::Date;
use console_core::sort::{set_of, sort_by_key};
use console_core::text::number;
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
    /// Whether nobody can issue it anew here, because it grants something that this console does not know.
    pub unknown: bool,
    /// Whether it can create tokens, as one that its user signs in with can.
    pub mints: bool,
}

/// What the plan means, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequences {
    /// Tokens that work now and stop.
    pub stop: usize,
    /// Tokens that are issued anew; whoever uses them needs the new secret.
    pub re_issued: usize,
    /// Tokens that have a successor already.
    pub replaced: usize,
    /// Tokens that do not work now either.
    pub idle: usize,
    /// Why some should not go.
    pub guards: BTreeMap<Id, Vec<Guard>>,
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
        let mut plan = Self { user, successor: None, end: End::default(), tokens: BTreeMap::new() };
        plan.tokens.extend(own(listing, user).map(|row| (row.id, choice(row))));
        plan.successor = successors(listing, user, inactive).into_values().map(|(owner, _)| owner).next_back();
        plan
    }

    /// Chooses for one token.
    pub fn choose(&mut self, token: Id, choice: Choice) {
        if let Some(chosen) = self.tokens.get_mut(&token) {
            *chosen = choice;
        }
    }

    /// Each token of the user, the newest first. Tokens that came since the plan was made stop with the others.
    pub fn lines(&self, listing: &Listing, inactive: &BTreeSet<Id>) -> Vec<Line> {
        let successors = successors(listing, self.user, inactive);
        let mut rows: Vec<&Authorization> = own(listing, self.user).collect();
        sort_by_key(&mut rows, |row| std::cmp::Reverse((row.made_ms(), row.id)));
        let line = |row: &Authorization| {
            let unknown = !listing.others(row.id).is_empty();
            let chosen = self.tokens.get(&row.id).copied().unwrap_or_default();
            Line {
                token: row.id,
                choice: if unknown { Choice::LetItStop } else { chosen },
                works: TokenStatus::of(row, inactive) == TokenStatus::Active,
                replaced_by: successors.get(&row.id).map(|(_, by)| *by),
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
            batch::Row::new(name, batch::TokenRequest::from(new))
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

impl Line {
    /// Whether a token is to be created in its place.
    pub fn is_to_create(&self) -> bool {
        self.choice == Choice::ReIssue && self.replaced_by.is_none()
    }
}

/// What holds for the tokens behind the first so many, in a sentence; nothing where there are none.
pub fn beyond(lines: &[Line], shown: usize) -> Option<String> {
    let rest = lines.get(shown..).filter(|rest| !rest.is_empty())?;
    let count = |fits: fn(&Line) -> bool| rest.iter().filter(|line| fits(line)).count();
    let (re_issued, replaced) = (count(Line::is_to_create), count(|line| line.replaced_by.is_some()));
    let parts = [
        (re_issued, "re-issued"),
        (replaced, "with a successor already"),
        (rest.len() - re_issued - replaced, "not re-issued"),
    ];
    let told = parts.into_iter().filter(|(count, _)| *count > 0);
    let told: Vec<String> = told.map(|(count, what)| format!("{} {what}", number(count))).collect();
    Some(format!("And {} more: {}.", number(rest.len()), told.join(", ")))
}

fn own(listing: &Listing, user: Id) -> impl Iterator<Item = &Authorization> {
    listing.table().rows.iter().filter(move |row| row.user == user)
}

/// The working tokens of others that say whose place they take: owner and token, by the token of this user.
fn successors(listing: &Listing, user: Id, inactive: &BTreeSet<Id>) -> BTreeMap<Id, (Id, Id)> {
    let mut found: BTreeMap<Id, (Id, Id)> = BTreeMap::new();
    let others = listing.table().rows.iter().filter(|row| row.user != user && row.description.ends_with(')'));
    for row in others.filter(|row| TokenStatus::of(row, inactive) == TokenStatus::Active) {
        for note in note::read(&row.description).notes {
            if let Note::Replaces(old) = note {
                let newest = found.entry(old).or_insert((row.user, row.id));
                if newest.1 < row.id {
                    *newest = (row.user, row.id);
                }
            }
        }
    }
    let own = set_of(own(listing, user).map(|row| row.id));
    found.retain(|old, _| own.contains(old));
    found
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
mod tests {
    use super::*;
    use crate::authorization::listing::tests::{id, listing, row};
    use crate::permission::OtherPermission;

    const LEAVING: u64 = 0xbb;
    const SUCCESSOR: u64 = 0xcc;
    const READS: &str = "read:orgs/00000000000000aa/buckets";
    const MINTS: &str = "write:orgs/00000000000000aa/authorizations";
    const OWN: &str = "write:users/00000000000000bb";

    fn tokens() -> Vec<Authorization> {
        let off = Authorization { status: Status::Inactive, ..row(3, "old", &[READS]) };
        let others = Authorization { user: id(0xdd), ..row(4, "", &[READS]) };
        vec![row(1, "gateway (review by 2027-05-01)", &[OWN]), row(2, "", &[MINTS, OWN]), off, others]
    }

    fn context(inactive: &BTreeSet<Id>) -> GuardContext<'_> {
        GuardContext { token: None, me: id(0xdd), inactive }
    }

    fn plan(listing: &Listing, end: End) -> Offboarding {
        let plan = Offboarding::new(listing, id(LEAVING), &BTreeSet::new());
        Offboarding { successor: Some(id(SUCCESSOR)), end, ..plan }
    }

    fn day() -> Date {
        Date::parse("2026-11-28").expect("a day")
    }

    /// What becomes of each old token, and which one has to work before.
    fn endings(plan: &Offboarding, listing: &Listing) -> Vec<(Id, Order, Option<Id>)> {
        let plan = plan.endings(listing, day(), context(&BTreeSet::new()));
        plan.rows.into_iter().map(|row| (row.id, row.order, row.needs)).collect()
    }

    /// What was created in the place of a token.
    fn created(number: u64, owner: u64, old: u64) -> Authorization {
        let text = format!("gateway (replaces {})", id(old));
        Authorization { user: id(owner), ..row(number, &text, &[READS]) }
    }

    #[test]
    fn what_works_is_issued_anew_and_what_its_user_signs_in_with_stops() {
        let plan = plan(&listing(tokens()), End::Deactivate);
        let chosen: Vec<_> = plan.tokens.into_iter().collect();
        let stop = |token| (id(token), Choice::LetItStop);
        assert_eq!(chosen, [(id(1), Choice::ReIssue), stop(2), stop(3)]);
    }

    #[test]
    fn nothing_stops_before_its_successor_exists() {
        let listing = listing(tokens());
        let mut plan = plan(&listing, End::Delete);
        plan.choose(id(4), Choice::ReIssue);
        let creations = plan.creations(&listing, &BTreeSet::new());
        let [(instead_of, new)] = &creations[..] else { panic!("{creations:?}") };
        assert_eq!((*instead_of, new.user), (id(1), Some(id(SUCCESSOR))));
        assert_eq!(new.description, "gateway (review by 2027-05-01) (replaces 0000000000000001)");
        assert_eq!(new.permissions[0].to_string(), "write:users/00000000000000cc");
        let deletes = [3, 2].map(|token| (id(token), Order::Delete, None));
        assert_eq!(endings(&plan, &listing), deletes, "what is to be issued anew stays until it is");
        let none_yet = Offboarding { end: End::Deactivate, ..plan };
        assert_eq!(endings(&none_yet, &listing), []);
    }

    #[test]
    fn whatever_the_end_a_token_goes_only_if_what_has_its_place_works_then() {
        let listing = listing([tokens(), vec![created(8, SUCCESSOR, 1)]].concat());
        for (end, needs) in [
            (End::Deactivate, vec![(1, Some(8))]),
            (End::LeaveActive, vec![(1, Some(8))]),
            (End::Delete, vec![(3, None), (2, None), (1, Some(8))]),
        ] {
            let needs: Vec<(Id, Option<Id>)> = needs.into_iter().map(|(token, by)| (id(token), by.map(id))).collect();
            let plan = plan(&listing, end).endings(&listing, day(), context(&BTreeSet::new()));
            let rows = plan.into_rows(|id| listing.get(id).map(|(row, _)| row.clone()));
            assert_eq!(rows.iter().map(|row| (row.id, row.needs)).collect::<Vec<_>>(), needs, "{end:?}");
        }
    }

    #[test]
    fn what_becomes_of_the_tokens_that_a_table_does_not_show_is_counted() {
        let listing = listing([tokens(), vec![row(5, "press", &[READS]), created(8, SUCCESSOR, 1)]].concat());
        let mut plan = plan(&listing, End::Deactivate);
        let told = |plan: &Offboarding, shown| beyond(&plan.lines(&listing, &BTreeSet::new()), shown);
        let all = "And 4 more: 1 re-issued, 1 with a successor already, 2 not re-issued.";
        assert_eq!(told(&plan, 0).as_deref(), Some(all), "what its user may sign in with is not");
        assert_eq!(told(&plan, 2).as_deref(), Some("And 2 more: 1 with a successor already, 1 not re-issued."));
        plan.choose(id(2), Choice::ReIssue);
        assert_eq!(told(&plan, 2).as_deref(), Some("And 2 more: 1 re-issued, 1 with a successor already."));
        assert_eq!(told(&plan, 4), None);
        assert_eq!(told(&plan, 200), None);
    }

    #[test]
    fn whoever_opens_it_later_goes_on_where_it_is() {
        let mut rows = tokens();
        rows.push(created(8, SUCCESSOR, 1));
        // Neither a successor that is off, nor one that would go too, nor one of somebody else's token has the place.
        rows.push(Authorization { status: Status::Inactive, ..created(5, SUCCESSOR, 2) });
        rows.push(created(6, LEAVING, 2));
        rows.push(created(7, SUCCESSOR, 4));
        let listing = listing(rows);
        let opened = Offboarding::new(&listing, id(LEAVING), &BTreeSet::new());
        assert_eq!(opened.successor, Some(id(SUCCESSOR)));
        let lines = opened.lines(&listing, &BTreeSet::new());
        let replaced: Vec<_> = lines.iter().filter_map(|line| Some((line.token, line.replaced_by?))).collect();
        assert_eq!(replaced, [(id(1), id(8))]);
        let issued: Vec<Id> = opened.creations(&listing, &BTreeSet::new()).into_iter().map(|(old, _)| old).collect();
        assert_eq!(issued, [id(6)], "nothing is issued twice");
        let endings = endings(&opened, &listing);
        let [(token, Order::Change(change), needs)] = &endings[..] else { panic!("{endings:?}") };
        assert_eq!((*token, *needs), (id(1), Some(id(8))));
        assert_eq!(change.status, Some(Status::Inactive));
        assert_eq!(
            change.description.as_deref(),
            Some("gateway (review by 2027-05-01) (replaced by 0000000000000008, off since 2026-11-28)")
        );
    }

    #[test]
    fn a_user_who_stays_loses_only_what_has_a_successor() {
        let mut rows = tokens();
        rows.push(created(8, SUCCESSOR, 1));
        let listing = listing(rows);
        let plan = plan(&listing, End::LeaveActive);
        let told = plan.consequences(&listing, context(&BTreeSet::new()));
        assert_eq!((told.stop, told.re_issued, told.replaced, told.idle), (0, 0, 1, 1));
        assert_eq!(told.guards, BTreeMap::new());
        let off: Vec<Id> = endings(&plan, &listing).into_iter().map(|(token, ..)| token).collect();
        assert_eq!(off, [id(1)]);
    }

    #[test]
    fn consequences_are_counted_before_anything_is_sent() {
        let listing = listing(tokens());
        let mut plan = plan(&listing, End::Deactivate);
        let told = plan.consequences(&listing, context(&BTreeSet::new()));
        assert_eq!((told.stop, told.re_issued, told.replaced, told.idle), (1, 1, 0, 1));
        assert_eq!(told.guards, BTreeMap::from([(id(2), vec![Guard::LastMint])]));
        plan.choose(id(2), Choice::ReIssue);
        let told = plan.consequences(&listing, context(&BTreeSet::new()));
        assert_eq!(told.guards, BTreeMap::new(), "its successor can create tokens by then");
    }

    #[test]
    fn what_this_console_cannot_read_is_not_issued_anew() {
        let table = listing(tokens()).table().clone();
        let other = OtherPermission {
            action: "own".into(),
            resource: ResourceType::Buckets,
            scope: Scope::Object { id: id(7), org: None },
        };
        let others = BTreeMap::from([(id(1), vec![other])]);
        let listing = Listing::new(super::super::AuthorizationTable { others, ..table }, &ResourceType::KNOWN);
        let mut plan = plan(&listing, End::Deactivate);
        plan.choose(id(1), Choice::ReIssue);
        assert_eq!(plan.creations(&listing, &BTreeSet::new()), []);
    }
}
