//! What is said of a create whose answer was lost, and of a token that was created twice.
//!
//! Nothing here calls a token ours that only looks like it, and nothing says that no token exists: a slow server may still
//! create it.

use super::{Change, Dialect, Error, Lookalike, Outcome, Twin, TwinState};
use crate::Remote;
use crate::http::ApiError;
use std::fmt::Display;

/// What came of looking for a token whose answer was lost.
type Found<I, R> = Remote<Outcome<I>, ApiError<R>>;

/// How deleting a token is called on a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verb {
    /// "Delete"
    pub title: &'static str,
    /// "delete"
    pub infinitive: &'static str,
    /// "deleted"
    pub past: &'static str,
    /// "Deleted"
    pub done: &'static str,
    /// "Deleting"
    pub going: &'static str,
}

/// The fact: what happened to the answer, and what the list shows.
pub fn title<I, R>(error: &ApiError<R>, outcome: &Found<I, R>) -> String {
    format!("{} {}", happened(error), shows(outcome))
}

const fn happened<R>(error: &ApiError<R>) -> &'static str {
    match error {
        ApiError::Server { .. } | ApiError::Unavailable { .. } => "The server failed.",
        ApiError::TimedOut { .. } => "The server did not answer in time.",
        ApiError::BrokenOff => "The answer broke off.",
        ApiError::Cancelled => "You stopped waiting.",
        ApiError::WebPage => "A web page answered.",
        ApiError::Undecodable { .. } => "The answer could not be read.",
        ApiError::Foreign { .. } => "The answer was not the server's own.",
        _ => "No answer came.",
    }
}

fn shows<I, R>(outcome: &Found<I, R>) -> String {
    match outcome {
        Remote::NotAsked | Remote::Loading => "Checking whether the token exists.".to_owned(),
        Remote::Ready(Outcome::Found(alike)) if alike.len() == 1 => "A new token looks like it.".to_owned(),
        Remote::Ready(Outcome::Found(alike)) => format!("{} new tokens look like it.", alike.len()),
        Remote::Ready(Outcome::NotFound) => "No token was found so far.".to_owned(),
        Remote::Failed(_) | Remote::Ready(Outcome::Hidden) => "The token may exist.".to_owned(),
    }
}

/// The reason and the next step. `created` tells when a token was created; `next_look` is how many seconds are left until
/// the list is looked at by itself once more.
pub fn text<D: Dialect<Id: Display, Refusal: Display>>(
    error: &Error<D>,
    outcome: &Found<D::Id, D::Refusal>,
    next_look: Option<u32>,
    created: impl Fn(D::Id) -> String,
) -> String {
    match outcome {
        Remote::NotAsked | Remote::Loading => format!("{error} The list of tokens is being read."),
        Remote::Failed(why) => {
            format!("The list could not be read either: {why} Check again before you create the token once more.")
        }
        Remote::Ready(Outcome::Found(alike)) => found(alike, created),
        Remote::Ready(Outcome::NotFound) => match next_look {
            Some(0) => format!("{error} The server may still create it. Checking again now."),
            Some(seconds) => {
                format!("{error} The server may still create it. Checking again in {seconds} seconds.")
            }
            None => {
                "Not found after several checks. If you press Create, the list is checked once more first.".to_owned()
            }
        },
        Remote::Ready(Outcome::Hidden) => D::HIDDEN.to_owned(),
    }
}

fn found<I: Copy + Display>(alike: &[Lookalike<I>], created: impl Fn(I) -> String) -> String {
    match alike {
        [one] if one.likely => format!(
            "{} looks exactly like it and was created {}, while this page waited. It is probably the lost one, which nobody can use, unless somebody else created the same token at that moment.",
            one.id,
            created(one.id)
        ),
        [one] => format!(
            "{} looks exactly like it and was created {}. If it is the lost one, nobody can use it. Somebody else may have created it: compare its time.",
            one.id,
            created(one.id)
        ),
        several => format!(
            "{} new tokens look exactly like it, and somebody else may have created some: compare their times. Nobody has the secret of the lost one.",
            several.len()
        ),
    }
}

/// A change that was asked for and that no answer confirms. `what` is what was to be done: "deleted".
pub fn not_done<R: Display>(what: &str, error: &ApiError<R>) -> String {
    let perhaps = if error.leaves_outcome_unknown() { "Perhaps it was not" } else { "It was not" };
    format!("{perhaps} {what}: {error}")
}

/// The fact about a second token for one create.
pub fn twin_title<D: Dialect>(twin: &Twin<D>, own: Option<D::Id>) -> String {
    match (&twin.state, twin.likely) {
        (TwinState::Changed(change), _) => {
            format!("The {}token was {}", if own.is_some() { "second " } else { "" }, change.past(D::VERB))
        }
        // The session ended in the middle, or the answered one was deleted since.
        _ if own.is_none() => "A token like the one you asked for exists".to_owned(),
        // Nobody can prove it: docs/decisions/0020.
        (_, true) => "The request was probably sent twice. Another token exists.".to_owned(),
        (_, false) => "Another new token looks the same".to_owned(),
    }
}

impl Change {
    const fn past(self, verb: Verb) -> &'static str {
        match self {
            Self::Delete => verb.past,
            Self::Deactivate => "deactivated",
        }
    }
}

/// The reason, with the token named. `own` is the one that the answer told of, if it stands.
pub fn twin_text<D>(twin: &Twin<D>, own: Option<D::Id>, created: impl Fn(D::Id) -> String) -> String
where
    D: Dialect<Id: Display, Refusal: Display>,
{
    let id = twin.id;
    if let TwinState::Changed(_) = twin.state {
        return own.map_or_else(|| format!("It was {id}."), |own| format!("It was {id}. {own} is as it was."));
    }
    let mut text = format!("{id} was created {} and grants exactly what you asked for. ", created(id));
    text.push_str(if twin.likely {
        "It was probably sent twice by your browser or a proxy, and then nobody knows its secret, unless somebody else created the same token at that moment."
    } else {
        "Perhaps your request was sent twice by your browser or a proxy, and then nobody knows its secret. Perhaps somebody else created it."
    });
    if let Some(own) = own {
        text.push_str(&format!(" You have the secret of {own}."));
    }
    if let TwinState::Failed(change, error) = &twin.state {
        text.push_str(&format!(" {}", not_done(change.past(D::VERB), error)));
    }
    text
}
