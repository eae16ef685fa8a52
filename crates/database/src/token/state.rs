//! Whether a token works. The server tells times, and what follows from them is worked out here.

use super::Token;
use console_core::date::DAY_MS;

/// So many days before its end a token is said to expire soon, unless the person wants another number.
pub const SOON_DAYS: u16 = 30;

/// When a token stops working by itself. It is fixed once the token is created.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expiry {
    /// Never.
    #[default]
    Never,
    /// At this moment, in milliseconds since 1970.
    At(i64),
    /// At a time that could not be read.
    Unreadable,
}

/// What is to be said of a token at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It works, and its end is near.
    ExpiringSoon,
    /// It works.
    Active,
    /// Its end has come.
    Expired,
    /// Somebody revoked it.
    Revoked,
}

impl State {
    /// All of them, in the order of a list.
    pub const ALL: [Self; 4] = [Self::ExpiringSoon, Self::Active, Self::Expired, Self::Revoked];

    /// The words on the badge.
    pub const fn title(self) -> &'static str {
        match self {
            Self::ExpiringSoon => "Expiring soon",
            Self::Active => "Active",
            Self::Expired => "Expired",
            Self::Revoked => "Revoked",
        }
    }

    /// The word in a filter and in a file. A token that expires soon is active as well.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ExpiringSoon => "soon",
            Self::Active => "active",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }

    /// Whether the token works.
    pub const fn works(self) -> bool {
        matches!(self, Self::ExpiringSoon | Self::Active)
    }
}

impl Token {
    /// What is to be said of it now. `soon_days` is from when on its end is near.
    pub fn state(&self, now_ms: i64, soon_days: u16) -> State {
        if self.revoked.is_some() {
            return State::Revoked;
        }
        match self.expiry {
            Expiry::At(at) if at <= now_ms => State::Expired,
            Expiry::At(at) if at - now_ms <= i64::from(soon_days) * DAY_MS => State::ExpiringSoon,
            // An end that nobody can read must not look as if it were far away.
            Expiry::Unreadable => State::ExpiringSoon,
            Expiry::At(_) | Expiry::Never => State::Active,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Id;

    fn state(expiry: Expiry, revoked: Option<Option<i64>>, now_ms: i64) -> State {
        let token = Token {
            id: Id::from_number(1),
            description: "d".into(),
            permissions: [].into_iter().collect(),
            created_ms: None,
            expiry,
            revoked,
        };
        token.state(now_ms, SOON_DAYS)
    }

    #[test]
    fn a_token_ends_at_its_very_moment_and_is_announced_before() {
        let end = 100 * DAY_MS;
        for (now, expected) in [
            (0, State::Active),
            (70 * DAY_MS - 1, State::Active),
            (70 * DAY_MS, State::ExpiringSoon),
            (end - 1, State::ExpiringSoon),
            (end, State::Expired),
        ] {
            assert_eq!(state(Expiry::At(end), None, now), expected, "{now}");
        }
        assert_eq!(state(Expiry::Never, None, i64::MAX), State::Active);
    }

    #[test]
    fn what_was_revoked_is_revoked_whatever_else_is_told() {
        assert_eq!(state(Expiry::At(1), Some(Some(0)), 5), State::Revoked);
        assert_eq!(state(Expiry::Never, Some(None), 5), State::Revoked, "its time could not be read");
    }
}
