//! A database, as much of it as helps in choosing it for a token.

use crate::permission::ALL;
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

/// What is said where a database is called by the word for all of them.
pub const CALLED_ALL: &str =
    "One database is called *. In a grant that means all databases, so it can’t be granted by itself.";

impl Database {
    /// Whether a grant can name it alone. One on a database that is called `*` would hold for all of them.
    pub fn is_grantable(&self) -> bool {
        *self.name != *ALL
    }

    /// What stands beside the name: `30 days · 500 tables`.
    pub fn limits(&self) -> String {
        let tables =
            self.max_tables.map(|most| if most == 1 { " · 1 table".to_owned() } else { format!(" · {most} tables") });
        format!("{}{}", self.retention.words(), tables.unwrap_or_default())
    }
}

/// The places of those that can be granted and whose names hold every word that was typed, the closest first: databases are
/// told apart by capitals, so nobody who types a whole name means another one.
pub fn find(databases: &[Database], typed: &str) -> Vec<usize> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let fits = |database: &Database| {
        let name = database.name.to_lowercase();
        database.is_grantable() && words.iter().all(|word| name.contains(word.as_str()))
    };
    let mut found: Vec<usize> = (0..databases.len()).filter(|at| fits(&databases[*at])).collect();
    console_core::sort::sort_by_key(&mut found, |at| closeness(&databases[*at].name, typed));
    found
}

/// How close a name is to what was typed: the same, the same but for capitals, beginning so, or none of these. Less is closer.
pub fn closeness(name: &str, typed: &str) -> u8 {
    let (name, typed) = (name.trim(), typed.trim());
    if name == typed {
        return 0;
    }
    let (name, typed) = (name.to_lowercase(), typed.to_lowercase());
    if name == typed {
        1
    } else if name.starts_with(&typed) {
        2
    } else {
        3
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

    #[test]
    fn who_types_a_whole_name_means_that_database() {
        let database = |name: &&str| Database {
            name: (*name).into(),
            retention: Retention::of_nanoseconds(None),
            max_tables: None,
        };
        let all: Vec<Database> =
            ["*", "old weather", "Weather", "weather", "weather-old"].iter().map(database).collect();
        let found = |typed| find(&all, typed).into_iter().map(|at| &*all[at].name).collect::<Vec<_>>();
        assert_eq!(found("weather "), ["weather", "Weather", "weather-old", "old weather"]);
        assert_eq!(found("Weather"), ["Weather", "weather", "weather-old", "old weather"]);
        assert_eq!(found("old"), ["old weather", "weather-old"]);
        assert_eq!(found("*"), Vec::<&str>::new(), "it would grant all of them");
        assert_eq!(found("").len(), 4);
    }
}
