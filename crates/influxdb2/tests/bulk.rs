//! A run over many tokens against a server that loses, refuses and asks to wait: what it says agrees with what is stored.

use console_core::date::Date;
use influxdb2::authorization::guard::GuardContext;
use influxdb2::authorization::{Authorization, AuthorizationTable, Change, Listing, Status};
use influxdb2::bulk::{Flow, Order, PARALLEL, Pause, Plan, Row, Run, State, Step, Verb, WhatHappens};
use influxdb2::permission::{Action, Permission, ResourceType};
use influxdb2::session::AccessLevel;
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

fn listing(rows: Vec<Authorization>) -> Listing {
    Listing::new(AuthorizationTable { rows, ..AuthorizationTable::default() }, &ResourceType::KNOWN)
}

fn rows(count: u64, verb: Verb) -> Vec<Row> {
    in_rows(plan(count, verb), &listing((1..=count).map(token).collect()))
}

fn in_rows(plan: Plan, listing: &Listing) -> Vec<Row> {
    plan.into_rows(|id| listing.get(id).map(|(row, _)| row.clone()))
}

fn plan(count: u64, verb: Verb) -> Plan {
    let listing = listing((1..=count).map(token).collect());
    let chosen: Vec<Id> = (1..=count).map(id).collect();
    let context = GuardContext { token: None, me: id(0xbb), inactive: &BTreeSet::new() };
    influxdb2::bulk::plan(&listing, &chosen, verb, context, &BTreeSet::new())
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
            Step::Wait(serial) => run.waited(serial),
            Step::Read(turn, id) => {
                let stored = self.read(id);
                run.read(turn, stored);
            }
            Step::Send(turn, id, Order::Delete) => {
                let answer = self.change(id, |stored| stored.remove(&id).is_some());
                run.answered(turn, answer);
            }
            Step::Send(turn, id, Order::Change(change)) => {
                let answer = self.change(id, |stored| {
                    let Some(token) = stored.get_mut(&id) else { return false };
                    token.status = change.status.unwrap_or(token.status);
                    if let Some(description) = change.description {
                        token.description = description.into();
                    }
                    true
                });
                run.answered(turn, answer);
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
fn what_may_be_the_own_token_is_sent_last_and_alone() {
    let own = [ResourceType::Authorizations, ResourceType::Users]
        .into_iter()
        .flat_map(|of| Action::BOTH.map(|action| Permission::everywhere(action, of.clone())))
        .collect();
    let mut rows: Vec<Authorization> = (1..=4).map(token).collect();
    rows[0].permissions = own;
    let listing = listing(rows);
    let context = GuardContext { token: Some(AccessLevel::Operator), me: id(0xbb), inactive: &BTreeSet::new() };
    let chosen = [1, 2, 3, 4].map(id);
    let plan = |included| influxdb2::bulk::plan(&listing, &chosen, Verb::Deactivate, context, &included);
    let left_out: Vec<Id> = plan(BTreeSet::new()).left_out.into_iter().map(|(id, _)| id).collect();
    assert_eq!(left_out, [id(1)]);
    let mut run = Run::new(1, in_rows(plan(BTreeSet::from([id(1)])), &listing), PARALLEL);
    let first: Vec<Step> = std::iter::from_fn(|| run.step()).collect();
    assert_eq!(first.len(), 3, "{first:?}");
    let mut server = Server::new(4, vec![]);
    for step in first {
        assert_ne!(run.rows()[3].state, State::Sending);
        server.serve(&mut run, step);
    }
    assert!(matches!(run.step(), Some(Step::Send(turn, last, Order::Change(_))) if (turn.row, last) == (3, id(1))));
}

#[test]
fn a_thousand_tokens_are_revoked_four_at_a_time_and_revoking_is_taken_back() {
    let mut server = Server::new(1_000, vec![]);
    let mut run = Run::new(1, rows(1_000, Verb::Revoke(day())), PARALLEL);
    assert_eq!(server.drive(&mut run), PARALLEL);
    assert_eq!((run.flow(), run.tally().done), (Flow::Done, 1_000));
    assert!(server.stored.values().all(|token| token.status == Status::Inactive));
    assert!(server.stored.values().all(|token| token.description.ends_with(" (revoked 2026-11-21)")));
}

#[test]
fn a_paused_run_sends_nothing_more_and_goes_on_where_it_was() {
    let mut server = Server::new(20, vec![]);
    let mut run = Run::new(1, rows(20, Verb::Delete), PARALLEL);
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
fn undo_leads_each_token_that_was_changed_back_to_what_it_was_and_leaves_the_others() {
    let mut server = Server::new(10, vec![]);
    let before = server.stored.clone();
    let mut run = Run::new(1, rows(10, Verb::Revoke(day())), 1);
    let refused = |run: &mut Run| {
        let Some(Step::Send(turn, id, Order::Change(_))) = run.step() else { panic!("a change") };
        run.answered(turn, Err(ApiError::Rejected { message: "no".to_owned() }));
        id
    };
    let refused = refused(&mut run);
    server.drive(&mut run);
    let mut undo = Run::new(2, run.undo(), PARALLEL);
    let ids: Vec<Id> = undo.rows().iter().map(|row| row.id).collect();
    assert_eq!((ids.len(), ids.contains(&refused)), (9, false));
    server.drive(&mut undo);
    assert_eq!((undo.tally().done, &server.stored), (9, &before), "those that were inactive before are so again");
    assert!(Run::new(1, rows(10, Verb::Delete), 1).undo().is_empty(), "what is deleted stays deleted");
}

#[test]
fn a_token_that_somebody_changed_meanwhile_is_left_alone_and_not_tried_again() {
    let mut run = Run::new(1, rows(2, Verb::Revoke(day())), 1);
    let Some(Step::Send(turn, id, Order::Change(_))) = run.step() else { panic!("a change") };
    run.changed_meanwhile(turn);
    let mut server = Server::new(2, vec![]);
    let Some(other) = run.step() else { panic!("a change") };
    let Step::Send(done, ..) = other else { panic!("{other:?}") };
    server.serve(&mut run, other);
    server.drive(&mut run);
    assert_eq!((run.flow(), run.tally().done, run.tally().changed), (Flow::Done, 1, 1));
    run.retry();
    server.drive(&mut run);
    assert_eq!((&run.rows()[turn.row].state, server.carried_out.get(&id)), (&State::Changed, None));
    assert_eq!(run.undo().len(), 1, "there is nothing of it to take back");
    run.changed_meanwhile(done);
    assert_eq!(run.rows()[1].state, State::Done { read_back: false }, "a row with a result keeps it");
}

#[test]
fn a_look_that_failed_before_a_change_was_sent_is_no_lost_answer() {
    let mut run = Run::new(1, rows(3, Verb::Revoke(day())), 1);
    let mut server = Server::new(3, vec![]);
    let Some(Step::Send(turn, id, Order::Change(_))) = run.step() else { panic!("a change") };
    run.not_sent(turn, ApiError::TimedOut { seconds: 10 });
    // Somebody else does the same: were it read back, it would be called done here.
    let other = Change::revoke(&server.stored[&id].description, day());
    let token = server.stored.get_mut(&id).expect("a token");
    (token.status, token.description) = (Status::Inactive, other.description.expect("a note").into());
    server.drive(&mut run);
    let told = run.rows()[0].state.words();
    assert!(told.starts_with("Nothing was sent, because what is stored could not be read first. "), "{told}");
    assert_eq!((run.flow(), run.tally().done, run.tally().failed), (Flow::Done, 2, 1));
    assert!(run.undo().iter().all(|row| row.id != id), "there is nothing of it to take back");
    run.retry();
    assert!(matches!(run.step(), Some(Step::Send(again, ..)) if again == turn), "it is tried again");
}

#[test]
fn a_look_that_ends_the_session_or_is_asked_to_wait_leaves_its_row_waiting() {
    let mut run = Run::new(1, rows(2, Verb::Delete), 1);
    let Some(Step::Send(turn, ..)) = run.step() else { panic!("a delete") };
    run.not_sent(turn, ApiError::TooManyRequests { retry_after: Some(2) });
    assert_eq!((&run.rows()[0].state, run.wait()), (&State::Waiting, 2));
    for _ in 0..2 {
        assert_eq!(run.step(), Some(Step::Wait(1)));
        run.waited(1);
    }
    let Some(Step::Send(turn, ..)) = run.step() else { panic!("a delete") };
    run.not_sent(turn, ApiError::NotSignedIn);
    assert_eq!((&run.rows()[0].state, run.flow()), (&State::Waiting, Flow::Paused(Pause::SessionEnded)));
}

#[test]
fn what_one_run_is_told_late_changes_nothing_in_another_one() {
    let mut closed = Run::new(1, rows(2, Verb::Delete), 1);
    let mut run = Run::new(2, rows(2, Verb::Delete), 1);
    let Some(Step::Send(late, ..)) = closed.step() else { panic!("a delete") };
    let Some(Step::Send(turn, ..)) = run.step() else { panic!("a delete") };
    assert_eq!((late.row, turn.row), (0, 0));
    let gone = || ApiError::NotFound { message: "authorization not found".to_owned() };
    let before = format!("{run:?}");
    run.answered(late, Ok(()));
    run.answered(late, Err(gone()));
    run.not_sent(late, ApiError::Unreachable);
    run.changed_meanwhile(late);
    run.leave_alone(late, "It was left alone.");
    run.seen(late, token(7));
    run.read(late, Err(gone()));
    run.waited(1);
    assert_eq!((format!("{run:?}"), run.row(late)), (before, None));
    run.answered(turn, Err(ApiError::Unreachable));
    let Some(Step::Read(..)) = run.step() else { panic!("a look") };
    run.read(late, Err(gone()));
    assert!(matches!(run.rows()[0].state, State::Lost(_)), "its own look is still under way");
}

#[test]
fn what_ends_the_session_or_fails_again_and_again_pauses_the_run() {
    let mut run = Run::new(1, rows(20, Verb::Delete), 1);
    let Some(Step::Send(turn, _, Order::Delete)) = run.step() else { panic!("a delete") };
    run.answered(turn, Err(ApiError::TokenInactive));
    assert_eq!((run.flow(), run.step()), (Flow::Paused(Pause::SessionEnded), None));
    assert_eq!(run.rows()[0].state, State::Waiting, "nothing was done to it");
    run.resume();
    for _ in 0..5 {
        let Some(Step::Send(turn, _, Order::Delete)) = run.step() else { panic!("a delete") };
        run.answered(turn, Err(ApiError::Rejected { message: "no".to_owned() }));
    }
    assert_eq!((run.flow(), run.step()), (Flow::Paused(Pause::KeepsFailing), None));
}

#[test]
fn a_rest_without_end_is_not_waited_for() {
    let mut run = Run::new(1, rows(2, Verb::Delete), 1);
    let Some(Step::Send(turn, _, Order::Delete)) = run.step() else { panic!("a delete") };
    run.answered(turn, Err(ApiError::TooManyRequests { retry_after: Some(u32::MAX) }));
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
        let mut run = Run::new(1, rows(1, verb), 1);
        let Some(Step::Send(turn, ..)) = run.step() else { panic!("a request") };
        run.answered(turn, Err(ApiError::NotFound { message: message.to_owned() }));
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
        let mut run = Run::new(1, rows(30, verb), parallel);
        let as_wanted = |server: &Server, id: Id| match server.stored.get(&id) {
            None => delete,
            Some(token) => token.status == Status::Inactive && token.description.ends_with(" (revoked 2026-11-21)"),
        };
        for _ in 0..8 {
            prop_assert!(server.drive(&mut run) <= parallel);
            for row in run.rows() {
                match &row.state {
                    State::Done { .. } => prop_assert!(as_wanted(&server, row.id)),
                    State::NotDone(_) | State::Refused(_) | State::Waiting => {
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
