//! When a new token stops working: after some days, at a moment that is typed, or never. It can't be changed afterwards.

use console_core::date::{DAY_MS, Date};
use console_core::time::{self, Wall};

/// The presets, in days.
pub const PRESETS: [u16; 3] = [30, 90, 365];

/// What a person chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// At the end of the day that is so many days from today, by the clock on the wall.
    Days(u16),
    /// At the moment that is typed.
    At {
        /// `2030-01-01`, `2030-01-01T00:00`, with seconds, or with a zone of its own.
        text: String,
        /// What a text without a zone means.
        zone: Zone,
    },
    /// Never.
    Never,
}

/// Whose clock a text without a zone means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// The one on the wall.
    #[default]
    Local,
    /// UTC.
    Utc,
}

/// Why a choice is no expiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing was typed.
    #[error("Choose a date and a time, or a token that never expires.")]
    Empty,
    /// What was typed is no moment.
    #[error("This is not a date and time. Write it as 2030-01-01T00:00:00Z.")]
    Unreadable,
    /// The moment has passed.
    #[error("This moment has passed. The token must expire in the future.")]
    Past,
}

impl Default for Choice {
    fn default() -> Self {
        Self::Days(365)
    }
}

impl Choice {
    /// The moment in milliseconds since 1970; none for never.
    pub fn resolve(&self, now_ms: i64, wall: Wall) -> Result<Option<i64>, Problem> {
        let at = match self {
            Self::Never => return Ok(None),
            Self::Days(days) => end_of_day(now_ms, *days, wall),
            Self::At { text, zone } => read(text.trim(), *zone, wall)?,
        };
        if at > now_ms { Ok(Some(at)) } else { Err(Problem::Past) }
    }
}

fn end_of_day(now_ms: i64, days: u16, wall: Wall) -> i64 {
    let day = wall.shown(now_ms).div_euclid(DAY_MS) + i64::from(days);
    wall.utc(day * DAY_MS + DAY_MS - 1_000)
}

fn read(text: &str, zone: Zone, wall: Wall) -> Result<i64, Problem> {
    if text.is_empty() {
        return Err(Problem::Empty);
    }
    if let Some(exact) = time::parse_ms(text) {
        return Ok(exact);
    }
    let (day, clock) = text.split_once(['T', ' ']).unwrap_or((text, "00:00:00"));
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    Date::parse(day).ok_or(Problem::Unreadable)?;
    let shown = time::parse_ms(&format!("{day}T{clock}{seconds}Z")).ok_or(Problem::Unreadable)?;
    Ok(match zone {
        Zone::Utc => shown,
        Zone::Local => wall.utc(shown),
    })
}

/// A moment as it is sent: RFC 3339 in UTC, with a fraction only where there is one.
pub fn written(ms: i64) -> Option<String> {
    let text = time::rfc3339(ms)?;
    Some(text.strip_suffix(".000Z").map(|text| format!("{text}Z")).unwrap_or(text))
}

/// What the clock on the wall shows at a moment: `2027-11-21 23:59:59`.
pub fn on_the_wall(ms: i64, wall: Wall) -> Option<String> {
    let text = time::rfc3339(wall.shown(ms))?;
    Some(text.get(..19)?.replace('T', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMMER: i64 = 1_785_000_000_000;

    /// One hour before UTC, two in summer, which begins at [`SUMMER`].
    const WALL: Wall = Wall(|at| if at >= SUMMER { 120 } else { 60 });

    fn ms(text: &str) -> i64 {
        time::parse_ms(text).expect("a time")
    }

    fn at(text: &str, zone: Zone) -> Result<Option<i64>, Problem> {
        Choice::At { text: text.to_owned(), zone }.resolve(ms("2026-01-01T00:00:00Z"), WALL)
    }

    #[test]
    fn a_text_means_what_its_zone_says() {
        for (text, zone, expected) in [
            ("2030-01-01T00:00:00Z", Zone::Local, "2030-01-01T00:00:00Z"),
            ("2030-01-01T00:00:00+05:00", Zone::Utc, "2029-12-31T19:00:00Z"),
            ("2030-01-01T00:00", Zone::Utc, "2030-01-01T00:00:00Z"),
            ("2030-01-01 00:00:30", Zone::Utc, "2030-01-01T00:00:30Z"),
            ("2030-01-01", Zone::Utc, "2030-01-01T00:00:00Z"),
            (" 2026-02-01T00:00 ", Zone::Local, "2026-01-31T23:00:00Z"),
            ("2030-01-01T00:00", Zone::Local, "2029-12-31T22:00:00Z"),
        ] {
            assert_eq!(at(text, zone), Ok(Some(ms(expected))), "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_of_the_future_is_told_apart() {
        for text in
            ["tomorrow", "2030-13-01", "2030-01-01T", "2030-01-01T25:00", "2030-01-01T00:00:00+0000", "26-01-01"]
        {
            assert_eq!(at(text, Zone::Utc), Err(Problem::Unreadable), "{text}");
        }
        assert_eq!(at(" ", Zone::Utc), Err(Problem::Empty));
        assert_eq!(at("2026-01-01", Zone::Utc), Err(Problem::Past));
        assert_eq!(Choice::Never.resolve(0, WALL), Ok(None));
    }

    #[test]
    fn a_preset_ends_with_a_day_on_the_wall() {
        let now = ms("2025-11-20T23:30:00Z");
        let end = Choice::Days(365).resolve(now, WALL).expect("an end").expect("not never");
        assert_eq!(
            written(end).as_deref(),
            Some("2026-11-21T21:59:59Z"),
            "it is past midnight there, and summer time then"
        );
        assert_eq!(on_the_wall(end, WALL).as_deref(), Some("2026-11-21 23:59:59"));
    }

    #[test]
    fn a_moment_is_written_as_short_as_it_is_exact() {
        assert_eq!(written(ms("2030-01-01T00:00:00Z")).as_deref(), Some("2030-01-01T00:00:00Z"));
        assert_eq!(written(ms("2030-01-01T00:00:00.250Z")).as_deref(), Some("2030-01-01T00:00:00.250Z"));
    }
}
