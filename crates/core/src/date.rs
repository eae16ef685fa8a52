//! Days of the calendar, as notes and filters write them: `2026-11-21`, in UTC.

use std::fmt;
use time::{Month, OffsetDateTime};

/// How many milliseconds a day has.
pub const DAY_MS: i64 = 86_400_000;

/// A day.
///
/// ```
/// use console_core::date::Date;
/// let day = Date::parse("2026-11-21").expect("a day");
/// assert_eq!(day.to_string(), "2026-11-21");
/// assert_eq!(Date::of_ms(day.start_ms()), Some(day));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// Reads `YYYY-MM-DD` and nothing else; `None` for what is no day of the calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| -> Option<u16> {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let mut parts = text.splitn(3, '-');
        let year = digits(parts.next()?, 4)?;
        let month = digits(parts.next()?, 2)?;
        let day = digits(parts.next()?, 2)?;
        Self::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The day with these numbers; `None` if the calendar has none.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        time::Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok().map(Self)
    }

    /// The day in UTC of a moment in milliseconds since 1970; `None` far outside of the calendar.
    pub fn of_ms(ms: i64) -> Option<Self> {
        OffsetDateTime::from_unix_timestamp(ms.div_euclid(1_000)).ok().map(|moment| Self(moment.date()))
    }

    /// Its first moment in UTC, in milliseconds since 1970.
    pub fn start_ms(self) -> i64 {
        self.0.midnight().assume_utc().unix_timestamp() * 1_000
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        u8::from(self.0.month())
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_in_one_spelling_are_read() {
        for text in ["2026-11-21", "2024-02-29", "0001-01-01"] {
            assert_eq!(Date::parse(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
        for text in ["2026-13-01", "2026-02-29", "2026-1-1", "26-01-01", "2026-01-01 ", "+026-01-01", "2026-01", ""] {
            assert_eq!(Date::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_in_utc() {
        let day = Date::parse("2026-05-12").expect("a day");
        assert_eq!(day.start_ms(), 1_778_544_000_000);
        assert_eq!(Date::of_ms(day.start_ms() - 1).map(|day| day.to_string()).as_deref(), Some("2026-05-11"));
    }
}
