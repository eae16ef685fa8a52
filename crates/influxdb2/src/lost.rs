//! What is said of a create whose answer was lost, and of a token that was created twice.
//!
//! Nothing here calls a token ours that only looks like it, and nothing says that no token exists: a slow server may still
//! create it.

use crate::batch::{Change, Lookalike, Outcome, Twin, TwinState};
use crate::deviation::Deviation;
use crate::{ApiError, Id, Remote};

/// The fact: what happened to the answer, and what the list shows.
pub fn title(error: &ApiError, outcome: &Remote<Outcome>) -> String {
    format!("{} {}", happened(error), shows(outcome))
}

const fn happened(error: &ApiError) -> &'static str {
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

fn shows(outcome: &Remote<Outcome>) -> String {
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
pub fn text(
    error: &ApiError,
    outcome: &Remote<Outcome>,
    next_look: Option<u32>,
    created: impl Fn(Id) -> String,
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
            None => "Not found after several checks. If you press Create, the list is checked once more first.".to_owned(),
        },
        Remote::Ready(Outcome::Hidden) => {
            "Your credential is not shown all tokens of the owner, so this page can't tell. The secret is lost either way."
                .to_owned()
        }
    }
}

fn found(alike: &[Lookalike], created: impl Fn(Id) -> String) -> String {
    match alike {
        [one] if one.likely => format!(
            "{} looks exactly like it and was created {}, while this page waited. It is probably the lost one, and then nobody can use it. Only if somebody else created the same token at that moment, they can.",
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

/// The fact about a second token for one create.
pub fn twin_title(twin: &Twin) -> &'static str {
    match (&twin.state, twin.likely) {
        (TwinState::Changed(Change::Delete), _) => "The second token was deleted",
        (TwinState::Changed(Change::Deactivate), _) => "The second token was deactivated",
        (_, true) => "The request was probably sent twice. There are 2 tokens.",
        (_, false) => "Another new token looks the same",
    }
}

/// The reason, with the token named. `own` is the one that the answer told of, if it stands.
pub fn twin_text(twin: &Twin, own: Option<Id>, created: impl Fn(Id) -> String) -> String {
    let id = twin.id;
    if let TwinState::Changed(_) = twin.state {
        return own.map_or_else(|| format!("It was {id}."), |own| format!("It was {id}. {own} is as it was."));
    }
    let mut text = format!("{id} was created {} and grants exactly what you asked for. ", created(id));
    text.push_str(if twin.likely {
        "It was probably sent twice by your browser or a proxy, and then nobody knows its secret. Only if somebody else created the same token at that moment do they have it."
    } else {
        "Perhaps your request was sent twice by your browser or a proxy, and then nobody knows its secret. Perhaps somebody else created it."
    });
    if let Some(own) = own {
        text.push_str(&format!(" You have the secret of {own}."));
    }
    if let TwinState::Failed(change, error) = &twin.state {
        let what = match change {
            Change::Delete => "deleted",
            Change::Deactivate => "deactivated",
        };
        text.push_str(&format!(" It was not {what}: {error}"));
    }
    text
}

/// One difference between what was asked for and what was created.
pub fn deviation(deviation: &Deviation) -> String {
    let count = |count: usize| if count == 1 { "1 permission".to_owned() } else { format!("{count} permissions") };
    let lines = |permissions: &[crate::permission::Permission]| {
        let lines: Vec<String> = permissions.iter().take(3).map(ToString::to_string).collect();
        lines.join(", ") + if permissions.len() > 3 { ", …" } else { "" }
    };
    match deviation {
        Deviation::GrantsMore(more) => {
            format!("It grants {} that you did not ask for: {}.", count(more.len()), lines(more))
        }
        Deviation::GrantsLess(less) => format!("It lacks {} that you asked for: {}.", count(less.len()), lines(less)),
        Deviation::Status(status) => format!("It is {}.", status.as_str()),
        Deviation::Owner(id) => format!("It belongs to another user, {id}."),
        Deviation::Organization(id) => format!("It belongs to another organization, {id}."),
        Deviation::Description => "Its description is another one.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u64) -> Id {
        Id::from_number(number).expect("not zero")
    }

    fn found(likely: bool) -> Remote<Outcome> {
        Remote::Ready(Outcome::Found(vec![Lookalike { id: id(1), likely }]))
    }

    fn failed() -> ApiError {
        ApiError::Server { status: 500, message: "boom".to_owned() }
    }

    #[test]
    fn the_title_is_what_happened_and_what_the_list_shows() {
        let not_found = Remote::Ready(Outcome::NotFound);
        assert_eq!(title(&failed(), &not_found), "The server failed. No token was found so far.");
        assert_eq!(title(&ApiError::Unreachable, &not_found), "No answer came. No token was found so far.");
        assert_eq!(title(&ApiError::WebPage, &found(false)), "A web page answered. A new token looks like it.");
        assert_eq!(title(&ApiError::Cancelled, &found(true)), "You stopped waiting. A new token looks like it.");
    }

    #[test]
    fn what_looks_like_the_lost_one_is_never_called_ours_and_never_useless() {
        for outcome in [found(true), found(false)] {
            let text = text(&failed(), &outcome, None, |_| "at noon".to_owned());
            assert!(text.contains("0000000000000001") && text.contains("at noon"), "{text}");
            assert!(text.to_lowercase().contains("somebody else"), "{text}");
        }
    }

    #[test]
    fn an_absence_is_told_with_the_next_look() {
        let outcome = Remote::Ready(Outcome::NotFound);
        let told = |next| text(&failed(), &outcome, next, |_| String::new());
        assert!(told(Some(15)).ends_with("The server may still create it. Checking again in 15 seconds."));
        assert!(told(None).starts_with("Not found after several checks."));
    }

    #[test]
    fn a_twin_is_named_with_its_cause_and_the_token_that_is_ours() {
        for likely in [true, false] {
            let twin = Twin { row: 0, id: id(2), likely, state: TwinState::Open };
            let text = twin_text(&twin, Some(id(1)), |_| "at noon".to_owned());
            for part in ["0000000000000002", "0000000000000001", "at noon", "sent twice by your browser or a proxy"] {
                assert!(text.contains(part), "{part}: {text}");
            }
            assert!(text.contains("somebody else"), "{text}");
        }
    }

    #[test]
    fn a_twin_that_could_not_be_deleted_says_why() {
        let state = TwinState::Failed(Change::Delete, failed());
        let text = twin_text(&Twin { row: 0, id: id(2), likely: true, state }, None, |_| String::new());
        assert!(text.ends_with(&format!("It was not deleted: {}", failed())), "{text}");
    }
}
