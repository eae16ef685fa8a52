//! Ids as InfluxDB 2.x writes them: 16 hexadecimal digits that are not all zero.

use std::fmt;
use std::num::NonZeroU64;
use std::str::FromStr;

/// The id of an organization, user, bucket, authorization or any other object of a server.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(NonZeroU64);

/// Why a text is no id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text does not have exactly 16 characters.
    #[error("an id has 16 characters")]
    Length,
    /// The text has 16 characters, but it is not hexadecimal or it is all zero, which no server takes.
    #[error("an id is written in hexadecimal digits and is not zero")]
    Digits,
}

/// Milliseconds between 1970 and the first moment that the server's id generator can express.
const SNOWFLAKE_EPOCH_MS: u64 = 1_491_696_000_000;
/// Bits of a generated id below its time.
const SNOWFLAKE_TIME_SHIFT: u32 = 22;

impl Id {
    /// No id is less.
    pub(crate) const LEAST: Self = Self(NonZeroU64::MIN);

    /// Reads an id; upper-case digits are taken too, as the server takes them.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.len() != 16 {
            return Err(IdError::Length);
        }
        // By hand, because a list has a hundred thousand of them.
        let mut number = 0;
        for byte in text.bytes() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'f' => byte - b'a' + 10,
                b'A'..=b'F' => byte - b'A' + 10,
                _ => return Err(IdError::Digits),
            };
            number = number << 4 | u64::from(digit);
        }
        NonZeroU64::new(number).map(Self).ok_or(IdError::Digits)
    }

    /// The id with this number; `None` for zero.
    pub const fn from_number(number: u64) -> Option<Self> {
        match NonZeroU64::new(number) {
            Some(number) => Some(Self(number)),
            None => None,
        }
    }

    /// The number behind the digits.
    pub const fn number(self) -> u64 {
        self.0.get()
    }

    /// When the server made this id, in milliseconds since 1970.
    ///
    /// True for authorizations and users. Organizations and buckets have random ids, for which this says nothing.
    pub const fn generated_at_ms(self) -> u64 {
        (self.0.get() >> SNOWFLAKE_TIME_SHIFT) + SNOWFLAKE_EPOCH_MS
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints_sixteen_digits() {
        let id = Id::parse("04D8f1a2b3c4d5e6").expect("a valid id");
        assert_eq!(id.to_string(), "04d8f1a2b3c4d5e6");
    }

    #[test]
    fn refuses_what_the_server_refuses() {
        for (text, error) in [
            ("", IdError::Length),
            ("4d8f1a2b3c4d5e6", IdError::Length),
            ("04d8f1a2b3c4d5e60", IdError::Length),
            ("04d8f1a2b3c4d5eg", IdError::Digits),
            ("+4d8f1a2b3c4d5e6", IdError::Digits),
            ("0000000000000000", IdError::Digits),
        ] {
            assert_eq!(Id::parse(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn a_generated_id_tells_its_time() {
        let id = Id::from_number(1 << SNOWFLAKE_TIME_SHIFT).expect("not zero");
        assert_eq!(id.generated_at_ms(), SNOWFLAKE_EPOCH_MS + 1);
    }
}
