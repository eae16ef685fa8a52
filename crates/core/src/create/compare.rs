//! What the list says about creates: which tokens look as asked for and are none that anybody here knows.
//!
//! Servers keep no key by which they could recognize a request that comes twice, and a token does not tell who asked for it.
//! So what looks alike is compared by what it is and when it was created; it is never proven to be ours.

use super::{Attempt, Dialect, Lookalike, Looked, Row, Run, Seen, State};
use std::collections::{BTreeMap, BTreeSet};

/// A server's clock is read in whole seconds, and its answers are on their way for a while.
const CLOCK_MS: i64 = 2_000;
/// How far the times of two tokens of one server may differ from the time between their requests.
const BETWEEN_MS: i64 = 1_000;
/// How far the clocks of the servers behind one address may differ: what is older than this cannot come of a request.
const APART_MS: i64 = 10_000;

/// What is known besides the list.
pub struct CompareContext<'a, D: Dialect> {
    /// The tokens that answers of this sitting told of.
    pub ours: &'a BTreeSet<D::Id>,
    /// How many milliseconds the server's clock is before that of this device, if it told.
    pub ahead: Option<i64>,
    /// Whether this credential is shown all tokens that could be what was asked for.
    pub sees: &'a dyn Fn(&D::Request) -> bool,
    /// When the server created a token, in milliseconds of its clock, if that is known.
    pub created_ms: &'a dyn Fn(D::Id) -> Option<i64>,
}

/// Compares a list with what a run sent: one result for each row of which something was sent.
pub fn compare<D: Dialect>(run: &Run<D>, list: &[D::Token], known: &CompareContext<'_, D>) -> Looked<D::Id> {
    let sent = |row: &&(usize, &Row<D>)| !row.1.attempts().is_empty() && row.1.request().is_some();
    let mut by_description: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<usize, Seen<D::Id>> = BTreeMap::new();
    for (at, row) in run.rows().iter().enumerate().filter(|row| sent(&row)) {
        let Some(request) = row.request() else { continue };
        by_description.entry(D::asked_description(request)).or_default().push(at);
        let complete = run.before().is_some() && (known.sees)(request);
        seen.insert(at, Seen { alike: Vec::new(), complete });
    }
    for token in list {
        let id = D::token_id(token);
        let old = run.before().is_some_and(|before| before.contains(&id));
        if old || known.ours.contains(&id) || run.gone().contains(&id) {
            continue;
        }
        for at in by_description.get(D::token_description(token)).into_iter().flatten() {
            let row = &run.rows()[*at];
            if is_older(id, row, known) || !row.request().is_some_and(|request| D::is_asked_for(request, token)) {
                continue;
            }
            let likely = row.attempts().iter().any(|attempt| is_in_time(id, attempt, row, known));
            // Where the list before is not known, only what was created meanwhile is told from what was there already.
            if let Some(seen) = seen.get_mut(at)
                && (likely || run.before().is_some())
            {
                seen.alike.push(Lookalike { id, likely });
            }
        }
    }
    seen.into_iter().collect()
}

/// Whether a token was created while a request was under way. A token that the request itself brought tells the time best.
fn is_in_time<D: Dialect>(id: D::Id, attempt: &Attempt, row: &Row<D>, known: &CompareContext<'_, D>) -> bool {
    let Some(created) = (known.created_ms)(id) else { return false };
    match own_time(row, known).zip(attempt.ended) {
        Some((own, ended)) => (created - own).abs() <= ended - attempt.began + BETWEEN_MS,
        None => attempt.was_under_way(created, known.ahead),
    }
}

/// Whether a token was there before a create was sent that was answered. The list that it is compared with may be much older,
/// and then what another tab created meanwhile is new in it, and no twin.
fn is_older<D: Dialect>(id: D::Id, row: &Row<D>, known: &CompareContext<'_, D>) -> bool {
    let took =
        row.attempts().first().zip(row.attempts().last()).and_then(|(first, last)| Some(last.ended? - first.began));
    let times = (known.created_ms)(id).zip(own_time(row, known)).zip(took);
    times.is_some_and(|((created, own), took)| created < own - took.max(0) - APART_MS)
}

/// When the token that answered a row was created.
fn own_time<D: Dialect>(row: &Row<D>, known: &CompareContext<'_, D>) -> Option<i64> {
    match row.state {
        State::Created { id, .. } | State::Deleted(id) => (known.created_ms)(id),
        _ => None,
    }
}

impl Attempt {
    /// Whether it was under way at a moment of the server's clock, which is `ahead` milliseconds before the one of this
    /// device. Nothing is known where the server did not tell.
    pub fn was_under_way(&self, moment_ms: i64, ahead: Option<i64>) -> bool {
        let (Some(ended), Some(ahead)) = (self.ended, ahead) else { return false };
        (self.began + ahead - CLOCK_MS..=ended + ahead + CLOCK_MS).contains(&moment_ms)
    }
}
