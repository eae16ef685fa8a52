//! Moments as milliseconds since 1970, read from the server's texts. `now` is always passed in.

use crate::date::Date;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// The clock on a person's wall.
///
/// ```
/// use console_core::time::Wall;
///
/// let auckland = Wall(|_| 13 * 60);
/// let evening = console_core::time::parse_ms("2026-11-30T20:00:00Z").expect("a time");
/// assert_eq!(auckland.day(evening).expect("a day").to_string(), "2026-12-01");
/// let midnight = console_core::time::parse_ms("2026-12-01T00:00:00Z").expect("a time");
/// assert_eq!(auckland.utc(midnight), midnight - 13 * 3_600_000);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Wall(
    /// How many minutes it is before UTC at a moment in milliseconds since 1970. It changes with summer time.
    pub fn(i64) -> i32,
);

impl Wall {
    /// A clock that shows UTC.
    pub const UTC: Self = Self(|_| 0);

    /// What it shows at a moment, as milliseconds since 1970 would be written.
    pub fn shown(self, ms: i64) -> i64 {
        ms + i64::from((self.0)(ms)) * 60_000
    }

    /// The moment at which it shows this; where it shows it twice or never, one beside it.
    pub fn utc(self, shown: i64) -> i64 {
        let before = |at: i64| shown - i64::from((self.0)(at)) * 60_000;
        before(before(shown))
    }

    /// The day that it shows at a moment.
    pub fn day(self, ms: i64) -> Option<Date> {
        Date::of_ms(self.shown(ms))
    }
}

/// Reads an RFC 3339 time; `None` for what is none and for year 1, which the server sends for "not recorded".
///
/// ```
/// use console_core::time::{parse_ms, rfc3339};
///
/// assert_eq!(parse_ms("2026-11-28T06:05:00+01:00").and_then(rfc3339).as_deref(), Some("2026-11-28T05:05:00.000Z"));
/// assert_eq!(parse_ms("0001-01-01T00:00:00Z"), None);
/// ```
pub fn parse_ms(text: &str) -> Option<i64> {
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    if moment.year() <= 1 {
        return None;
    }
    i64::try_from(moment.unix_timestamp_nanos().div_euclid(1_000_000)).ok()
}

/// Writes a moment as RFC 3339 in UTC with milliseconds; `None` far outside of the calendar.
pub fn rfc3339(ms: i64) -> Option<String> {
    let moment = OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000).ok()?;
    let (date, hour, minute, second) = (moment.date(), moment.hour(), moment.minute(), moment.second());
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", moment.millisecond()))
}

/// How long ago something was, in the largest unit that fits: `just now`, `5 min ago`, `3 days ago`, `2 years ago`.
pub fn ago(then_ms: i64, now_ms: i64) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    // A clock that runs a little behind the server's must not show the future.
    let seconds = (now_ms - then_ms).max(0) / 1000;
    let many = |count: i64, one: &str, more: &str| format!("{count} {} ago", if count == 1 { one } else { more });
    match seconds {
        s if s < MINUTE => "just now".to_owned(),
        s if s < HOUR => many(s / MINUTE, "min", "min"),
        s if s < DAY => many(s / HOUR, "hour", "hours"),
        s if s < 31 * DAY => many(s / DAY, "day", "days"),
        s if s < 365 * DAY => many(s / (30 * DAY), "month", "months"),
        s => many(s / (365 * DAY), "year", "years"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_servers_local_offset() {
        assert_eq!(parse_ms("2026-05-12T09:30:00.123456789+02:00"), Some(1_778_571_000_123));
        assert_eq!(parse_ms("1970-01-01T00:00:00Z"), Some(0));
    }

    #[test]
    fn a_moment_that_is_written_is_read_back() {
        for ms in [0, 1_778_571_000_123, -1] {
            assert_eq!(rfc3339(ms).as_deref().and_then(parse_ms), Some(ms));
        }
    }

    #[test]
    fn year_one_means_not_recorded() {
        assert_eq!(parse_ms("0001-01-01T00:00:00Z"), None);
        assert_eq!(parse_ms("yesterday"), None);
    }

    #[test]
    fn says_how_long_ago_in_the_largest_unit() {
        let seconds = |s: i64| ago(0, s * 1000);
        assert_eq!(seconds(-5), "just now");
        assert_eq!(seconds(59), "just now");
        assert_eq!(seconds(60), "1 min ago");
        assert_eq!(seconds(2 * 3600), "2 hours ago");
        assert_eq!(seconds(86_400), "1 day ago");
        assert_eq!(seconds(45 * 86_400), "1 month ago");
        assert_eq!(seconds(800 * 86_400), "2 years ago");
    }
}
