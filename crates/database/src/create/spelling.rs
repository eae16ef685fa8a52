//! How an expiry is spelled in a create. The contract knows `expiresAt` alone; a page of Cloud Dedicated sends a type beside it.

use crate::ApiError;

/// How an expiry is spelled. What worked is to be remembered for the session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExpirySpelling {
    /// As the contract has it.
    #[default]
    Alone,
    /// With `expirationType` beside it.
    WithType,
}

impl ExpirySpelling {
    /// The spelling with which a create is sent once more, if there is one.
    ///
    /// Only a 400 in the server's own words asks for it: nothing was stored then. Anything else, and a second 400, is final.
    pub fn after(self, error: &ApiError) -> Option<Self> {
        (self == Self::Alone && matches!(error, ApiError::Rejected { .. })).then_some(Self::WithType)
    }

    /// What to remember once a create with this spelling was answered; a refusal proves nothing about it.
    #[must_use]
    pub const fn remembered(self, tried: Self, worked: bool) -> Self {
        if worked { tried } else { self }
    }

    /// The word that is sent beside an expiry, or in its place.
    pub(crate) const fn word(self, expires: bool) -> Option<&'static str> {
        match (self, expires) {
            (Self::Alone, _) => None,
            (Self::WithType, true) => Some("datetime"),
            (Self::WithType, false) => Some("noExpiration"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::tokens::body;
    use crate::create::NewToken;

    #[test]
    fn a_create_is_sent_once_more_after_a_refusal_of_its_form_and_never_after_anything_else() {
        let rejected = ApiError::Rejected { message: "bad request".to_owned() };
        assert_eq!(ExpirySpelling::Alone.after(&rejected), Some(ExpirySpelling::WithType));
        assert_eq!(ExpirySpelling::WithType.after(&rejected), None);
        for other in
            [ApiError::Foreign { status: 400, retry_after: None }, ApiError::NotSignedIn, ApiError::Unreachable]
        {
            assert_eq!(ExpirySpelling::Alone.after(&other), None, "{other:?}");
        }
        let (alone, with) = (ExpirySpelling::Alone, ExpirySpelling::WithType);
        assert_eq!((alone.remembered(with, true), alone.remembered(with, false)), (with, alone));
    }

    #[test]
    fn the_type_stands_beside_the_moment_or_in_its_place() {
        let mut new = NewToken { description: "d".to_owned(), permissions: [].into_iter().collect(), expires_ms: None };
        assert_eq!(body(&new, ExpirySpelling::Alone), r#"{"description":"d","permissions":[]}"#);
        assert_eq!(
            body(&new, ExpirySpelling::WithType),
            r#"{"description":"d","permissions":[],"expirationType":"noExpiration"}"#
        );
        new.expires_ms = Some(1_893_456_000_000);
        assert_eq!(
            body(&new, ExpirySpelling::WithType),
            r#"{"description":"d","permissions":[],"expirationType":"datetime","expiresAt":"2030-01-01T00:00:00Z"}"#
        );
    }
}
