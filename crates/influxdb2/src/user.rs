//! Users of a server, as the form for a new token needs them.

use crate::ApiError;
use crate::api::users::Found;
use crate::authorization::Status;
use crate::session::Named;
use console_core::text::foreign::spelled_out;

/// One user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Id and name.
    pub named: Named,
    /// Whether the user's tokens work.
    pub status: Status,
}

/// Why there is no user who could own a token, so that no token was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoOwner {
    /// The server refused to create the user.
    Refused(ApiError),
    /// The user exists and could not be read; no reason where the server does not show them to this credential.
    Unread(Option<ApiError>),
    /// Nobody knows whether the user exists.
    Open(ApiError),
    /// The user is there. Whoever asked is not any more, so the token was not asked for.
    SessionEnded,
}

impl NoOwner {
    /// What the error of a create and a search by name afterwards tell together. Names are unique, so whoever is found is
    /// the one, whatever the answer to the create said.
    pub fn judge(created: ApiError, found: Result<Found, ApiError>) -> Result<User, Self> {
        match (found, created) {
            (Ok(Found::User(user)), _) => Ok(user),
            (Ok(Found::Hidden), _) => Err(Self::Unread(None)),
            (Err(why), ApiError::Conflict { .. }) => Err(Self::Unread(Some(why))),
            (Ok(Found::Nobody) | Err(_), created) => Err(Self::Open(created)),
        }
    }

    /// The fact.
    pub const fn title(&self) -> &'static str {
        match self {
            Self::Refused(_) => "The user was not created, and no token either",
            Self::Unread(_) | Self::SessionEnded => "The user exists, and no token was created",
            Self::Open(_) => "No token was created, and the new user may exist",
        }
    }

    /// The reason and the next step. Creating again is safe: a user who was created after all is found then.
    pub fn text(&self, name: &str) -> String {
        let name = spelled_out(name);
        match self {
            Self::Refused(error) => error.to_string(),
            Self::Unread(None) => format!(
                "{name} is known to the server, but this credential may not read that user. Use an operator credential."
            ),
            Self::Unread(Some(why)) => {
                format!("{name} is known to the server and could not be read. {why} Create again to take that user.")
            }
            Self::SessionEnded => format!(
                "Your session ended before the token of {name} could be created. Create again: the token goes to that user."
            ),
            Self::Open(error) => {
                format!(
                    "{error} Create again when the server answers: if {name} exists by then, the token goes to that user."
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Id, Refusal};

    #[test]
    fn what_is_said_of_a_user_is_what_the_server_told() {
        let user = User {
            named: Named { id: Id::from_number(7).expect("not zero"), name: "press".to_owned() },
            status: Status::Active,
        };
        let taken = ApiError::Conflict { message: "user with name press already exists".to_owned() };
        let lost = ApiError::Foreign { status: 422, retry_after: None };
        let blocked = ApiError::Refused(Refusal::Other("blocked by policy".to_owned()));
        let judge = |created: &ApiError, found| NoOwner::judge(created.clone(), found);
        for created in [&taken, &lost] {
            assert_eq!(judge(created, Ok(Found::User(user.clone()))), Ok(user.clone()), "found is found");
            assert_eq!(judge(created, Ok(Found::Hidden)), Err(NoOwner::Unread(None)));
        }
        assert_eq!(judge(&taken, Err(blocked.clone())), Err(NoOwner::Unread(Some(blocked.clone()))));
        for found in [Ok(Found::Nobody), Err(blocked), Err(ApiError::Unreachable)] {
            assert_eq!(
                judge(&lost, found),
                Err(NoOwner::Open(lost.clone())),
                "a slow server may still create the user"
            );
        }
    }

    #[test]
    fn a_reason_is_only_blamed_on_the_credential_where_the_server_hides_the_user() {
        let failed = ApiError::Server { status: 500, message: "boom".to_owned() };
        assert!(NoOwner::Unread(None).text("press").contains("this credential may not read that user"));
        let others = [
            NoOwner::Unread(Some(failed.clone())),
            NoOwner::Open(failed.clone()),
            NoOwner::Refused(failed),
            NoOwner::SessionEnded,
        ];
        for other in others {
            assert!(!other.text("press").contains("credential"), "{other:?}");
        }
        let hostile = NoOwner::Unread(None).text("a\u{202e}b");
        assert!(hostile.starts_with("a[U+202E]b"), "{hostile}");
    }
}
