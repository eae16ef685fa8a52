//! What a cluster stores.

use super::profile::Profile;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::time::Instant;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// One cluster.
#[derive(Clone, Debug)]
pub struct Cluster {
    /// The product or release that is played.
    pub profile: Profile,
    /// Its databases, by age.
    pub databases: Vec<Database>,
    /// Its database tokens, by age.
    pub tokens: Vec<Token>,
}

/// A database. Grants are tied to its name.
#[derive(Clone, Debug)]
pub struct Database {
    pub name: String,
    pub max_tables: u32,
    pub max_columns_per_table: u32,
    /// In nanoseconds; 0 is for ever.
    pub retention_period: u64,
    pub partition_template: Option<Value>,
    /// Only a rename tells it.
    pub id: u64,
}

/// A database token.
#[derive(Clone, Debug)]
pub struct Token {
    pub id: String,
    pub description: String,
    /// As they were given: actions are not restricted by the contract.
    pub permissions: Vec<Value>,
    pub created_at: String,
    pub expires_at: Option<String>,
    pub revoked_at: Option<String>,
    pub sha256: [u8; 32],
    /// Until then the data plane does not know it.
    pub known_from: Instant,
}

impl Cluster {
    /// A cluster in which nothing was created.
    pub fn empty(profile: Profile) -> Self {
        Self { profile, databases: Vec::new(), tokens: Vec::new() }
    }

    /// The database of that name.
    pub fn database(&self, name: &str) -> Option<&Database> {
        self.databases.iter().find(|database| database.name == name)
    }

    /// The token with that secret, if it works now.
    pub fn working_token(&self, secret: &str) -> Option<&Token> {
        let sha256 = hash_of(secret);
        self.tokens.iter().find(|token| token.sha256 == sha256).filter(|token| token.works())
    }
}

impl Token {
    fn works(&self) -> bool {
        let expired = self.expires_at.as_deref().and_then(moment).is_some_and(|at| at <= OffsetDateTime::now_utc());
        self.revoked_at.is_none() && !expired && self.known_from <= Instant::now()
    }

    /// Whether it grants this. Write does not imply read.
    pub fn grants(&self, action: &str, database: &str) -> bool {
        self.permissions.iter().any(|permission| {
            permission["action"] == action && (permission["resource"] == database || permission["resource"] == "*")
        })
    }
}

/// The fingerprint of a secret, which is all that is kept of it.
pub fn hash_of(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// A time as the contract writes it.
pub fn moment(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok()
}
