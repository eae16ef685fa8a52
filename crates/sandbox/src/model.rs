//! What the stand-in stores: everything that the real server keeps in its databases, in memory.
//!
//! The store knows nothing of HTTP and checks no rights; handlers do. It keeps the invariants that the
//! server's storage keeps: unique names, ids that are never used twice, an index for tokens.

mod accounts;
mod authorizations;
mod buckets;
mod objects;

pub use accounts::{Mapping, Org, Role, Session, User};
pub use authorizations::{
    Authorization, LegacyAuthorization, NewAuthorization, Status, TokenHash, hash_of, new_secret,
};
pub use buckets::{Bucket, BucketType, Durations, check_name as check_bucket_name};
pub use objects::{Kind, Object};

use crate::id::{Id, Ids};
use std::collections::{BTreeMap, HashMap};

/// The id under which the server knows itself as a resource.
pub const INSTANCE: Id = Id(1);

/// Everything stored.
#[derive(Clone, Debug)]
pub struct Store {
    /// Makes ids.
    pub ids: Ids,
    /// Organizations.
    pub orgs: BTreeMap<Id, Org>,
    /// Users.
    pub users: BTreeMap<Id, User>,
    /// Passwords of users and of 1.x authorizations, in clear text: nothing here is worth hiding.
    pub passwords: HashMap<Id, String>,
    /// Who is member or owner of what, by resource and user.
    pub mappings: BTreeMap<(Id, Id), Mapping>,
    /// Buckets.
    pub buckets: BTreeMap<Id, Bucket>,
    /// Buckets by organization and name, as the server's index has them.
    pub bucket_names: BTreeMap<(Id, String), Id>,
    /// Authorizations.
    pub authorizations: BTreeMap<Id, Authorization>,
    /// Authorizations by the hash of their token.
    pub tokens: HashMap<TokenHash, Id>,
    /// 1.x authorizations.
    pub legacy: BTreeMap<Id, LegacyAuthorization>,
    /// Sessions by key.
    pub sessions: HashMap<String, Session>,
    /// Everything else, by kind.
    pub objects: HashMap<Kind, BTreeMap<Id, Object>>,
    /// Labels put on things: by resource, then label.
    pub labelled: BTreeMap<Id, Vec<Id>>,
    /// Secrets by organization: key to value.
    pub secrets: BTreeMap<Id, BTreeMap<String, String>>,
}

impl Store {
    /// An empty store whose random ids follow from `seed`.
    pub fn new(seed: u64) -> Self {
        Self {
            ids: Ids::new(seed),
            orgs: BTreeMap::new(),
            users: BTreeMap::new(),
            passwords: HashMap::new(),
            mappings: BTreeMap::new(),
            buckets: BTreeMap::new(),
            bucket_names: BTreeMap::new(),
            authorizations: BTreeMap::new(),
            tokens: HashMap::new(),
            legacy: BTreeMap::new(),
            sessions: HashMap::new(),
            objects: HashMap::new(),
            labelled: BTreeMap::new(),
            secrets: BTreeMap::new(),
        }
    }
}
