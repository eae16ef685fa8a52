//! `/api/v2/dbrps`: names of 1.x databases for buckets. Every bucket that the caller may read has one
//! without anybody making it; what guards a mapping is the right on its bucket.

use super::buckets::{read_right, write_right};
use super::objects::{self, Shape};
use crate::answer::{Answer, Handled, Refusal, Reply, created, ok};
use crate::call::{Call, Caller};
use crate::go_json::Fields;
use crate::id::Id;
use crate::model::{Bucket, Kind, Object, Store};
use crate::permission::{Action, Permission, ResourceType};
use crate::query::{Query, go_bool};
use crate::route::chi;
use crate::world::World;
use axum::http::Method;
use serde_json::{Value, json};

const KIND: Kind = Kind::Dbrps;

/// Answers everything below the resource.
pub fn serve(world: &mut World, call: &Call, caller: &Caller, rest: &[&str]) -> Answer {
    chi(match (&call.method, rest) {
        (&Method::GET, []) => list(world, call, caller),
        (&Method::POST, []) => create(world, call, caller),
        (&Method::GET, [id]) => find(world, call, caller, id),
        (&Method::PATCH, [id]) => update(world, call, caller, id),
        (&Method::DELETE, [id]) => delete(world, call, caller, id),
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

fn taken() -> Refusal {
    Refusal::conflict("another DBRP mapping with same orgID, db, and rp exists")
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

fn create(world: &mut World, call: &Call, caller: &Caller) -> Handled {
    let read = || {
        let mut fields = Fields::read(&call.body, "dbrp", "createDBRPRequest")?;
        let org = fields.text("orgID").filter(|id| !id.is_empty());
        let org_name = fields.text("org");
        let bucket = fields.text("bucketID").unwrap_or_default();
        let database = fields.text("database").unwrap_or_default();
        let policy = fields.text("retention_policy").unwrap_or_default();
        let default = fields.flag("default").unwrap_or(false);
        let members = fields.members().clone();
        fields.done().map(|()| (org, org_name, bucket, database, policy, default, members))
    };
    let (org, org_name, bucket, database, policy, default, mut members) =
        read().map_err(|e| e.prefixed("invalid json structure"))?;
    let store = &world.store;
    let org = match (org, org_name) {
        (Some(org), _) => parse_id("org", &org)?,
        (None, Some(name)) => org_named(store, &name)?,
        (None, None) => return Err(no_org()),
    };
    let bucket = parse_id("bucket", &bucket)?;
    caller.rights.require(Permission::at(Action::Write, ResourceType::Buckets, bucket, org))?;
    // Looking the bucket up takes the right to read it as well.
    caller.rights.require(read_right(store.bucket(bucket)?))?;
    let same = |m: &&Object| m.org == org && m.text("database") == database;
    if store.objects_of(KIND).filter(same).any(|m| m.text("retention_policy") == policy) {
        return Err(taken());
    }
    let first = !store.objects_of(KIND).any(|m| same(&m));
    if default {
        make_default(&mut world.store, org, &database, None);
    }
    members.insert("default".into(), (default || first).into());
    let id = objects::store(world, caller, KIND, org, members);
    created(shape(objects::by_id(&world.store, KIND, &id.to_string())?))
}

/// Lets one mapping of a database be the default and no other.
fn make_default(store: &mut Store, org: Id, database: &str, chosen: Option<Id>) {
    for mapping in store.objects.entry(KIND).or_default().values_mut() {
        if mapping.org == org && mapping.text("database") == database {
            mapping.members.insert("default".into(), (Some(mapping.id) == chosen).into());
        }
    }
}

/// Lets the first other mapping of a database be the default, if there is one.
fn pass_default_on(store: &mut Store, mapping: &Object) {
    let database = mapping.text("database");
    let same = |m: &&Object| m.org == mapping.org && m.id != mapping.id && m.text("database") == database;
    let next = store.objects_of(KIND).find(same).map(|m| m.id);
    if next.is_some() {
        make_default(store, mapping.org, database, next);
    }
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
    found.ok_or_else(|| Refusal::not_found(KIND.not_found()))
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

/// Changes one; it is looked up, with the right to read it, before the body is read.
fn update(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let (id, org) = named(&world.store, &call.query, id)?;
    let mapping = stored(&world.store, id, org)?.clone();
    caller.rights.require(right(Action::Read, &mapping))?;
    let read = || {
        let mut fields = Fields::read(&call.body, "", "")?;
        let default = fields.flag("default");
        let policy = fields.text("retention_policy");
        fields.done().map(|()| (default, policy))
    };
    let (default, policy) = read().map_err(|e| e.prefixed("invalid json structure"))?;
    caller.rights.require(right(Action::Write, &mapping))?;
    let database = mapping.text("database");
    let policy = policy.unwrap_or_else(|| mapping.text("retention_policy").to_owned());
    let is_taken = |m: &Object| {
        m.id != id && m.org == org && m.text("database") == database && m.text("retention_policy") == policy
    };
    if world.store.objects_of(KIND).any(is_taken) {
        return Err(taken());
    }
    let was_default = mapping.members.get("default") == Some(&Value::Bool(true));
    let default = default.unwrap_or(was_default);
    if let Some(stored) = world.store.objects.entry(KIND).or_default().get_mut(&id) {
        stored.members.insert("retention_policy".into(), policy.into());
    }
    match (was_default, default) {
        (_, true) => make_default(&mut world.store, org, database, Some(id)),
        (true, false) => pass_default_on(&mut world.store, &mapping),
        (false, false) => {}
    }
    // The answer shows what was asked for, although a database's only mapping stays its default.
    let mut changed = shape(stored(&world.store, id, org)?);
    changed["default"] = default.into();
    ok(json!({"content": changed}))
}

/// Removes a mapping; one that is not there is no error, and a bucket's own cannot be removed.
fn delete(world: &mut World, call: &Call, caller: &Caller, id: &str) -> Handled {
    let (id, org) = named(&world.store, &call.query, id)?;
    if let Ok(mapping) = stored(&world.store, id, org).cloned() {
        let needed = bucket_of(&mapping)
            .and_then(|bucket| world.store.buckets.get(&bucket))
            .map_or_else(|| right(Action::Write, &mapping), write_right);
        caller.rights.require(needed)?;
        if mapping.members.get("default") == Some(&Value::Bool(true)) {
            pass_default_on(&mut world.store, &mapping);
        }
        world.store.delete_object(KIND, id);
    }
    Ok(Reply::NoContent)
}
