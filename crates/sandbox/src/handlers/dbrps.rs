//! `/api/v2/dbrps`: names of 1.x databases for buckets. Every bucket that the caller may read has one
//! without anybody making it; what guards a mapping is the right on its bucket.

mod change;

use super::buckets::read_right;
use super::objects::Shape;
use crate::answer::{Answer, Handled, Refusal, ok};
use crate::call::{Call, Caller};
use crate::id::Id;
use crate::manner::chi;
use crate::model::{Bucket, Kind, Object, Store};
use crate::permission::{Action, Permission, ResourceType};
use crate::query::{Query, go_bool};
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Dbrps;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => change::create(world, call, caller),
        (&Method::GET, [id]) => find(world, call, caller, id),
        (&Method::PATCH, [id]) => change::update(world, call, caller, id),
        (&Method::DELETE, [id]) => change::delete(world, call, caller, id),
        (_, [] | [_]) => return Answer::empty(405),
        _ => return Answer::page_not_found(),
    })
}

fn shape(mapping: &Object) -> Value {
    Shape::of(mapping)
        .stored_or(mapping, "database", "")
        .stored_or(mapping, "retention_policy", "")
        .stored_or(mapping, "default", false)
        .with("virtual", false)
        .org(mapping)
        .stored_or(mapping, "bucketID", "")
        .done()
}

/// The mapping that a bucket has by its name: `database/policy`, or `autogen` as the policy.
fn virtual_shape(bucket: &Bucket, default: bool) -> Value {
    let (database, policy) = bucket.name.split_once('/').unwrap_or((&bucket.name, "autogen"));
    json!({
        "id": bucket.id.to_string(),
        "database": database,
        "retention_policy": policy,
        "default": default,
        "virtual": true,
        "orgID": bucket.org.to_string(),
        "bucketID": bucket.id.to_string(),
    })
}

fn bucket_of(mapping: &Object) -> Option<Id> {
    Id::parse(mapping.text("bucketID")).ok()
}

/// The right on the bucket that a mapping is about.
fn right(action: Action, mapping: &Object) -> Permission {
    let bucket = bucket_of(mapping).unwrap_or(mapping.id);
    Permission::at(action, ResourceType::Buckets, bucket, mapping.org)
}

/// Whether the caller may see a mapping: the right to read its bucket or the one to write it is enough.
fn is_visible(caller: &Caller, bucket: Id, org: Id) -> bool {
    Action::BOTH
        .into_iter()
        .any(|action| caller.rights.holds(&Permission::at(action, ResourceType::Buckets, bucket, org)))
}

fn no_org() -> Refusal {
    Refusal::invalid("either 'org' or 'orgID' must be provided")
}

/// An id that was given as text; a malformed one is refused with words that show it.
fn parse_id(what: &str, text: &str) -> Result<Id, Refusal> {
    Id::parse(text).map_err(|e| Refusal::invalid(format!("invalid {what} ID \"{text}\": {}", e.message())))
}

fn org_named(store: &Store, name: &str) -> Result<Id, Refusal> {
    let found = store.org_named(name).map(|org| org.id);
    found.map_err(|_| Refusal::not_found(format!("invalid org \"{name}\": organization not found")))
}

fn org_of(store: &Store, query: &Query) -> Result<Id, Refusal> {
    match (query.get("orgID"), query.get("org")) {
        (Some(id), _) => parse_id("org", id),
        (None, Some(name)) => org_named(store, name),
        (None, None) => Err(no_org()),
    }
}

fn list(world: &World, call: &Call, caller: &Caller) -> Handled {
    let store = &world.store;
    let query = &call.query;
    let org = org_of(store, query)?;
    let id = query.get("id").map(|text| parse_id("DBRP", text)).transpose()?;
    let bucket = query.get("bucketID").map(|text| parse_id("bucket", text)).transpose()?;
    let default = match query.get("default").map(go_bool) {
        None => None,
        Some(Some(wanted)) => Some(wanted),
        Some(None) => return Err(Refusal::invalid("invalid default parameter")),
    };
    let physical: Vec<_> = store
        .objects_of(KIND)
        .filter(|m| m.org == org)
        .filter(|m| is_visible(caller, bucket_of(m).unwrap_or(m.id), org))
        .map(shape)
        .collect();
    let virtuals = store
        .buckets_of(org)
        .filter(|bucket| caller.rights.holds(&read_right(bucket)) && is_visible(caller, bucket.id, org))
        .map(|bucket| {
            let database = bucket.name.split('/').next().unwrap_or("");
            let taken = physical.iter().any(|m| m["database"] == database && m["default"] == true);
            virtual_shape(bucket, !taken)
        })
        .collect::<Vec<_>>();
    let wanted = |mapping: &Value| {
        let is = |member: &str, id: Option<Id>| id.is_none_or(|id| mapping[member] == id.to_string());
        is("id", id)
            && is("bucketID", bucket)
            && query.get("db").is_none_or(|db| mapping["database"] == db)
            && query.get("rp").is_none_or(|policy| mapping["retention_policy"] == policy)
            && default.is_none_or(|default| mapping["default"] == default)
    };
    let content: Vec<_> = physical.into_iter().chain(virtuals).filter(wanted).collect();
    ok(json!({"content": content}))
}

/// What the path of one mapping and the query with it name: the id first, then the organization, which must
/// be given here too (`dbrp/http_server_dbrp.go`).
fn named(store: &Store, query: &Query, id: &str) -> Result<(Id, Id), Refusal> {
    let id = Id::parse(id)?;
    Ok((id, org_of(store, query)?))
}

/// A stored mapping; one of another organization is as good as none.
fn stored(store: &Store, id: Id, org: Id) -> Result<&Object, Refusal> {
    let found = store.object(KIND, id).filter(|mapping| mapping.org == org);
    found.ok_or_else(|| Refusal::not_found(KIND.not_found(id)))
}

fn find(world: &World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let store = &world.store;
    let (id, org) = named(store, &call.query, id)?;
    if let Some(bucket) = store.buckets.get(&id).filter(|bucket| bucket.org == org) {
        caller.rights.require(read_right(bucket))?;
        return ok(json!({"content": virtual_shape(bucket, true)}));
    }
    let mapping = stored(store, id, org)?;
    caller.rights.require(right(Action::Read, mapping))?;
    ok(json!({"content": shape(mapping)}))
}
