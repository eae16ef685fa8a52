//! What can be done with many tokens, and what happens to each, in words.

use console_core::bulk;
use console_core::date::Date;

/// What is to be done with all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Activate,
    Deactivate,
    /// Deactivate, with a note of the day in the description.
    Revoke(Date),
    /// Take a revocation back.
    UndoRevoke,
    /// For good.
    Delete,
}

/// What happens to one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhatHappens {
    /// It works now and stops.
    Stops,
    /// It works again.
    Starts,
    /// It becomes active, and its owner stays inactive, so that it does not work yet.
    WaitsForOwner,
    /// It does not work now either; only its entry or its note changes.
    ChangesNothingInUse,
    /// It is deleted.
    Deleted,
    /// It is as wanted already, so nothing is sent.
    AlreadySo,
}

impl bulk::Verb for Verb {
    fn label(self) -> &'static str {
        match self {
            Self::Activate => "Activate",
            Self::Deactivate => "Deactivate",
            Self::Revoke(_) => "Revoke",
            Self::UndoRevoke => "Undo revoke",
            Self::Delete => "Delete for good",
        }
    }

    fn question(self) -> String {
        match self {
            Self::UndoRevoke => "Undo the revoke of these tokens?".to_owned(),
            Self::Delete => "Delete these tokens for good?".to_owned(),
            of => format!("{} these tokens?", of.label()),
        }
    }

    fn effect(self) -> &'static str {
        match self {
            Self::Activate => "Programs that use them are accepted again.",
            Self::Deactivate => "Programs that use them are refused at once. You can activate them again.",
            Self::Revoke(_) => {
                "Each becomes inactive at once and gets a note of the day in its description. You can undo it."
            }
            Self::UndoRevoke => "Each becomes active again, and the note is taken out of its description.",
            Self::Delete => {
                "Nobody can bring them back: a new token has another secret. Only inactive tokens are deleted."
            }
        }
    }

    fn going(self) -> (&'static str, &'static str) {
        match self {
            Self::Activate => ("Activating", "active"),
            Self::Deactivate => ("Deactivating", "inactive"),
            Self::Revoke(_) => ("Revoking", "revoked"),
            Self::UndoRevoke => ("Undoing", "as before"),
            Self::Delete => ("Deleting", "deleted"),
        }
    }

    fn stops(self) -> bool {
        matches!(self, Self::Deactivate | Self::Revoke(_) | Self::Delete)
    }

    fn is_grave(self) -> bool {
        matches!(self, Self::Revoke(_) | Self::Delete)
    }

    fn confirmed_by(self) -> Option<&'static str> {
        (self == Self::Delete).then_some("delete")
    }
}

impl bulk::Happens for WhatHappens {
    const ALL: &'static [Self] =
        &[Self::Stops, Self::Starts, Self::WaitsForOwner, Self::ChangesNothingInUse, Self::Deleted, Self::AlreadySo];

    fn is_sent(self) -> bool {
        self != Self::AlreadySo
    }

    fn counted(self) -> (&'static str, &'static str) {
        match self {
            Self::Stops => ("stops working", "stop working"),
            Self::Starts => ("works again", "work again"),
            Self::WaitsForOwner => {
                ("becomes active, but its owner is inactive", "become active, but their owners are inactive")
            }
            Self::ChangesNothingInUse => ("does not work now either", "do not work now either"),
            Self::Deleted => ("is deleted", "are deleted"),
            Self::AlreadySo => {
                ("needs no change, so nothing is sent for it", "need no change, so nothing is sent for them")
            }
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Stops => "Stops working",
            Self::Starts => "Works again",
            Self::WaitsForOwner => "Active, but its owner is inactive",
            Self::ChangesNothingInUse => "Does not work now either",
            Self::Deleted => "Deleted",
            Self::AlreadySo => "Needs no change",
        }
    }
}
