//! Ids of tokens, accounts and clusters: UUIDs.

use std::fmt::{self, Write as _};

/// The id of a token, an account or a cluster.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u128);

/// Where the groups of digits end, counted in digits.
const GROUPS: [usize; 4] = [8, 12, 16, 20];

impl Id {
    /// The id with this number.
    pub const fn from_number(number: u128) -> Self {
        Self(number)
    }

    /// Reads 8-4-4-4-12 hexadecimal digits in either case; `None` for anything else.
    ///
    /// ```
    /// use database::Id;
    /// let id = Id::parse("55555555-5555-4555-8555-55555555555A").expect("an id");
    /// assert_eq!(id.to_string(), "55555555-5555-4555-8555-55555555555a");
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let groups = text.split('-').map(str::len);
        if !groups.eq([8, 4, 4, 4, 12]) {
            return None;
        }
        let mut number = 0_u128;
        for digit in text.chars().filter(|c| *c != '-') {
            number = number << 4 | u128::from(digit.to_digit(16)?);
        }
        Some(Self(number))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, digit) in format!("{:032x}", self.0).chars().enumerate() {
            if GROUPS.contains(&at) {
                f.write_char('-')?;
            }
            f.write_char(digit)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_form_of_a_uuid_is_read() {
        for text in [
            "",
            "55555555555545558555555555555555",
            "55555555-5555-4555-8555-55555555555g",
            "+5555555-5555-4555-8555-555555555555",
            "55555555-5555-4555-8555-5555555555555",
            "{5555555-5555-4555-8555-55555555555}",
        ] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
        assert_eq!(Id::parse("00000000-0000-0000-0000-000000000001"), Some(Id::from_number(1)));
    }
}
