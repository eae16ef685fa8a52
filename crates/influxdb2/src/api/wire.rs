//! The 2.x API's own shapes. Nothing outside of this folder sees them.
//!
//! Texts borrow from the body where they can, so that a list of ten thousand tokens is read without a copy of each name.

use crate::Id;
pub use console_core::http::json::Text;
use serde::de::{Deserializer, Error as _, IgnoredAny, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::fmt;

/// A list that must be there, also where the server writes `null` for an empty one. What comes without it is no list: the error
/// of something on the way, say, with 200 in front of it.
fn told<'de, D: Deserializer<'de>, T: Deserialize<'de>>(list: D) -> Result<Option<Vec<T>>, D::Error> {
    Option::deserialize(list)
}

#[derive(Deserialize)]
pub struct AuthorizationList<'a> {
    #[serde(borrow, deserialize_with = "told")]
    pub authorizations: Option<Vec<Authorization<'a>>>,
}

/// The same list with each entry left as it stands in the body, for a list in which not every entry can be read.
#[derive(Deserialize)]
pub struct RawAuthorizationList<'a> {
    #[serde(borrow, deserialize_with = "told")]
    pub authorizations: Option<Vec<&'a RawValue>>,
}

/// What is left of an entry that can't be read.
#[derive(Deserialize)]
pub struct Identified<'a> {
    #[serde(borrow, default)]
    pub id: Option<Text<'a>>,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
#[serde(rename_all = "camelCase")]
pub struct Authorization<'a> {
    #[serde(deserialize_with = "id")]
    pub id: Id,
    #[serde(rename = "orgID", deserialize_with = "id")]
    pub org_id: Id,
    #[serde(rename = "userID", deserialize_with = "id")]
    pub user_id: Id,
    #[serde(borrow, default)]
    pub org: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub user: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub status: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub description: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub permissions: Option<Vec<Permission<'a>>>,
    #[serde(borrow, default)]
    pub created_at: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub updated_at: Option<Text<'a>>,
    #[serde(default)]
    pub token: TokenValue,
}

#[derive(Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
pub struct Permission<'a> {
    #[serde(borrow)]
    pub action: Text<'a>,
    #[serde(borrow)]
    pub resource: Resource<'a>,
}

#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(PartialEq))]
pub struct Resource<'a> {
    #[serde(borrow, rename = "type")]
    pub kind: Text<'a>,
    #[serde(default, deserialize_with = "optional_id")]
    pub id: Option<Id>,
    #[serde(rename = "orgID", default, deserialize_with = "optional_id")]
    pub org_id: Option<Id>,
    #[serde(borrow, default)]
    pub name: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub org: Option<Text<'a>>,
}

/// What a list says of a token's value: only whether it was there. The value itself is dropped while it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TokenValue {
    /// Empty, absent, or the word that Cloud puts in its place.
    #[default]
    Hidden,
    /// In clear text: OSS up to 2.7, 2.8 by default, later ones with hashing switched off.
    Shown,
}

impl TokenValue {
    /// What the value itself says, which is dropped here.
    pub fn of(text: &str) -> Self {
        if text.is_empty() || text.eq_ignore_ascii_case("redacted") { Self::Hidden } else { Self::Shown }
    }
}

impl<'de> Deserialize<'de> for TokenValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Presence;
        impl<'de> Visitor<'de> for Presence {
            type Value = TokenValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a token or nothing")
            }

            fn visit_str<E>(self, text: &str) -> Result<TokenValue, E> {
                Ok(TokenValue::of(text))
            }

            fn visit_unit<E>(self) -> Result<TokenValue, E> {
                Ok(TokenValue::Hidden)
            }
        }
        deserializer.deserialize_any(Presence)
    }
}

/// The answer to a create: the one place where a token's value is read. It borrows, so that no copy is left behind.
#[derive(Deserialize)]
pub struct Created<'a> {
    #[serde(borrow)]
    pub token: Text<'a>,
}

fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Id, D::Error> {
    struct Digits;
    impl Visitor<'_> for Digits {
        type Value = Id;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an id of 16 hexadecimal digits")
        }

        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Id, E> {
            Id::parse(text).map_err(E::custom)
        }
    }
    deserializer.deserialize_str(Digits)
}

fn optional_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Id>, D::Error> {
    match Option::<Text<'de>>::deserialize(deserializer)? {
        None => Ok(None),
        // InfluxDB leaves an id out rather than sending an empty one, but the CLI 2.1.0 wrote empty ones.
        Some(text) if text.is_empty() => Ok(None),
        Some(text) => Id::parse(&text).map(Some).map_err(D::Error::custom),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewAuthorization<'a> {
    #[serde(rename = "orgID")]
    pub org_id: String,
    #[serde(rename = "userID", skip_serializing_if = "Option::is_none")]
    pub user_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub description: &'a str,
    pub permissions: Vec<NewPermission<'a>>,
}

#[derive(Serialize)]
pub struct NewPermission<'a> {
    pub action: &'a str,
    pub resource: NewResource<'a>,
}

#[derive(Serialize)]
pub struct NewResource<'a> {
    #[serde(rename = "type")]
    pub kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(rename = "orgID", skip_serializing_if = "Option::is_none")]
    pub org_id: Option<String>,
}

#[derive(Serialize)]
pub struct Change<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
}

/// The name to sign in with, which stands where a token has its value.
#[derive(Deserialize)]
pub struct V1Name<'a> {
    #[serde(deserialize_with = "id")]
    pub id: Id,
    #[serde(borrow)]
    pub token: Text<'a>,
}

#[derive(Serialize)]
pub struct NewV1Authorization<'a> {
    pub token: &'a str,
    #[serde(rename = "orgID")]
    pub org_id: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub description: &'a str,
    pub permissions: Vec<NewPermission<'a>>,
}

#[derive(Serialize)]
pub struct NewPassword<'a> {
    pub password: &'a str,
}

#[derive(Deserialize)]
pub struct MappingList<'a> {
    #[serde(borrow, deserialize_with = "told")]
    pub content: Option<Vec<Mapping<'a>>>,
}

#[derive(Deserialize)]
pub struct Mapping<'a> {
    #[serde(borrow)]
    pub database: Text<'a>,
    #[serde(borrow)]
    pub retention_policy: Text<'a>,
    #[serde(rename = "bucketID", deserialize_with = "id")]
    pub bucket: Id,
    #[serde(default)]
    pub default: bool,
    #[serde(rename = "virtual", default)]
    pub is_virtual: bool,
}

#[derive(Deserialize)]
pub struct Setup {
    pub allowed: bool,
}

/// `GET /api/v2/config`: its content does not matter, only that the caller may read it.
#[derive(Deserialize)]
pub struct Config {
    #[serde(rename = "config")]
    pub _config: IgnoredAny,
}

/// Any object that a permission can name.
#[derive(Deserialize)]
pub struct Object<'a> {
    #[serde(deserialize_with = "id")]
    pub id: Id,
    #[serde(borrow, default)]
    pub name: Option<Text<'a>>,
    /// Annotation streams have this instead of a name.
    #[serde(borrow, default)]
    pub stream: Option<Text<'a>>,
    /// Authorizations have this instead of a name.
    #[serde(borrow, default)]
    pub description: Option<Text<'a>>,
    /// Buckets say here whether they are the system's.
    #[serde(borrow, default, rename = "type")]
    pub kind: Option<Text<'a>>,
}

#[derive(Serialize)]
pub struct NewUser<'a> {
    pub name: &'a str,
}

#[derive(Deserialize)]
pub struct User<'a> {
    #[serde(deserialize_with = "id")]
    pub id: Id,
    #[serde(borrow)]
    pub name: Text<'a>,
    #[serde(borrow, default)]
    pub status: Option<Text<'a>>,
}

#[derive(Deserialize)]
pub struct UserList<'a> {
    #[serde(borrow)]
    pub users: Vec<User<'a>>,
}
