//! A token as it was shown to whoever is about to change it.

use super::{Authorization, NewAuthorization, Status};

/// What of a token can be changed, as it was shown. The server gives an authorization no version that a request could name, so
/// it is read before a change and compared with this; its owner and permissions never change.
///
/// ```
/// use influxdb2::authorization::{NewAuthorization, AsShown, Status};
/// use influxdb2::Id;
///
/// let org = Id::parse("96754d13b3875421").expect("an id");
/// let asked = |status| NewAuthorization { org, user: None, status, description: "gateway".into(), permissions: vec![] };
/// assert_eq!(AsShown::asked(&asked(Status::Active)), AsShown::asked(&asked(Status::Active)));
/// assert_ne!(AsShown::asked(&asked(Status::Active)), AsShown::asked(&asked(Status::Inactive)));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsShown {
    /// Whether it worked.
    pub status: Status,
    /// The whole description, with its notes.
    pub description: Box<str>,
}

impl AsShown {
    /// As a list or an answer shows it.
    pub fn of(token: &Authorization) -> Self {
        Self { status: token.status, description: token.description.clone() }
    }

    /// As it was asked for, where no answer came.
    pub fn asked(new: &NewAuthorization) -> Self {
        Self { status: new.status, description: new.description.as_str().into() }
    }

    /// Whether it is stored like that.
    pub fn is(&self, stored: &Authorization) -> bool {
        self.status == stored.status && self.description == stored.description
    }

    /// Whether nothing is different in what is stored but that it stopped working.
    pub fn is_but_stopped(&self, stored: &Authorization) -> bool {
        stored.status == Status::Inactive && self.description == stored.description
    }
}
