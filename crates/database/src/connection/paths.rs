//! The two forms of the API's paths. Cloud Dedicated names account and cluster; of Clustered the contract says that it does
//! not, and the vendor's own client asks it as if it did.

use crate::Id;

/// What the paths of the API begin with, in either form.
const ROOT: &str = "/api/v0";

/// An account and a cluster of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The account.
    pub account: Id,
    /// The cluster.
    pub cluster: Id,
}

/// Stands for account and cluster where the server asks for both and looks at neither.
pub const ANY: Cluster = {
    let id = Id::from_number(0x1111_1111_1111_1111_1111_1111_1111_1111);
    Cluster { account: id, cluster: id }
};

/// The form of the paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paths {
    /// `/api/v0/tokens`.
    Flat,
    /// `/api/v0/accounts/ID/clusters/ID/tokens`.
    Scoped(Cluster),
}

impl Paths {
    pub(crate) fn prefix(self) -> String {
        match self {
            Self::Flat => ROOT.to_owned(),
            Self::Scoped(Cluster { account, cluster }) => format!("{ROOT}/accounts/{account}/clusters/{cluster}"),
        }
    }

    /// The words for a person.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Flat => "paths without account",
            Self::Scoped(_) => "paths with account and cluster",
        }
    }

    /// What is remembered for the tab.
    pub fn to_word(self) -> String {
        match self {
            Self::Flat => "flat".to_owned(),
            Self::Scoped(Cluster { account, cluster }) => format!("{account}/{cluster}"),
        }
    }

    /// Reads what was remembered.
    pub fn parse(word: &str) -> Option<Self> {
        if word == "flat" {
            return Some(Self::Flat);
        }
        let (account, cluster) = word.split_once('/')?;
        Some(Self::Scoped(Cluster { account: Id::parse(account)?, cluster: Id::parse(cluster)? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_read_back() {
        for paths in [Paths::Flat, Paths::Scoped(ANY)] {
            assert_eq!(Paths::parse(&paths.to_word()), Some(paths));
        }
        assert_eq!(Paths::parse("11111111-1111-1111-1111-111111111111"), None);
    }

    #[test]
    fn the_ids_that_stand_for_any_are_those_of_the_vendors_client() {
        let id = "11111111-1111-1111-1111-111111111111";
        assert_eq!(Paths::Scoped(ANY).prefix(), format!("/api/v0/accounts/{id}/clusters/{id}"));
    }
}
