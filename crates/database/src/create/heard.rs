//! A token as it was last heard of, for whoever is about to revoke it for good.

use super::{Created, NewToken};
use crate::ApiError;
use crate::permission::PermissionSet;
use crate::token::Token;

/// What of a token can be changed, as an answer told it or, where none came, as it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    description: Box<str>,
    permissions: PermissionSet,
}

impl Heard {
    /// What a run knows of a token.
    pub fn of(token: Result<&Created, &NewToken>) -> Self {
        match token {
            Ok(Created { token, .. }) => {
                Self { description: token.description.clone(), permissions: token.permissions.clone() }
            }
            Err(asked) => {
                Self { description: asked.description.as_str().into(), permissions: asked.permissions.clone() }
            }
        }
    }

    fn is(&self, stored: &Token) -> bool {
        self.description == stored.description && self.permissions == stored.permissions
    }
}

/// Whether a token is revoked for good, by what reading it just before brought: somebody may have taken it into use since.
/// Only one that is not found can't have been; any other failure says nothing of it, and nothing is sent then.
///
/// # Errors
///
/// What keeps it from being revoked.
pub fn may_revoke(heard: Option<&Heard>, stored: Result<Token, ApiError>) -> Result<(), ApiError> {
    match stored {
        Ok(stored) if heard.is_none_or(|heard| heard.is(&stored)) => Ok(()),
        Ok(_) => Err(ApiError::ChangedSince),
        Err(ApiError::NotFound { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;
    use crate::permission::{Action, Permission};
    use crate::token::Expiry;

    fn grants(names: &[&str]) -> PermissionSet {
        names.iter().map(|name| Permission::on(Action::Read, name)).collect()
    }

    fn token(description: &str, names: &[&str]) -> Token {
        Token {
            id: Id::from_number(1),
            description: description.into(),
            permissions: grants(names),
            created_ms: None,
            expiry: Expiry::Never,
            revoked: None,
        }
    }

    fn asked() -> NewToken {
        NewToken { description: "gateway".to_owned(), permissions: grants(&["plant-a", "plant-b"]), expires_ms: None }
    }

    #[test]
    fn a_token_is_revoked_where_it_is_as_asked_for_or_not_found() {
        let heard = Heard::of(Err(&asked()));
        let gone = ApiError::NotFound { message: "not found".to_owned() };
        for stored in [Ok(token("gateway", &["plant-b", "plant-a"])), Err(gone)] {
            assert_eq!(may_revoke(Some(&heard), stored), Ok(()));
        }
        assert_eq!(may_revoke(None, Ok(token("of nobody's run", &[]))), Ok(()));
    }

    #[test]
    fn a_token_that_somebody_took_into_use_is_not_revoked() {
        let heard = Heard::of(Err(&asked()));
        for used in [token("gateway, hall 3", &["plant-a", "plant-b"]), token("gateway", &["plant-a", "archive"])] {
            assert_eq!(may_revoke(Some(&heard), Ok(used)), Err(ApiError::ChangedSince));
        }
    }

    #[test]
    fn a_token_that_could_not_be_read_is_not_revoked() {
        let heard = Heard::of(Err(&asked()));
        for error in [ApiError::TimedOut { seconds: 10 }, ApiError::NotSignedIn, ApiError::WebPage] {
            assert_eq!(may_revoke(Some(&heard), Err(error.clone())), Err(error));
        }
    }
}
