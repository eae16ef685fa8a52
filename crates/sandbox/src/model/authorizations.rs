//! Authorizations (API tokens) and their 1.x counterparts.

use super::Store;
use crate::answer::Refusal;
use crate::id::Id;
use crate::permission::{Permission, Rights};
use crate::profile::{Profile, Secrets};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use sha2::{Digest, Sha256};

/// Active or inactive, as users and authorizations can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Status {
    Active,
    Inactive,
}

impl Status {
    /// The status's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }

    /// Reads a status's name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Active, Self::Inactive].into_iter().find(|s| s.name() == name)
    }

    /// Reads a status, or refuses as the handlers of users and new authorizations do.
    pub fn read(name: &str) -> Result<Self, Refusal> {
        Self::parse(name).ok_or_else(|| Refusal::invalid("invalid status: must be active or inactive"))
    }
}

/// The SHA-256 of a token.
pub type TokenHash = [u8; 32];

/// Hashes a token.
pub fn hash_of(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

/// One authorization.
#[derive(Clone, Debug)]
pub struct Authorization {
    pub id: Id,
    /// The secret, where the server keeps it.
    pub token: Option<String>,
    pub hash: TokenHash,
    pub status: Status,
    pub description: String,
    pub org: Id,
    pub user: Id,
    pub permissions: Vec<Permission>,
    pub created_at: String,
    pub updated_at: String,
}

impl Authorization {
    /// What a holder of this token may do.
    pub fn rights(&self) -> Rights {
        match self.status {
            Status::Active => Rights::of(&self.permissions),
            Status::Inactive => Rights::inactive(),
        }
    }

    /// The hash as `POST /setup` shows it.
    pub fn hash_text(&self) -> String {
        format!("$influxdb2-sha256${}", URL_SAFE.encode(self.hash))
    }
}

/// One 1.x authorization; its token is the name of a 1.x user and no secret.
#[derive(Clone, Debug)]
pub struct LegacyAuthorization {
    pub id: Id,
    pub token: String,
    pub status: Status,
    pub description: String,
    pub org: Id,
    pub user: Id,
    pub permissions: Vec<Permission>,
    pub created_at: String,
    pub updated_at: String,
}

/// All that is said when an authorization is made.
#[derive(Clone, Debug)]
pub struct NewAuthorization {
    pub status: Status,
    pub description: String,
    pub org: Id,
    pub user: Id,
    pub permissions: Vec<Permission>,
}

impl Store {
    /// Stores an authorization with this secret.
    pub fn create_authorization(&mut self, profile: &Profile, id: Id, secret: &str, new: NewAuthorization, at: &str) {
        let hash = hash_of(secret);
        self.tokens.insert(hash, id);
        self.authorizations.insert(
            id,
            Authorization {
                id,
                token: (profile.secrets == Secrets::Shown).then(|| secret.to_owned()),
                hash,
                status: new.status,
                description: new.description,
                org: new.org,
                user: new.user,
                permissions: new.permissions,
                created_at: at.to_owned(),
                updated_at: at.to_owned(),
            },
        );
    }

    /// The authorization of that id.
    pub fn authorization(&self, id: Id) -> Result<&Authorization, Refusal> {
        self.authorizations.get(&id).ok_or_else(|| Refusal::not_found("authorization not found"))
    }

    /// The authorization whose secret that is.
    pub fn authorization_by_token(&self, token: &str) -> Option<&Authorization> {
        self.authorizations.get(self.tokens.get(&hash_of(token))?)
    }

    /// Removes an authorization; its token is unknown from then on.
    pub fn delete_authorization(&mut self, id: Id) {
        if let Some(gone) = self.authorizations.remove(&id) {
            self.tokens.remove(&gone.hash);
        }
    }

    /// The 1.x authorization of that id.
    pub fn legacy_authorization(&self, id: Id) -> Result<&LegacyAuthorization, Refusal> {
        self.legacy.get(&id).ok_or_else(|| Refusal::not_found("authorization not found"))
    }
}

/// A new secret as the server makes it: 64 random bytes in URL-safe base64, 88 characters.
pub fn new_secret() -> String {
    let mut bytes = [0; 64];
    // Without randomness the machine cannot serve anything securely; a fixed secret is no way out.
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    URL_SAFE.encode(bytes)
}
