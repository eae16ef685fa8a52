//! What is said of a token that is not as it was asked for.

use crate::Id;
use crate::api::authorizations::Created;
use crate::authorization::Status;
use crate::deviation::Deviation;

/// A token that is not as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Otherwise {
    /// The token.
    pub id: Id,
    /// Every difference, and whether it was deactivated since.
    pub text: String,
    /// Whether it works, so that deactivating it is offered.
    pub active: bool,
}

/// What is told of a token that was just created; nothing if it is as it was asked for.
pub fn otherwise(created: &Created) -> Option<Otherwise> {
    let (id, status) = (created.authorization.id, created.authorization.status);
    let mut told: Vec<String> = created.deviations.iter().map(deviation).collect();
    if told.is_empty() {
        return None;
    }
    let now = deviation(&Deviation::Status(status));
    if status == Status::Inactive && !told.contains(&now) {
        told.push(now);
    }
    Some(Otherwise { id, text: told.join(" "), active: status == Status::Active })
}

/// One difference between what was asked for and what was created.
fn deviation(deviation: &Deviation) -> String {
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
    use crate::batch::{Authorizations, Change, Lookalike, Outcome, Twin, TwinState};
    use crate::{ApiError, Remote};
    use console_core::create::words::{text, title, twin_text, twin_title};

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
            let text = text::<Authorizations>(&failed(), &outcome, None, |_| "at noon".to_owned());
            assert!(text.contains("0000000000000001") && text.contains("at noon"), "{text}");
            assert!(text.to_lowercase().contains("somebody else"), "{text}");
        }
    }

    #[test]
    fn an_absence_is_told_with_the_next_look() {
        let outcome = Remote::Ready(Outcome::NotFound);
        let told = |next| text::<Authorizations>(&failed(), &outcome, next, |_| String::new());
        assert!(told(Some(15)).ends_with("The server may still create it. Checking again in 15 seconds."));
        assert!(told(None).starts_with("Not found after several checks."));
    }

    #[test]
    fn nothing_is_certain_of_a_twin_but_that_it_exists() {
        let title = |likely| twin_title(&Twin { row: 0, id: id(2), likely, state: TwinState::Open }, Some(id(1)));
        assert_eq!(title(true), "The request was probably sent twice. Another token exists.");
        assert_eq!(title(false), "Another new token looks the same");
        let alone = Twin { row: 0, id: id(2), likely: true, state: TwinState::Open };
        assert_eq!(twin_title(&alone, None), "A token like the one you asked for exists");
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
        let refused = ApiError::NotFound { message: "user not found".to_owned() };
        for (error, told) in [(refused, "It was not deleted"), (failed(), "Perhaps it was not deleted")] {
            let state = TwinState::Failed(Change::Delete, error.clone());
            let text = twin_text(&Twin { row: 0, id: id(2), likely: true, state }, None, |_| String::new());
            assert!(text.ends_with(&format!(" {told}: {error}")), "{text}");
        }
    }

    #[test]
    fn a_token_that_is_not_as_asked_for_is_told_until_it_is_inactive() {
        let body = r#"{"id":"0000000000000009","orgID":"00000000000000aa","userID":"00000000000000bb","status":"active",
            "description":"d","token":"secret","permissions":[{"action":"write","resource":{"type":"buckets"}}]}"#;
        let answer = console_core::http::Response::new(201, "application/json", body);
        let mut created = crate::api::authorizations::decode_created(&answer).expect("an answer");
        assert_eq!(otherwise(&created), None, "nothing was compared");
        let wide = created.authorization.permissions.iter().cloned().collect();
        created.deviations = vec![Deviation::GrantsMore(wide)];
        let text = "It grants 1 permission that you did not ask for: write:buckets.".to_owned();
        assert_eq!(otherwise(&created), Some(Otherwise { id: id(9), text: text.clone(), active: true }));
        crate::reveal::deactivated(&mut created);
        let inactive = Otherwise { id: id(9), text: format!("{text} It is inactive."), active: false };
        assert_eq!(otherwise(&created), Some(inactive));
        created.deviations.push(Deviation::Status(Status::Inactive));
        assert!(otherwise(&created).is_some_and(|told| told.text.matches("inactive").count() == 1), "said once");
    }
}
