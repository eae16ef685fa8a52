//! `/api/v2/write` and `/api/v2/delete`: rights and the shape of lines are checked, points are dropped.

use crate::answer::{Answer, Code, Handled, Refusal, Reply};
use crate::call::{Call, Caller};
use crate::go_json::{DecodeError, Fields};
use crate::id::Id;
use crate::model::{Bucket, Org, Store};
use crate::query::Query;
use crate::route::{httprouter, method_not_allowed, no_such_path};
use crate::world::World;
use axum::http::Method;

use super::buckets::write_right;

/// Answers `/api/v2/write`.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    match (&call.method, rest) {
        (&Method::POST, []) => httprouter(write(world, call, caller)),
        (_, []) => method_not_allowed(&["POST"]),
        _ => no_such_path(),
    }
}

/// Answers `/api/v2/delete`.
pub fn serve_delete(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    match (&call.method, rest) {
        (&Method::POST, []) => httprouter(delete(world, call, caller)),
        (_, []) => method_not_allowed(&["POST"]),
        _ => no_such_path(),
    }
}

/// The organization of a write or query, by id or name, found with the server's own rights.
pub fn org_of<'a>(store: &'a Store, query: &Query) -> Result<&'a Org, Refusal> {
    if let Some(id) = query.id("orgID")? {
        return store.org(id);
    }
    let name = query.get("org").ok_or_else(|| Refusal::invalid("Please provide either orgID or org"))?;
    // The one parameter takes both, so what reads as an id of an organization is one.
    if let Some(org) = Id::parse(name).ok().and_then(|id| store.orgs.get(&id)) {
        return Ok(org);
    }
    store.org_named(name)
}

fn bucket_of<'a>(store: &'a Store, org: Id, name: &str) -> Result<&'a Bucket, Refusal> {
    let by_id = Id::parse(name).ok().and_then(|id| store.buckets.get(&id)).filter(|bucket| bucket.org == org);
    match by_id {
        Some(bucket) => Ok(bucket),
        None => store.bucket_named(org, name),
    }
}

/// Refuses with 403 instead of 401, and adds why.
fn allow(caller: &Caller, bucket: &Bucket, words: &str) -> Result<(), Refusal> {
    let needed = write_right(bucket);
    if caller.rights.is_inactive() {
        return Err(Refusal::new(Code::Forbidden, format!("{words}: token is inactive")));
    }
    if caller.rights.holds(&needed) {
        return Ok(());
    }
    Err(Refusal::new(Code::Forbidden, words))
}

fn write(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    if !matches!(call.query.get("precision"), None | Some("ns" | "us" | "ms" | "s")) {
        return Err(Refusal::invalid("invalid precision; valid precision units are ns, us, ms, and s"));
    }
    let name = call.query.get("bucket").ok_or_else(|| Refusal::not_found("bucket not found"))?;
    let org = org_of(store, &call.query)?;
    let bucket = bucket_of(store, org.id, name)?;
    allow(caller, bucket, "insufficient permissions for write")?;
    if call.body.is_empty() {
        return Err(Refusal::invalid("writing requires points"));
    }
    // A compressed body is taken on trust.
    if call.headers.contains_key("content-encoding") {
        return Ok(Reply::NoContent);
    }
    for line in String::from_utf8_lossy(&call.body).lines() {
        check_line(line.trim())?;
    }
    Ok(Reply::NoContent)
}

/// Checks that a line has a measurement and a field; a comment writes nothing and is welcome.
fn check_line(line: &str) -> Result<(), Refusal> {
    if line.is_empty() || line.starts_with('#') {
        return Ok(());
    }
    let fields = line.split_once(' ').map_or("", |(_, rest)| rest.trim());
    let why = if fields.is_empty() {
        "missing fields"
    } else if !fields.contains('=') {
        "invalid field format"
    } else {
        return Ok(());
    };
    Err(Refusal::invalid(format!("unable to parse '{line}': {why}")))
}

fn delete(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    let org = org_of(store, &call.query)?;
    let fields = Fields::read(&call.body, "http", "deleteRequestDecode").map_err(DecodeError::invalid)?;
    for key in ["start", "stop"] {
        if fields.get(key).is_none() {
            return Err(Refusal::invalid(format!(
                "invalid RFC3339Nano for field {key}, please format your time with RFC3339Nano format, example: 2009-01-02T23:00:00Z"
            )));
        }
    }
    let bucket = match call.query.id("bucketID")? {
        Some(id) => store.bucket(id)?,
        None => {
            let name =
                call.query.get("bucket").ok_or_else(|| Refusal::invalid("Please provide either bucketID or bucket"))?;
            store.bucket_named(org.id, name)?
        }
    };
    allow(caller, bucket, "insufficient permissions to delete")?;
    Ok(Reply::NoContent)
}
