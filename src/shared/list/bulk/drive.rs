//! Choosing, and carrying a run out.

use super::state::{Tell, Work, put};
use super::{BulkConsole, Error, Id, Sent};
use crate::shell::clock;
use console_core::bulk::{Row, Run, State, Step, Turn};
use console_core::sort::set_of;
use leptos::prelude::*;

/// Turns the choice of a token round; with `range` all between it and the one before become as it does.
pub fn choose<C: BulkConsole>(console: C, id: Id<C>, range: bool, found: &[u32]) {
    let bulk = console.bulk();
    let on = !bulk.chosen.with_untracked(|chosen| chosen.contains(&id));
    let from = bulk.anchor.get_value().filter(|_| range);
    let between = from.and_then(|from| between(&untrack(|| console.ids(found)), from, id));
    put::<C::Server>(bulk.chosen, on, &between.unwrap_or_else(|| vec![id]));
    bulk.anchor.set_value(Some(id));
}

/// The tokens from one to another in the order of the list.
fn between<I: Copy + PartialEq>(shown: &[I], from: I, to: I) -> Option<Vec<I>> {
    let at = |id: I| shown.iter().position(|shown| *shown == id);
    let (from, to) = (at(from)?, at(to)?);
    Some(shown.get(from.min(to)..=from.max(to))?.to_vec())
}

/// Chooses all that are shown, or none of them.
pub fn choose_all<C: BulkConsole>(console: C, on: bool, found: &[u32]) {
    put::<C::Server>(console.bulk().chosen, on, &untrack(|| console.ids(found)));
}

/// Carries the plan that is shown out.
pub fn begin<C: BulkConsole>(console: C) {
    let bulk = console.bulk();
    let Some(verb) = untrack(|| bulk.asked()) else { return };
    let plan = bulk.included.with_untracked(|included| console.plan(verb, included));
    let token = |id| console.with_token(id, Clone::clone);
    start(console, Some(verb), plan.map(|plan| plan.into_rows(token)));
}

/// Takes back what the run has done.
pub fn undo<C: BulkConsole>(console: C) {
    let undo = |work: &Option<Work<_>>| work.as_ref().filter(|work| work.rests()).map(|work| work.run.undo());
    start(console, None, console.bulk().work.with_untracked(undo));
}

/// Stops the run after what is under way, lets it go on, or has it try again what failed.
pub fn command<C: BulkConsole>(console: C, command: fn(&mut Run<C::Server>)) {
    console.bulk().report(Box::new(command));
    drive(console);
}

/// Puts the results away. What is not done stays chosen.
pub fn close<C: BulkConsole>(console: C) {
    let bulk = console.bulk();
    let left = bulk.work.with_untracked(|work| {
        let rows = work.as_ref().filter(|work| work.rests())?.run.rows();
        let open = |row: &&Row<_>| !matches!(row.state, State::Done { .. } | State::Gone(_));
        Some(set_of(rows.iter().filter(open).map(|row| row.id)))
    });
    if let Some(left) = left {
        bulk.work.set(None);
        bulk.chosen.set(left);
    }
}

/// Carries these rows out, as a run of its own that was planned elsewhere.
pub fn run_through<C: BulkConsole>(console: C, verb: super::Verb<C>, rows: Vec<Row<C::Server>>) {
    start(console, Some(verb), Some(rows));
}

fn start<C: BulkConsole>(console: C, verb: Option<super::Verb<C>>, rows: Option<Vec<Row<C::Server>>>) {
    if rows.is_some_and(|rows| console.bulk().put(Some(Work::new(verb, rows)))) {
        drive(console);
    }
}

fn drive<C: BulkConsole>(console: C) {
    let bulk = console.bulk();
    while let Some(step) = bulk.next() {
        if let Step::Send(turn, ..) | Step::Read(turn, _) = step {
            changed(console, turn);
        }
        console.lifetime().spawn(async move {
            carry_out(console, step).await;
            drive(console);
        });
    }
    if bulk.work.try_with_untracked(|work| work.as_ref().is_some_and(Work::rests)) == Some(true) {
        bulk.show();
        // The list is brought up to date once, not with every answer: it may be long.
        console.show_stored();
    }
}

fn report_row<C: BulkConsole>(console: C, turn: Turn, tell: Tell<C::Server>) {
    console.bulk().work.try_update_untracked(|work| work.as_mut().map(|work| tell(&mut work.run)));
    changed(console, turn);
}

/// Shows a row in a moment, with whatever else has changed by then.
fn changed<C: BulkConsole>(console: C, turn: Turn) {
    let bulk = console.bulk();
    let first = bulk.untold.try_update_value(|rows| {
        rows.push(turn.row);
        rows.len() == 1
    });
    if first == Some(true) {
        console.lifetime().spawn(async move {
            clock::moment().await;
            bulk.show();
        });
    }
}

async fn carry_out<C: BulkConsole>(console: C, step: Step<C::Server>) {
    match step {
        Step::Send(turn, ..) => {
            let Some(row) = console.bulk().row(turn) else { return };
            match console.send(row).await {
                Sent::Answered(answer) => answered(console, turn, answer),
                Sent::ChangedMeanwhile(stored) => {
                    let tell = move |run: &mut Run<_>| {
                        run.seen(turn, stored);
                        run.changed_meanwhile(turn);
                    };
                    report_row(console, turn, Box::new(tell));
                }
                Sent::LeftAlone(why) => report_row(console, turn, Box::new(move |run| run.leave_alone(turn, why))),
                Sent::Unread(error) => {
                    let told = error.clone();
                    report_row(console, turn, Box::new(move |run| run.not_sent(turn, told)));
                    console.note(&error);
                }
            }
        }
        Step::Read(turn, id) => {
            let stored = console.read(id).await;
            let error = stored.as_ref().err().cloned();
            report_row(console, turn, Box::new(move |run| run.read(turn, stored)));
            if let Some(error) = error {
                console.note(&error);
            }
        }
        Step::Wait(serial) => {
            clock::pause(1).await;
            console.bulk().report(Box::new(move |run| run.waited(serial)));
        }
    }
}

fn answered<C: BulkConsole>(console: C, turn: Turn, answer: Result<Option<super::Token<C>>, Error<C>>) {
    let error = answer.as_ref().err().cloned();
    let tell = move |run: &mut Run<_>| {
        let answer = answer.map(|stored| {
            if let Some(stored) = stored {
                run.seen(turn, stored);
            }
        });
        run.answered(turn, answer);
    };
    report_row(console, turn, Box::new(tell));
    if let Some(error) = error {
        console.note(&error);
    }
}
