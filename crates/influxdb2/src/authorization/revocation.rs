//! What the note that a token was revoked means, beside the status that it has now: anybody can activate it again.

use super::{Authorization, Status, note};
use console_core::date::Date;

/// What became of a token that has the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revocation {
    /// It is revoked since this day.
    Revoked(Date),
    /// It was revoked on this day, and somebody activated it since.
    ActiveAgain(Date),
}

impl Revocation {
    /// What holds for a token; `None` if it has no such note.
    pub fn of(token: &Authorization) -> Option<Self> {
        note::revoked(&token.description).map(|day| match token.status {
            Status::Inactive => Self::Revoked(day),
            Status::Active => Self::ActiveAgain(day),
        })
    }

    /// The day since which a token is revoked; `None` also for one that is active again.
    pub fn since(token: &Authorization) -> Option<Date> {
        match Self::of(token)? {
            Self::Revoked(day) => Some(day),
            Self::ActiveAgain(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authorization::listing::tests::row;

    #[test]
    fn a_token_is_revoked_by_its_note_and_its_status_together() {
        let day = Date::parse("2026-11-21").expect("a day");
        for (description, status, revocation, since) in [
            ("gateway", Status::Active, None, None),
            ("gateway", Status::Inactive, None, None),
            ("gateway (revoked 2026-11-21)", Status::Inactive, Some(Revocation::Revoked(day)), Some(day)),
            ("gateway (revoked 2026-11-21)", Status::Active, Some(Revocation::ActiveAgain(day)), None),
        ] {
            let token = Authorization { status, ..row(1, description, &[]) };
            assert_eq!((Revocation::of(&token), Revocation::since(&token)), (revocation, since), "{token:?}");
        }
    }
}
