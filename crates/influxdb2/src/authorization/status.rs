//! Whether a token works.

use super::Authorization;
use crate::Id;
use std::collections::BTreeSet;

/// The status of an authorization or of a user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It works.
    #[default]
    Active,
    /// Every use of it is refused until somebody activates it again.
    Inactive,
}

impl Status {
    /// The server's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }

    /// Reads the server's word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "active" => Some(Self::Active),
            "inactive" => Some(Self::Inactive),
            _ => None,
        }
    }
}

/// What becomes of a request with a token: its own status and that of its owner together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TokenStatus {
    /// It works.
    Active,
    /// It is active itself, and the server refuses it with "User is inactive" all the same.
    OwnerInactive,
    /// It was deactivated.
    Inactive,
}

impl TokenStatus {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Active, Self::Inactive, Self::OwnerInactive];

    /// The status of a token, with the users that are known to be inactive.
    pub fn of(token: &Authorization, inactive_users: &BTreeSet<Id>) -> Self {
        match token.status {
            Status::Inactive => Self::Inactive,
            Status::Active if inactive_users.contains(&token.user) => Self::OwnerInactive,
            Status::Active => Self::Active,
        }
    }

    /// The words in a list.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::OwnerInactive => "Owner inactive",
            Self::Inactive => "Inactive",
        }
    }

    /// The word in a filter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::OwnerInactive => "owner-inactive",
            Self::Inactive => "inactive",
        }
    }
}
