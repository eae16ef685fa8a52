//! `/databases`. Tables, and what brings deleted things back, are left out: no token depends on them.

use super::answers::{Handled, Refusal};
use super::cluster::{Cluster, Database};
use super::demo::{ACCOUNT, CLUSTER};
use super::tokens::object;
use axum::http::Method;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

/// The defaults that the contract names.
const MAX_TABLES: u32 = 500;
const MAX_COLUMNS_PER_TABLE: u32 = 200;

/// Answers everything below the resource; nothing if there is no such path.
pub fn serve(cluster: &mut Cluster, method: &Method, body: &[u8], rest: &[&str]) -> Option<Handled> {
    Some(match (method, rest) {
        (&Method::GET, []) => Ok(Some(cluster.databases.iter().map(|database| shape(cluster, database)).collect())),
        (&Method::POST, []) => create(cluster, body),
        (&Method::PATCH, [name]) => update(cluster, body, name),
        (&Method::DELETE, [name]) => delete(cluster, name),
        (&Method::PUT, [name, "rename"]) => rename(cluster, body, name),
        _ => return None,
    })
}

fn shape(cluster: &Cluster, database: &Database) -> Value {
    let mut shown = json!({
        "name": database.name,
        "maxTables": database.max_tables,
        "maxColumnsPerTable": database.max_columns_per_table,
        "retentionPeriod": database.retention_period,
    });
    if cluster.profile.names_account {
        shown["accountId"] = ACCOUNT.into();
        shown["clusterId"] = CLUSTER.into();
    }
    if let Some(template) = &database.partition_template {
        shown["partitionTemplate"] = template.clone();
    }
    shown
}

fn named<'a>(cluster: &'a mut Cluster, name: &str) -> Result<&'a mut Database, Refusal> {
    let name = percent_decode_str(name).decode_utf8().map_err(|_| Refusal::BadRequest)?;
    cluster.databases.iter_mut().find(|database| database.name == name).ok_or(Refusal::NotFound)
}

fn shown(cluster: &Cluster, name: &str) -> Handled {
    cluster.database(name).map(|database| Some(shape(cluster, database))).ok_or(Refusal::NotFound)
}

fn create(cluster: &mut Cluster, body: &[u8]) -> Handled {
    let asked = object(body)?;
    let name = name(&asked)?;
    let limits = Limits::read(&asked)?;
    if cluster.database(&name).is_some() {
        return Err(Refusal::Conflict);
    }
    let database = Database {
        name: name.clone(),
        max_tables: limits.max_tables.unwrap_or(MAX_TABLES),
        max_columns_per_table: limits.max_columns_per_table.unwrap_or(MAX_COLUMNS_PER_TABLE),
        retention_period: limits.retention_period.unwrap_or(0),
        partition_template: asked.get("partitionTemplate").cloned(),
        id: 1 + cluster.databases.iter().map(|database| database.id).max().unwrap_or(0),
    };
    cluster.databases.push(database);
    shown(cluster, &name)
}

fn update(cluster: &mut Cluster, body: &[u8], name: &str) -> Handled {
    let limits = Limits::read(&object(body)?)?;
    let database = named(cluster, name)?;
    database.max_tables = limits.max_tables.unwrap_or(database.max_tables);
    database.max_columns_per_table = limits.max_columns_per_table.unwrap_or(database.max_columns_per_table);
    database.retention_period = limits.retention_period.unwrap_or(database.retention_period);
    let name = database.name.clone();
    shown(cluster, &name)
}

/// Tokens that name it stay, and would grant the next database of that name.
fn delete(cluster: &mut Cluster, name: &str) -> Handled {
    let id = named(cluster, name)?.id;
    cluster.databases.retain(|database| database.id != id);
    Ok(None)
}

fn rename(cluster: &mut Cluster, body: &[u8], old: &str) -> Handled {
    let new = name(&object(body)?)?;
    let id = named(cluster, old)?.id;
    if cluster.database(&new).is_some_and(|other| other.id != id) {
        return Err(Refusal::Conflict);
    }
    named(cluster, old)?.name.clone_from(&new);
    let mut answer = shown(cluster, &new)?;
    if let Some(answer) = &mut answer {
        answer["id"] = id.into();
    }
    Ok(answer)
}

/// Letters, digits, `_`, `-` and `/`, 1 to 64, and a letter or digit first.
fn name(asked: &Map<String, Value>) -> Result<String, Refusal> {
    let name = asked.get("name").and_then(Value::as_str).ok_or(Refusal::BadRequest)?;
    let fits = (1..=64).contains(&name.len())
        && name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-/".contains(&byte));
    if fits { Ok(name.to_owned()) } else { Err(Refusal::BadRequest) }
}

/// What can be changed later.
struct Limits {
    max_tables: Option<u32>,
    max_columns_per_table: Option<u32>,
    retention_period: Option<u64>,
}

impl Limits {
    fn read(asked: &Map<String, Value>) -> Result<Self, Refusal> {
        let number = |name: &str, least: u64, most: u64| match asked.get(name) {
            None => Ok(None),
            Some(given) => {
                given.as_u64().filter(|given| (least..=most).contains(given)).map(Some).ok_or(Refusal::BadRequest)
            }
        };
        let small = |name: &str| number(name, 1, i32::MAX as u64).map(|n| n.and_then(|n| u32::try_from(n).ok()));
        Ok(Self {
            max_tables: small("maxTables")?,
            max_columns_per_table: small("maxColumnsPerTable")?,
            retention_period: number("retentionPeriod", 0, i64::MAX as u64)?,
        })
    }
}
