//! What the list says about creates. An id tells when the server made it, so no other time is needed.

use crate::Id;
use crate::authorization::AuthorizationTable;
use crate::batch::{Authorizations, RowRequest, Run};
use console_core::create::{self, Attempt, Looked};
use std::collections::BTreeSet;

/// What is known besides the list.
pub struct OutcomeContext<'a> {
    /// The tokens that answers of this sitting told of.
    pub ours: &'a BTreeSet<Id>,
    /// How many milliseconds the server's clock is before that of this device, if it told.
    pub ahead: Option<i64>,
    /// Whether this credential is shown the tokens of an owner at all; none is whoever asks.
    pub sees: &'a dyn Fn(Option<Id>) -> bool,
}

/// Compares a list with what a run sent: one result for each row of which something was sent.
pub fn compare(run: &Run, list: &AuthorizationTable, known: &OutcomeContext<'_>) -> Looked<Id> {
    let known = create::CompareContext::<Authorizations> {
        ours: known.ours,
        ahead: known.ahead,
        sees: &|request: &RowRequest| (known.sees)(request.base().user),
        created_ms: &|id| Some(time(id)),
    };
    create::compare(run, &list.rows, &known)
}

/// Whether the server made this id while a request was under way, judged by its clock: `ahead` is how many milliseconds it
/// is before the one of this device. Nothing is known where it did not tell.
pub fn was_created_meanwhile(id: Id, attempt: &Attempt, ahead: Option<i64>) -> bool {
    attempt.was_under_way(time(id), ahead)
}

fn time(id: Id) -> i64 {
    i64::try_from(id.generated_at_ms()).unwrap_or(i64::MAX)
}
