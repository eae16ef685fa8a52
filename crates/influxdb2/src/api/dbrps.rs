//! `/api/v2/dbrps`: which bucket a client of InfluxDB 1.x means by a database and a retention policy.

use super::{decode, wire};
use crate::{ApiError, Id};
use console_core::http::{Request, Response};

/// A mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The name of the database: foreign text.
    pub database: Box<str>,
    /// The name of the retention policy: foreign text.
    pub retention_policy: Box<str>,
    /// The bucket.
    pub bucket: Id,
    /// Whether it is meant where a client names no retention policy.
    pub default: bool,
    /// Whether the server made it up from the bucket's name; it goes with the bucket and can't be changed.
    pub is_virtual: bool,
}

/// Asks for the mappings of an organization; the server leaves out those whose bucket the caller may not read.
pub fn list(org: Id) -> Request {
    super::get(format!("/api/v2/dbrps?orgID={org}"))
}

/// Reads the answer to [`list`].
pub fn decode_list(response: &Response) -> Result<Vec<Mapping>, ApiError> {
    let list: wire::MappingList = decode(response)?;
    let from_wire = |mapping: wire::Mapping<'_>| Mapping {
        database: mapping.database.as_ref().into(),
        retention_policy: mapping.retention_policy.as_ref().into(),
        bucket: mapping.bucket,
        default: mapping.default,
        is_virtual: mapping.is_virtual,
    };
    Ok(list.content.unwrap_or_default().into_iter().map(from_wire).collect())
}
