//! Versions of the `influx` CLI, as far as its `auth create` differs between them.
//!
//! The CLI has its own version line: any CLI can talk to any server.

use std::fmt;

/// A version of the `influx` CLI, or the line of versions that behave alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CliVersion {
    /// The CLI that came inside of the server's package. It has a different parser for its arguments than all later ones.
    V2_0,
    /// The first separate CLI. It sent an empty id with every type-wide grant, which servers refuse.
    V2_1_0,
    V2_1_1,
    /// Brought `--all-access`, `--operator` and flags for nearly all types.
    V2_2,
    V2_3,
    /// Grants on `orgs` and `users` lost their organization here.
    V2_4,
    /// The first that leaves the type `instance` out of its presets.
    V2_5,
    V2_6,
    V2_7,
    V2_8,
}

use CliVersion as V;

impl CliVersion {
    /// Every version, oldest first.
    pub const ALL: [Self; 10] =
        [V::V2_0, V::V2_1_0, V::V2_1_1, V::V2_2, V::V2_3, V::V2_4, V::V2_5, V::V2_6, V::V2_7, V::V2_8];

    /// The newest version that this console knows.
    pub const NEWEST: Self = V::V2_8;

    /// Reads `2.7.3`, `v2.1.0` or `2.4`; an unknown later minor version of the 2 line counts as the newest.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let mut numbers = text.split(['.', '-', '+']);
        if numbers.next()? != "2" {
            return None;
        }
        let minor: u32 = numbers.next()?.parse().ok()?;
        Some(match minor {
            0 => V::V2_0,
            1 if numbers.next() == Some("0") => V::V2_1_0,
            1 => V::V2_1_1,
            2 => V::V2_2,
            3 => V::V2_3,
            4 => V::V2_4,
            5 => V::V2_5,
            6 => V::V2_6,
            7 => V::V2_7,
            _ => V::V2_8,
        })
    }

    /// How the version is written in a sentence.
    pub const fn as_str(self) -> &'static str {
        match self {
            V::V2_0 => "2.0",
            V::V2_1_0 => "2.1.0",
            V::V2_1_1 => "2.1.1",
            V::V2_2 => "2.2",
            V::V2_3 => "2.3",
            V::V2_4 => "2.4",
            V::V2_5 => "2.5",
            V::V2_6 => "2.6",
            V::V2_7 => "2.7",
            V::V2_8 => "2.8",
        }
    }

    /// Whether `orgs` and `users` are granted for one organization; later versions grant them everywhere.
    pub fn scopes_orgs_and_users(self) -> bool {
        self < V::V2_4
    }

    /// Whether the presets leave `instance` out, which no server grants.
    pub fn presets_skip_instance(self) -> bool {
        self >= V::V2_5
    }
}

impl fmt::Display for CliVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A set of CLI versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CliVersions(u16);

impl CliVersions {
    /// Every version.
    pub const ALL: Self = Self((1 << V::ALL.len()) - 1);
    /// No version.
    pub const NONE: Self = Self(0);

    /// This version and all later ones.
    pub const fn since(version: V) -> Self {
        Self(Self::ALL.0 & !((1 << version as u16) - 1))
    }

    /// This version and all earlier ones.
    pub const fn until(version: V) -> Self {
        Self((1 << (version as u16 + 1)) - 1)
    }

    /// This version alone.
    pub const fn only(version: V) -> Self {
        Self(1 << version as u16)
    }

    /// The versions that are in both sets.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The versions that are in either set.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the version is in the set.
    pub const fn contains(self, version: V) -> bool {
        self.0 & (1 << version as u16) != 0
    }

    /// Whether there is no version in the set.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The latest version of the set.
    pub fn newest(self) -> Option<V> {
        V::ALL.into_iter().rev().find(|version| self.contains(*version))
    }
}

/// Prints `2.0 to 2.1.1`, `2.2 and later`, `2.4`, `every version` or `no version`.
impl fmt::Display for CliVersions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::ALL {
            return f.write_str("every version");
        }
        if self.is_empty() {
            return f.write_str("no version");
        }
        let mut first = true;
        let mut next = 0;
        while let Some(offset) = V::ALL[next..].iter().position(|version| self.contains(*version)) {
            let start = next + offset;
            let length = V::ALL[start..].iter().take_while(|version| self.contains(**version)).count();
            let end = start + length - 1;
            if !first {
                f.write_str(", ")?;
            }
            first = false;
            write!(f, "{}", V::ALL[start])?;
            if end == V::ALL.len() - 1 && start != end {
                f.write_str(" and later")?;
            } else if start != end {
                write!(f, " to {}", V::ALL[end])?;
            }
            next = end + 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_with_and_without_a_patch_number() {
        for (text, version) in [
            ("2.0.9", Some(V::V2_0)),
            ("2.1.0", Some(V::V2_1_0)),
            ("2.1", Some(V::V2_1_1)),
            ("v2.4.0", Some(V::V2_4)),
            ("2.7.12", Some(V::V2_7)),
            ("2.9.1", Some(V::V2_8)),
            ("1.8", None),
            ("dev", None),
        ] {
            assert_eq!(CliVersion::parse(text), version, "{text}");
        }
    }

    #[test]
    fn a_set_of_versions_is_said_as_ranges() {
        for (set, text) in [
            (CliVersions::ALL, "every version"),
            (CliVersions::NONE, "no version"),
            (CliVersions::since(V::V2_2), "2.2 and later"),
            (CliVersions::until(V::V2_1_1), "2.0 to 2.1.1"),
            (CliVersions::only(V::V2_4), "2.4"),
            (CliVersions::only(V::V2_8), "2.8"),
            (CliVersions::only(V::V2_0).or(CliVersions::since(V::V2_7)), "2.0, 2.7 and later"),
        ] {
            assert_eq!(set.to_string(), text);
        }
    }
}
