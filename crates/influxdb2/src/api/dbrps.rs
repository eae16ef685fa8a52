//! `/api/v2/dbrps`: which bucket a client of InfluxDB 1.x means by a database and a retention policy.

use super::{decode, wire};
use crate::mapping::Mapping;
use crate::{ApiError, Id};
use console_core::http::{Request, Response};

/// Asks for the mappings of an organization; the server leaves out those whose bucket the caller may not read.
pub fn list(org: Id) -> Request {
    super::get(format!("/api/v2/dbrps?orgID={org}"))
}

/// Reads the answer to [`list`].
pub fn decode_list(response: &Response) -> Result<Vec<Mapping>, ApiError> {
    let list: wire::MappingList = decode(response)?;
    let from_wire = |mapping: wire::Mapping<'_>| Mapping {
        database: (*mapping.database).into(),
        retention_policy: (*mapping.retention_policy).into(),
        bucket: mapping.bucket,
        default: mapping.default,
        is_virtual: mapping.is_virtual,
    };
    Ok(list.content.unwrap_or_default().into_iter().map(from_wire).collect())
}
