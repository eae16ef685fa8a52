//! The Management API's own shapes. Nothing outside of this folder sees them.
//!
//! What a newer release adds is ignored, such as the `id` that `influxctl` shows in a permission.

pub use console_core::http::json::Text;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// A list with each entry left as it stands in the body, so that one that can't be read costs that entry alone.
pub type RawList<'a> = Vec<&'a RawValue>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token<'a> {
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow, default)]
    pub description: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub permissions: Option<Vec<Permission<'a>>>,
    // A time that can't be read costs itself alone.
    #[serde(borrow, default)]
    pub created_at: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub expires_at: Option<&'a RawValue>,
    #[serde(borrow, default)]
    pub revoked_at: Option<&'a RawValue>,
}

/// What is left of an entry that can't be read.
#[derive(Deserialize)]
pub struct Identified<'a> {
    #[serde(borrow, default)]
    pub id: Option<Text<'a>>,
}

/// The answer to a create: the one place where a token's secret is read. It borrows, so that no copy is left behind.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Created<'a> {
    #[serde(borrow, default)]
    pub access_token: Option<Text<'a>>,
}

#[derive(Deserialize, Serialize)]
pub struct Permission<'a> {
    #[serde(borrow)]
    pub action: Text<'a>,
    #[serde(borrow)]
    pub resource: Text<'a>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Database<'a> {
    #[serde(borrow)]
    pub name: Text<'a>,
    #[serde(default, borrow)]
    pub max_tables: Option<&'a RawValue>,
    /// In nanoseconds; beyond 104 days it is no number of JavaScript.
    #[serde(default, borrow)]
    pub retention_period: Option<&'a RawValue>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewToken<'a> {
    pub description: &'a str,
    pub permissions: Vec<Permission<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<String>,
}

#[derive(Serialize)]
pub struct Change<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permissions: Option<Vec<Permission<'a>>>,
}

/// An error as clients in the wild met it.
#[derive(Deserialize)]
pub struct Error<'a> {
    #[serde(borrow, default)]
    pub message: Option<Text<'a>>,
    #[serde(borrow, default)]
    pub error: Option<Text<'a>>,
}

/// An error as the contract declares it.
#[derive(Deserialize)]
pub struct OwnError<'a> {
    pub code: u16,
    #[serde(borrow)]
    pub message: Text<'a>,
}
