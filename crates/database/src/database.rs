//! A database, as much of it as helps in choosing it for a token.

use console_core::text::natural;
use std::borrow::Cow;

/// A database. It has no id: its name is what tells it from others, in upper and lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// Its name, as stored: foreign text.
    pub name: Box<str>,
    /// How long points are kept.
    pub retention: Retention,
    /// How many tables it may have, if the server tells.
    pub max_tables: Option<u32>,
}

/// How long points are kept, in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Retention(Option<u64>);

const SECOND: u64 = 1_000_000_000;
const UNITS: [(u64, &str); 4] =
    [(86_400 * SECOND, "day"), (3_600 * SECOND, "hour"), (60 * SECOND, "minute"), (SECOND, "second")];

impl Retention {
    /// Of so many nanoseconds; none, zero and less mean for ever.
    pub fn of_nanoseconds(nanoseconds: Option<i64>) -> Self {
        Self(nanoseconds.and_then(|given| u64::try_from(given).ok()).filter(|given| *given > 0))
    }

    /// In the largest unit that says it exactly: `30 days`, `36 hours`, `forever`.
    pub fn words(self) -> Cow<'static, str> {
        let Some(nanoseconds) = self.0 else { return Cow::Borrowed("forever") };
        match UNITS.into_iter().find(|(unit, _)| nanoseconds.is_multiple_of(*unit)) {
            Some((unit, word)) if nanoseconds == unit => Cow::Owned(format!("1 {word}")),
            Some((unit, word)) => Cow::Owned(format!("{} {word}s", nanoseconds / unit)),
            None => Cow::Owned(format!("{nanoseconds} ns")),
        }
    }
}

impl Database {
    /// What stands beside the name: `30 days · 500 tables`.
    pub fn limits(&self) -> String {
        let tables =
            self.max_tables.map(|most| if most == 1 { " · 1 table".to_owned() } else { format!(" · {most} tables") });
        format!("{}{}", self.retention.words(), tables.unwrap_or_default())
    }
}

/// Sorts databases as people sort names.
pub fn sort(databases: &mut Vec<Database>) {
    console_core::sort::sort_by(databases, |a, b| natural::compare(&a.name, &b.name));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retention_is_said_exactly_in_the_largest_unit() {
        for (nanoseconds, words) in [
            (Some(0), "forever"),
            (None, "forever"),
            (Some(-1), "forever"),
            (Some(30 * 86_400_000_000_000), "30 days"),
            (Some(86_400_000_000_000), "1 day"),
            (Some(36 * 3_600_000_000_000), "36 hours"),
            (Some(1_500_000_000), "1500000000 ns"),
            (Some(i64::MAX), "9223372036854775807 ns"),
        ] {
            assert_eq!(Retention::of_nanoseconds(nanoseconds).words(), words);
        }
    }
}
