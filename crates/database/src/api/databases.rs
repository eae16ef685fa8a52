//! `/databases`: which there are.

use super::{decode, request, wire};
use crate::ApiError;
use crate::connection::Paths;
use crate::database::{Database, Retention, sort};
use console_core::http::{Method, Request, Response};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// Asks for every database of the cluster.
pub fn list(paths: Paths) -> Request {
    request(Method::Get, paths, "/databases")
}

/// Reads the list, sorted by name. An entry without a name is left out, because nothing could be granted on it; whatever else
/// can't be read costs only itself.
pub fn decode_list(response: &Response) -> Result<Vec<Database>, ApiError> {
    let entries = decode::<wire::RawList<'_>>(response)?;
    let read = |entry: &&RawValue| {
        let wire: wire::Database<'_> = serde_json::from_str(entry.get()).ok()?;
        Some(Database {
            name: (*wire.name).into(),
            retention: Retention::of_nanoseconds(number(wire.retention_period)),
            max_tables: number(wire.max_tables),
        })
    };
    let mut databases: Vec<Database> = entries.iter().filter_map(read).collect();
    sort(&mut databases);
    Ok(databases)
}

fn number<T: DeserializeOwned>(written: Option<&RawValue>) -> Option<T> {
    serde_json::from_str(written?.get()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_is_needed_of_a_database() {
        let body =
            r#"[{"name":"plant_a","maxTables":-1,"retentionPeriod":"7d"},{"name":"plant_b","maxTables":500},{"id":1}]"#;
        let response = Response::new(200, "application/json", body);
        let read = decode_list(&response).expect("a list");
        let told: Vec<_> = read.iter().map(|database| (&*database.name, database.max_tables)).collect();
        assert_eq!(told, [("plant_a", None), ("plant_b", Some(500))]);
    }
}
