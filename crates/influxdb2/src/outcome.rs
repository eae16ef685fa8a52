//! What the list says about creates: which tokens look as asked for and are none that anybody here knows.
//!
//! The server keeps no key by which it could recognize a request that comes twice, and an authorization does not tell who
//! asked for it. So what looks alike is compared by what it is and when it was created; it is never proven to be ours.

use crate::Id;
use crate::authorization::{Authorization, AuthorizationTable};
use crate::batch::{Lookalike, Row, Run};
use crate::permission::PermissionSet;
use console_core::create::{Attempt, Looked, Seen, State};
use std::collections::{BTreeMap, BTreeSet};

/// The server's clock is read in whole seconds, and its answers are on their way for a while.
const CLOCK_MS: i64 = 2_000;
/// How far the clocks of two ids of one server may differ from the time between their requests.
const ID_MS: i64 = 1_000;

/// What is known besides the list.
pub struct Known<'a> {
    /// The tokens that answers of this sitting told of.
    pub ours: &'a BTreeSet<Id>,
    /// How many milliseconds the server's clock is before that of this device, if it told.
    pub ahead: Option<i64>,
    /// Whether this credential is shown the tokens of an owner at all; none is whoever asks.
    pub sees: &'a dyn Fn(Option<Id>) -> bool,
}

/// Compares a list with what a run sent: one result for each row of which something was sent.
pub fn compare(run: &Run, list: &AuthorizationTable, known: &Known<'_>) -> Looked<Id> {
    let sent = |row: &&(usize, &Row)| !row.1.attempts().is_empty() && row.1.request().is_some();
    let mut by_description: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<usize, Seen<Id>> = BTreeMap::new();
    for (at, row) in run.rows().iter().enumerate().filter(|row| sent(&row)) {
        let Some(request) = row.request() else { continue };
        by_description.entry(&request.description).or_default().push(at);
        let complete = run.before().is_some() && (known.sees)(request.base().user);
        seen.insert(at, Seen { alike: Vec::new(), complete });
    }
    for token in &list.rows {
        let old = run.before().is_some_and(|before| before.contains(&token.id));
        if old || known.ours.contains(&token.id) || run.gone().contains(&token.id) {
            continue;
        }
        for at in by_description.get(&*token.description).into_iter().flatten() {
            let row = &run.rows()[*at];
            if !is_asked_for(row, token) {
                continue;
            }
            let likely = row.attempts().iter().any(|attempt| is_in_time(token.id, attempt, row, known));
            // Where the list before is not known, only what was created meanwhile is told from what was there already.
            if let Some(seen) = seen.get_mut(at)
                && (likely || run.before().is_some())
            {
                seen.alike.push(Lookalike { id: token.id, likely });
            }
        }
    }
    seen.into_iter().collect()
}

/// Whether a token is what a row asked for.
fn is_asked_for(row: &Row, token: &Authorization) -> bool {
    row.request().is_some_and(|request| {
        let asked = request.base();
        token.org == asked.org
            && asked.user.is_none_or(|user| user == token.user)
            && token.permissions == asked.permissions.iter().cloned().collect::<PermissionSet>()
    })
}

/// Whether a token was created while a request was under way. An id that the request itself brought tells the time best.
fn is_in_time(id: Id, attempt: &Attempt, row: &Row, known: &Known<'_>) -> bool {
    let own = match row.state {
        State::Created { id, .. } | State::Deleted(id) => Some(id),
        _ => None,
    };
    let Some((own, ended)) = own.zip(attempt.ended) else { return was_created_meanwhile(id, attempt, known.ahead) };
    (time(id) - time(own)).abs() <= ended - attempt.began + ID_MS
}

/// Whether the server made this id while a request was under way, judged by its clock: `ahead` is how many milliseconds it
/// is before the one of this device. Nothing is known where it did not tell.
pub fn was_created_meanwhile(id: Id, attempt: &Attempt, ahead: Option<i64>) -> bool {
    let (Some(ended), Some(ahead)) = (attempt.ended, ahead) else { return false };
    (attempt.began + ahead - CLOCK_MS..=ended + ahead + CLOCK_MS).contains(&time(id))
}

fn time(id: Id) -> i64 {
    i64::try_from(id.generated_at_ms()).unwrap_or(i64::MAX)
}
