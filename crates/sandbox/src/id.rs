//! Ids as InfluxDB writes them: 16 lower-case hexadecimal digits, never all zero.
//!
//! Two generators exist, because the real server has two: authorizations, users and most objects get
//! ids that grow with time (a snowflake), organizations and buckets get random ones. The random ones
//! come from a seeded sequence here, so that two runs of the stand-in list the same things alike.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

/// The start of the snowflake's clock in milliseconds since 1970.
const SNOWFLAKE_EPOCH: u64 = 1_491_696_000_000;

/// An id that is not zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Id(pub u64);

/// Why a text is no id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdError {
    /// It is not 16 bytes long; the empty text too.
    Length,
    /// It has 16 bytes, but they are not hexadecimal, or all zero.
    Invalid,
}

impl IdError {
    /// The server's words for it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Length => "id must have a length of 16 bytes",
            Self::Invalid => "invalid ID",
        }
    }
}

impl Id {
    /// Reads an id; upper-case digits are taken too, as the server does.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if text.len() != 16 {
            return Err(IdError::Length);
        }
        if !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(IdError::Invalid);
        }
        match u64::from_str_radix(text, 16) {
            Ok(0) | Err(_) => Err(IdError::Invalid),
            Ok(n) => Ok(Self(n)),
        }
    }

    /// The 16 digits as bytes, without an allocation.
    pub fn digits(self) -> [u8; 16] {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut out = [0; 16];
        for (i, byte) in self.0.to_be_bytes().into_iter().enumerate() {
            out[2 * i] = DIGITS[usize::from(byte >> 4)];
            out[2 * i + 1] = DIGITS[usize::from(byte & 15)];
        }
        out
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Makes ids.
#[derive(Clone, Debug)]
pub struct Ids {
    last: u64,
    machine: u64,
    random: u64,
    /// The time that ids are made at instead of now, in milliseconds since 1970.
    pretended: Option<u64>,
}

impl Ids {
    /// A generator whose random ids follow from `seed`.
    pub fn new(seed: u64) -> Self {
        Self { last: 0, machine: 1, random: seed, pretended: None }
    }

    /// Another generator whose timed ids differ from those of this one.
    pub fn of_machine(self, machine: u64) -> Self {
        Self { machine, ..self }
    }

    /// Lets the next timed ids be made at another time than now, until `None` is given.
    pub fn pretend(&mut self, millis: Option<u64>) {
        self.pretended = millis;
    }

    /// The next id of the kind that grows with time.
    pub fn timed(&mut self) -> Id {
        if let Some(millis) = self.pretended {
            return self.timed_at(millis);
        }
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |d| u64::try_from(d.as_millis()).unwrap_or(u64::MAX));
        self.timed_at(now)
    }

    /// An id as it would have been made at `millis` after 1970, still greater than every one before.
    pub fn timed_at(&mut self, millis: u64) -> Id {
        let wanted = (millis.saturating_sub(SNOWFLAKE_EPOCH) << 22) | (self.machine << 12);
        self.last = wanted.max(self.last + 1);
        Id(self.last)
    }

    /// The next random id.
    pub fn random(&mut self) -> Id {
        loop {
            let n = self.next_random();
            if n != 0 {
                return Id(n);
            }
        }
    }

    /// One step of SplitMix64.
    fn next_random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_an_id_tells_length_from_digits() {
        for (text, expected) in [
            ("", Err(IdError::Length)),
            ("abc", Err(IdError::Length)),
            ("zzzzzzzzzzzzzzzz", Err(IdError::Invalid)),
            ("+000000000000001", Err(IdError::Invalid)),
            ("0000000000000000", Err(IdError::Invalid)),
            ("00000000000000aa", Ok(Id(0xaa))),
            ("ABCDEFABCDEFABCD", Ok(Id(0xabcd_efab_cdef_abcd))),
        ] {
            assert_eq!(Id::parse(text), expected, "{text:?}");
        }
    }

    #[test]
    fn timed_ids_grow_even_within_one_millisecond() {
        let mut ids = Ids::new(1);
        let first = ids.timed_at(1_700_000_000_000);
        let second = ids.timed_at(1_700_000_000_000);
        assert!(second > first);
        assert_eq!(first.to_string().as_bytes(), first.digits());
    }
}
