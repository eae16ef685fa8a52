//! Points in time as Go writes them: RFC 3339 with as many fraction digits as are needed.

use time::OffsetDateTime;

/// Writes a time.
pub fn written(at: OffsetDateTime) -> String {
    let mut text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        at.year(),
        u8::from(at.month()),
        at.day(),
        at.hour(),
        at.minute(),
        at.second()
    );
    if at.nanosecond() != 0 {
        let digits = format!("{:09}", at.nanosecond());
        text.push('.');
        text.push_str(digits.trim_end_matches('0'));
    }
    text.push('Z');
    text
}

/// This moment.
pub fn now() -> String {
    written(OffsetDateTime::now_utc())
}

/// The time that objects carry which are older than their time field.
pub const NEVER: &str = "0001-01-01T00:00:00Z";

/// A point in seconds since 1970; out of range is the epoch.
pub fn at_unix(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_end_without_zeros() {
        let at = at_unix(1_700_000_000);
        assert_eq!(written(at), "2023-11-14T22:13:20Z");
        assert_eq!(written(at + time::Duration::milliseconds(120)), "2023-11-14T22:13:20.12Z");
    }
}
