//! `/databases`: which there are.

use super::{decode, request, wire};
use crate::ApiError;
use crate::connection::Paths;
use crate::database::{Database, Retention, sort};
use console_core::http::{Method, Request, Response};

/// Asks for every database of the cluster.
pub fn list(paths: Paths) -> Request {
    request(Method::Get, paths, "/databases")
}

/// Reads the list, sorted by name. An entry that can't be read is left out: nothing could be granted on it.
pub fn decode_list(response: &Response) -> Result<Vec<Database>, ApiError> {
    let entries = decode::<wire::RawList<'_>>(response)?;
    let read = |entry: &&serde_json::value::RawValue| {
        let wire: wire::Database<'_> = serde_json::from_str(entry.get()).ok()?;
        Some(Database {
            name: (*wire.name).into(),
            retention: Retention::of_nanoseconds(wire.retention_period),
            max_tables: wire.max_tables,
        })
    };
    let mut databases: Vec<Database> = entries.iter().filter_map(read).collect();
    sort(&mut databases);
    Ok(databases)
}
