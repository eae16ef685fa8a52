//! What differs between the products and releases that have, or lack, the Management API.

/// Where the API is found below `/api/v0`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Paths {
    /// Nowhere: only gRPC is exposed.
    None,
    /// `/tokens`, as the contract of Clustered says.
    Flat,
    /// `/accounts/{uuid}/clusters/{uuid}/tokens` with any ids, as the vendor's own client asks a cluster.
    AnyAccount,
    /// The same with the ids of the account and the cluster.
    OwnAccount,
}

/// One product or release.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Profile {
    /// The name by which it is chosen.
    pub name: &'static str,
    /// Where its API is found.
    pub paths: Paths,
    /// Whether tokens and databases name their account and cluster.
    pub names_account: bool,
    /// Whether lists hold tokens that were revoked; the contract does not say.
    pub lists_revoked: bool,
}

const CLUSTERED: Profile =
    Profile { name: "clustered", paths: Paths::AnyAccount, names_account: false, lists_revoked: true };

impl Profile {
    /// Every profile.
    pub const ALL: &[Self] = &[
        CLUSTERED,
        Profile { name: "clustered-flat-paths", paths: Paths::Flat, lists_revoked: false, ..CLUSTERED },
        Profile { name: "clustered-2025-03", paths: Paths::None, ..CLUSTERED },
        Profile { name: "dedicated", paths: Paths::OwnAccount, names_account: true, ..CLUSTERED },
    ];
}
