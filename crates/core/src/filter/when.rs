//! Times in a filter: days, months, years, ages and ranges of them.
//!
//! Days are those of the clock on the wall, as times are shown.
//! `>` is later and `<` is earlier, also for ages: `>7d` is within the last seven days, `<1y` more than a year ago.
//!
//! ```
//! use console_core::filter::When;
//!
//! for text in ["2026-11-28", "2026-11", "2026", ">7d", "<1y", "2026-01..2026-03"] {
//!     assert!(When::parse(text).is_some(), "{text}");
//! }
//! assert!(When::parse("yesterday").is_none());
//! ```

use crate::date::{DAY_MS, Date};
use crate::time::Wall;
use std::fmt;
use std::ops::Range;

/// A span of time that a filter asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// After the point.
    After(Point),
    /// Before the point.
    Before(Point),
    /// On that day, in that month or year; for an age, since then.
    In(Point),
    /// From the one to the other, both included.
    Between(Point, Point),
}

/// A point in time, as exact as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A day.
    Day(Date),
    /// A month of a year, by its first day.
    Month(Date),
    /// A year, by its first day.
    Year(Date),
    /// So many units before now.
    Ago(u16, Unit),
}

/// A unit of age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Days,
    Weeks,
    /// Of 30 days.
    Months,
    /// Of 365 days.
    Years,
}

impl When {
    /// Reads a time; `None` for what is none.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix('>') {
            Some(Self::After(Point::parse(rest)?))
        } else if let Some(rest) = text.strip_prefix('<') {
            Some(Self::Before(Point::parse(rest)?))
        } else if let Some((from, to)) = text.split_once("..") {
            Some(Self::Between(Point::parse(from)?, Point::parse(to)?))
        } else {
            Some(Self::In(Point::parse(text)?))
        }
    }

    /// The milliseconds since 1970 that it includes where ages are counted from now on: `<30d` is within the next 30 days,
    /// and what has passed is in it as well.
    pub fn range_ahead(self, now_ms: i64, wall: Wall) -> Range<i64> {
        let ahead = |point: Point| match point {
            Point::Ago(count, unit) => {
                let moment = now_ms + i64::from(count) * unit.days() * DAY_MS;
                moment..moment
            }
            day => day.range(now_ms, wall),
        };
        match self {
            Self::After(point) => ahead(point).end..i64::MAX,
            Self::Before(point) => i64::MIN..ahead(point).start,
            Self::In(point @ Point::Ago(..)) => now_ms..ahead(point).end,
            Self::In(point) => point.range(now_ms, wall),
            Self::Between(from, to) => ahead(from).start..ahead(to).end,
        }
    }

    /// The milliseconds since 1970 that it includes.
    pub fn range(self, now_ms: i64, wall: Wall) -> Range<i64> {
        match self {
            Self::After(point) => point.range(now_ms, wall).end..i64::MAX,
            Self::Before(point) => i64::MIN..point.range(now_ms, wall).start,
            Self::In(point @ Point::Ago(..)) => point.range(now_ms, wall).start..i64::MAX,
            Self::In(point) => point.range(now_ms, wall),
            Self::Between(from, to) => from.range(now_ms, wall).start..to.range(now_ms, wall).end,
        }
    }
}

impl Point {
    fn parse(text: &str) -> Option<Self> {
        if let Some(day) = Date::parse(text) {
            return Some(Self::Day(day));
        }
        if let Some(first) = Date::parse(&format!("{text}-01")) {
            return Some(Self::Month(first));
        }
        if text.len() == 4
            && let Some(first) = Date::parse(&format!("{text}-01-01"))
        {
            return Some(Self::Year(first));
        }
        let unit = Unit::ALL.into_iter().find(|unit| text.ends_with(unit.letter()))?;
        let count = text.strip_suffix(unit.letter())?;
        let plain = !count.is_empty() && !count.starts_with('0') && count.bytes().all(|byte| byte.is_ascii_digit());
        Some(Self::Ago(plain.then(|| count.parse().ok())??, unit))
    }

    /// What it covers; an age is one moment.
    fn range(self, now_ms: i64, wall: Wall) -> Range<i64> {
        let start = |day: Date| wall.utc(day.start_ms());
        match self {
            Self::Day(day) => wall.utc(day.start_ms())..wall.utc(day.start_ms() + DAY_MS),
            Self::Month(first) => start(first)..start(next_month(first)),
            Self::Year(first) => start(first)..Date::new(first.year() + 1, 1, 1).map_or(i64::MAX, start),
            Self::Ago(count, unit) => {
                let moment = now_ms - i64::from(count) * unit.days() * DAY_MS;
                moment..moment
            }
        }
    }
}

fn next_month(first: Date) -> Date {
    let (year, month) = if first.month() == 12 { (first.year() + 1, 1) } else { (first.year(), first.month() + 1) };
    Date::new(year, month, 1).unwrap_or(first)
}

impl Unit {
    const ALL: [Self; 4] = [Self::Days, Self::Weeks, Self::Months, Self::Years];

    const fn letter(self) -> char {
        match self {
            Self::Days => 'd',
            Self::Weeks => 'w',
            Self::Months => 'm',
            Self::Years => 'y',
        }
    }

    const fn days(self) -> i64 {
        match self {
            Self::Days => 1,
            Self::Weeks => 7,
            Self::Months => 30,
            Self::Years => 365,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::After(point) => write!(f, ">{point}"),
            Self::Before(point) => write!(f, "<{point}"),
            Self::In(point) => point.fmt(f),
            Self::Between(from, to) => write!(f, "{from}..{to}"),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Month(first) => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Self::Year(first) => write!(f, "{:04}", first.year()),
            Self::Ago(count, unit) => write!(f, "{count}{}", unit.letter()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(day: &str) -> i64 {
        Date::parse(day).expect("a day").start_ms()
    }

    #[test]
    fn every_spelling_means_one_span_and_is_printed_as_typed() {
        let now = ms("2026-11-28");
        for (text, from, to) in [
            ("2026-01-31", ms("2026-01-31"), ms("2026-02-01")),
            ("2026-02", ms("2026-02-01"), ms("2026-03-01")),
            ("2026-12", ms("2026-12-01"), ms("2027-01-01")),
            ("2025", ms("2025-01-01"), ms("2026-01-01")),
            (">2026-01-01", ms("2026-01-02"), i64::MAX),
            ("<2026-01-01", i64::MIN, ms("2026-01-01")),
            ("<2026-03", i64::MIN, ms("2026-03-01")),
            ("2026-01..2026-03", ms("2026-01-01"), ms("2026-04-01")),
            (">7d", ms("2026-11-21"), i64::MAX),
            ("2w", ms("2026-11-14"), i64::MAX),
            ("<1y", i64::MIN, ms("2025-11-28")),
        ] {
            let when = When::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(when.range(now, Wall::UTC), from..to, "{text}");
            assert_eq!(when.to_string(), text);
        }
    }

    #[test]
    fn ages_can_be_counted_from_now_on() {
        let now = ms("2026-11-28");
        for (text, from, to) in [
            ("<30d", i64::MIN, ms("2026-12-28")),
            (">1y", ms("2027-11-28"), i64::MAX),
            ("2w", now, ms("2026-12-12")),
            ("2027-02", ms("2027-02-01"), ms("2027-03-01")),
        ] {
            assert_eq!(When::parse(text).map(|when| when.range_ahead(now, Wall::UTC)), Some(from..to), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "last tuesday", "2026-13", "26", "d", "07d", "7", "7 d", "2026-01-01..", ">", "99999d", "7dd"]
        {
            assert_eq!(When::parse(text), None, "{text:?}");
        }
    }
}
