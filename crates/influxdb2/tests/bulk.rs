//! A run over many tokens against a server that loses, refuses and asks to wait: what it says agrees with what is stored.

use console_core::date::Date;
use influxdb2::authorization::guard::GuardContext;
use influxdb2::authorization::{Authorization, AuthorizationTable, Listing, Status};
use influxdb2::bulk::{Flow, PARALLEL, Pause, Plan, Run, State, Step, Verb, WhatHappens};
use influxdb2::permission::{Action, Permission, ResourceType};
use influxdb2::{ApiError, Id};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn id(number: u64) -> Id {
    Id::from_number(number).expect("not zero")
}

fn token(number: u64) -> Authorization {
    Authorization {
        id: id(number),
        org: id(0xaa),
        user: id(0xbb),
        status: if number.is_multiple_of(5) { Status::Inactive } else { Status::Active },
        description: format!("device {number}").into(),
        permissions: std::iter::once(Permission::in_org(Action::Read, ResourceType::Buckets, id(0xaa))).collect(),
        created_ms: Some(0),
        changed_ms: None,
    }
}

fn plan(count: u64, verb: Verb) -> Plan {
    let rows: Vec<Authorization> = (1..=count).map(token).collect();
    let listing = Listing::new(AuthorizationTable { rows, ..AuthorizationTable::default() }, &ResourceType::KNOWN);
    let chosen: Vec<Id> = (1..=count).map(id).collect();
    let context = GuardContext { credential: None, me: id(0xbb), inactive: &BTreeSet::new() };
    Plan::new(&listing, &chosen, verb, context, &BTreeSet::new())
}

fn day() -> Date {
    Date::parse("2026-11-21").expect("a day")
}

/// What the server, or something on the way, does with one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Fine,
    /// Carried out, and the answer is lost.
    LostAfter,
    /// The request never arrives.
    LostBefore,
    Refused,
    Busy,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => Just(Fate::Fine),
        1 => Just(Fate::LostAfter),
        1 => Just(Fate::LostBefore),
        1 => Just(Fate::Refused),
        1 => Just(Fate::Busy),
    ]
}

struct Server {
    stored: BTreeMap<Id, Authorization>,
    fates: Vec<Fate>,
    asked: usize,
    /// How often each token was changed.
    carried_out: BTreeMap<Id, usize>,
}

impl Server {
    fn new(count: u64, fates: Vec<Fate>) -> Self {
        let stored = (1..=count).map(|number| (id(number), token(number))).collect();
        Self { stored, fates, asked: 0, carried_out: BTreeMap::new() }
    }

    fn next(&mut self) -> Fate {
        self.asked += 1;
        self.fates.get(self.asked % self.fates.len().max(1)).copied().unwrap_or(Fate::Fine)
    }

    fn change(&mut self, id: Id, how: impl FnOnce(&mut BTreeMap<Id, Authorization>) -> bool) -> Result<(), ApiError> {
        let fate = self.next();
        match fate {
            Fate::Refused => return Err(ApiError::Rejected { message: "no".to_owned() }),
            Fate::Busy => return Err(ApiError::TooManyRequests { retry_after: Some(2) }),
            Fate::LostBefore => return Err(ApiError::Unreachable),
            Fate::Fine | Fate::LostAfter => {}
        }
        if !how(&mut self.stored) {
            return Err(ApiError::NotFound { message: "authorization not found".to_owned() });
        }
        *self.carried_out.entry(id).or_default() += 1;
        if fate == Fate::LostAfter { Err(ApiError::BrokenOff) } else { Ok(()) }
    }

    fn read(&mut self, id: Id) -> Result<Authorization, ApiError> {
        match self.next() {
            Fate::Busy => Err(ApiError::TooManyRequests { retry_after: None }),
            Fate::LostBefore | Fate::LostAfter => Err(ApiError::Unreachable),
            _ => self
                .stored
                .get(&id)
                .cloned()
                .ok_or_else(|| ApiError::NotFound { message: "authorization not found".to_owned() }),
        }
    }

    fn serve(&mut self, run: &mut Run, step: Step) {
        match step {
            Step::Wait => run.waited(),
            Step::Read(row, id) => {
                let stored = self.read(id);
                run.read(row, stored);
            }
            Step::Delete(row, id) => {
                let answer = self.change(id, |stored| stored.remove(&id).is_some());
                run.answered(row, answer);
            }
            Step::Change(row, id, change) => {
                let answer = self.change(id, |stored| {
                    let Some(token) = stored.get_mut(&id) else { return false };
                    token.status = change.status.unwrap_or(token.status);
                    if let Some(description) = change.description {
                        token.description = description.into();
                    }
                    true
                });
                run.answered(row, answer);
            }
        }
    }

    /// Lets a run go until it stops by itself, with as many requests at a time as it wants.
    fn drive(&mut self, run: &mut Run) -> usize {
        let mut most = 0;
        for _ in 0..10_000 {
            let steps: Vec<Step> = std::iter::from_fn(|| run.step()).collect();
            most = most.max(run.under_way());
            if steps.is_empty() {
                break;
            }
            for step in steps {
                self.serve(run, step);
            }
        }
        most
    }
}

#[test]
fn a_plan_says_who_stops_and_who_is_so_already() {
    let plan = plan(10, Verb::Deactivate);
    assert_eq!((plan.count(WhatHappens::Stops), plan.count(WhatHappens::AlreadySo), plan.requests()), (8, 2, 8));
    let plan = self::plan(10, Verb::Revoke(day()));
    assert_eq!((plan.count(WhatHappens::Stops), plan.count(WhatHappens::ChangesNothingInUse)), (8, 2));
    assert_eq!(plan.requests(), 10);
}

#[test]
fn a_thousand_tokens_are_revoked_four_at_a_time_and_revoking_is_taken_back() {
    let mut server = Server::new(1_000, vec![]);
    let mut run = Run::new(plan(1_000, Verb::Revoke(day())).into_rows(), PARALLEL);
    assert_eq!(server.drive(&mut run), PARALLEL);
    assert_eq!((run.flow(), run.tally().done), (Flow::Done, 1_000));
    assert!(server.stored.values().all(|token| token.status == Status::Inactive));
    assert!(server.stored.values().all(|token| token.description.ends_with(" (revoked 2026-11-21)")));
}

#[test]
fn a_paused_run_sends_nothing_more_and_goes_on_where_it_was() {
    let mut server = Server::new(20, vec![]);
    let mut run = Run::new(plan(20, Verb::Delete).into_rows(), PARALLEL);
    let steps: Vec<Step> = std::iter::from_fn(|| run.step()).collect();
    run.pause();
    for step in steps {
        server.serve(&mut run, step);
    }
    assert_eq!((run.step(), run.tally().done, run.tally().open), (None, 4, 16));
    run.resume();
    server.drive(&mut run);
    assert_eq!((run.flow(), server.stored.len()), (Flow::Done, 0));
}

#[test]
fn what_ends_the_session_or_fails_again_and_again_pauses_the_run() {
    let mut run = Run::new(plan(20, Verb::Delete).into_rows(), 1);
    let Some(Step::Delete(row, _)) = run.step() else { panic!("a delete") };
    run.answered(row, Err(ApiError::TokenInactive));
    assert_eq!((run.flow(), run.step()), (Flow::Paused(Pause::SessionEnded), None));
    assert_eq!(run.rows()[0].state, State::Waiting, "nothing was done to it");
    run.resume();
    for _ in 0..5 {
        let Some(Step::Delete(row, _)) = run.step() else { panic!("a delete") };
        run.answered(row, Err(ApiError::Rejected { message: "no".to_owned() }));
    }
    assert_eq!((run.flow(), run.step()), (Flow::Paused(Pause::KeepsFailing), None));
}

#[test]
fn a_rest_without_end_is_not_waited_for() {
    let mut run = Run::new(plan(2, Verb::Delete).into_rows(), 1);
    let Some(Step::Delete(row, _)) = run.step() else { panic!("a delete") };
    run.answered(row, Err(ApiError::TooManyRequests { retry_after: Some(u32::MAX) }));
    assert_eq!((run.flow(), run.step()), (Flow::Paused(Pause::ServerWantsRest(u32::MAX)), None));
}

#[test]
fn only_the_servers_own_words_say_that_a_token_is_gone() {
    for (message, verb, expected) in [
        ("authorization not found", Verb::Delete, "Done"),
        ("authorization not found", Verb::Deactivate, "Somebody deleted it meanwhile."),
        ("user not found", Verb::Deactivate, "Its owner or organization was deleted, so it no longer works."),
        ("there is nothing at this path", Verb::Delete, "The server does not have it: there is nothing at this path."),
    ] {
        let mut run = Run::new(plan(1, verb).into_rows(), 1);
        assert!(run.step().is_some());
        run.answered(0, Err(ApiError::NotFound { message: message.to_owned() }));
        assert_eq!(run.rows()[0].state.words(), expected);
    }
}

proptest! {
    #[test]
    fn what_is_said_of_each_token_agrees_with_what_is_stored(
        fates in prop::collection::vec(fate(), 1..40),
        delete in any::<bool>(),
        parallel in 1..6_usize,
    ) {
        let verb = if delete { Verb::Delete } else { Verb::Revoke(day()) };
        let mut server = Server::new(30, fates);
        let mut run = Run::new(plan(30, verb).into_rows(), parallel);
        let as_wanted = |server: &Server, id: Id| match server.stored.get(&id) {
            None => delete,
            Some(token) => token.status == Status::Inactive && token.description.ends_with(" (revoked 2026-11-21)"),
        };
        for _ in 0..8 {
            prop_assert!(server.drive(&mut run) <= parallel);
            for row in run.rows() {
                match &row.state {
                    State::Done { .. } => prop_assert!(as_wanted(&server, row.id)),
                    State::NotDone | State::Refused(_) | State::Waiting => {
                        prop_assert!(!as_wanted(&server, row.id), "{:?}", row.state);
                    }
                    State::Unsure(_) => {}
                    other => prop_assert!(false, "left in {other:?}"),
                }
            }
            run.retry();
        }
        prop_assert!(server.carried_out.values().all(|times| *times == 1), "nothing is done twice");
    }
}
