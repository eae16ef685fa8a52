//! `/api/v2/write` and `/api/v2/delete`: rights and the shape of lines are checked, points are dropped.

use crate::answer::{Answer, Code, Handled, Refusal, Reply};
use crate::call::{Call, Caller};
use crate::go_json::Fields;
use crate::id::Id;
use crate::manner::{httprouter, method_not_allowed, no_such_path};
use crate::model::{Bucket, Org, Store};
use crate::permission::{Action, Permission, ResourceType};
use crate::query::Query;
use crate::world::World;
use axum::http::Method;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

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
    // The one parameter takes both, and what reads as an id is one, be it known or not.
    if let Ok(id) = Id::parse(name) {
        return store.org(id);
    }
    store.org_named(name)
}

/// The bucket that a parameter names: an id finds it in any organization (`findBucket` in
/// `http/write_handler.go`).
fn bucket_of<'a>(store: &'a Store, org: Id, name: &str) -> Result<&'a Bucket, Refusal> {
    let by_id = Id::parse(name).ok().and_then(|id| store.buckets.get(&id));
    by_id.map_or_else(|| store.bucket_named(org, name), Ok)
}

/// The right to fill or empty a bucket. It is asked for in the organization of the request, which need not
/// be the bucket's own.
fn is_allowed(caller: &Caller, bucket: &Bucket, org: Id) -> bool {
    caller.rights.holds(&Permission::at(Action::Write, ResourceType::Buckets, bucket.id, org))
}

fn write(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    if !matches!(call.query.get("precision"), None | Some("ns" | "us" | "ms" | "s")) {
        return Err(Refusal::invalid("invalid precision; valid precision units are ns, us, ms, and s"));
    }
    let name = call.query.get("bucket").ok_or_else(|| Refusal::not_found("bucket not found"))?;
    let org = org_of(store, &call.query)?.id;
    let bucket = bucket_of(store, org, name)?;
    if !is_allowed(caller, bucket, org) {
        let why = if caller.rights.is_inactive() { ": token is inactive" } else { "" };
        return Err(Refusal::new(Code::Forbidden, format!("insufficient permissions for write{why}")));
    }
    if call.body.is_empty() {
        return Err(Refusal::invalid("writing requires points"));
    }
    // A compressed body is taken on trust.
    if call.headers.contains_key("content-encoding") {
        return Ok(Reply::NoContent);
    }
    let text = String::from_utf8_lossy(&call.body);
    let wrong: Vec<_> = text.lines().filter_map(|line| complaint(line.trim())).collect();
    if wrong.is_empty() { Ok(Reply::NoContent) } else { Err(Refusal::invalid(wrong.join("\n"))) }
}

/// What is wrong with a line that lacks a measurement or a field; a comment writes nothing and is welcome.
fn complaint(line: &str) -> Option<String> {
    if line.is_empty() || line.starts_with('#') {
        return None;
    }
    let fields = line.split_once(' ').map_or("", |(_, rest)| rest.trim());
    let why = if fields.is_empty() {
        "missing fields"
    } else if !fields.contains('=') {
        "invalid field format"
    } else {
        return None;
    };
    Some(format!("unable to parse '{line}': {why}"))
}

/// Checks the two times of a request to delete; each is refused with an example of its own.
fn check_times(body: &[u8]) -> Result<(), Refusal> {
    let unreadable = "invalid request; error parsing request json";
    // The body is scanned whole before it is looked into, so what is no JSON at all has only one prefix.
    let mut fields = Fields::read(body, "http", "deleteRequestDecode").map_err(|e| e.prefixed(unreadable))?;
    let (start, stop) = (fields.text("start"), fields.text("stop"));
    let read = fields.done();
    read.map_err(|e| e.prefixed("Invalid delete predicate node request").within(unreadable))?;
    for (key, text, example) in [("start", start, "2009-01-02T23:00:00Z"), ("stop", stop, "2009-01-01T23:00:00Z")] {
        if OffsetDateTime::parse(&text.unwrap_or_default(), &Rfc3339).is_err() {
            return Err(Refusal::invalid(format!(
                "invalid RFC3339Nano for field {key}, please format your time with RFC3339Nano format, example: {example}"
            ))
            .within(unreadable));
        }
    }
    Ok(())
}

fn delete(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    check_times(&call.body)?;
    let org = org_of(store, &call.query)?.id;
    let named = call.query.get("bucket");
    let id = call.query.id("bucketID")?.or_else(|| named.and_then(|name| Id::parse(name).ok()));
    let bucket = match (id, named) {
        (Some(id), _) => store.bucket(id)?,
        (None, Some(name)) => store.bucket_named(org, name)?,
        (None, None) => return Err(Refusal::invalid("Please provide either bucketID or bucket")),
    };
    if !is_allowed(caller, bucket, org) {
        return Err(Refusal::new(Code::Forbidden, "insufficient permissions to delete"));
    }
    Ok(Reply::NoContent)
}
