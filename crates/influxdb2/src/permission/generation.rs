//! The lists of grantable types that OSS servers have had: a token keeps the list of the version that made it.
//!
//! Upgrades add new types only to tokens that hold exactly an older list (2.1 and 2.2 migrations), so older ones stay in the field.

use super::ResourceType as T;
use std::fmt;

/// A range of OSS versions with one list of types that a token can hold, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Generation {
    /// 2.0: 18 types.
    V2_0,
    /// 2.1: with notebooks and annotations, 20 types.
    V2_1,
    /// 2.2 and later: with remotes and replications, 22 types. (`instance`, since 2.4, can't be granted.)
    V2_2,
}

/// The grantable types of the newest generation, in the server's order; an older generation has a prefix of it.
const TYPES: [T; 22] = [
    T::Authorizations,
    T::Buckets,
    T::Dashboards,
    T::Orgs,
    T::Sources,
    T::Tasks,
    T::Telegrafs,
    T::Users,
    T::Variables,
    T::Scrapers,
    T::Secrets,
    T::Labels,
    T::Views,
    T::Documents,
    T::NotificationRules,
    T::NotificationEndpoints,
    T::Checks,
    T::Dbrp,
    T::Notebooks,
    T::Annotations,
    T::Remotes,
    T::Replications,
];

impl Generation {
    /// All generations, oldest first.
    pub const ALL: [Self; 3] = [Self::V2_0, Self::V2_1, Self::V2_2];

    /// The types that a token of this generation can hold, in the server's order.
    pub fn types(self) -> &'static [T] {
        match self {
            Self::V2_0 => &TYPES[..18],
            Self::V2_1 => &TYPES[..20],
            Self::V2_2 => &TYPES,
        }
    }

    /// The first version with this list.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V2_0 => "2.0",
            Self::V2_1 => "2.1",
            Self::V2_2 => "2.2",
        }
    }
}

impl fmt::Display for Generation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
